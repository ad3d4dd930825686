"""Protection by controlled rounding of a whole family, then the masks: small values of some classes, cells of few contributors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from observatory.disclosure.by_contributors import hide
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.history import History
from observatory.disclosure.inventory import Inventory
from observatory.disclosure.shown import Shown, largest_masked, reader
from observatory.disclosure.system import without_broken

if TYPE_CHECKING:
    import numpy as np

    from observatory.disclosure.rounding import Rounding

UNFEASIBLE = "infaisable"


def by_rounding(inventory: Inventory, history: History, base: int) -> Shown:
    """Round all cells together to multiples of `base`; DisclosureError when no rounding keeps every sum."""
    import numpy as np

    rounding = _solved(inventory, history, base)
    exact = inventory.exact & (inventory.values >= 0)
    values = np.where(exact, inventory.values, rounding.values)
    hidden, small = mask(inventory, values, history, base)
    beside, few = hide(inventory, values, history, base, hidden)
    hidden = hidden | beside
    frozen = np.where(history.still_frozen(values), inventory.rule("seuil") - 1, 0)
    beyond = np.where((values >= 0) & (inventory.values >= 0), np.abs(values - inventory.values) // base * base, 0)
    spread = base - 1 + np.maximum(frozen, np.maximum(beyond, np.where(rounding.relaxed, base, 0)))
    lower, upper = reader(inventory, values, spread, hidden)
    upper[small] = (largest_masked(inventory, base) * base + base - 1)[small]
    known_zero = inventory.known_zero | (exact & (inventory.values == 0))
    return Shown(
        values, lower, upper, hidden, small, few, rounding.relaxed, known_zero, rounding.status, float(rounding.gap)
    )


def _solved(inventory: Inventory, history: History, base: int) -> Rounding:
    import numpy as np

    from observatory.disclosure.rounding import round_counts

    equations, exact = inventory.relations.equations, inventory.exact & (inventory.values >= 0)
    free = ~(inventory.released | exact | history.is_memory)
    weights = np.ones(inventory.n)
    if equations.m:
        weights[equations.index[equations.starts[:-1]]] = 2.0
    for fixed, reaches in _attempts(history):
        rounding = round_counts(
            np.where(history.is_memory, fixed, np.maximum(inventory.values, 0)),
            equations,
            base=base,
            weights=weights,
            ties=_ties(inventory),
            fixed=np.where(free | exact, -1, fixed),
            free=free,
            exact=exact,
            order=inventory.relations.order,
            covers=inventory.relations.covers,
            reaches=reaches,
        )
        if rounding.status != UNFEASIBLE:
            return rounding
    raise DisclosureError(
        "Aucun arrondi ne garde toutes les sommes de ces tables ensemble : rien n’est publié.",
        "Retirez de la famille la marge la moins utile, ou le tableau croisé le plus fin.",
    )


def _attempts(history: History) -> Iterator[tuple[np.ndarray, tuple[int, ...]]]:
    """Values shown earlier that stay, all of them or else only those whose count did not move, and how far others go.

    At last as far as they must: a new total over parts that were all shown earlier has no other value than their sum.
    """
    import numpy as np

    from observatory.disclosure.rounding_program import ANY, NEAREST, NEXT

    yield history.fixed, (NEAREST, NEXT)
    unmoved = np.where(history.frozen, -1, history.fixed)
    if history.frozen.any():
        yield unmoved, (NEAREST, NEXT)
    if (unmoved >= 0).any():
        yield unmoved, (ANY,)


def _ties(inventory: Inventory) -> np.ndarray:
    """A number in [0, 1) for each cell, from its name: it only chooses between equally good roundings."""
    import numpy as np

    names = inventory.cells["cellule"].to_list()
    names += [f"{names[cell]}|reste" for cell in inventory.relations.owner]
    drawn = [int.from_bytes(hashlib.sha256(name.encode()).digest()[:6], "big") for name in names]
    return np.array(drawn, dtype=float) / 2**48


def mask(inventory: Inventory, values: np.ndarray, history: History, base: int) -> tuple[np.ndarray, np.ndarray]:
    """Cells hidden after rounding, and among them those hidden for their own value.

    A rounded value that may stand for a count under `masquer_sous` is hidden; others are hidden with it, so that its
    rounded value cannot be computed. The rule reads rounded values only: the mask itself says nothing more.
    """
    import numpy as np

    under, shown = inventory.rule("masquer_sous"), inventory.released & ~inventory.exact & ~inventory.known_zero
    small = shown & (under > 0) & (values - (base - 1) < under)
    if not small.any():
        return small, small
    from observatory.disclosure.suppression import suppress

    units = np.maximum(values, 0) // base
    told = (history.fixed >= 0) & ~history.frozen
    pattern = suppress(
        units,
        without_broken(inventory.relations.equations, np.where(values < 0, -1, values)),
        small | (told & history.was_hidden),
        width=np.where(small, -(-inventory.rule("largeur_suppression") // base), 0),
        cost=np.where(inventory.released, units, 0).astype(float),
        keep=inventory.exact | inventory.known_zero | (told & ~history.was_hidden & inventory.released),
        up=np.where(small, largest_masked(inventory, base) - units, np.maximum(2 * units, units + 20)),
    )
    return pattern.hidden & inventory.released, small
