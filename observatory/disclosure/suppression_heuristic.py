"""A good pattern without proof, for tables too large to solve: hide along the cheapest movement, then show what may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from observatory.disclosure.highs import new_model
from observatory.disclosure.suppression_attack import SURE

HIDDEN_PRICE = 1e-3  # next to nothing, so that a movement wanders through few hidden cells

if TYPE_CHECKING:
    import highspy
    import numpy as np

    from observatory.disclosure.suppression import Limits, Problem


def solve(problem: Problem, limits: Limits) -> tuple[np.ndarray, int]:
    """A pattern that protects every scenario, and the linear problems solved; DisclosureError when one cannot be.

    Secondary cells are shown again, costliest first, when every movement through them finds another way among the
    hidden ones, as far as `limits.attacks` allows.
    """
    import numpy as np

    movement, hidden, ways = Movement(problem), problem.forced.copy(), {}
    for scenario in sorted(problem.scenarios, key=lambda one: (-problem.width[one[0]], one)):
        ways[scenario] = movement.cells(scenario, hidden)
        hidden |= ways[scenario]
    for cell in sorted(np.flatnonzero(hidden & ~problem.forced), key=lambda one: (-problem.cost[one], one)):
        if movement.nb_problems > limits.attacks:
            break
        hidden[cell] = False
        others = _other_ways(movement, [scenario for scenario, moved in ways.items() if moved[cell]], hidden)
        hidden[cell] = others is None
        ways |= others or {}
    return hidden, movement.nb_problems


def _other_ways(
    movement: Movement, scenarios: Sequence[tuple[int, int]], hidden: np.ndarray
) -> dict[tuple[int, int], np.ndarray] | None:
    """A movement of each scenario among hidden cells only, or None when one has none."""
    found = {}
    for scenario in scenarios:
        found[scenario] = movement.cells(scenario, hidden)
        if (found[scenario] & ~hidden).any():
            return None
    return found


class Movement:
    """The cheapest way to move one cell over its width: deviations up, deviations down, and for each cell their size."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.nb_problems = 0
        self._model = _two_ways(problem)
        self._widths = self._model.getNumRow() - problem.n

    def cells(self, scenario: tuple[int, int], hidden: np.ndarray) -> np.ndarray:
        """The cells that move at the least price of what is not hidden yet; DisclosureError when none can."""
        import numpy as np

        from observatory.disclosure.suppression import impossible

        (cell, known), n = scenario, self.problem.n
        price = np.where(hidden, HIDDEN_PRICE, self.problem.price)
        self._model.changeColsCost(n, np.arange(2 * n, 3 * n, dtype=np.int32), price)
        self._model.changeRowBounds(self._widths + cell, float(self.problem.width[cell]), float("inf"))
        self._hold(known, 0.0)
        self._model.run()
        self.nb_problems += 1
        found = self._model.modelStatusToString(self._model.getModelStatus()) == "Optimal"
        moved = np.abs(np.array(self._model.getSolution().col_value[2 * n :])) > SURE
        self._model.changeRowBounds(self._widths + cell, -float("inf"), float("inf"))
        self._hold(known, 1.0)
        if not found:
            raise impossible()
        return moved

    def _hold(self, cell: int, room: float) -> None:
        """A cell that the attacker knows does not move; with room 1 it is free again, unless it stays visible."""
        if cell >= 0:
            room *= float(not self.problem.keep[cell])
            for column in (cell, cell + self.problem.n):
                self._model.changeColBounds(column, -self.problem.down[cell] * room, self.problem.up[cell] * room)


def _two_ways(problem: Problem) -> highspy.Highs:
    """Columns up, down and size (n each); rows: the equations of both, −size ≤ deviation ≤ size, and the width of each."""
    import highspy
    import numpy as np

    n, m, equations, program = problem.n, problem.equations.m, problem.equations, highspy.HighsLp()
    column = np.arange(n, dtype=np.int32)
    ends = [(0, 2 * n), (0, 2 * n), (n, 2 * n), (n, 2 * n), (0, n)]
    pairs = [np.stack([column + first, column + second], axis=1).ravel() for first, second in ends]
    signs = [np.tile(pair, n) for pair in ((1.0, 1.0), (-1.0, 1.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0))]
    index = np.concatenate([equations.index, equations.index + n, *pairs]).astype(np.int32)
    sizes = np.concatenate([np.tile(np.diff(equations.starts), 2), np.full(5 * n, 2)])
    shown = ~problem.keep
    program.num_col_, program.num_row_ = 3 * n, 2 * m + 5 * n
    program.col_cost_ = np.zeros(3 * n)
    program.col_lower_ = np.concatenate([np.tile(-problem.down * shown, 2), np.zeros(n)])
    program.col_upper_ = np.concatenate([np.tile(problem.up * shown, 2), np.full(n, np.inf)])
    program.row_lower_ = np.concatenate([np.zeros(2 * m + 4 * n), np.full(n, -np.inf)])
    program.row_upper_ = np.concatenate([np.zeros(2 * m), np.full(5 * n, np.inf)])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    program.a_matrix_.index_ = index
    program.a_matrix_.value_ = np.concatenate([equations.value, equations.value, *signs])
    model = new_model(presolve="off")
    model.passModel(program)
    return model
