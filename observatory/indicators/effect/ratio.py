"""Steps 1 and 2 of I17: growth in each group, and the ratio of ratios with the dispersion of the other territories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.effect.panel import Panel, is_treated_by
from observatory.indicators.small_numbers import normal_quantile

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

LEAST_HOUSEHOLDS = 20  # G5: under this count on either date, no percentage


@dataclass(frozen=True)
class Growth:
    """Of one group between two years: territories, households without a home allocated (`before`, `after`), all
    allocations (`exposure_*`, None when unknown), and growth of Y and of Y/D in % (None: a term under 20)."""

    nb_territories: int
    before: int
    after: int
    exposure_before: int | None
    exposure_after: int | None
    percent: float | None
    percent_of_rate: float | None


@dataclass(frozen=True)
class RatioOfRatios:
    """`value` = (T₁/T₀)/(C₁/C₀) with its limits; `se_log`: standard error of its logarithm; `phi`: dispersion used."""

    value: float
    low: float
    high: float
    se_log: float
    phi: float

    @property
    def excludes_one(self) -> bool:
        """Whether the interval leaves 1 out."""
        return self.low > 1 or self.high < 1


def raw_growth(panel: Panel, before: int, after: int) -> tuple[Growth, Growth]:
    """Growth between two years of the territories accelerated by `after`, then of those that are not.

    Raises ValueError when a year is not in the panel.
    """
    treated = is_treated_by(panel, after)
    return _growth(panel, treated, before, after), _growth(panel, ~treated, before, after)


def panel_ratio(panel: Panel, before: int, after: int, confidence: float = 0.95) -> RatioOfRatios:
    """Step 2 between two years: territories accelerated by `after` over those that are not, with their dispersion.

    Raises ValueError when a year is not in the panel, a total is 0 or fewer than two territories are not accelerated.
    """
    treated = is_treated_by(panel, after)
    counts = panel.counts[:, [panel.column(before), panel.column(after)]]
    phi, _ = pearson_dispersion(counts[~treated])
    return ratio_of_ratios(*counts[treated].sum(axis=0), *counts[~treated].sum(axis=0), phi, confidence)


def ratio_of_ratios(
    t0: float, t1: float, c0: float, c1: float, phi: float = 1.0, confidence: float = 0.95
) -> RatioOfRatios:
    """RR = (T₁/T₀)/(C₁/C₀), SE(log RR) = √(φ (1/T₀ + 1/T₁ + 1/C₀ + 1/C₁)).

    Totals in **households**: persons are households times 2,2, and with φ = 1 they make the interval too narrow.
    Raises ValueError when a total is not positive.
    """
    from math import exp, log, sqrt

    if min(t0, t1, c0, c1) <= 0:
        raise ValueError("un rapport de rapports demande quatre totaux positifs")
    centre = log(t1 / t0) - log(c1 / c0)
    error = sqrt(phi * (1 / t0 + 1 / t1 + 1 / c0 + 1 / c1))
    reach = normal_quantile(confidence) * error
    return RatioOfRatios(exp(centre), exp(centre - reach), exp(centre + reach), error, phi)


def pearson_dispersion(table: ArrayLike) -> tuple[float, float]:
    """φ = max(1, X²/(k − 1)) and X², Pearson's statistic of a table of k territories × 2 periods, in households.

    Territories without anyone in either period are left out. Raises ValueError with fewer than two others.
    """
    import numpy as np

    counts = np.asarray(table, float)
    counts = counts[counts.sum(axis=1) > 0]
    if len(counts) < 2:
        raise ValueError("la dispersion se mesure sur deux territoires au moins")
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    x2 = float(((counts - expected) ** 2 / expected).sum())
    return max(1.0, x2 / (len(counts) - 1)), x2


def _growth(panel: Panel, members, before: int, after: int) -> Growth:
    columns = [panel.column(before), panel.column(after)]
    y0, y1 = (round(float(total)) for total in panel.counts[members][:, columns].sum(axis=0))
    enough = min(y0, y1) >= LEAST_HOUSEHOLDS
    percent = 100 * (y1 / y0 - 1) if enough else None
    if not panel.has_exposure:
        return Growth(int(members.sum()), y0, y1, None, None, percent, None)
    d0, d1 = (round(float(total)) for total in panel.exposure[members][:, columns].sum(axis=0))
    rate = 100 * ((y1 / d1) / (y0 / d0) - 1) if enough and min(d0, d1) > 0 else None
    return Growth(int(members.sum()), y0, y1, d0, d1, percent, rate)
