"""Protection by suppression, for reports that need exact totals: primary cells hidden, others with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.history import History
from observatory.disclosure.inventory import Inventory
from observatory.disclosure.shown import Shown, reader
from observatory.disclosure.system import without_broken

if TYPE_CHECKING:
    import numpy as np


def by_suppression(inventory: Inventory, history: History, primary: np.ndarray) -> Shown:
    """Hide the primary cells, and the cheapest others that keep every interval as wide as required.

    A cell shown exactly by an earlier release stays shown, a hidden one stays hidden while its count does not move. A
    single contributor knows its own cell: the protection holds against it.
    """
    import numpy as np

    from observatory.disclosure.suppression import suppress

    values = np.where(inventory.values < 0, history.fixed, inventory.values)
    told = history.fixed >= 0
    hidden_before = told & history.was_hidden
    known = np.flatnonzero(inventory.released & (inventory.contributors == 1))
    fixed_zero = inventory.known_zero | (inventory.exact & (values >= 0))
    pattern = suppress(
        np.maximum(values, 0),
        without_broken(inventory.relations.equations, values),
        (primary & ~fixed_zero) | hidden_before,
        width=np.where(primary, inventory.rule("largeur_suppression"), 0),
        cost=np.where(inventory.released, values, 0).astype(float),
        keep=fixed_zero | (told & ~history.was_hidden),
        known=tuple(known.tolist()),
    )
    hidden = pattern.hidden & inventory.released
    lower, upper = reader(inventory, values, np.zeros(inventory.n), hidden)
    known_zero = (values == 0) & ~hidden & inventory.released & ~inventory.rule("zero_revele") | inventory.known_zero
    nowhere = np.zeros(inventory.n, dtype=bool)
    return Shown(
        values, lower, upper, hidden, nowhere, nowhere, nowhere, known_zero, pattern.method, float(pattern.gap)
    )
