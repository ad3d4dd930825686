"""What each cohort had, and what it would have had: the Poisson event study, solved without any dummy.

The model log E Y = α_territory + γ_year + β_k + log D has one β for each year of a cohort but its years of reference:
it is saturated, so the years of a cohort and those of its controls are two separate Poisson fits. Each is a
multiplicative model a_i c_t D_it, whose likelihood equations are solved in turn, a_i = Y_i./Σ_t c_t D_it then
c_t = Y_.t/Σ_i a_i D_it, for thousands of weightings of the territories at once. β_k is the log of observed over
expected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from observatory.indicators.effect.panel import Panel

if TYPE_CHECKING:
    import numpy as np

    Block = tuple[np.ndarray, np.ndarray, np.ndarray]  # counts N × T, exposure N × T, weights B × N

Reference = Literal["veille", "avant"]  # the last year before acceleration (k = −1), or all of them
TOLERANCE, MOST_ROUNDS = 1e-11, 2_000
BLOCK = 200_000  # products of a multiplication: beyond, linear algebra takes threads, and they wait for each other


@dataclass(frozen=True)
class Cohorts:
    """Totals by cohort (G), weighting (B) and year (T): households `observed`, and `expected` without acceleration.

    `reference`: G × T, the years that anchor the expected level.
    """

    firsts: tuple[int, ...]
    years: np.ndarray
    observed: np.ndarray
    expected: np.ndarray
    reference: np.ndarray


def membership(panel: Panel) -> np.ndarray:
    """Who is in which group: (G + 1) × 1 × N of 0 and 1, each cohort in order, then those never accelerated."""
    import numpy as np

    groups = [panel.first == first for first in panel.cohorts] + [~np.isfinite(panel.first)]
    return np.array(groups, float)[:, None, :]


def cohorts(panel: Panel, weights: np.ndarray | None = None, reference: Reference = "veille") -> Cohorts:
    """Observed and expected of each cohort against territories never, or not yet, accelerated.

    `weights`: (G + 1) × B × N, as `membership`; other weights leave a territory out (0) or move it to another group.
    """
    import numpy as np

    weights = membership(panel) if weights is None else weights
    firsts, step = panel.cohorts, max(1, BLOCK // max(panel.counts.size, 1))
    found = [
        [
            _cohort(panel, weights[:, start : start + step], rank, reference)
            for start in range(0, weights.shape[1], step)
        ]
        for rank in range(len(firsts))
    ]
    observed, expected = (np.array([np.concatenate([b[at] for b in one]) for one in found]) for at in (0, 1))
    anchors = np.array([reference_years(panel.years, first, reference) for first in firsts])
    return Cohorts(firsts, panel.years, observed, expected, anchors)


def reference_years(years: np.ndarray, first: int, reference: Reference) -> np.ndarray:
    """Which years (a mask of T) anchor the level of the cohort `first`; raises ValueError when there is none before."""
    before = years < first
    if not before.any():
        raise ValueError(f"aucune année avant {first}\u202f: rien à quoi comparer")
    return before if reference == "avant" else years == years[before].max()


def year_effects(blocks: Sequence[Block]) -> np.ndarray:
    """c_t of the model a_i c_t D_it fitted on blocks of cells by maximum likelihood: B × T, up to a factor.

    A block is (counts, exposure, weights of its territories). A year without any cell has no effect: NaN.
    """
    import numpy as np

    wanted = sum(weights @ counts for counts, _, weights in blocks)
    seen = sum(weights @ (exposure > 0) for _, exposure, weights in blocks) > 0
    scaled = [(exposure, weights * counts.sum(axis=1)) for counts, exposure, weights in blocks]
    effects = np.where(seen, 1.0, 0.0)
    for _ in range(MOST_ROUNDS):
        fitted = sum(_ratio(total, effects @ exposure.T) @ exposure for exposure, total in scaled)
        new = _ratio(wanted, fitted)
        moved = np.abs(new - effects).max(initial=0) / max(np.abs(new).max(initial=0), 1e-300)
        effects = new
        if moved < TOLERANCE:
            break
    return np.where(seen, effects, np.nan)


def _cohort(panel: Panel, weights: np.ndarray, rank: int, reference: Reference) -> tuple[np.ndarray, np.ndarray]:
    """Observed and expected of one cohort: B × T each."""
    import numpy as np

    first, members = panel.cohorts[rank], weights[rank]
    controls = [
        (panel.counts * seen, panel.exposure * seen, weights[other])
        for other, start in enumerate([*panel.cohorts, np.inf])
        if other != rank
        for seen in [panel.years < start]
    ]
    calm = year_effects(controls)
    own = np.nan_to_num(year_effects([(panel.counts, panel.exposure, members)]))
    level = members * _ratio(panel.counts.sum(axis=1)[None, :], own @ panel.exposure.T)
    observed = members @ panel.counts
    sizes = level @ panel.exposure
    anchor = reference_years(panel.years, first, reference)
    seen_sizes = np.where(sizes > 0, sizes * calm, 0.0)  # a year that the cohort lacks needs no control
    height = _ratio(observed[:, anchor].sum(axis=1), seen_sizes[:, anchor].sum(axis=1))
    return observed, seen_sizes * height[:, None]


def _ratio(over: np.ndarray, under: np.ndarray) -> np.ndarray:
    """over/under, 0 where both are nothing."""
    import numpy as np

    return np.divide(over, under, out=np.zeros(np.broadcast_shapes(over.shape, under.shape)), where=under > 0)
