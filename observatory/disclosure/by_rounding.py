"""Protection by controlled rounding of a whole family, then the mask of the classes that hide small values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.history import History
from observatory.disclosure.inventory import Inventory
from observatory.disclosure.shown import Shown, largest_masked, reader
from observatory.disclosure.system import without_broken

if TYPE_CHECKING:
    import numpy as np

    from observatory.disclosure.rounding import Rounding

UNFEASIBLE = "infaisable"
Covers = Sequence[tuple[int, Sequence[int]]]


def by_rounding(inventory: Inventory, history: History, base: int) -> Shown:
    """Round all cells together to multiples of `base`; DisclosureError when no rounding keeps every sum."""
    import numpy as np

    rounding = _solved(inventory, history, base)
    exact = inventory.exact & (inventory.values >= 0)
    values = np.where(exact, inventory.values, rounding.values)
    hidden, small = mask(inventory, values, history, base)
    frozen = np.where(history.still_frozen(values), inventory.rule("seuil") - 1, 0)
    further = np.where((values >= 0) & (inventory.values >= 0), np.abs(values - inventory.values) // base * base, 0)
    spread = base - 1 + np.maximum(frozen, np.maximum(further, np.where(rounding.relaxed, base, 0)))
    lower, upper = reader(inventory, values, spread, hidden)
    upper[small] = (largest_masked(inventory, base) * base + base - 1)[small]
    known_zero = inventory.known_zero | (exact & (inventory.values == 0))
    return Shown(
        values, lower, upper, hidden, small, rounding.relaxed, known_zero, rounding.status, float(rounding.gap)
    )


def _solved(inventory: Inventory, history: History, base: int) -> Rounding:
    import numpy as np

    from observatory.disclosure.rounding import round_counts

    equations, exact = inventory.relations.equations, inventory.exact & (inventory.values >= 0)
    free = ~(inventory.released | exact | history.is_memory)
    weights = np.ones(inventory.n)
    if equations.m:
        weights[equations.index[equations.starts[:-1]]] = 2.0
    for fixed, covers in _attempts(inventory, history, base):
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
            covers=covers,
        )
        if rounding.status != UNFEASIBLE:
            return rounding
    raise DisclosureError(
        "Aucun arrondi ne garde toutes les sommes de ces tables ensemble : rien n’est publié.",
        "Retirez de la famille la marge la moins utile, ou le tableau croisé le plus fin.",
    )


def _attempts(inventory: Inventory, history: History, base: int) -> Iterator[tuple[np.ndarray, Covers]]:
    """Values that earlier releases leave no choice of, and the « total ≤ Σ parts » to hold to.

    All that was shown stays, else only what did not move. A new total over parts all shown earlier may be above their
    sum without being wrong: where it has to be, or else wherever it may, the relation is kept in the attack alone.
    """
    import numpy as np

    covers = inventory.relations.covers
    kept = [history.fixed]
    if history.frozen.any():
        kept.append(np.where(history.frozen, -1, history.fixed))
    for fixed in kept:
        yield _with_sums(inventory, fixed), covers
    if (history.fixed >= 0).any():
        least = inventory.values // base * base
        for within in (least, np.full(inventory.n, np.inf)):
            for fixed in kept:
                yield _with_sums(inventory, fixed), tuple(one for one in covers if _is_open(one, fixed, within))


def _is_open(cover: tuple[int, Sequence[int]], fixed: np.ndarray, least: np.ndarray) -> bool:
    """Whether the parts of a « total ≤ Σ parts » may still be rounded, or leave room for the least total."""
    total, parts = cover[0], fixed[list(cover[1])]
    return bool((parts < 0).any() or parts.sum() >= least[total])


def _with_sums(inventory: Inventory, fixed: np.ndarray) -> np.ndarray:
    """The values shown earlier, and the new totals over parts that all were: their sum, however far from the count."""
    import numpy as np

    equations = inventory.relations.equations
    if not equations.m or not (fixed >= 0).any():
        return fixed
    found, totals = fixed.copy(), equations.index[equations.starts[:-1]]
    part = np.ones(len(equations.index), dtype=bool)
    part[equations.starts[:-1]] = False
    while True:
        known = np.logical_and.reduceat((found[equations.index] >= 0) | ~part, equations.starts[:-1])
        new = np.flatnonzero(known & (found[totals] < 0) & inventory.released[totals])
        if not len(new):
            return found
        sums = np.add.reduceat(np.where(part, found[equations.index], 0), equations.starts[:-1])
        found[totals[new]] = sums[new]


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
