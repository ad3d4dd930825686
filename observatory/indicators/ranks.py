"""§5.5: how far the rank of a territory is known. No league table: an order is only shown with its intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

DRAWS, SEED, CHUNK = 5000, 20260122, 500


@dataclass(frozen=True)
class Ranks:
    """One per territory: `rank` of the rate observed (1: the highest; ties share the middle), its limits `low` and
    `high`, and `band` (1 first): territories whose intervals overlap share one."""

    rank: np.ndarray
    low: np.ndarray
    high: np.ndarray
    band: np.ndarray


def rank_intervals(
    observed: ArrayLike, denominator: ArrayLike, *, is_share: bool = False, rounding: float = 0,
    confidence: float = 0.95, draws: int = DRAWS, seed: int = SEED,
) -> Ranks:  # fmt: skip
    """Parametric bootstrap of the ranks of o/d: Gamma(o + ½)/d for rates, Beta(o + ½, d − o + ½) for shares.

    `observed`: counts ≥ 0; `denominator`: > 0, and ≥ o for shares; `rounding`: how far a protected count may be from the
    true one, drawn evenly. Limits: quantiles of the ranks of `draws`.
    Raises ValueError on other numbers.
    """
    import numpy as np
    from scipy.stats import rankdata

    o, d = np.asarray(observed, float), np.asarray(denominator, float)
    if (o < 0).any() or not (d > 0).all() or (is_share and (o > d).any()):
        raise ValueError("un rang demande des effectifs positifs ou nuls et des dénominateurs positifs")
    rng = np.random.default_rng(seed)
    drawn = np.concatenate(
        [
            rankdata(-_rates(rng, _blurred(rng, o, d, rounding, is_share, size), d, is_share), axis=1)
            for size in np.diff([*range(0, draws, CHUNK), draws])
        ]
    )
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return Ranks(rankdata(-o / d), low, high, bands(low, high))


def bands(low: ArrayLike, high: ArrayLike) -> np.ndarray:
    """The band of each interval, 1 for the lowest: intervals that overlap, directly or through others, share one."""
    import numpy as np

    low, high = np.asarray(low, float), np.asarray(high, float)
    order = np.argsort(low, kind="stable")
    reach = np.maximum.accumulate(high[order])
    opens = np.r_[True, low[order][1:] > reach[:-1]] if len(low) else np.zeros(0, bool)
    found = np.empty(len(low), int)
    found[order] = np.cumsum(opens)
    return found


def _blurred(
    rng: np.random.Generator, o: np.ndarray, d: np.ndarray, rounding: float, is_share: bool, size: int
) -> np.ndarray:
    """`size` rows of counts that rounding leaves possible; the counts themselves without rounding."""
    import numpy as np

    counts = np.broadcast_to(o, (size, len(o)))
    if rounding:
        counts = np.maximum(counts + rng.uniform(-rounding, rounding, counts.shape), 0)
    return np.minimum(counts, d) if is_share else counts


def _rates(rng: np.random.Generator, o: np.ndarray, d: np.ndarray, is_share: bool) -> np.ndarray:
    return rng.beta(o + 0.5, d - o + 0.5) if is_share else rng.gamma(o + 0.5) / d
