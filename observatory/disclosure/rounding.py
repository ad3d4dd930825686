"""Controlled rounding: every count to one of its two nearest multiples of a base, every sum kept, as an exact program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.rounding_program import NEAREST, NEXT, Cells, program, rows_of
from observatory.disclosure.system import Equations

if TYPE_CHECKING:
    import highspy
    import numpy as np

OPTIMAL, BOUNDED, UNFEASIBLE = "optimal", "borné", "infaisable"


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
    reaches: Sequence[int] = (NEAREST, NEXT),
    limits: Limits = Limits(),
) -> Rounding:
    """The additive rounding of n counts ≥ 0 that is closest to them (weights w on |deviation|); multiples do not move.

    fixed: values shown earlier, that stay (−1: none). free: cells that only link others, any value ≥ 0. exact: cells
    published as they are; a sum that holds one closes within base − 1. order: pairs (low, high), low ≤ high after
    rounding. covers: total ≤ Σ parts. ties in [0, 1) choose between equally good roundings.

    reaches: how far counts may go, one after the other until a rounding exists; `relaxed` says which went beyond their
    two nearest multiples. NEXT: counts of at least four bases, to the next one. ANY: every count, as far as it must.
    """
    import numpy as np

    n = len(values)
    nothing = np.zeros(n, dtype=bool)
    if not n:
        return Rounding(np.zeros(0, dtype=np.int64), OPTIMAL, 0.0, 0.0, 0.0, nothing)
    cells = Cells(
        values,
        base,
        np.ones(n) if weights is None else weights,
        np.zeros(n) if ties is None else ties,
        np.full(n, -1) if fixed is None else fixed,
        nothing if free is None else free,
        nothing if exact is None else exact,
    )
    rows = rows_of(cells, equations, order, covers)
    for reach in reaches:
        model = program(cells, rows, reach)
        model.setOptionValue("time_limit", limits.seconds)
        model.run()
        status = model.modelStatusToString(model.getModelStatus())
        found = np.array(model.getSolution().col_value)
        if len(found) and model.getInfo().primal_solution_status == 2:
            return _read(cells, model, found, reach, status == "Optimal")
    return Rounding(np.full(n, -1), UNFEASIBLE, 0.0, 0.0, 0.0, nothing)


def _read(cells: Cells, model: highspy.Highs, found: np.ndarray, reach: int, is_optimal: bool) -> Rounding:
    import numpy as np

    n, far = cells.n, np.flatnonzero(cells.further(reach))
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
