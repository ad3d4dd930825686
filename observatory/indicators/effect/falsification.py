"""Step 6 of I17: false waves on data from before the true ones, where no effect may be found.

A false outcome (allocations to other priority groups) is another panel, given to the same estimator.
"""

from __future__ import annotations

from dataclasses import replace

from observatory.indicators.effect.inference import Interval
from observatory.indicators.effect.panel import Panel, keep


def false_dates(panel: Panel) -> Panel | None:
    """The panel up to each true wave, accelerated territories being said so from the middle of their years before.

    None when no cohort has two years before; the territories of the cohorts that have only one are left out.
    """
    import numpy as np

    before = panel.years < panel.first[:, None]
    treated = np.isfinite(panel.first)
    counts = before.sum(axis=1)
    if not (treated & (counts >= 2)).any():
        return None
    middle = panel.years[counts // 2 % len(panel.years)]
    held = replace(
        panel,
        counts=panel.counts * before,
        exposure=panel.exposure * before,
        first=np.where(treated, middle, np.inf),
    )
    return keep(held, ~treated | (counts >= 2))


def is_null(effect: Interval | None) -> bool | None:
    """Whether a placebo found nothing: its interval holds 0. None when there is no interval."""
    return None if effect is None or effect.low is None else not effect.excludes_zero
