"""Sums that close: counts that one sum alone leaves unknown are filled in, sums that do not close are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.relations import Relations

if TYPE_CHECKING:
    import numpy as np

UNKNOWN = -1


def fill(values: np.ndarray, relations: Relations) -> np.ndarray:
    """Counts that one sum alone leaves unknown, from that sum; DisclosureError when a sum does not close."""
    import numpy as np

    equations = relations.equations
    if not equations.m:
        return values
    rows = equations.rows_of()
    while True:
        unknown = values[equations.index] == UNKNOWN
        single = np.add.reduceat(unknown, equations.starts[:-1], dtype=np.int64) == 1
        at = np.flatnonzero(unknown & single[rows])
        if not len(at):
            break
        left = equations.apply(np.where(values == UNKNOWN, 0, values))
        found = np.round(-left[rows[at]] / equations.value[at]).astype(np.int64)
        _refuse_unless((found >= 0).all())
        values = values.copy()
        values[equations.index[at]] = found
    known = ~np.logical_or.reduceat(values[equations.index] == UNKNOWN, equations.starts[:-1])
    _refuse_unless(not np.any(equations.apply(values)[known]))
    low, high = (values[relations.order[:, side]] for side in (0, 1))
    _refuse_unless(np.all((low <= high) | (low == UNKNOWN) | (high == UNKNOWN)))
    return values


def _refuse_unless(closes: bool) -> None:
    if not closes:
        raise DisclosureError(
            "Un total diffère de ses parties, ou une série cumulée diminue : rien n’est publié.",
            "Vérifiez les effectifs, ou montrez le reste comme une modalité (« non ventilé »).",
        )
