"""The integer program of a controlled rounding: what each cell may add to the multiple under it, under the sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.highs import new_model
from observatory.disclosure.system import Equations

if TYPE_CHECKING:
    import highspy
    import numpy as np

FAR = 100.0  # what a deviation beyond the two nearest multiples costs, for each unit
LARGE = 4  # only a count of so many bases may go one multiple further
NEAREST, NEXT, ANY = 0, 1, 2  # how far a count may go: to its two nearest multiples, one further, to any


@dataclass(frozen=True, repr=False)
class Cells:
    """The counts, in multiples of the base: `floor` and what each may add to it."""

    values: np.ndarray
    base: int
    weights: np.ndarray
    ties: np.ndarray
    fixed: np.ndarray
    free: np.ndarray
    exact: np.ndarray

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def floor(self) -> np.ndarray:
        """Multiples of the base under each count; the value shown earlier where it stays; exact where public."""
        import numpy as np

        under = np.where(self.fixed >= 0, self.fixed // self.base, self.values // self.base)
        return np.where(self.exact, self.values / self.base, np.where(self.free, 0, under))

    @property
    def moves(self) -> np.ndarray:
        """Counts that may go up: neither multiples, nor shown earlier, nor public, nor links."""
        return (self.values % self.base > 0) & (self.fixed < 0) & ~self.exact & ~self.free

    def further(self, reach: int) -> np.ndarray:
        """Counts that may go beyond their two nearest multiples, when nothing else works."""
        import numpy as np

        least = {NEAREST: np.inf, NEXT: LARGE * self.base, ANY: 0}[reach]
        return (self.values >= least) & (self.fixed < 0) & ~self.exact & ~self.free


@dataclass(frozen=True, repr=False)
class Rows:
    """low ≤ Σ value·k ≤ high, k in multiples of the base, as coordinates."""

    row: np.ndarray
    cell: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def rows_of(
    cells: Cells, equations: Equations, order: Sequence[tuple[int, int]], covers: Sequence[tuple[int, Sequence[int]]]
) -> Rows:
    import numpy as np

    slack = np.zeros(equations.m)
    if equations.m:
        public = np.logical_or.reduceat(cells.exact[equations.index], equations.starts[:-1])
        slack = np.where(public, (cells.base - 1) / cells.base, 0.0)
    more = [((low, high), (1.0, -1.0)) for low, high in order]
    more += [((total, *parts), (1.0, *[-1.0] * len(parts))) for total, parts in covers]
    sizes = np.array([len(which) for which, _ in more], dtype=int)
    return Rows(
        np.concatenate([equations.rows_of(), equations.m + np.repeat(np.arange(len(more)), sizes)]).astype(np.int32),
        np.concatenate([equations.index, *(np.array(which) for which, _ in more)]).astype(np.int32),
        np.concatenate([equations.value, *(np.array(signs) for _, signs in more)]),
        np.concatenate([-slack, np.full(len(more), -np.inf)]),
        np.concatenate([slack, np.zeros(len(more))]),
    )


def program(cells: Cells, rows: Rows, reach: int) -> highspy.Highs:
    """Columns: what each cell adds to its floor (0 or 1; any amount for a link); then multiples more, multiples less."""
    import highspy
    import numpy as np

    n, far = cells.n, np.flatnonzero(cells.further(reach))
    column = {cell: i for i, cell in enumerate(far.tolist())}
    at = np.flatnonzero(np.isin(rows.cell, far))
    beside = np.array([column[cell] for cell in rows.cell[at].tolist()], dtype=np.int32)
    row = np.concatenate([rows.row, rows.row[at], rows.row[at]])
    index = np.concatenate([rows.cell, n + beside, n + len(far) + beside])
    value = np.concatenate([rows.value, rows.value[at], -rows.value[at]])
    order = np.argsort(row, kind="stable")
    constant = np.bincount(rows.row, weights=rows.value * cells.floor[rows.cell], minlength=len(rows.low))
    rest = cells.values % cells.base
    closer = cells.weights * (cells.base - 2 * rest) * cells.moves
    penalty = np.tile(cells.weights[far] * cells.base * FAR, 2)
    linear = highspy.HighsLp()
    linear.num_col_, linear.num_row_ = n + 2 * len(far), len(rows.low)
    linear.col_cost_ = np.concatenate([closer + np.where(cells.moves, cells.ties / (2 * n), 0.0), penalty])
    linear.col_lower_ = np.zeros(n + 2 * len(far))
    most = np.full(len(far), np.inf if reach == ANY else 1.0)
    linear.col_upper_ = np.concatenate(
        [np.where(cells.free, np.inf, cells.moves.astype(float)), most, np.minimum(most, cells.floor[far])]
    )
    linear.row_lower_, linear.row_upper_ = rows.low - constant, rows.high - constant
    linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    linear.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(rows.low)))]).astype(
        np.int32
    )
    linear.a_matrix_.index_, linear.a_matrix_.value_ = index[order].astype(np.int32), value[order]
    whole, any_ = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    linear.integrality_ = [any_ if link else whole for link in cells.free] + [whole] * (2 * len(far))
    model = new_model()
    model.passModel(linear)
    return model
