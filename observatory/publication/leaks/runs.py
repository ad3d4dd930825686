"""Route by runs: true counts one after the other, in the order of one of the table's dimensions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from observatory.publication.leaks.guarded import Leak, Secrets
from observatory.publication.leaks.numbers import ELSE, Piece
from observatory.publication.leaks.wanted import (
    MASK,
    STRIDES,
    Lists,
    Runs,
    carried_on,
    folded,
    listed,
    mixed_hash,
    wanted_runs,
)

if TYPE_CHECKING:
    import numpy as np

IN_RUN = "suite de valeurs"
SHORT_TEXT = 64


def _readable(lists: Lists, secrets: Secrets) -> np.ndarray:
    """All that may be read one after the other in what is published, end to end, both ways."""
    import numpy as np

    gap = np.full(1, ELSE)
    parts = [part for numbers in secrets.published for part in (numbers, gap, numbers[::-1], gap)]
    return np.concatenate([lists.shown, *parts])


def _is_readable(run: np.ndarray, readable: np.ndarray) -> bool:
    import numpy as np

    at = np.flatnonzero(readable[: len(readable) - len(run) + 1] == run[0])
    for place, value in enumerate(run[1:], start=1):
        at = at[readable[at + place] == value]
    return len(at) > 0


def in_runs(pieces: list[Piece], secrets: Secrets) -> set[Leak]:
    """Runs written one after the other, or every n-th number (rows of a table, labels between coordinates)."""
    import numpy as np

    if not pieces:
        return set()
    lists = listed(secrets)
    readable = _readable(lists, secrets)
    runs = wanted_runs(lists, sum(len(piece.numbers) for piece in pieces if piece.spread))
    leaks: set[Leak] = set()
    for together, strides in (
        ([piece for piece in pieces if piece.spread], STRIDES),
        ([piece for piece in pieces if not piece.spread and not piece.raw], 1),
        *(([piece], 1) for piece in pieces if not piece.spread and piece.raw),
    ):
        parts = [piece.numbers for piece in together] or [np.zeros(0, np.int64)]
        numbers = np.concatenate(parts) if len(parts) > 1 else parts[0]
        ends = np.cumsum([len(piece.numbers) for piece in together])
        opening = runs.first[numbers & MASK]
        for stride in range(1, strides + 1):
            for start, end, rank in _chained(*_found(numbers, opening, ends, stride, runs), stride):
                home = np.searchsorted(ends, start, side="right")
                leak = Leak(together[home].file, IN_RUN, secrets.tables[rank].name)
                if leak in leaks:
                    continue
                run, whole = numbers[start : end + 1 : stride], together[home].numbers
                needed = runs.needed + math.log2(max(1, len(whole) / runs.read))
                if _surprise(whole, run, together[home].raw) >= needed and not _is_readable(run, readable):
                    leaks.add(leak)
    return leaks


def _found(
    numbers: np.ndarray, opening: np.ndarray, limits: np.ndarray, stride: int, runs: Runs
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and last place of each run that stays within the limits of a piece, and the rank of its table.

    `opening`: which numbers may be the first of a run.
    """
    import numpy as np

    first, second = numbers[:-stride], numbers[stride:]
    at = np.flatnonzero(opening[:-stride] & (first != second))  # no run begins with the same count twice
    at = at[runs.second[second[at] & MASK]]
    at = at[runs.begun[2][folded(carried_on(mixed_hash(first[at]), second[at]))]]
    hashes, limit = mixed_hash(numbers[at]), limits[np.searchsorted(limits, at, side="right")]
    starts, ends, ranks = [at[:0]], [at[:0]], [at[:0]]
    for length in range(2, len(runs.begun)):
        last = at + (length - 1) * stride
        going = last < limit
        at, hashes, limit, last = at[going], hashes[going], limit[going], last[going]
        hashes = carried_on(hashes, numbers[last])
        going = runs.begun[length][folded(hashes)]
        at, hashes, limit, last = at[going], hashes[going], limit[going], last[going]
        if not len(at):
            break
        if length in runs.by_length:
            known, owner = runs.by_length[length]
            place = np.searchsorted(known, hashes).clip(max=len(known) - 1)
            hit = known[place] == hashes
            starts.append(at[hit])
            ends.append(last[hit])
            ranks.append(owner[place[hit]])
    return np.concatenate(starts), np.concatenate(ends), np.concatenate(ranks)


def _chained(starts: np.ndarray, ends: np.ndarray, ranks: np.ndarray, stride: int) -> list[tuple[int, int, int]]:
    """Runs that carry on from one another, as one."""
    import numpy as np

    chains: list[tuple[int, int, int]] = []
    last = None
    for place in np.lexsort((ends, starts, starts % stride, ranks)):
        start, end, rank = int(starts[place]), int(ends[place]), int(ranks[place])
        if last is not None and start - last[0] in (0, stride) and rank == last[1]:
            chains[-1] = (chains[-1][0], max(end, chains[-1][1]), rank)
        else:
            chains.append((start, end, rank))
        last = (start, rank)
    return chains


def _surprise(numbers: np.ndarray, run: np.ndarray, raw: bool = False) -> float:
    """Bits of a run among the numbers where it stands: how rare numbers near each of its values are there.

    Only the first count of a value is worth something, and little when it follows the one before by one (ranks). In `raw` bytes,
    one that follows by a little more may be where a text begins, after another: it is worth no more than such a step there.
    """
    import numpy as np

    steps = _steps(numbers) if raw else {}
    numbers = numbers[(numbers > 0) & (numbers <= MASK)]
    bits, seen = 0.0, {0}
    for before, value in zip([ELSE, *run[:-1].tolist()], run.tolist(), strict=True):
        if value in seen or abs(value - before) == 1:
            bits += value not in seen
        else:
            width = max(8, value // 8)
            near = (np.abs(numbers - value) <= width).sum() - (np.abs(run - value) <= width).sum()
            usual = 1 / ((value + 1) * math.log(10**6))
            rare = -math.log2((max(near, 0) / (2 * width + 1) + 100 * usual) / (len(numbers) + 100))
            bits += min(rare, steps.get(value - before, rare)) if before != ELSE else rare
        seen.add(value)
    return bits


def _steps(numbers: np.ndarray) -> dict[int, float]:
    """Bits of each short step up among the numbers that follow one: a database writes where its texts begin, each after the
    length of the one before."""
    import numpy as np

    steps = np.diff(numbers)
    is_short = (steps > 0) & (steps <= SHORT_TEXT)
    after = steps[1:][is_short[:-1]]
    times = np.bincount(after[is_short[1:][is_short[:-1]]], minlength=SHORT_TEXT + 1) + 1
    return {step: math.log2((len(after) + SHORT_TEXT) / times[step]) for step in range(1, SHORT_TEXT + 1)}
