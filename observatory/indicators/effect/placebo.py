"""Step 4 of I17, by randomisation: what territories never accelerated show when some of them are said to be.

Groups differ in size, and small ones jump more: each effect is divided by the spread that its territories and its
controls have, A + B v, as in https://doi.org/10.1162/rest_a_00759 (few treated groups of unequal sizes). B v is the
noise of counts (v the variance of a Poisson log-ratio), A that of territories, however large.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.effect.event_study import checked, coefficients, first_years, mean_effects
from observatory.indicators.effect.expected import Reference, cohorts, membership, reference_years, year_effects
from observatory.indicators.effect.panel import Panel

if TYPE_CHECKING:
    import numpy as np

DRAWS, SEED = 1_999, 20260122
LEAST_CONTROLS, LEAST_DRAWS = 8, 200  # territories never accelerated; different ways of choosing among them
MOST_NOISE_ROUNDS = 5


@dataclass(frozen=True)
class Placebos:
    """`means` (B) and `coefficients` (B × K): the effects of B false assignments of the cohorts; `spread` (B): standard
    deviation that each is expected to have, `own_spread`: that of the true one; `territorial`, `counting`: A and B."""

    means: np.ndarray
    coefficients: np.ndarray
    spread: np.ndarray
    own_spread: float
    territorial: float
    counting: float


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
    found = cohorts(panel, drawn, reference)
    expected, variance, territorial, counting = _noise(panel, reference)
    return Placebos(
        mean_effects(found),
        coefficients(found),
        _spread(drawn, expected, variance),
        float(_spread(groups, expected, variance)[0]),
        territorial,
        counting,
    )


def _enough(pool: int, sizes: np.ndarray) -> bool:
    from math import comb

    left, ways = pool, 1
    for size in sizes:
        ways *= comb(left, int(size))
        left -= int(size)
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


def _noise(panel: Panel, reference: Reference) -> tuple[np.ndarray, np.ndarray, float, float]:
    """For each cohort's window (G × N): what each territory expects after, and the variance A + B v of its log-change.

    A and B are fitted on the squared deviations of those never accelerated, each of n households of which a part π
    should come after: (o − nπ)/(nπ(1 − π)), of variance v = 1/(nπ(1 − π)) under Poisson.
    """
    import numpy as np

    after, n, part = _windows(panel, reference)
    calm = ~np.isfinite(panel.first) & (n * part * (1 - part) > 0)
    v = _inverse(n * part * (1 - part))
    deviation = np.where(calm, (after - n * part) * v, 0.0)
    territorial, counting = _variance_components(deviation[calm], v[calm])
    return n * part, territorial + counting * v, territorial, counting


def _windows(panel: Panel, reference: Reference) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each cohort: households after (G × N), with those of the reference years, and the part expected after.

    Those of accelerated territories are first brought back to what they would have been, by their cohort's effect.
    """
    import numpy as np

    rest = ~np.isfinite(panel.first)
    calm = np.nan_to_num(year_effects([(panel.counts, panel.exposure, rest[None, :].astype(float))])[0])
    found = cohorts(panel, reference=reference)
    effects = dict(zip(found.firsts, mean_effects(found, apart=True)[:, 0], strict=True))
    lift = np.array([effects.get(first, 0.0) for first in panel.first])
    lift = np.where(np.isfinite(lift), lift, 0.0)
    raised = panel.years >= panel.first[:, None]
    counts = panel.counts / np.exp(np.where(raised, lift[:, None], 0.0))
    windows = []
    for first in first_years(found)[:, 0]:
        anchor, later = reference_years(panel.years, first, reference), panel.years >= first
        after, before = counts[:, later].sum(axis=1), counts[:, anchor].sum(axis=1)
        size = panel.exposure * calm
        late, early = size[:, later].sum(axis=1), size[:, anchor].sum(axis=1)
        windows.append((after, after + before, late * _inverse(late + early)))
    return tuple(np.array(part) for part in zip(*windows, strict=True))


def _variance_components(deviation: np.ndarray, v: np.ndarray) -> tuple[float, float]:
    """A ≥ 0 and B > 0 such that squared deviations are A + B v on average, by reweighted least squares."""
    import numpy as np
    from scipy.optimize import nnls

    squares = deviation**2
    guess = np.full(len(v), max(float(np.mean(squares / v)), 1e-12)) * v
    design = np.column_stack([np.ones(len(v)), v])
    found = np.array([0.0, 1.0])
    for _ in range(MOST_NOISE_ROUNDS):
        found, _ = nnls(design / guess[:, None], squares / guess)
        guess = np.maximum(design @ found, 1e-12)
    return float(found[0]), float(max(found[1], 1e-9))


def _spread(groups: np.ndarray, expected: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """Standard deviation of the mean effect of each weighting: that of the cohorts' totals, and of their controls'."""
    import numpy as np

    members, rest = groups[:-1], groups[-1]
    totals = np.einsum("gbn,gn->gb", members, expected)
    own = np.einsum("gbn,gn->gb", members, expected**2 * variance).sum(axis=0) * _inverse(totals.sum(axis=0)) ** 2
    share = totals * _inverse(totals.sum(axis=0))
    others = (rest @ (expected**2 * variance).T).T * _inverse((rest @ expected.T).T) ** 2
    return np.sqrt(own + (share * others).sum(axis=0))


def _inverse(value: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.divide(1.0, value, out=np.zeros(np.shape(value)), where=value > 0)
