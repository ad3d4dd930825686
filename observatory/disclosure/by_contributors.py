"""Who makes a count: the cells that too few contributors make, or that one of them dominates, are hidden after rounding.

A contributor alone in its cell knows it: what is hidden with it holds against that contributor too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.history import History
from observatory.disclosure.inventory import Inventory
from observatory.disclosure.system import among, separate, without_broken

if TYPE_CHECKING:
    import numpy as np


def open_cells(inventory: Inventory) -> np.ndarray:
    """The cells that the rule on contributors may hide: shown, under a class that has it, and made by someone.

    A cell that no contributor makes hides nothing: whoever knows who works there knows that it is empty.
    """
    shown = inventory.released & inventory.collected & ~inventory.exact & ~inventory.known_zero
    return shown & (inventory.rule("contributeurs_min") > 0) & (inventory.contributors > 0)


def hidden_cells(inventory: Inventory, values: np.ndarray, base: int) -> np.ndarray:
    """Cells (rounded `values`) made by too few, whatever the value; and, from one multiple of the base on, those that one
    contributor dominates, or whose others it would know to less than the rounding (its part is over the value shown).

    A value rounded to 0 is not hidden for dominance: one person has one landlord, and hiding it would tell 0 from 1 to 4.
    """
    import numpy as np

    part = np.round(inventory.largest * np.maximum(inventory.values, 0))
    few = inventory.contributors < inventory.rule("contributeurs_min")
    dominated = (inventory.largest > inventory.rule("dominance_max")) | (part > values)
    return open_cells(inventory) & (few | (dominated & (values >= base)))


def width_asked(inventory: Inventory, values: np.ndarray, base: int) -> np.ndarray:
    """How wide a hidden cell must stay, in multiples of the base: the share of its value that must be of others, at least 1."""
    import numpy as np

    share = (1 - inventory.rule("dominance_max")) * np.maximum(values, 0) / base
    return np.maximum(np.ceil(share - 1e-9), 1).astype(np.int64)


def hide(
    inventory: Inventory, values: np.ndarray, history: History, base: int, first: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """All the cells hidden because of who makes counts, and among them those that the rule itself names.

    `first`: cells already hidden for another reason. Only cells of a class with the rule are hidden with the named ones:
    the other tables of the family show what they show without this one.
    """
    import numpy as np

    from observatory.disclosure.suppression import suppress

    named, told = hidden_cells(inventory, values, base), (history.fixed >= 0) & ~history.frozen
    stays = named | (open_cells(inventory) & told & history.was_hidden)
    if not stays.any():
        return stays, named
    may = (open_cells(inventory) & ~(told & ~history.was_hidden)) | named
    units, width = np.maximum(values, 0) // base, np.where(named, width_asked(inventory, values, base), 0)
    forced, alone = stays | first, named & (inventory.contributors == 1)
    hidden, cells = np.zeros(inventory.n, dtype=bool), np.flatnonzero(may)
    linked = among(without_broken(inventory.relations.equations, np.where(values < 0, -1, values)), cells)
    for group in separate(linked):
        at = cells[group]
        if stays[at].any():
            pattern = suppress(
                units[at],
                among(linked, group),
                forced[at],
                width=width[at],
                cost=units[at].astype(float),
                known=np.flatnonzero(alone[at]).tolist(),
                lenient=True,
            )
            hidden[at] = pattern.hidden
    return hidden, named
