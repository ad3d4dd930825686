"""A good pattern without proof, for tables too large to solve: hide along the cheapest movement, then show what may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.suppression_attack import SURE, Attack, deviations

if TYPE_CHECKING:
    import highspy
    import numpy as np

    from observatory.disclosure.suppression import Problem


def solve(problem: Problem) -> tuple[np.ndarray, int]:
    """A pattern that protects every scenario, and the linear problems solved; DisclosureError when one cannot be."""
    import numpy as np

    attack, hidden = Attack(problem), problem.forced.copy()
    for scenario in sorted(problem.scenarios, key=lambda one: (-problem.width[one[0]], one)):
        hidden |= _movement(problem, scenario, hidden)
    solved = 2 * len(problem.scenarios)
    for cell in sorted(np.flatnonzero(hidden & ~problem.forced), key=lambda one: (-problem.cost[one], one)):
        hidden[cell] = False
        if not attack.protects(hidden):
            hidden[cell] = True
    return hidden, solved + attack.nb_problems


def _movement(problem: Problem, scenario: tuple[int, int], hidden: np.ndarray) -> np.ndarray:
    """The cells that the cheapest movement of a primary cell, up then down, needs hidden."""
    import numpy as np

    cell, known = scenario
    left, found = float(problem.width[cell]), np.zeros(problem.n, dtype=bool)
    for sign in (1.0, -1.0):
        reach = min(left, _reach(problem, scenario, sign))
        moved = _cheapest(problem, scenario, hidden | found, sign * reach) if reach > SURE else found
        found, left = found | moved, left - reach
    if left > SURE:
        from observatory.disclosure.suppression import impossible

        raise impossible()
    if known >= 0:
        found[known] = False
    return found


def _reach(problem: Problem, scenario: tuple[int, int], sign: float) -> float:
    """How far the cell could move were everything hidden that may be."""
    model = deviations(problem)
    _freeze(model, problem, scenario)
    model.changeColCost(scenario[0], -sign)
    model.run()
    return -model.getInfo().objective_function_value


def _cheapest(problem: Problem, scenario: tuple[int, int], hidden: np.ndarray, target: float) -> np.ndarray:
    """Cells that move when the cell moves by `target` at the least price of the cells to be hidden for it."""
    import numpy as np

    model = deviations(problem)
    _freeze(model, problem, scenario)
    model.changeColBounds(scenario[0], target, target)
    price = np.where(hidden, 0.0, problem.price)
    none = np.zeros(0, dtype=np.int32)
    for one in range(problem.n):  # a column t ≥ |deviation| for each cell, at its price
        model.addCol(price[one], 0.0, np.inf, 0, none, none.astype(float))
        for sign in (1.0, -1.0):
            model.addRow(0.0, np.inf, 2, np.array([problem.n + one, one], dtype=np.int32), np.array([1.0, sign]))
    model.run()
    moved = np.abs(np.array(model.getSolution().col_value[: problem.n])) > SURE
    return moved & ~problem.keep


def _freeze(model: highspy.Highs, problem: Problem, scenario: tuple[int, int]) -> None:
    import numpy as np

    fixed = problem.keep.copy()
    if scenario[1] >= 0:
        fixed[scenario[1]] = True
    for cell in np.flatnonzero(fixed):
        model.changeColBounds(int(cell), 0.0, 0.0)
