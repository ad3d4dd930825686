"""Controlled rounding: every count to one of its two nearest multiples of a base, every sum kept, as an exact program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.highs import new_model
from observatory.disclosure.system import Equations

if TYPE_CHECKING:
    import highspy
    import numpy as np

OPTIMAL, BOUNDED, UNFEASIBLE = "optimal", "borné", "infaisable"
FAR = 100.0  # what a deviation beyond the two nearest multiples costs, for each unit
LARGE = 4  # only a count of so many bases may go further


@dataclass(frozen=True)
class Limits:
    """When to stop looking for the best rounding: seconds, as a last resort; the gap says so then."""

    seconds: float = 60.0


@dataclass(frozen=True, repr=False)
class Rounding:
    """`values`: n rounded counts (−1 for `free` cells). `objective`: weighted sum of |rounded − count|; `bound`: no
    rounding does better; `gap`: their relative distance. `relaxed`: cells that went further than the two nearest
    multiples. `status`: « optimal », « borné » (feasible, perhaps not the best) or « infaisable »."""

    values: np.ndarray
    status: str
    objective: float
    bound: float
    gap: float
    relaxed: np.ndarray


def round_counts(
    values: np.ndarray,
    equations: Equations,
    *,
    base: int = 5,
    weights: np.ndarray | None = None,
    ties: np.ndarray | None = None,
    fixed: np.ndarray | None = None,
    free: np.ndarray | None = None,
    exact: np.ndarray | None = None,
    order: Sequence[tuple[int, int]] = (),
    covers: Sequence[tuple[int, Sequence[int]]] = (),
    limits: Limits = Limits(),
) -> Rounding:
    """The additive rounding of n counts ≥ 0 that is closest to them (weights w on |deviation|); multiples do not move.

    fixed: values shown earlier, that stay (−1: none). free: cells that only link others, any value ≥ 0. exact: cells
    published as they are; a sum that holds one closes within base − 1. order: pairs (low, high), low ≤ high after
    rounding. covers: total ≤ Σ parts. ties in [0, 1) choose between equally good roundings.

    When none exists, counts of at least four bases may go to the next multiple; `relaxed` says which did.
    """
    import numpy as np

    n = len(values)
    nothing = np.zeros(n, dtype=bool)
    cells = _Cells(
        values,
        base,
        np.ones(n) if weights is None else weights,
        np.zeros(n) if ties is None else ties,
        np.full(n, -1) if fixed is None else fixed,
        nothing if free is None else free,
        nothing if exact is None else exact,
    )
    rows = _rows(cells, equations, order, covers)
    for reach in (0, 1):
        model = _model(cells, rows, reach)
        model.setOptionValue("time_limit", limits.seconds)
        model.run()
        status = model.modelStatusToString(model.getModelStatus())
        found = np.array(model.getSolution().col_value)
        if len(found) and model.getInfo().primal_solution_status == 2:
            return _read(cells, model, found, status == "Optimal")
    return Rounding(np.full(n, -1), UNFEASIBLE, 0.0, 0.0, 0.0, nothing)


@dataclass(frozen=True, repr=False)
class _Cells:
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

    @property
    def large(self) -> np.ndarray:
        """Counts that may go one multiple further when nothing else works."""
        return (self.values >= LARGE * self.base) & (self.fixed < 0) & ~self.exact & ~self.free


@dataclass(frozen=True, repr=False)
class _Rows:
    """low ≤ Σ value·k ≤ high, k in multiples of the base, as coordinates."""

    row: np.ndarray
    cell: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def _rows(
    cells: _Cells, equations: Equations, order: Sequence[tuple[int, int]], covers: Sequence[tuple[int, Sequence[int]]]
) -> _Rows:
    import numpy as np

    slack = np.zeros(equations.m)
    if equations.m:
        public = np.logical_or.reduceat(cells.exact[equations.index], equations.starts[:-1])
        slack = np.where(public, (cells.base - 1) / cells.base, 0.0)
    more = [((low, high), (1.0, -1.0)) for low, high in order]
    more += [((total, *parts), (1.0, *[-1.0] * len(parts))) for total, parts in covers]
    sizes = np.array([len(which) for which, _ in more], dtype=int)
    return _Rows(
        np.concatenate([equations.rows_of(), equations.m + np.repeat(np.arange(len(more)), sizes)]).astype(np.int32),
        np.concatenate([equations.index, *(np.array(which) for which, _ in more)]).astype(np.int32),
        np.concatenate([equations.value, *(np.array(signs) for _, signs in more)]),
        np.concatenate([-slack, np.full(len(more), -np.inf)]),
        np.concatenate([slack, np.zeros(len(more))]),
    )


def _model(cells: _Cells, rows: _Rows, reach: int) -> highspy.Highs:
    """Columns: what each cell adds to its floor (0 or 1; any amount for a link); then one multiple more, one less."""
    import highspy
    import numpy as np

    n, far = cells.n, np.flatnonzero(cells.large) if reach else np.zeros(0, dtype=int)
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
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = n + 2 * len(far), len(rows.low)
    program.col_cost_ = np.concatenate([closer + np.where(cells.moves, cells.ties / (2 * n), 0.0), penalty])
    program.col_lower_ = np.zeros(n + 2 * len(far))
    program.col_upper_ = np.concatenate(
        [np.where(cells.free, np.inf, cells.moves.astype(float)), np.ones(2 * len(far))]
    )
    program.row_lower_, program.row_upper_ = rows.low - constant, rows.high - constant
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(rows.low)))]).astype(
        np.int32
    )
    program.a_matrix_.index_, program.a_matrix_.value_ = index[order].astype(np.int32), value[order]
    whole, any_ = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    program.integrality_ = [any_ if link else whole for link in cells.free] + [whole] * (2 * len(far))
    model = new_model()
    model.passModel(program)
    return model


def _read(cells: _Cells, model: highspy.Highs, found: np.ndarray, is_optimal: bool) -> Rounding:
    import numpy as np

    n, far = cells.n, np.flatnonzero(cells.large)
    further = np.zeros(n)
    if len(found) > n:
        further[far] = (found[n : n + len(far)] - found[n + len(far) :]).round()
    seen = ~cells.free & ~cells.exact
    units = cells.floor + np.where(cells.free, 0, found[:n].round()) + further
    values = np.where(cells.exact, cells.values, np.where(cells.free, -1, (cells.base * units).round())).astype(
        np.int64
    )
    deviation = float((cells.weights * np.abs(values - cells.values))[seen].sum())
    missing = max(model.getInfo().objective_function_value - model.getInfo().mip_dual_bound, 0.0)
    bound = deviation if is_optimal else max(deviation - missing, 0.0)
    status = OPTIMAL if is_optimal else BOUNDED
    return Rounding(values, status, deviation, bound, (deviation - bound) / max(deviation, 1.0), further != 0)
