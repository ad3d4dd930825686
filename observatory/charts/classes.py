"""The classes of a map: readable limits that share the territories out evenly."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from observatory.charts.french import NBSP, number

METHOD = "Classes de même effectif à peu près (quantiles), bornes arrondies."


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
        upto = "à" if self.is_last else "à moins de"
        return f"de {number(self.low, decimals)} {upto}{NBSP}{number(self.high, decimals)}"


def value_classes(values: Sequence[float], count: int = 5) -> list[ValueClass]:
    """At most `count` classes over all the values: quantiles, rounded to what the spread of the values can bear.

    The outer limits are rounded outwards. Fewer classes come out when limits meet; none without values.
    """
    known = sorted(values)
    if not known:
        return []
    step = _step(known, count)
    low, high = math.floor(known[0] / step) * step, math.ceil(known[-1] / step) * step
    inner = [round(known[len(known) * rank // count] / step) * step for rank in range(1, count)]
    limits = sorted({round(limit, 6) for limit in (low, *inner, max(high, low + step))})
    pairs = [ValueClass(a, b) for a, b in itertools.pairwise(limits)]
    kept = [one for one in pairs if any(one.holds(value) for value in known) or one.high == limits[-1]]
    return [*kept[:-1], ValueClass(kept[-1].low, kept[-1].high, is_last=True)]


def decimals_of(classes: Sequence[ValueClass]) -> int:
    """How many decimals the limits need, two at most."""
    limits = [limit for one in classes for limit in (one.low, one.high)]
    return next((n for n in (0, 1) if all(math.isclose(limit, round(limit, n)) for limit in limits)), 2)


def _step(known: list[float], count: int) -> float:
    """1, 2 or 5 times a power of ten: about a tenth of the width of a middle class."""
    width = (known[len(known) * 3 // 4] - known[len(known) // 4]) / max(count / 2, 1)
    width = width or (known[-1] - known[0]) / count or abs(known[0]) or 1
    power = 10 ** math.floor(math.log10(width / 4))
    return max(next(power * n for n in (1, 2, 5, 10) if power * n >= width / 6), 0.01)
