"""What is shown of each cell once protected, and what that tells a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.inventory import Inventory
from observatory.disclosure.protected import HIDDEN, NOT_COLLECTED, PUBLISHED, ZERO

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, repr=False)
class Shown:
    """n cells after protection.

    `values`: what is shown, or would be were it not hidden (−1: nothing). `lower`, `upper`: what a reader knows of the
    count. `hidden`: masked. `small`: hidden because of the value itself, after rounding; `few`: because of who makes it.
    `relaxed`: rounded further than to the two nearest multiples. `solver`, `gap`: how far the solution may be from the best.
    """

    values: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    hidden: np.ndarray
    small: np.ndarray
    few: np.ndarray
    relaxed: np.ndarray
    known_zero: np.ndarray
    solver: str
    gap: float

    def states(self, inventory: Inventory) -> np.ndarray:
        """The state of each cell of the grid; a rounded 0 is published, and stands for 0 to base − 1."""
        import numpy as np

        grid = inventory.cells.height
        state = np.full(grid, PUBLISHED, dtype=object)
        state[self.known_zero[:grid]] = ZERO
        state[self.hidden[:grid]] = HIDDEN
        state[~inventory.collected[:grid]] = NOT_COLLECTED
        return state


def reader(
    inventory: Inventory, values: np.ndarray, spread: np.ndarray, hidden: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of what a reader knows: within `spread` of the value shown, exact where it is public, nothing where hidden.

    A count that was not collected is known to be out of its total when it is zero there.
    """
    import numpy as np

    exact = (inventory.exact & (inventory.values >= 0)) | inventory.known_zero
    lower = np.where(exact, inventory.values, np.maximum(values - spread, 0)).astype(float)
    upper = np.where(exact, inventory.values, values + spread).astype(float)
    unseen = (hidden | (values < 0)) & ~exact
    lower[unseen], upper[unseen] = 0.0, np.inf
    out = ~inventory.collected & (inventory.values == 0)
    upper[out] = 0.0
    return lower, upper


def largest_masked(inventory: Inventory, base: int) -> np.ndarray:
    """The largest multiple of `base`, in units, that may stand for a count under `masquer_sous`."""
    return (inventory.rule("masquer_sous") + base - 2) // base
