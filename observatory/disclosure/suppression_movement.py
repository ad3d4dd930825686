"""The cheapest movement of one cell under the sums: what must be hidden so that it may move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.highs import new_model
from observatory.disclosure.suppression_attack import SURE

if TYPE_CHECKING:
    import highspy
    import numpy as np

    from observatory.disclosure.suppression import Problem


class Movement:
    """One program for all cells: columns are their deviations, then the size of each, at the price of hiding it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.nb_problems = 0
        self._model = _sized_deviations(problem)

    def cells(self, scenario: tuple[int, int], hidden: np.ndarray) -> np.ndarray:
        """The cells to hide so that a primary cell may move over its width: up alone, else up and down."""
        import numpy as np

        from observatory.disclosure.suppression import impossible

        cell, known = scenario
        if known >= 0:
            self._model.changeColBounds(known, 0.0, 0.0)
        left = float(self.problem.width[cell])
        found = self._cheapest(cell, hidden, left)
        if found is None:
            found = np.zeros(self.problem.n, dtype=bool)
            for sign in (1.0, -1.0):
                reach = min(left, self._reach(cell, sign))
                moved = self._cheapest(cell, hidden | found, sign * reach) if reach > SURE else None
                if moved is not None:
                    found, left = found | moved, left - reach
            if left > SURE:
                raise impossible()
        if known >= 0:
            self._free(known)
        return found

    def _reach(self, cell: int, sign: float) -> float:
        """How far the cell could move were everything hidden that may be."""
        self._price(None)
        self._model.changeColCost(cell, -sign)
        self._run()
        reach = -self._model.getInfo().objective_function_value
        self._model.changeColCost(cell, 0.0)
        return reach

    def _cheapest(self, cell: int, hidden: np.ndarray, target: float) -> np.ndarray | None:
        """Cells that move when the cell moves by `target` at the least price of what is not hidden; None if it cannot."""
        import numpy as np

        if not -self.problem.down[cell] <= target <= self.problem.up[cell]:
            return None
        self._price(hidden)
        self._model.changeColBounds(cell, target, target)
        self._run()
        reached = self._model.modelStatusToString(self._model.getModelStatus()) == "Optimal"
        moved = np.abs(np.array(self._model.getSolution().col_value[: self.problem.n])) > SURE
        self._free(cell)
        return moved & ~self.problem.keep if reached else None

    def _run(self) -> None:
        self._model.run()
        self.nb_problems += 1

    def _free(self, cell: int) -> None:
        room = float(not self.problem.keep[cell])
        self._model.changeColBounds(cell, -self.problem.down[cell] * room, self.problem.up[cell] * room)

    def _price(self, hidden: np.ndarray | None) -> None:
        """What moving costs: nothing (None), or the price of the cells that are not hidden yet."""
        import numpy as np

        n = self.problem.n
        price = np.zeros(n) if hidden is None else np.where(hidden, 0.0, self.problem.price)
        self._model.changeColsCost(n, np.arange(n, 2 * n, dtype=np.int32), price)


def _sized_deviations(problem: Problem) -> highspy.Highs:
    """Deviations under the equations, and for each a size t with −t ≤ deviation ≤ t."""
    import highspy
    import numpy as np

    n, m, equations, program = problem.n, problem.equations.m, problem.equations, highspy.HighsLp()
    every = np.arange(n, dtype=np.int32)
    pairs = np.stack([every, every + n], axis=1).ravel()
    shown = ~problem.keep
    program.num_col_, program.num_row_ = 2 * n, m + 2 * n
    program.col_cost_ = np.zeros(2 * n)
    program.col_lower_ = np.concatenate([-problem.down * shown, np.zeros(n)])
    program.col_upper_ = np.concatenate([problem.up * shown, np.full(n, np.inf)])
    program.row_lower_ = np.zeros(m + 2 * n)
    program.row_upper_ = np.concatenate([np.zeros(m), np.full(2 * n, np.inf)])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    more = equations.starts[-1] + 2 * np.arange(1, 2 * n + 1, dtype=np.int32)
    program.a_matrix_.start_ = np.concatenate([equations.starts, more]).astype(np.int32)
    program.a_matrix_.index_ = np.concatenate([equations.index, pairs, pairs]).astype(np.int32)
    signs = [equations.value, np.tile([1.0, 1.0], n), np.tile([-1.0, 1.0], n)]
    program.a_matrix_.value_ = np.concatenate(signs)
    model = new_model(presolve="off")
    model.passModel(program)
    return model
