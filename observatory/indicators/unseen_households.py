"""I19: at least how many households there are, from those that called on one night only and on two (Chao, 1987)."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_TWICE = 20  # under that many households seen twice, the bound means nothing


@dataclass(frozen=True)
class LowerBound:
    """`value`: households seen and a lower bound of those never seen; `low`, `high`: its 95 % log-transformed interval."""

    value: float
    low: float
    high: float


def chao_lower_bound(seen: int, once: int, twice: int, occasions: int | None = None) -> LowerBound | None:
    """The lower bound from `seen` households, of which `once` on one occasion and `twice` on two (doi:10.2307/2531532).

    occasions: how many there were (nights); without it, as if there were very many. None when no household was seen
    twice: the bound is then undefined.
    """
    if twice == 0:
        return None
    if once == 0:
        return LowerBound(float(seen), float(seen), float(seen))
    shrink = 1.0 if occasions is None else (occasions - 1) / occasions
    ratio = once / twice
    unseen = shrink * once * once / (2 * twice)
    variance = twice * (ratio**2 / 2 + ratio**3 + ratio**4 / 4)
    spread = math.exp(1.959964 * math.sqrt(math.log(1 + variance / unseen**2)))
    return LowerBound(seen + unseen, seen + unseen / spread, seen + unseen * spread)
