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


@dataclass(frozen=True)
class PreTrend:
    """`years_before`: those of the cohort that has the fewest. `untestable`: first years of the cohorts with a single
    one. `wald` and its `p`; `largest`: largest |β_k|, k ≤ −2. None, with a `reason`, without any k ≤ −2."""

    years_before: int
    untestable: tuple[int, ...]
    wald: float | None = None
    p: float | None = None
    largest: float | None = None
    reason: str | None = None


def pretrend(panel: Panel, study: EventStudy, found: Placebos | None) -> PreTrend:
    """The test on the cohorts that have two years before or more; `found`: the placebos of the same study.

    Wald's statistic takes the covariance of the placebos, measured on the n territories never accelerated: its p is
    that of Hotelling's T², F(K, n − K). A χ² would alarm too often, and so would its rank among the placebos, which
    made that covariance. A cohort with a single year before is « non testable ».
    """
    import numpy as np
    from scipy.special import fdtrc

    before = {first: int((panel.years < first).sum()) for first in panel.cohorts}
    fewest, alone = min(before.values()), tuple(first for first, count in before.items() if count < 2)
    told = np.flatnonzero(np.array(study.ks) < 0)
    own = study.coefficients[told]
    if not len(told) or not np.isfinite(own).all():
        return PreTrend(fewest, alone, reason=UNTESTABLE)
    largest, freedom = float(np.abs(own).max()), found.nb_calm - len(told) if found else 0
    if freedom < 1:
        return PreTrend(fewest, alone, largest=largest, reason=UNTESTABLE)
    wald = _wald(own / found.own_spread[1 + told], found.studentised[:, 1 + told])
    p = fdtrc(len(told), freedom, wald * freedom / (len(told) * (found.nb_calm - 1)))
    return PreTrend(fewest, alone, wald, float(p), largest, UNTESTABLE if alone else None)


def _wald(values: np.ndarray, drawn: np.ndarray) -> float:
    """The statistic of K values, with the covariance of the rows drawn."""
    import numpy as np

    covariance = np.atleast_2d(np.cov(drawn[np.isfinite(drawn).all(axis=1)], rowvar=False))
    return float(values @ np.linalg.pinv(covariance, hermitian=True) @ values)
