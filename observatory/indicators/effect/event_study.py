"""Step 3 of I17: the effect by year since acceleration, cohort by cohort, then averaged with the weights of cohorts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.effect.expected import Cohorts, Reference, cohorts, membership
from observatory.indicators.effect.panel import Panel

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class EventStudy:
    """`ks`: K years since acceleration, without those of reference. `coefficients`: β_k, logs of observed over
    expected (households, all cohorts that have k); −∞ where nobody was housed, NaN where no control tells.

    `mean`: log of all observed over all expected from the first year of acceleration: each cohort weighs what it would
    have had without. `by_cohort`: the same for each first year; `observed`, `expected`: the totals of `mean`.
    """

    ks: tuple[int, ...]
    coefficients: np.ndarray
    mean: float
    by_cohort: dict[int, float]
    observed: float
    expected: float


def event_study(panel: Panel, reference: Reference = "veille") -> EventStudy:
    """The event study of a panel, against territories never or not yet accelerated.

    `reference`: the years that fix the level, the last one before (β₋₁ = 0, I17) or all those before.
    Raises ValueError when no territory is accelerated, or none is never so.
    """
    checked(panel)
    found = cohorts(panel, reference=reference)
    after = found.years >= first_years(found)
    observed, expected = ((table[:, 0] * after).sum() for table in (found.observed, found.expected))
    names = zip(found.firsts, mean_effects(found, apart=True)[:, 0], strict=True)
    return EventStudy(
        event_times(found),
        coefficients(found)[0],
        float(mean_effects(found)[0]),
        {first: float(value) for first, value in names},
        float(observed),
        float(expected),
    )


def checked(panel: Panel) -> None:
    """Raises ValueError when a panel has nothing to compare."""
    import numpy as np

    if not panel.cohorts or np.isfinite(panel.first).all():
        raise ValueError("une comparaison demande des territoires accélérés et d’autres qui ne le sont jamais")


def first_years(found: Cohorts) -> np.ndarray:
    """First years of acceleration, as a column."""
    import numpy as np

    return np.array(found.firsts)[:, None]


def event_times(found: Cohorts) -> tuple[int, ...]:
    """The years since acceleration that have a coefficient, in order."""
    import numpy as np

    since = found.years - first_years(found)
    return tuple(int(k) for k in np.unique(since[~found.reference]))


def mean_effects(found: Cohorts, apart: bool = False) -> np.ndarray:
    """Logs of observed over expected from the first year: B values, or G × B when cohorts stay `apart`."""
    after = found.years >= first_years(found)
    tables = ((table * after[:, None]).sum(axis=2) for table in (found.observed, found.expected))
    return _log_ratio(*(table if apart else table.sum(axis=0) for table in tables))


def coefficients(found: Cohorts) -> np.ndarray:
    """β of each weighting and year since acceleration: B × K."""
    import numpy as np

    since = found.years - first_years(found)
    kept = [(since == k) & ~found.reference for k in event_times(found)]
    tables = (
        np.array([np.where(at[:, None], table, 0.0).sum(axis=(0, 2)) for at in kept]).reshape(len(kept), -1).T
        for table in (found.observed, found.expected)
    )
    return _log_ratio(*tables)


def each_left_out(panel: Panel, reference: Reference = "veille") -> tuple[np.ndarray, np.ndarray]:
    """The mean effect (N) and the coefficients (N × K) without each territory in turn; NaN when nothing remains."""
    import numpy as np

    n = len(panel.territories)
    found = cohorts(panel, membership(panel) * (1 - np.eye(n)), reference)
    return mean_effects(found), coefficients(found)


def _log_ratio(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, np.log(observed) - np.log(expected), np.nan)
