"""Primary cells: those that would disclose if they were published as they are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.inventory import Inventory

if TYPE_CHECKING:
    import numpy as np

REASONS = ("seuil", "zero", "contributeurs", "dominance", "groupe", "complement", "difference")


def primary_reasons(inventory: Inventory) -> dict[str, np.ndarray]:
    """One mask of n cells per reason (design of the policy, §4): a primary cell has at least one.

    « seuil » 0 < a < seuil; « zero » a = 0 where zeros reveal; « contributeurs », « dominance » on who makes the count;
    « groupe » the whole of a line in one sensitive code; « complement » a total minus a cell under the threshold;
    « difference » a cumulative count that grew by less than the threshold.
    """
    import numpy as np

    a, threshold = inventory.values, inventory.rule("seuil")
    known = a >= 0
    open_to_doubt = inventory.released & ~inventory.exact & ~inventory.known_zero
    small = (a > 0) & (a < threshold)
    group, complement = _lines(inventory)
    difference = np.zeros(inventory.n, dtype=bool)
    difference[inventory.relations.differences] = True
    few = (inventory.contributors > 0) & (inventory.contributors < inventory.rule("contributeurs_min"))
    dominant = (inventory.largest > inventory.rule("dominance_max")) & (a > 0)
    linking = known & ~inventory.released & ~inventory.exact & ~difference  # a rest that a reader may compute
    return {
        "seuil": small & (open_to_doubt | linking),
        "zero": (a == 0) & inventory.rule("zero_revele") & open_to_doubt,
        "contributeurs": few & open_to_doubt,
        "dominance": dominant & open_to_doubt,
        "groupe": group & open_to_doubt,
        "complement": complement & open_to_doubt,
        "difference": small & difference,
    }


def _lines(inventory: Inventory) -> tuple[np.ndarray, np.ndarray]:
    """Cells that hold all of a sensitive line, and cells whose total minus them is a small count."""
    import numpy as np

    equations, a = inventory.relations.equations, inventory.values
    group, complement = np.zeros(inventory.n, dtype=bool), np.zeros(inventory.n, dtype=bool)
    if not equations.m:
        return group, complement
    rows, part = equations.rows_of(), equations.value > 0
    totals = equations.index[equations.starts[:-1]]
    cell, total = equations.index[part], totals[rows[part]]
    known = (a[cell] >= 0) & (a[total] > 0)
    left = a[total] - a[cell]
    sensitive = _sensitive_rows(inventory)[rows[part]]
    group[cell[known & sensitive & (left == 0)]] = True
    complement[cell[known & (left > 0) & (left < inventory.rule("seuil")[cell])]] = True
    return group, complement


def _sensitive_rows(inventory: Inventory) -> np.ndarray:
    """Equations along a sensitive dimension: those whose total and first part differ in its code."""
    import numpy as np

    equations = inventory.relations.equations
    totals, firsts = equations.index[equations.starts[:-1]], equations.index[equations.starts[:-1] + 1]
    n_grid, found = inventory.relations.n_grid, np.zeros(equations.m, dtype=bool)
    inside = (totals < n_grid) & (firsts < n_grid)
    for dimension in inventory.dimensions:
        if dimension.sensitive:
            codes = inventory.cells[dimension.name].to_numpy()
            found[inside] |= codes[totals[inside]] != codes[firsts[inside]]
    return found
