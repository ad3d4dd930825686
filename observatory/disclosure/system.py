"""Equations between the cells of a family, as the solvers read them: sparse rows over numbered cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Equations:
    """m equations over n cells, Σ value·y = 0 each, as compressed rows (−1 on a total, +1 on its parts).

    `starts` (m + 1) and `index` are int32, `value` is float64.
    """

    starts: np.ndarray
    index: np.ndarray
    value: np.ndarray
    n: int

    @property
    def m(self) -> int:
        """Number of equations."""
        return len(self.starts) - 1

    @staticmethod
    def from_rows(rows: Sequence[tuple[int, Sequence[int]]], n: int) -> Equations:
        """Equations `total = Σ parts`, given as (total, parts) cell numbers."""
        import numpy as np

        starts = np.cumsum([0, *(1 + len(parts) for _, parts in rows)], dtype=np.int32)
        index = np.fromiter((cell for total, parts in rows for cell in (total, *parts)), np.int32, starts[-1])
        value = np.ones(len(index))
        value[starts[:-1]] = -1.0
        return Equations(starts, index, value, n)

    def apply(self, y: np.ndarray) -> np.ndarray:
        """What is left of each equation at y (shape m): zero where it holds."""
        import numpy as np

        if not self.m:
            return np.zeros(0)
        return np.add.reduceat(self.value * np.asarray(y, dtype=float)[self.index], self.starts[:-1])

    def rows_of(self) -> np.ndarray:
        """The equation of each coefficient, beside `index` and `value`."""
        import numpy as np

        return np.repeat(np.arange(self.m, dtype=np.int32), np.diff(self.starts))


def separate(equations: Equations) -> list[np.ndarray]:
    """The cells, in groups that no equation links: each is a problem of its own."""
    import numpy as np

    rows, label = equations.rows_of(), np.arange(equations.n)
    while True:
        least = np.full(equations.m, equations.n)
        np.minimum.at(least, rows, label[equations.index])
        after = label.copy()
        np.minimum.at(after, equations.index, least[rows])
        after = np.minimum(after, after[after])
        if np.array_equal(after, label):
            return [np.flatnonzero(label == one) for one in np.unique(label)]
        label = after


def among(equations: Equations, at: np.ndarray) -> Equations:
    """The equations of some cells, renumbered: what does not move leaves them."""
    import numpy as np

    rank = np.full(equations.n, -1, dtype=np.int32)
    rank[at] = np.arange(len(at), dtype=np.int32)
    inside = rank[equations.index] >= 0
    sizes = np.bincount(equations.rows_of()[inside], minlength=equations.m)
    starts = np.concatenate([[0], np.cumsum(sizes[sizes > 0])]).astype(np.int32)
    return Equations(starts, rank[equations.index[inside]], equations.value[inside], len(at))


def without_broken(equations: Equations, values: np.ndarray) -> Equations:
    """The equations whose values are all known (≥ 0) and add up; a public total beside rounded parts does not."""
    import numpy as np

    if not equations.m:
        return equations
    unknown = np.logical_or.reduceat(values[equations.index] < 0, equations.starts[:-1])
    kept = ~unknown & (equations.apply(values) == 0)
    inside = kept[equations.rows_of()]
    sizes = np.diff(equations.starts)[kept]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return Equations(starts, equations.index[inside], equations.value[inside], equations.n)
