"""Step 7 of I17: the same effect when one choice changes, or without each territory in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from observatory.indicators.effect.event_study import each_left_out
from observatory.indicators.effect.expected import Reference
from observatory.indicators.effect.inference import Interval, by_placebos
from observatory.indicators.effect.panel import (
    Panel,
    keep,
    started_later,
    without_exposure,
    without_territories,
    without_years,
)
from observatory.indicators.effect.placebo import DRAWS, SEED


@dataclass(frozen=True)
class Variant:
    """`label`: what changed, in French; `effect`: the mean effect then, or None and the `reason`."""

    label: str
    effect: Interval | None
    reason: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """Mean effects without each territory in turn: the lowest and the highest, and whose absence gives it."""

    low: float
    low_without: str
    high: float
    high_without: str

    def keeps_sign_of(self, effect: float) -> bool:
        """Whether none of them has the other sign."""
        return min(self.low * effect, self.high * effect) > 0


def left_out(panel: Panel, reference: Reference = "veille") -> LeftOut | None:
    """The range of the mean effect without each territory in turn; None when nothing remains without one of them."""
    import numpy as np

    values, _ = each_left_out(panel, reference)
    if not np.isfinite(values).all():
        return None
    low, high = int(values.argmin()), int(values.argmax())
    return LeftOut(float(values[low]), panel.territories[low], float(values[high]), panel.territories[high])


def sensitivity(
    panel: Panel, *, years: Collection[int] = (2020,), breaks: Collection[str] = (), draws: int = DRAWS,
    seed: int = SEED,
) -> list[Variant]:  # fmt: skip
    """The mean effect by placebos: without each of `years`, without the territories whose recording changed
    (`breaks`), a first year later, without the offset, all years before as reference, each wave alone."""
    found = []
    for label, make, reference in _variants(panel, years, breaks):
        try:
            found.append(Variant(label, by_placebos(make(), reference, draws=draws, seed=seed)))
        except ValueError as error:
            found.append(Variant(label, None, str(error)))
    return found


def _variants(panel: Panel, years: Collection[int], breaks: Collection[str]) -> Iterator[tuple]:
    for year in years:
        if year in panel.years:
            yield f"sans {year}", lambda year=year: without_years(panel, [year]), "veille"
    if broken := [name for name in panel.territories if name in set(breaks)]:
        yield "sans les ruptures d’enregistrement", lambda: without_territories(panel, broken), "veille"
    yield "première année décalée d’un an", lambda: started_later(panel), "veille"
    if panel.has_exposure:
        yield "sans rapporter à toutes les attributions", lambda: without_exposure(panel), "veille"
    yield "référence\u202f: toutes les années d’avant", lambda: panel, "avant"
    if len(panel.cohorts) > 1:
        for first in panel.cohorts:
            yield f"vague de {first} seule", lambda first=first: _one_wave(panel, first), "veille"


def _one_wave(panel: Panel, first: int) -> Panel:
    """One cohort, against those never accelerated."""
    import numpy as np

    return keep(panel, (panel.first == first) | ~np.isfinite(panel.first))
