"""How far an effect jumps without any cause, according to who is in the groups: the variance A + B v of log-changes.

B v is the noise of counts (v: the variance of a Poisson log-change), A that of territories, however large. Both are
fitted on territories never accelerated, as in https://doi.org/10.1162/rest_a_00759 (few treated groups, unequal sizes).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.effect.event_study import event_times, first_years, mean_effects
from observatory.indicators.effect.expected import Cohorts, Reference, cohorts, year_effects
from observatory.indicators.effect.panel import Panel

if TYPE_CHECKING:
    import numpy as np

FITTING_ROUNDS = 5


@dataclass(frozen=True)
class Noise:
    """For each target (the mean effect, then the K coefficients), cohort and territory: households `expected` and
    `variance` of their log-change, 1 + K × G × N. `territorial`, `counting`: A and B, for the mean effect, then for the
    coefficients."""

    expected: np.ndarray
    variance: np.ndarray
    territorial: tuple[float, float]
    counting: tuple[float, float]


def noise(panel: Panel, reference: Reference) -> Noise:
    """The noise of a panel, from territories never accelerated.

    Of n households in the years of reference and of the target, a part π should be in the target: the deviation is
    (o − nπ)/(nπ(1 − π)), of variance v = 1/(nπ(1 − π)) under Poisson. Accelerated territories count what they would
    have had without the effect of their cohort.
    """
    import numpy as np

    after, n, part = _windows(panel, reference)
    v = inverse(n * part * (1 - part))
    deviation = (after - n * part) * v
    calm = ~np.isfinite(panel.first) & (v > 0)
    found = [_components(deviation[kept][calm[kept]], v[kept][calm[kept]]) for kept in (slice(0, 1), slice(1, None))]
    a, b = (np.array([found[0][at]] + [found[1][at]] * (len(v) - 1))[:, None, None] for at in (0, 1))
    return Noise(n * part, a + b * v, *zip(*found, strict=True))


def spread(groups: np.ndarray, found: Noise) -> np.ndarray:
    """Standard deviation of each target for each weighting ((G + 1) × B × N): B × 1 + K."""
    import numpy as np

    return np.array([_spread(groups, *target) for target in zip(found.expected, found.variance, strict=True)]).T


def _spread(groups: np.ndarray, expected: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """That of one target: the noise of the cohorts' total, and that of their controls, by the weights of cohorts."""
    import numpy as np

    members, rest, noisy = groups[:-1], groups[-1], expected**2 * variance
    totals = np.einsum("gbn,gn->gb", members, expected)
    own = np.einsum("gbn,gn->b", members, noisy) * inverse(totals.sum(axis=0)) ** 2
    others = (rest @ noisy.T).T * inverse((rest @ expected.T).T) ** 2
    return np.sqrt(own + (totals * inverse(totals.sum(axis=0)) * others).sum(axis=0))


def inverse(value: np.ndarray) -> np.ndarray:
    """1/value, 0 where there is nothing."""
    import numpy as np

    return np.divide(1.0, value, out=np.zeros(np.shape(value)), where=value > 0)


def _windows(panel: Panel, reference: Reference) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each target, cohort and territory: households of its years, with those of reference, the part expected."""
    import numpy as np

    found = cohorts(panel, reference=reference)
    rest = (~np.isfinite(panel.first))[None, :].astype(float)
    calm = np.nan_to_num(year_effects([(panel.counts, panel.exposure, rest)])[0])
    since = found.years - first_years(found)
    targets = np.array([since >= 0, *((since == k) & ~found.reference for k in event_times(found))], float)
    counts, size = _without_effect(panel, found), panel.exposure * calm
    after, before = (table @ counts.T for table in (targets, found.reference.astype(float)))
    late, early = (table @ size.T for table in (targets, found.reference.astype(float)))
    some = late > 0
    return after, np.where(some, after + before, 0.0), late * inverse(late + early)


def _without_effect(panel: Panel, found: Cohorts) -> np.ndarray:
    """Counts brought back to what they would have been, by the mean effect of each cohort: N × T."""
    import numpy as np

    effects = mean_effects(found, apart=True)[:, 0]
    known = dict(zip(found.firsts, np.where(np.isfinite(effects), effects, 0.0), strict=True))
    lift = np.array([known.get(first, 0.0) for first in panel.first])[:, None]
    return panel.counts / np.exp(np.where(panel.years >= panel.first[:, None], lift, 0.0))


def _components(deviation: np.ndarray, v: np.ndarray) -> tuple[float, float]:
    """A ≥ 0 and B > 0 such that squared deviations are A + B v on average, by reweighted least squares."""
    import numpy as np
    from scipy.optimize import nnls

    if not len(v):
        return 0.0, 1.0
    squares, design = deviation**2, np.column_stack([np.ones(len(v)), v])
    guess, found = max(float(np.mean(squares / v)), 1e-12) * v, np.array([0.0, 1.0])
    for _ in range(FITTING_ROUNDS):
        found, _ = nnls(design / guess[:, None], squares / guess)
        guess = np.maximum(design @ found, 1e-12)
    return float(found[0]), float(max(found[1], 1e-9))
