"""The attacker inside the solver: how far a primary cell may move under a pattern, and the cut when that is too little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.highs import new_model

if TYPE_CHECKING:
    import highspy
    import numpy as np

    from observatory.disclosure.suppression import Problem

SURE = 1e-6


class Attack:
    """One linear program in the deviations of all cells, solved again for each cell and each pattern."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.nb_problems = 0
        self._model = deviations(problem)

    def widths(self, hidden: np.ndarray) -> list[tuple[float, np.ndarray]]:
        """For each scenario, the width left by the pattern, and coefficients that bound it for any pattern.

        By duality the width is at most Σ coefficient·z, whatever the pattern z.
        """
        import numpy as np

        self._bound(hidden)
        found = []
        for cell, known in self.problem.scenarios:
            width, bound, _ = self._attacked(cell, known, hidden)
            found.append((width, np.minimum(bound, self.problem.width[cell])))
        return found

    def protects(self, hidden: np.ndarray, among: Sequence[int]) -> dict[int, np.ndarray] | None:
        """The cells that move while each of these scenarios (by number) keeps its width, or None when one does not."""
        moves = {}
        self._bound(hidden)
        for number in among:
            cell, known = self.problem.scenarios[number]
            width, _, moves[number] = self._attacked(cell, known, hidden)
            if width < self.problem.width[cell] - SURE:
                return None
        return moves

    def _attacked(self, cell: int, known: int, hidden: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The width left to a cell, the coefficients that bound it for any pattern, and the cells that moved."""
        problem = self.problem
        if known >= 0:
            self._model.changeColBounds(known, 0.0, 0.0)
        (up, rise, risen), (down, fall, fallen) = self._reach(cell, 1.0), self._reach(cell, -1.0)
        bound = rise + fall
        if known >= 0:
            bound[known] = 0.0
            z = float(hidden[known])
            self._model.changeColBounds(known, -problem.down[known] * z, problem.up[known] * z)
        return up + down, bound, risen | fallen

    def _bound(self, hidden: np.ndarray) -> None:
        import numpy as np

        problem = self.problem
        every = np.arange(problem.n, dtype=np.int32)
        self._model.changeColsBounds(problem.n, every, -problem.down * hidden, problem.up * hidden)

    def _reach(self, cell: int, sign: float) -> tuple[float, np.ndarray, np.ndarray]:
        """The largest deviation of a cell in one direction, the coefficients of its bound, and the cells that moved."""
        import numpy as np

        self._model.changeColCost(cell, -sign)
        self._model.run()
        self.nb_problems += 1
        if self._model.modelStatusToString(self._model.getModelStatus()) != "Optimal":
            raise DisclosureError(
                "Une attaque n’a pas pu être menée à son terme : rien ne prouve que ces cellules sont protégées.",
                "Relancez sur une machine moins chargée, retirez une marge de la famille, ou passez à l’arrondi.",
            )
        solution = self._model.getSolution()
        reach = -self._model.getInfo().objective_function_value
        self._model.changeColCost(cell, 0.0)
        reduced = -np.array(solution.col_dual)
        bound = np.where(reduced > 0, reduced * self.problem.up, -reduced * self.problem.down)
        return reach, bound, np.abs(np.array(solution.col_value)) > SURE


def deviations(problem: Problem) -> highspy.Highs:
    """An empty-cost program whose columns are the deviations of the cells, under the equations."""
    import highspy
    import numpy as np

    equations, program = problem.equations, highspy.HighsLp()
    program.num_col_, program.num_row_ = problem.n, equations.m
    program.col_cost_ = np.zeros(problem.n)
    program.col_lower_, program.col_upper_ = -problem.down, problem.up
    program.row_lower_, program.row_upper_ = np.zeros(equations.m), np.zeros(equations.m)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = equations.starts, equations.index
    program.a_matrix_.value_ = equations.value
    model = new_model(presolve="off")
    model.passModel(program)
    return model
