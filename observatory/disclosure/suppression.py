"""Cell suppression: hide the primary cells, and the cheapest others, so that no interval is narrower than required."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.system import Equations

if TYPE_CHECKING:
    import numpy as np

AUTO, COMPACT, CUTS, HEURISTIC = "auto", "compact", "coupes", "heuristique"
SMALL = 400  # scenarios × cells under which the compact program is solved at once


@dataclass(frozen=True)
class Limits:
    """When to stop looking for the best pattern; the gap says so then.

    rounds of cuts, nodes of each search, attacks while cells are shown again: the same on every machine. seconds: the
    last resort.
    """

    rounds: int = 300
    nodes: int = 1000
    attacks: int = 5000
    seconds: float = 60.0


@dataclass(frozen=True, repr=False)
class Problem:
    """What every method reads. `scenarios`: (primary cell, cell that the attacker knows or −1), each to be protected."""

    equations: Equations
    forced: np.ndarray
    keep: np.ndarray
    width: np.ndarray
    cost: np.ndarray
    down: np.ndarray
    up: np.ndarray
    scenarios: tuple[tuple[int, int], ...]

    @property
    def n(self) -> int:
        return self.equations.n

    @cached_property
    def price(self) -> np.ndarray:
        """The cost, and less than half a unit in all to choose always the same pattern among equally good ones."""
        import numpy as np

        return self.cost + 0.4 / self.n * (0.5 + 0.5 * np.arange(self.n) / self.n)


@dataclass(frozen=True, repr=False)
class Suppression:
    """A pattern: `hidden` (n, primary included), `secondary` (n), the exact `cost` of the secondary cells, the `bound`
    under which no pattern exists, their relative `gap`, the method, and how many linear problems were solved."""

    hidden: np.ndarray
    secondary: np.ndarray
    cost: float
    bound: float
    gap: float
    method: str
    nb_problems: int


def suppress(
    values: np.ndarray,
    equations: Equations,
    primary: np.ndarray,
    *,
    width: int | np.ndarray,
    cost: np.ndarray | None = None,
    keep: np.ndarray | None = None,
    down: np.ndarray | None = None,
    up: np.ndarray | None = None,
    known: Sequence[int] = (),
    lenient: bool = False,
    limits: Limits = Limits(),
    method: str = AUTO,
) -> Suppression:
    """The cheapest pattern that leaves every primary cell an interval of `width` (0: hidden, but not to be protected).

    values: n counts ≥ 0. cost: of hiding each cell (its value by default). keep: cells that stay visible. down, up: how
    far an attacker believes that a hidden count may be from its value (its value; the larger of twice it and it + 20).
    known: cells that one contributor knows, each tried alone on the primary cells of its sums. lenient: leave out what
    no pattern protects, since the cells that stay visible give it already.

    Raises DisclosureError when no pattern exists: too many cells must stay visible.
    """
    import numpy as np

    if not len(values):
        nothing = np.zeros(0, dtype=bool)
        return Suppression(nothing, nothing, 0.0, 0.0, 0.0, method, 0)
    problem = Problem(
        equations=equations,
        forced=primary,
        keep=(np.zeros(len(values), dtype=bool) if keep is None else keep) & ~primary,
        width=np.broadcast_to(np.asarray(width), values.shape),
        cost=values.astype(float) if cost is None else cost,
        down=(values if down is None else down).astype(float),
        up=(np.maximum(2 * values, values + 20) if up is None else up).astype(float),
        scenarios=_scenarios(equations, primary & (np.asarray(width) > 0), known),
    )
    if lenient:
        problem = _within_reach(problem)
    hidden, bound, solved, method = _solved(problem, limits, method)
    secondary = hidden & ~primary
    total = float(problem.cost[secondary].sum())
    least = min(_least(problem, bound), total)
    return Suppression(hidden, secondary, total, least, (total - least) / max(total, 1.0), method, solved)


def _solved(problem: Problem, limits: Limits, method: str) -> tuple[np.ndarray, float, int, str]:
    """The pattern, a bound on its price, the linear problems solved, and the method that found it."""
    from observatory.disclosure import suppression_compact, suppression_cuts, suppression_heuristic

    if method == AUTO:
        method = COMPACT if len(problem.scenarios) * problem.n <= SMALL else CUTS
    if method == COMPACT:
        return *suppression_compact.solve(problem), COMPACT
    bound, solved = 0.0, 0
    if method == CUTS:
        hidden, bound, solved = suppression_cuts.solve(problem, limits)
        if hidden is not None:
            return hidden, bound, solved, CUTS
    hidden, more = suppression_heuristic.solve(problem, limits)
    return hidden, max(bound, suppression_cuts.relaxed(problem)), solved + more, HEURISTIC


def _within_reach(problem: Problem) -> Problem:
    """The same, asking nothing of the cells, nor against the contributors, that hiding all that may be does not protect."""
    import numpy as np

    from observatory.disclosure.suppression_attack import SURE, Attack

    found = Attack(problem).widths(~problem.keep)
    kept = [
        scenario
        for scenario, (width, _) in zip(problem.scenarios, found, strict=True)
        if width >= problem.width[scenario[0]] - SURE
    ]
    asked = np.zeros(problem.n, dtype=bool)
    asked[[cell for cell, known in kept if known < 0]] = True
    return replace(problem, scenarios=tuple(kept), width=np.where(asked, problem.width, 0))


def impossible() -> DisclosureError:
    """The refusal of a problem without solution."""
    return DisclosureError(
        "Aucun masquage ne protège ces cellules : trop de cellules doivent rester visibles.",
        "Retirez une marge de la famille, ou passez à l’arrondi.",
    )


def _least(problem: Problem, bound: float) -> float:
    """The bound without the tie-breaker; rounded up where costs are whole."""
    import numpy as np

    low = max(bound - 0.4, 0.0)
    return abs(float(np.ceil(low - 1e-6))) if np.all(problem.cost == np.round(problem.cost)) else low


def _scenarios(equations: Equations, primary: np.ndarray, known: Sequence[int]) -> tuple[tuple[int, int], ...]:
    import numpy as np

    cells, rows = np.flatnonzero(primary).tolist(), equations.rows_of() if equations.m else None
    found = [(cell, -1) for cell in cells]
    for one in known:
        lines = np.isin(rows, rows[equations.index == one]) if rows is not None else np.zeros(0, dtype=bool)
        beside = set(equations.index[lines].tolist()) if rows is not None else set()
        found += [(cell, one) for cell in cells if cell in beside and cell != one]
    return tuple(found)
