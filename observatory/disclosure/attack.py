"""What an attacker can deduce: the smallest and the largest count compatible with all that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.highs import new_model

if TYPE_CHECKING:
    import highspy
    import numpy as np

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Knowledge:
    """All that is known of n counts: `lower` ≤ y ≤ `upper`, and rows `low` ≤ Σ value·y ≤ `high` (compressed rows)."""

    lower: np.ndarray
    upper: np.ndarray
    starts: np.ndarray
    index: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


class Attacker:
    """Solves min and max of one count, by linear programming, or over whole numbers where linear bounds are too wide."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.nb_problems = 0
        self._models: dict[bool, highspy.Highs] = {}
        self._seen: tuple[np.ndarray, np.ndarray] | None = None

    def interval(self, cell: int, *, whole: bool = False) -> tuple[float, float]:
        """Bounds of a count; `whole` over integers. DisclosureError when nothing is compatible with what is known."""
        return self._solve(cell, 1.0, whole), self._solve(cell, -1.0, whole)

    def bounds(self, cell: int, required: float) -> tuple[float, float]:
        """The interval, over integers as soon as linear bounds are under 3 times the width required."""
        low, high = self.interval(cell)
        narrow = required - TOLERANCE <= high - low < 3 * required
        return self.interval(cell, whole=True) if narrow else (low, high)

    def seen(self, cell: int) -> tuple[float, float]:
        """The smallest and largest count met so far in whole tables compatible with everything known."""
        return (float(self._seen[0][cell]), float(self._seen[1][cell])) if self._seen else (0.0, 0.0)

    def _witness(self, found: np.ndarray) -> None:
        import numpy as np

        whole = found.round()
        if np.all(np.abs(found - whole) < TOLERANCE):
            low, high = self._seen or (whole, whole)
            self._seen = (np.minimum(low, whole), np.maximum(high, whole))

    def knowing(self, cell: int, count: float) -> Attacker:
        """The same attacker, who also knows one count exactly."""
        from dataclasses import replace

        lower, upper = self.knowledge.lower.copy(), self.knowledge.upper.copy()
        lower[cell] = upper[cell] = count
        return Attacker(replace(self.knowledge, lower=lower, upper=upper))

    def point(self, fixed: np.ndarray, values: np.ndarray) -> np.ndarray | None:
        """Whole numbers compatible with everything known and equal to `values` where `fixed`; None when there are none."""
        import numpy as np

        lower = np.where(fixed, np.maximum(values, self.knowledge.lower), self.knowledge.lower)
        upper = np.where(fixed, np.minimum(values, self.knowledge.upper), self.knowledge.upper)
        if np.any(lower > upper):
            return None
        for whole in (False, True):
            model = _model(self.knowledge, lower, upper, whole)
            model.run()
            self.nb_problems += 1
            if not _is_optimal(model):
                return None
            found = np.array(model.getSolution().col_value)
            if np.all(np.abs(found - found.round()) < TOLERANCE):
                return found.round()
        return None

    def _solve(self, cell: int, sign: float, whole: bool) -> float:
        import numpy as np

        if whole not in self._models:
            self._models[whole] = _model(self.knowledge, self.knowledge.lower, self.knowledge.upper, whole)
        model = self._models[whole]
        model.changeColCost(cell, sign)
        model.run()
        self.nb_problems += 1
        status = model.modelStatusToString(model.getModelStatus())
        found, point = model.getInfo().objective_function_value * sign, np.array(model.getSolution().col_value)
        model.changeColCost(cell, 0.0)
        if status in ("Unbounded", "Primal infeasible or unbounded") and sign < 0:
            return float("inf")
        if status == "Optimal":
            self._witness(point)
        else:
            raise DisclosureError(
                "L’audit trouve des effectifs publiés qui se contredisent : rien n’est publié.",
                "Signalez-le à l’équipe technique : les tables protégées ne s’additionnent pas.",
            )
        return found + 0.0


def _is_optimal(model: highspy.Highs) -> bool:
    return model.modelStatusToString(model.getModelStatus()) == "Optimal"


def _model(knowledge: Knowledge, lower: np.ndarray, upper: np.ndarray, whole: bool) -> highspy.Highs:
    import highspy
    import numpy as np

    model = new_model()
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(lower), len(knowledge.low)
    program.col_cost_ = np.zeros(len(lower))
    program.col_lower_, program.col_upper_ = lower.astype(float), upper.astype(float)
    program.row_lower_, program.row_upper_ = knowledge.low, knowledge.high
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = knowledge.starts, knowledge.index
    program.a_matrix_.value_ = knowledge.value
    if whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(lower)
    model.passModel(program)
    return model
