"""§5.4: rates of small territories drawn towards the common rate (empirical Bayes), beside the raw ones.

From protected counts only: whoever knows m, A and the populations finds the raw rate again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Smoothed:
    """`rate`: smoothed rates, events per unit of population; `common`: m; `variance`: A, between territories beyond
    chance; `weight`: C, the part of its own rate that each territory keeps (0 when A ≤ 0)."""

    rate: np.ndarray
    common: float
    variance: float
    weight: np.ndarray


def smooth(events: ArrayLike, population: ArrayLike) -> Smoothed:
    """θ̂ = m + C (x − m), m = Σe/Σb, C = A/(A + m/b), A = s² − m/b̄; s² is the population-weighted variance of x = e/b.

    `events`: protected counts ≥ 0; `population`: > 0, one per territory. Global smoothing of Marshall (1991), as in
    https://github.com/pysal/esda. Raises ValueError without territory or with a population that is not positive.
    """
    import numpy as np

    e, b = np.asarray(events, float), np.asarray(population, float)
    if not len(e) or (e < 0).any() or not (b > 0).all():
        raise ValueError("un lissage demande des effectifs positifs ou nuls et des populations positives")
    raw, common = e / b, e.sum() / b.sum()
    variance = float(np.sum(b * (raw - common) ** 2) / b.sum() - common / b.mean())
    weight = variance / (variance + common / b) if variance > 0 else np.zeros(len(b))
    return Smoothed(common + weight * (raw - common), float(common), variance, weight)


def smoothed_interval(
    events: ArrayLike, population: ArrayLike, found: Smoothed, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Limits of the smoothed rates: quantiles of Gamma(m²/A + e, m/A + b), the law whose mean is θ̂.

    m and A are taken as known, so that limits are a little narrow when territories are few. With A ≤ 0 nothing parts
    the territories: the limits are those of the common rate (Poisson, all events together).
    """
    import numpy as np
    from scipy.stats import gamma

    from observatory.indicators.small_numbers import poisson_interval

    e, b = np.asarray(events, float), np.asarray(population, float)
    if found.variance <= 0:
        low, high = (end / b.sum() for end in poisson_interval(e.sum(), confidence))
        return np.full(len(b), low), np.full(len(b), high)
    shape, rate = found.common**2 / found.variance + e, found.common / found.variance + b
    tail = (1 - confidence) / 2
    return gamma.ppf(tail, shape) / rate, gamma.ppf(1 - tail, shape) / rate
