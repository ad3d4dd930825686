"""Runs about the median: when a series has moved for longer than chance explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from statistics import median

LEAST_POINTS = 10  # under it, a median says nothing (indicators, 5.2)


@dataclass(frozen=True)
class Shift:
    """Positions of the first and last points of a run, and its side of the median."""

    first: int
    last: int
    is_above: bool


def shifts(values: Sequence[float | None]) -> tuple[float | None, list[Shift]]:
    """The median of a series, and its runs on one side that are longer than chance explains.

    A run is unusual when it holds more than log2(n) + 3 points, rounded, n being the points off the median: those on it
    neither count nor break a run (Anhøj and Olesen 2014, doi:10.1371/journal.pone.0113825). Missing values do not count
    either. (None, []) under ten points.
    """
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < LEAST_POINTS:
        return None, []
    middle = median(value for _, value in known)
    off = [(at, value > middle) for at, value in known if value != middle]
    longest = round(log2(len(off)) + 3) if off else 0
    found, start = [], 0
    for rank in range(1, len(off) + 1):
        if rank == len(off) or off[rank][1] != off[start][1]:
            if rank - start > longest:
                found.append(Shift(off[start][0], off[rank - 1][0], off[start][1]))
            start = rank
    return middle, found
