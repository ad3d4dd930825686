"""Step 4 of I17, by randomisation: what territories never accelerated show when some of them are said to be.

Groups differ in size, and small ones jump more: each effect is divided by the spread that its own groups have.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from observatory.indicators.effect.event_study import checked, coefficients, mean_effects
from observatory.indicators.effect.expected import Reference, cohorts, membership
from observatory.indicators.effect.panel import Panel
from observatory.indicators.effect.spread import Noise, noise, spread

if TYPE_CHECKING:
    import numpy as np

DRAWS, SEED = 1_999, 20260122
LEAST_CONTROLS, LEAST_DRAWS = 8, 200  # territories never accelerated; different ways of choosing among them


@dataclass(frozen=True)
class Placebos:
    """`effects`: mean effect then K coefficients of B false assignments of the cohorts (B × 1 + K); `spread`: standard
    deviations expected of each; `own_spread` (1 + K): those of the true assignment; `noise`: where they come from;
    `nb_calm`: territories never accelerated, on which all is measured."""

    effects: np.ndarray
    spread: np.ndarray
    own_spread: np.ndarray
    noise: Noise
    nb_calm: int

    @property
    def studentised(self) -> np.ndarray:
        """Effects over their spread: B × 1 + K."""
        return self.effects / self.spread


def placebos(panel: Panel, reference: Reference = "veille", *, draws: int = DRAWS, seed: int = SEED) -> Placebos | None:
    """Effects of `draws` false assignments: as many territories in each cohort, drawn among those never accelerated.

    Those accelerated are left aside. None when fewer than eight controls would remain, or fewer than 200 ways to draw.
    """
    import numpy as np

    checked(panel)
    groups = membership(panel)
    sizes = groups[:-1, 0].sum(axis=1).astype(int)
    pool = np.flatnonzero(groups[-1, 0])
    if not _enough(len(pool), sizes):
        return None
    drawn = _assignments(pool, sizes, len(panel.territories), draws, np.random.default_rng(seed))
    found, measured = cohorts(panel, drawn, reference), noise(panel, reference)
    return Placebos(
        np.column_stack([mean_effects(found), coefficients(found)]),
        spread(drawn, measured),
        spread(groups, measured)[0],
        measured,
        len(pool),
    )


def _enough(pool: int, sizes: np.ndarray) -> bool:
    left, ways = pool, 1
    for size in map(int, sizes):
        ways *= comb(left, size)
        left -= size
    return left >= LEAST_CONTROLS and ways >= LEAST_DRAWS


def _assignments(pool: np.ndarray, sizes: np.ndarray, n: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """(G + 1) × draws × n memberships of false cohorts of these sizes, the rest of the pool never accelerated."""
    import numpy as np

    order = rng.permuted(np.tile(pool, (draws, 1)), axis=1)
    found, start = np.zeros((len(sizes) + 1, draws, n)), 0
    for rank, size in enumerate([*sizes, len(pool) - sizes.sum()]):
        np.put_along_axis(found[rank], order[:, start : start + size], 1.0, axis=1)
        start += size
    return found
