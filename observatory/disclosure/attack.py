"""What an attacker can deduce: the smallest and the largest count compatible with all that is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
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
    """Solves min and max of one count, by linear programming, or over whole numbers where linear bounds are too wide.

    A count is attacked with those that known relations link to it: what is known exactly links nothing.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.nb_problems = 0
        self._models: dict[tuple[int, bool], highspy.Highs] = {}
        self._places: dict[int, tuple[np.ndarray, Knowledge]] = {}
        self._seen: tuple[np.ndarray, np.ndarray] | None = None
        self._told: tuple[int, int, float] | None = None  # part, column and count told

    @cached_property
    def _parts(self) -> np.ndarray:
        """For each count the number of its part: counts of two parts say nothing of each other (−1: known exactly)."""
        return parts_of(self.knowledge)

    def interval(self, cell: int, *, whole: bool = False) -> tuple[float, float]:
        """Bounds of a count; `whole` over integers. DisclosureError when nothing is compatible with what is known."""
        return self._solve(cell, 1.0, whole), self._solve(cell, -1.0, whole)

    def bounds(self, cell: int, required: float) -> tuple[float, float]:
        """The part of the interval that whole tables have met, as soon as it is wide enough; else the interval, over integers
        when linear bounds are under 3 times the width required."""
        low = self._solve(cell, 1.0, False)
        if (met := self.seen(cell))[1] - met[0] >= required:
            return met
        high = self._solve(cell, -1.0, False)
        if (met := self.seen(cell))[1] - met[0] >= required:
            return met
        narrow = required - TOLERANCE <= high - low < 3 * required
        return self.interval(cell, whole=True) if narrow else (low, high)

    def seen(self, cell: int) -> tuple[float, float]:
        """The smallest and largest count met so far in whole tables compatible with everything known."""
        import numpy as np

        if self._seen is None or np.isnan(self._seen[0][cell]):
            return (0.0, 0.0)
        return float(self._seen[0][cell]), float(self._seen[1][cell])

    def _witness(self, found: np.ndarray, at: np.ndarray) -> None:
        import numpy as np

        whole = found.round()
        if np.all(np.abs(found - whole) < TOLERANCE):
            if self._seen is None:
                self._seen = (np.full(len(self._parts), np.nan), np.full(len(self._parts), np.nan))
            self._seen[0][at] = np.fmin(self._seen[0][at], whole)
            self._seen[1][at] = np.fmax(self._seen[1][at], whole)

    @contextmanager
    def knowing(self, cell: int, count: float) -> Iterator[None]:
        """The time of a block, this attacker also knows one count exactly."""
        import numpy as np

        part, before = int(self._parts[cell]), self._seen
        lower, upper = float(self.knowledge.lower[cell]), float(self.knowledge.upper[cell])
        at = self._place(part)[0] if part >= 0 else np.zeros(0, dtype=int)
        self._seen, self._told = None, (part, int(np.searchsorted(at, cell)), float(count))
        self._bound(count, count)
        try:
            yield
        finally:
            self._bound(lower, upper)
            self._seen, self._told = before, None

    def _bound(self, low: float, high: float) -> None:
        """The bounds of the count told to the attacker, in the programs made so far."""
        part, column, *_ = self._told
        for (number, _), model in self._models.items():
            if number == part:
                model.changeColBounds(column, low, high)

    def _place(self, part: int) -> tuple[np.ndarray, Knowledge]:
        import numpy as np

        if part not in self._places:
            at = np.flatnonzero(self._parts == part)
            self._places[part] = (at, _among(self.knowledge, at))
        return self._places[part]

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

        part = int(self._parts[cell])
        if part < 0:
            return float(self.knowledge.lower[cell])
        at, known = self._place(part)
        if (part, whole) not in self._models:
            self._models[part, whole] = _model(known, known.lower, known.upper, whole)
            if self._told and self._told[0] == part:
                self._models[part, whole].changeColBounds(self._told[1], self._told[2], self._told[2])
        model, column = self._models[part, whole], int(np.searchsorted(at, cell))
        model.changeColCost(column, sign)
        model.run()
        self.nb_problems += 1
        status = model.modelStatusToString(model.getModelStatus())
        found, point = model.getInfo().objective_function_value * sign, np.array(model.getSolution().col_value)
        model.changeColCost(column, 0.0)
        if status in ("Unbounded", "Primal infeasible or unbounded") and sign < 0:
            return float("inf")
        if status == "Optimal":
            self._witness(point, at)
        else:
            raise DisclosureError(
                "L’audit trouve des effectifs publiés qui se contredisent : rien n’est publié.",
                "Signalez-le à l’équipe technique : les tables protégées ne s’additionnent pas.",
            )
        return found + 0.0


def parts_of(knowledge: Knowledge) -> np.ndarray:
    """The number of the part of each count: two that a row holds are of one part, what is known exactly is of none (−1)."""
    import numpy as np

    n, m = len(knowledge.lower), len(knowledge.low)
    free = knowledge.lower < knowledge.upper
    rows = np.repeat(np.arange(m), np.diff(knowledge.starts))
    inside = free[knowledge.index]
    row, cell = rows[inside], knowledge.index[inside]
    label = np.arange(n)
    while True:
        least = np.full(m, n)
        np.minimum.at(least, row, label[cell])
        after = label.copy()
        np.minimum.at(after, cell, least[row])
        after = np.minimum(after, after[after])  # the part of my part
        if np.array_equal(after, label):
            return np.where(free, label, -1)
        label = after


def _among(knowledge: Knowledge, at: np.ndarray) -> Knowledge:
    """What is known of the counts of one part alone: counts known exactly go to the bounds of the rows."""
    import numpy as np

    n, m = len(knowledge.lower), len(knowledge.low)
    rank = np.full(n, -1, dtype=np.int32)
    rank[at] = np.arange(len(at), dtype=np.int32)
    rows = np.repeat(np.arange(m), np.diff(knowledge.starts))
    inside = rank[knowledge.index] >= 0
    known = np.where(inside, 0.0, knowledge.value * knowledge.lower[knowledge.index])
    given, sizes = np.bincount(rows, known, m), np.bincount(rows[inside], minlength=m)
    kept = sizes > 0
    return Knowledge(
        knowledge.lower[at],
        knowledge.upper[at],
        np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.int32),
        rank[knowledge.index[inside]],
        knowledge.value[inside],
        (knowledge.low - given)[kept],
        (knowledge.high - given)[kept],
    )


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
