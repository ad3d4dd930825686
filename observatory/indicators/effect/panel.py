"""The table that the effect is measured on: territories × years, who was accelerated when, and what was left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

NO_ONE = "aucune attribution sur toute la période\u202f: ce territoire n’apprend rien"
NO_YEAR_BEFORE = "accéléré dès la première année observée\u202f: il n’a pas d’avant"


@dataclass(frozen=True)
class Panel:
    """N territories × T years. `counts`: households without a home allocated a dwelling; `exposure`: all allocations,
    or 1; 0 where a cell is not observed. `first`: first year of acceleration, infinite for never (or after the last
    year). `left_out`: (territory, reason in French); `has_exposure`: whether `exposure` holds allocations."""

    territories: tuple[str, ...]
    years: np.ndarray
    counts: np.ndarray
    exposure: np.ndarray
    first: np.ndarray
    has_exposure: bool = False
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def cohorts(self) -> tuple[int, ...]:
        """First years of acceleration, in order."""
        import numpy as np

        return tuple(int(year) for year in np.unique(self.first[np.isfinite(self.first)]))

    def column(self, year: int) -> int:
        """The place of a year; raises ValueError when it is not in the panel."""
        if year not in self.years:
            raise ValueError(f"l’année {year} n’est pas dans le panel")
        return int((self.years == year).argmax())


def panel_of(rows: pl.DataFrame, outcome: str = "nb_menages", exposure: str | None = None) -> Panel:
    """The panel of rows `territoire, annee, premiere_annee` (null: never accelerated), an `outcome` (counts) and, when
    it is known, an `exposure` (counts); one row per territory and year, nested territories counted once.

    A row absent, or with a null, is a cell not observed: never a zero. Left out, with a reason: territories without
    any allocation, and those accelerated from the first year. Raises ValueError on a cell told twice, a negative
    count, allocations without any total, or a territory with two first years.
    """
    import numpy as np
    import polars as pl

    if rows.select("territoire", "annee").is_duplicated().any() or (
        rows.select("territoire", "premiere_annee").unique().height != rows["territoire"].n_unique()
    ):
        raise ValueError("un territoire a une ligne par année, et une seule première année")
    years = rows["annee"].unique().sort()
    starts = rows.group_by("territoire").agg(pl.col("premiere_annee").first()).sort("territoire")
    grid = starts.select("territoire").join(years.to_frame(), how="cross")
    full = grid.join(rows, on=["territoire", "annee"], how="left", maintain_order="left")
    shape = (starts.height, len(years))
    counts = full[outcome].cast(pl.Float64).to_numpy().reshape(shape)
    size = full[exposure].cast(pl.Float64).to_numpy().reshape(shape) if exposure else np.ones(shape)
    seen = ~(np.isnan(counts) | np.isnan(size))
    counts, size = np.where(seen, counts, 0.0), np.where(seen, size, 0.0)
    if (counts < 0).any() or (size < 0).any() or (counts > 0)[size == 0].any():
        raise ValueError("une attribution négative, ou comptée là où aucune n’est connue")
    first = starts["premiere_annee"].cast(pl.Float64).fill_null(np.inf).to_numpy()
    first = np.where(first > years[-1], np.inf, first)
    every = Panel(tuple(starts["territoire"]), years.to_numpy(), counts, size, first, exposure is not None)
    return settled(every)


def settled(panel: Panel) -> Panel:
    """The panel without the territories that teach nothing, which join `left_out` with the reason."""
    empty = panel.counts.sum(axis=1) == 0
    before = (panel.exposure * (panel.years < panel.first[:, None])).sum(axis=1) > 0
    reasons = [(i, NO_ONE if empty[i] else NO_YEAR_BEFORE) for i in (empty | ~before).nonzero()[0]]
    left = tuple((panel.territories[i], why) for i, why in reasons)
    kept = replace(panel, left_out=panel.left_out + left)
    return keep(kept, ~empty & before)


def keep(panel: Panel, members: np.ndarray) -> Panel:
    """The panel of some territories (a mask of N)."""
    return replace(
        panel,
        territories=tuple(name for name, kept in zip(panel.territories, members, strict=True) if kept),
        counts=panel.counts[members],
        exposure=panel.exposure[members],
        first=panel.first[members],
    )


def without_years(panel: Panel, years: Collection[int]) -> Panel:
    """The panel without some years."""
    import numpy as np

    kept = ~np.isin(panel.years, list(years))
    return settled(
        replace(panel, years=panel.years[kept], counts=panel.counts[:, kept], exposure=panel.exposure[:, kept])
    )


def without_territories(panel: Panel, territories: Collection[str]) -> Panel:
    """The panel without some territories."""
    import numpy as np

    return keep(panel, ~np.isin(panel.territories, list(territories)))


def started_later(panel: Panel, years: int = 1) -> Panel:
    """The same, acceleration beginning some years later: what came in between counts as before.

    A territory whose first year would come after the last one is left out: it is neither before nor calm.
    """
    import numpy as np

    later = panel.first + years
    known = keep(replace(panel, first=later), ~(np.isfinite(later) & (later > panel.years[-1])))
    return settled(known)


def without_exposure(panel: Panel) -> Panel:
    """The same counts, not divided by all allocations."""
    return replace(panel, exposure=(panel.exposure > 0).astype(float), has_exposure=False)


def is_treated_by(panel: Panel, year: int) -> np.ndarray:
    """Which territories were accelerated in `year` or before: a mask of N."""
    return panel.first <= year
