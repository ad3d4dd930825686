"""Step 5 of I17: did accelerated territories already differ before? Joint Wald test of β_k, k ≤ −2, and the largest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.effect.event_study import EventStudy
from observatory.indicators.effect.panel import Panel
from observatory.indicators.effect.placebo import Placebos

if TYPE_CHECKING:
    import numpy as np

UNTESTABLE = "non testable"
LEAST_PER_COEFFICIENT = 20  # placebos for each coefficient tested


@dataclass(frozen=True)
class PreTrend:
    """`years_before`: those of the cohort that has the fewest. `untestable`: first years of the cohorts with a single
    one. `wald`, its `p` among placebos; `largest`: largest |β_k|, k ≤ −2. None, with a `reason`, without any k ≤ −2."""

    years_before: int
    untestable: tuple[int, ...]
    wald: float | None = None
    p: float | None = None
    largest: float | None = None
    reason: str | None = None


def pretrend(panel: Panel, study: EventStudy, found: Placebos | None) -> PreTrend:
    """The test on the cohorts that have two years before or more; `found`: the placebos of the same study.

    The statistic is Wald's with the covariance of the placebos; its p is its rank among theirs, since with few
    accelerated territories a χ² would reject too often. A cohort with a single year before is « non testable ».
    """
    import numpy as np

    before = {first: int((panel.years < first).sum()) for first in panel.cohorts}
    fewest, alone = min(before.values()), tuple(first for first, count in before.items() if count < 2)
    told = np.array(study.ks) < 0
    own = study.coefficients[told]
    if not told.any() or not np.isfinite(own).all():
        return PreTrend(fewest, alone, reason=UNTESTABLE)
    largest = float(np.abs(own).max())
    drawn = found.coefficients[:, told] / found.spread[:, None] if found else np.zeros((0, told.sum()))
    drawn = drawn[np.isfinite(drawn).all(axis=1)]
    if len(drawn) < LEAST_PER_COEFFICIENT * told.sum():
        return PreTrend(fewest, alone, largest=largest, reason=UNTESTABLE)
    wald = _wald(np.vstack([own / found.own_spread, drawn]), drawn)
    p = (1 + int((wald[1:] >= wald[0]).sum())) / len(wald)
    return PreTrend(fewest, alone, float(wald[0]), p, largest, UNTESTABLE if alone else None)


def _wald(values: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """The statistic of each row of values, with the covariance of the rows drawn."""
    import numpy as np

    inverse = np.linalg.pinv(np.atleast_2d(np.cov(drawn, rowvar=False)), hermitian=True)
    return np.einsum("bk,kl,bl->b", values, inverse, values)
