"""The compact program of small tables: the pattern and every attack it must resist, solved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.highs import new_model

if TYPE_CHECKING:
    import numpy as np

    from observatory.disclosure.suppression import Problem


def solve(problem: Problem) -> tuple[np.ndarray, float, int]:
    """The best pattern, a bound on its price, and the one program solved; DisclosureError when there is none.

    Columns: a binary per cell, then two vectors of deviations (up and down) per scenario.
    """
    import highspy
    import numpy as np

    from observatory.disclosure.suppression import impossible

    n, model, infinite = problem.n, new_model(), np.inf
    price = np.where(problem.forced, 0.0, problem.price)
    for cell in range(n):
        model.addCol(price[cell], float(problem.forced[cell]), 0.0 if problem.keep[cell] else 1.0, 0, [], [])
        model.changeColIntegrality(cell, highspy.HighsVarType.kInteger)
    for number, (primary, known) in enumerate(problem.scenarios):
        firsts = [n + (2 * number + side) * n for side in (0, 1)]
        for first in firsts:
            for cell in range(n):
                free = cell != known
                model.addCol(0.0, -problem.down[cell] * free, problem.up[cell] * free, 0, [], [])
            for cell in range(n):
                model.addRow(-infinite, 0.0, 2, [first + cell, cell], [1.0, -problem.up[cell]])
                model.addRow(0.0, infinite, 2, [first + cell, cell], [1.0, problem.down[cell]])
            for row in range(problem.equations.m):
                at = slice(problem.equations.starts[row], problem.equations.starts[row + 1])
                cells = (problem.equations.index[at] + first).tolist()
                model.addRow(0.0, 0.0, len(cells), cells, problem.equations.value[at].tolist())
        ends = [first + primary for first in firsts]
        model.addRow(float(problem.width[primary]), infinite, 2, ends, [1.0, -1.0])
    model.run()
    if model.modelStatusToString(model.getModelStatus()) != "Optimal":
        raise impossible()
    hidden = np.array(model.getSolution().col_value[:n]) > 0.5
    return hidden, model.getInfo().mip_dual_bound, 1
