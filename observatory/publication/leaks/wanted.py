"""The runs of true counts that chance would not write."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from observatory.publication.leaks.guarded import SECRET, SHOWN, TRUE, Secrets
from observatory.publication.leaks.numbers import ELSE

if TYPE_CHECKING:
    import numpy as np

STRIDES = 12
LONGEST = 24
CHANCE = 1 / 32
SLACK = 12
MASK = 2**20 - 1
PRIME = 0x9E3779B97F4A7C15


class Runs(NamedTuple):
    """Runs of true counts by length: their hashes, sorted, and the table of each; and the bits that a run must be worth.

    `first`, `second` are sieves over the first two counts of a run, and `begun[n]` over its first n counts, hashed: they let
    few other numbers through.
    """

    by_length: dict[int, tuple[np.ndarray, np.ndarray]]
    needed: float
    read: int
    first: np.ndarray
    second: np.ndarray
    begun: np.ndarray


class Lists(NamedTuple):
    """Every list of counts, both ways, end to end: true and shown (−1 between lists and for nulls), whether secret, table."""

    true: np.ndarray
    shown: np.ndarray
    secret: np.ndarray
    owner: np.ndarray


def listed(secrets: Secrets) -> Lists:
    import numpy as np
    import polars as pl

    parts: tuple[list, ...] = ([], [], [], [])
    for rank, table in enumerate(secrets.tables):
        for cells, others in table.orders():
            begins = pl.Series([False] * cells.height, dtype=pl.Boolean)
            for key in others:
                begins |= cells[key].ne_missing(cells[key].shift()).fill_null(True)
            stops = np.flatnonzero(begins.to_numpy())
            ends = np.append(stops, cells.height)
            columns = [np.insert(cells[name].fill_null(ELSE).to_numpy(), ends, ELSE) for name in (TRUE, SHOWN)]
            columns.append(np.insert(cells[SECRET].to_numpy(), ends, False))
            for part, column in zip(parts, columns, strict=False):
                part += [column, column[-2::-1], column[-1:]]
            parts[-1].append(np.full(2 * len(columns[0]), rank))
    return Lists(*map(np.concatenate, parts))


def mixed_hash(values: np.ndarray) -> np.ndarray:
    import numpy as np

    return values.view(np.uint64) + np.uint64(1)


def wanted_runs(lists: Lists, numbers_read: int) -> Runs:
    """The runs that chance would not write: from each count of each list, as long as it takes, and somewhat longer.

    A number v has a chance of 1 in (v + 1) ln 10⁶ (numbers of a text are spread evenly by order of magnitude). A run
    is long enough when its secret counts bring the number of chance finds under `CHANCE` for the whole bundle. Even
    steps (2019, 2020, 2021) and what is published in the same order say nothing.
    """
    import numpy as np

    values, secret, owner = lists.true, lists.secret, lists.owner
    starts = max(int((secret[:-1] & secret[1:]).sum()), 1)
    needed = math.log2(starts * max(numbers_read, 1) * STRIDES / CHANCE)
    worth = np.where(secret, np.log2(np.maximum(values, 0) + 1) + math.log2(math.log(10**6)), 0)
    at = np.flatnonzero(values >= 0)
    hashes, bits, nb = mixed_hash(values[at]), worth[at], secret[at].astype(int)
    even = np.ones(len(at), dtype=bool)
    by_length, longest = {}, np.zeros(len(values), dtype=int)
    for length in range(2, LONGEST + 1):
        end = at + length - 1
        going = end < len(values)
        going[going] = values[end[going]] >= 0
        at, hashes, bits, nb, even = at[going], hashes[going], bits[going], nb[going], even[going]
        end = at + length - 1
        hashes = carried_on(hashes, values[end])
        bits, nb = bits + worth[end] * _is_new(values, at, length), nb + secret[end]
        step = values[at + 1] - values[at]
        even &= values[end] - values[end - 1] == step
        dull = even & ((length > 2) | (np.abs(step) <= 12))
        ready = (bits >= needed) & (nb >= 2) & ~dull & (step != 0)
        if ready.any():
            rising = np.argsort(hashes[ready])
            by_length[length] = hashes[ready][rising], owner[at[ready]][rising]
            longest[at[ready]] = length
        on = bits < needed + SLACK
        at, hashes, bits, nb, even = at[on], hashes[on], bits[on], nb[on], even[on]
    return Runs(by_length, needed, max(numbers_read, 1), *_sieves(values, longest))


def _sieves(values: np.ndarray, longest: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the runs begin with, from each place to the longest of that place: `Runs.first`, `second` and `begun`."""
    import numpy as np

    at = np.flatnonzero(longest)
    first, second = np.zeros((2, MASK + 1), dtype=bool)
    first[values[at] & MASK] = second[values[at + 1] & MASK] = True
    begun = np.zeros((longest.max(initial=2) + 1, MASK + 1), dtype=bool)
    hashes = mixed_hash(values[at])
    for length in range(2, len(begun)):
        going = longest[at] >= length
        at, hashes = at[going], hashes[going]
        hashes = carried_on(hashes, values[at + length - 1])
        begun[length][folded(hashes)] = True
    return first, second, begun


def _is_new(values: np.ndarray, at: np.ndarray, length: int) -> np.ndarray:
    """Whether the last value of each run is its first of that value: a count written again adds little."""
    import numpy as np

    fresh = np.ones(len(at), dtype=bool)
    for place in range(length - 1):
        fresh &= values[at + place] != values[at + length - 1]
    return fresh


def carried_on(hashes: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The hash of each run with one more value."""
    import numpy as np

    return hashes * np.uint64(PRIME) + mixed_hash(values)


def folded(hashes: np.ndarray) -> np.ndarray:
    """A place under 2²⁰ in a sieve for each hash."""
    import numpy as np

    return (hashes * np.uint64(0xC2B2AE3D27D4EB4F)) >> np.uint64(44)
