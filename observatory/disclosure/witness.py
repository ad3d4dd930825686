"""A proof without solver that rounding hides a count: one more person, added from the cell up, changes nothing visible.

If r is compatible with all that is known, and so is r plus t on a cell, on all that contain it and on one chain of its
parts, then the interval of the cell holds [r, r + t]. The chains depend on the dimensions alone, one at a time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from observatory.disclosure.structure import Dimension, Relation

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


ONLY_LARGER = ("cumul", "ordre")
CHOICES = range(4)  # which part of a total a chain goes through: one that is blocked leaves the others


def chain(dimension: Dimension, code: str) -> frozenset[str] | None:
    """The codes that change when one person is added in `code`; None when no choice of parts is consistent."""
    named = _by_code(dimension)
    return next((found for choice in CHOICES if (found := _chain(named, code, choice)) is not None), None)


def _by_code(dimension: Dimension) -> dict[str, list[Relation]]:
    """The relations that name each code, in the order of the dimension."""
    named: dict[str, list[Relation]] = {}
    for relation in dimension.relations:
        for code in dict.fromkeys((relation.total, *relation.parts)):
            named.setdefault(code, []).append(relation)
    return named


def _chain(named: dict[str, list[Relation]], code: str, choice: int) -> frozenset[str] | None:
    changed: set[str] = set()
    rising, totals = [code], deque()
    while rising or totals:
        if not rising:  # a part is chosen for a total only when all that must rise has risen
            relation = totals.popleft()
            rising += [relation.parts[choice % len(relation.parts)]] if changed.isdisjoint(relation.parts) else []
            continue
        now = rising.pop()
        if now in changed:
            continue
        changed.add(now)
        for relation in named.get(now, ()):
            if now != relation.total:
                rising.append(relation.total)
            elif relation.kind not in ONLY_LARGER:
                totals.append(relation)
    touched = (relation for code in changed for relation in named.get(code, ()))
    return frozenset(changed) if all(_holds(relation, changed) for relation in touched) else None


def _holds(relation: Relation, changed: set[str]) -> bool:
    parts = len(changed & set(relation.parts))
    if relation.kind in ONLY_LARGER:
        return not parts or relation.total in changed
    if relation.kind == "somme":
        return parts == (relation.total in changed)
    return parts >= 1 if relation.total in changed else not parts


def can_grow(
    cells: pl.DataFrame, dimensions: Sequence[Dimension], room: np.ndarray, targets: np.ndarray, by: int
) -> np.ndarray:
    """For each target (cell numbers), whether `by` persons can be added along one of its chains.

    `room` is what each cell of `cells` may grow by. A cell with less room than `by` blocks every chain through it.
    """
    import numpy as np

    proved = np.zeros(len(targets), dtype=bool)
    for choice in CHOICES:
        left = np.flatnonzero(~proved)
        if len(left):
            proved[left] = _can_grow(cells, dimensions, room, targets[left], by, choice)
    return proved


def _can_grow(
    cells: pl.DataFrame, dimensions: Sequence[Dimension], room: np.ndarray, targets: np.ndarray, by: int, choice: int
) -> np.ndarray:
    import numpy as np

    tight = np.flatnonzero(room < by)
    free = np.ones(len(targets), dtype=bool)
    through = np.ones((len(targets), len(tight)), dtype=bool)
    for dimension in dimensions:
        codes = cells[dimension.name].to_numpy()
        named = _by_code(dimension)
        chains = {code: _chain(named, code, choice) for code in dict.fromkeys(codes[targets])}
        free &= np.array([chains[code] is not None for code in codes[targets]], dtype=bool)
        if len(tight):
            through &= _through(codes[targets], codes[tight], chains)
    return free & ~through.any(axis=1)


def _through(starts: Iterable[str], blocked: Sequence[str], chains: dict[str, frozenset[str] | None]) -> np.ndarray:
    import numpy as np

    ends = list(dict.fromkeys(blocked))
    column = np.array([ends.index(code) for code in blocked])
    rows = {code: np.array([end in (codes or ()) for end in ends]) for code, codes in chains.items()}
    return np.stack([rows[code] for code in starts])[:, column]
