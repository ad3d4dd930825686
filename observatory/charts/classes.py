"""The classes of a map: readable limits that share the territories out evenly, and that part no close values."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from observatory.charts.french import NBSP, number

METHOD = "Classes de même effectif à peu près (quantiles), bornes arrondies, ou placées dans un écart net entre deux valeurs."


@dataclass(frozen=True)
class ValueClass:
    """From `low` (included) to `high` (excluded, but for the last class, which holds the highest value)."""

    low: float
    high: float
    is_last: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value falls in the class."""
        return self.low <= value < self.high or (self.is_last and value == self.high)

    def label(self, decimals: int) -> str:
        """« de 4,2 à moins de 6,8 »; the last one says « à », since it holds its upper limit."""
        if self.low == self.high:
            return number(self.low, decimals)
        upto = "à" if self.is_last else "à moins de"
        return f"de {number(self.low, decimals)} {upto}{NBSP}{number(self.high, decimals)}"


def value_classes(values: Sequence[float], count: int | None = None) -> list[ValueClass]:
    """At most `count` classes over all the values: quantiles, each limit being the roundest number nearby.

    By default 5 classes from 40 values, 4 from 12, else 3. « Nearby » is a quarter of a class on each side, or the widest
    gap found there when it is wide: a limit then parts no close values. The outer limits are rounded outwards. Fewer
    classes come out of equal values, none of no value.
    """
    known = sorted(values)
    if not known:
        return []
    count = count or (5 if len(known) >= 40 else 4 if len(known) >= 12 else 3)
    limits = [_outwards(known, 0, math.floor)]
    for limit in sorted({_limit(known, rank, count) for rank in range(1, count)}):
        if any(limits[-1] <= value < limit for value in known) and limit <= known[-1]:
            limits.append(limit)
    limits.append(_outwards(known, -1, math.ceil))
    pairs = list(itertools.pairwise(limits))
    return [ValueClass(low, high, is_last=at == len(pairs)) for at, (low, high) in enumerate(pairs, start=1)]


def decimals_of(classes: Sequence[ValueClass]) -> int:
    """How many decimals the limits need, six at most."""
    limits = [limit for one in classes for limit in (one.low, one.high)]
    return next((n for n in range(6) if all(math.isclose(limit, round(limit, n)) for limit in limits)), 6)


def _limit(known: Sequence[float], rank: int, count: int) -> float:
    """The limit under the quantile `rank` of `count`: in the widest gap nearby, or anywhere nearby if none is wide."""
    reach, at = round(len(known) / (4 * count)), round(len(known) * rank / count)
    near = [max(at - reach - 1, 0), *range(max(at - reach, 1), min(at + reach, len(known) - 1) + 1)]
    below, above = max(itertools.pairwise(near), key=lambda pair: known[pair[1]] - known[pair[0]], default=(0, 0))
    if known[above] - known[below] < (known[-1] - known[0]) / (4 * count):
        below, above = near[0], near[-1]
    return _roundest(known[below], known[above])


def _roundest(below: float, value: float) -> float:
    """The number with the fewest figures above `below`, and not above `value`; `value` when they are equal."""
    if below == value or below < 0 <= value:
        return value if below == value else 0.0
    top = math.floor(math.log10(max(abs(below), abs(value)))) + 1
    steps = (figure * 10.0**power for power in range(top, top - 12, -1) for figure in (5, 2, 1))
    return next((found for step in steps if below < (found := _multiple(value, step, math.floor)) <= value), value)


def _outwards(known: Sequence[float], at: int, way: Callable[[float], int]) -> float:
    """The lowest or the highest value, rounded away from the others to a hundredth of the spread."""
    spread = known[-1] - known[0]
    return _multiple(known[at], 10.0 ** math.floor(math.log10(spread / 100)), way) if spread else known[at]


def _multiple(value: float, step: float, way: Callable[[float], int]) -> float:
    return round(way(round(value / step, 6)) * step, 10)
