"""Chance that gives the same bytes on every machine: a number is a hash of what it is drawn for.

A draw depends on the seed, on the name of the draw and on integer keys (a household, a day…), never on the order of the
computation, on threads or on blocks. Only integer arithmetic and comparisons are used: no function whose last digit
depends on the processor. Two worlds that share a seed share their chance, so one can be the counterfactual of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

PERMILLE = 1000
_ODD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # constants of splitmix64 (Steele et al., 2014)


def noise(seed: int, name: str, *keys: np.ndarray | int) -> np.ndarray:
    """64 random bits (uint64) for each combination of keys, arrays of integers of one length or single integers."""
    import numpy as np

    state = np.asarray(_mix(np.uint64(seed) ^ np.uint64(crc32(name.encode()) << 16)))
    for key in keys:
        state = _mix(state ^ np.asarray(key).astype(np.uint64))
    return state


def _mix(value: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(over="ignore"):
        value = value + np.uint64(_ODD[0])
        value = (value ^ (value >> np.uint64(30))) * np.uint64(_ODD[1])
        value = (value ^ (value >> np.uint64(27))) * np.uint64(_ODD[2])
        return value ^ (value >> np.uint64(31))


def uniform(bits: np.ndarray) -> np.ndarray:
    """Numbers in [0, 1[, exact: 53 bits over a power of two."""
    import numpy as np

    return (bits >> np.uint64(11)) * 2.0**-53


def below(bits: np.ndarray, count: np.ndarray | int) -> np.ndarray:
    """Integers in [0, count[ (int64); `count` below 2³²."""
    import numpy as np

    return (((bits >> np.uint64(32)) * np.asarray(count).astype(np.uint64)) >> np.uint64(32)).astype(np.int64)


def quantiles(knots: Mapping[int, int]) -> np.ndarray:
    """A table of 1 000 quantiles (int64) from some of them, {per mille: value}: straight lines between, in integers."""
    import numpy as np

    points, values = list(knots), list(knots.values())
    at = np.arange(PERMILLE)
    left = np.searchsorted(points, at, side="right") - 1
    low, high = np.take(points, left), np.take(points, left + 1)
    start, stop = np.take(values, left), np.take(values, left + 1)
    return start + (stop - start) * (at - low) // (high - low)


def draw(bits: np.ndarray, table: np.ndarray) -> np.ndarray:
    """One value of a table of quantiles (or any list of equally likely values) per number."""
    return table[below(bits, len(table))]


def pick(bits: np.ndarray, weights: Sequence[int]) -> np.ndarray:
    """The rank of one choice per number, choices being as likely as their integer weights."""
    import numpy as np

    limits = np.cumsum(np.asarray(weights, dtype=np.int64))
    return np.searchsorted(limits, below(bits, int(limits[-1])), side="right")


def scramble(numbers: np.ndarray, name: str) -> np.ndarray:
    """Numbers without their order: a permutation of [0, 999 999 937[, so that an identifier tells nothing."""
    import numpy as np

    prime = 999_999_937
    return (np.asarray(numbers, dtype=np.int64) * (crc32(name.encode()) % 1_000_003 + 2)) % prime
