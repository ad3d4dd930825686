"""Cutting planes: the cheapest pattern that no attack found so far defeats, attacked again until none does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from observatory.disclosure.highs import new_model
from observatory.disclosure.suppression_attack import SURE, Attack

if TYPE_CHECKING:
    import highspy
    import numpy as np

    from observatory.disclosure.suppression import Limits, Problem


def solve(problem: Problem, limits: Limits) -> tuple[np.ndarray | None, float, int]:
    """The best pattern (None when the limits stop the search first), a bound on its price, linear problems solved."""
    import numpy as np

    from observatory.disclosure.suppression import impossible

    master, attack, bound, started = pattern(problem), Attack(problem), 0.0, time.monotonic()
    master.setOptionValue("mip_max_nodes", limits.nodes)
    for _ in range(limits.rounds):
        left = limits.seconds - (time.monotonic() - started)
        if left <= 0:
            break
        master.setOptionValue("time_limit", float(master.getRunTime() + left))
        master.run()
        status = master.modelStatusToString(master.getModelStatus())
        if status == "Infeasible":
            raise impossible()
        bound = max(bound, master.getInfo().mip_dual_bound)
        if status != "Optimal":
            break
        hidden = np.array(master.getSolution().col_value) > 0.5
        cuts = [
            (coefficients, problem.width[cell])
            for (cell, _), (width, coefficients) in zip(problem.scenarios, attack.widths(hidden), strict=True)
            if width < problem.width[cell] - SURE
        ]
        if not cuts:
            return hidden, bound, attack.nb_problems
        for coefficients, width in cuts:
            at = np.flatnonzero(coefficients > SURE).astype(np.int32)
            master.addRow(float(width), np.inf, len(at), at, coefficients[at])
    return None, bound, attack.nb_problems


def relaxed(problem: Problem) -> float:
    """A bound on the price of any pattern, without attack: the conditions on sums alone, over fractions."""
    import highspy
    import numpy as np

    master, every = pattern(problem), np.arange(problem.n, dtype=np.int32)
    master.changeColsIntegrality(problem.n, every, np.full(problem.n, highspy.HighsVarType.kContinuous))
    master.run()
    return max(master.getInfo().objective_function_value, 0.0)


def pattern(problem: Problem) -> highspy.Highs:
    """The master: a binary for each cell, primary hidden, kept visible, and no hidden cell alone on one of its sums."""
    import highspy
    import numpy as np

    program = highspy.HighsLp()
    starts, index, value = lines(problem)
    program.num_col_, program.num_row_ = problem.n, len(starts) - 1
    program.col_cost_ = np.where(problem.forced, 0.0, problem.price)
    program.col_lower_ = problem.forced.astype(float)
    program.col_upper_ = np.where(problem.keep, 0.0, 1.0)
    program.integrality_ = [highspy.HighsVarType.kInteger] * problem.n
    program.row_lower_, program.row_upper_ = np.zeros(len(starts) - 1), np.full(len(starts) - 1, np.inf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = starts, index, value
    model = new_model()
    model.passModel(program)
    return model


def lines(problem: Problem) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Σ of the other cells of a sum ≥ the cell, for each cell of each sum, as compressed rows.

    A cell hidden without width to keep may stand alone.
    """
    import numpy as np

    equations = problem.equations
    asks = ~problem.forced | (problem.width > 0)
    rows = []
    for row in range(equations.m):
        cells = equations.index[equations.starts[row] : equations.starts[row + 1]]
        rows += [(cells, np.where(cells == cell, -1.0, 1.0)) for cell in cells[asks[cells] & ~problem.keep[cells]]]
    sizes = [len(cells) for cells, _ in rows]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    empty = np.zeros(0)
    index = np.concatenate([cells for cells, _ in rows] or [empty]).astype(np.int32)
    return starts, index, np.concatenate([signs for _, signs in rows] or [empty])
