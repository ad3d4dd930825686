"""What earlier releases said of the same cells: fixed when nothing changed, frozen while a change is too small to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.inventory import WHOLE

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from observatory.disclosure.inventory import Inventory
    from observatory.disclosure.structure import Dimension


@dataclass(frozen=True, repr=False)
class Past:
    """The private memory of one release of a family: what it showed, by which method, and the counts behind.

    `cells`: `cellule`, one text column per dimension, `arrondi` (the value after rounding, hidden or not), `statut`,
    `effectif` (the true count, −1 when unknown).
    """

    version: str
    method: str
    base: int
    cells: pl.DataFrame


@dataclass(frozen=True, repr=False)
class History:
    """For each of the n cells of an inventory: `fixed`, the value shown earlier that stays (−1: none); `frozen`, where
    it stays although the count moved, by less than the threshold; `was_hidden`; `is_memory`, shown earlier only."""

    fixed: np.ndarray
    frozen: np.ndarray
    was_hidden: np.ndarray
    is_memory: np.ndarray

    def still_frozen(self, values: np.ndarray) -> np.ndarray:
        """Cells that show what they showed although their count moved; sums may have set some free."""
        return self.frozen & (values == self.fixed)


def latest(past: Sequence[Past], dimensions: Sequence[Dimension], method: str, base: int) -> pl.DataFrame | None:
    """The last word of all earlier releases on each cell; DisclosureError when they used another method or base.

    A cell has one protection for ever: rounded here and exact there is a leak.
    """
    import polars as pl

    if not past:
        return None
    if other := [release.version for release in past if (release.method, release.base) != (method, base)]:
        raise DisclosureError(
            f"Cette famille a déjà été publiée avec une autre protection (publication {other[-1]}) : rien n’est publié.",
            "Gardez la méthode et la base d’avant ; deux protections d’une même cellule la révéleraient.",
        )
    columns = [dimension.name for dimension in dimensions]
    frames = []
    for release in past:
        added = [_default(dimension) for dimension in dimensions if dimension.name not in release.cells.columns]
        told = release.cells.with_columns(*added).select(*columns, "arrondi", "statut", "effectif")
        if told.select(columns).is_duplicated().any():
            raise DisclosureError(
                f"Une dimension de la publication {release.version} n’est plus décrite : rien n’est publié.",
                "Remettez-la dans la structure de la famille, avec son code total.",
            )
        frames.append(told)
    return pl.concat(frames).unique(columns, keep="last", maintain_order=True)


def _default(dimension: Dimension) -> pl.Expr:
    import polars as pl

    return pl.lit(dimension.total or WHOLE).alias(dimension.name)


def compare(inventory: Inventory, memory: pl.DataFrame | None) -> History:
    """Hold each cell against the last word of earlier releases."""
    import numpy as np

    n, grid = inventory.n, inventory.cells.height
    blank = np.zeros(n, dtype=bool)
    if memory is None:
        return History(np.full(n, -1), blank, blank, blank)
    names = [dimension.name for dimension in inventory.dimensions]
    told = inventory.cells.join(memory, on=names, how="left", maintain_order="left")

    def column(name: str, default: int) -> np.ndarray:
        return np.concatenate([told[name].fill_null(default).to_numpy(), np.full(n - grid, default)]).astype(np.int64)

    before, shown = column("effectif", -1), column("arrondi", -1)
    state = np.concatenate([told["statut"].fill_null("").to_numpy(), np.full(n - grid, "")])
    recalled = (shown >= 0) & (before >= 0) & (state != "NON_COLLECTE")
    is_memory = recalled & ~inventory.released
    change = np.abs(np.where(inventory.values < 0, before, inventory.values) - before)
    same = recalled & (change == 0)
    moved = recalled & (change > 0) & (change < inventory.rule("seuil")) & inventory.released
    is_memory &= same & ~_beside(inventory, recalled & inventory.released & (change > 0))
    kept = (same & inventory.released) | is_memory | moved
    return History(np.where(kept, shown, -1), moved, recalled & (state == "MASQUE"), is_memory)


def _beside(inventory: Inventory, changed: np.ndarray) -> np.ndarray:
    """Cells that share a sum with a changed one: what was said of them earlier no longer adds up with it."""
    import numpy as np

    equations, found = inventory.relations.equations, np.zeros(inventory.n, dtype=bool)
    if equations.m:
        lines = np.logical_or.reduceat(changed[equations.index], equations.starts[:-1])
        found[equations.index[lines[equations.rows_of()]]] = True
    return found
