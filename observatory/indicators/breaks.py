"""Breaks in a monthly series of requests: a lasting jump that the number of persons does not explain."""

from __future__ import annotations

import math
from collections.abc import Sequence

YEAR, LEAST_MONTHS = 12, 6
JUMP, STEADY = 1.5, 1.15  # requests multiplied or divided by that much, persons by no more than that


def breaks(requests: Sequence[float | None], persons: Sequence[float | None]) -> list[int]:
    """Positions of the months from which requests jump while persons do not; both series month after month, same length.

    Each month begins a period of up to a year (six months at least), held against the same months a year earlier, so
    that seasons cancel. Of neighbours that see the same jump, the month that sees it best is kept. A period with a
    missing month is not judged.
    """
    jumps: dict[int, float] = {}
    for at in range(YEAR, len(requests) - LEAST_MONTHS + 1):
        asked, followed = _ratio(requests, at), _ratio(persons, at)
        if asked is None or followed is None:
            continue
        if abs(asked) >= math.log(JUMP) and abs(followed) <= math.log(STEADY):
            jumps[at] = asked
    return [
        at
        for at, size in jumps.items()
        if all(abs(size) > abs(other) or (size == other and at <= near) for near, other in jumps.items() if 0 < abs(near - at) <= YEAR)
    ]  # fmt: skip


def _ratio(values: Sequence[float | None], at: int) -> float | None:
    """The logarithm of what follows a month over the same months a year earlier; None where it cannot be told."""
    after = values[at : at + YEAR]
    before = values[at - YEAR : at - YEAR + len(after)]
    told = [value for value in (*before, *after) if value is not None]
    if len(told) < 2 * len(after) or not sum(before) or not sum(after):
        return None
    return math.log(sum(after) / sum(before))
