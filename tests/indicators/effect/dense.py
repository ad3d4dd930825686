"""An independent Poisson regression, with every dummy written out, to hold the estimators against."""

from __future__ import annotations

import numpy as np

from observatory.indicators.effect.panel import Panel


def poisson(y: np.ndarray, design: np.ndarray, offset: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients and their model covariance, by reweighted least squares."""
    mean = y + 0.5
    for _ in range(40):
        work = np.log(mean) - offset + (y - mean) / mean
        root = np.sqrt(mean)
        beta, *_ = np.linalg.lstsq(design * root[:, None], work * root, rcond=None)
        mean = np.exp(np.clip(design @ beta + offset, -30, 30))
    return beta, np.linalg.pinv(design.T @ (design * mean[:, None]))


def two_way(panel: Panel, events: list[np.ndarray], cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients and standard errors of `events` (masks N × T) beside territory and year effects, on some cells."""
    n, t = panel.counts.shape
    place, year = np.indices((n, t))
    territories = [(place == i) & cells for i in range(n) if (cells[i] & (panel.counts[i] > 0)).any()]
    columns = territories + [year == at for at in range(1, t)] + events
    design = np.array([column[cells] for column in columns], float).T
    beta, covariance = poisson(panel.counts[cells], design, np.log(panel.exposure[cells]))
    return beta[-len(events) :], np.sqrt(np.diag(covariance)[-len(events) :])


def cohort_study(panel: Panel, first: int) -> dict[int, float]:
    """β_k of one cohort against territories never or not yet accelerated, k = −1 left out."""
    own = panel.first == first
    since = panel.years - first
    cells = (own[:, None] | (panel.years < panel.first[:, None])) & (panel.exposure > 0)
    alive = np.where(cells, panel.counts, 0).sum(axis=1) > 0
    cells &= alive[:, None]
    ks = [int(k) for k in since if k != -1]
    found, _ = two_way(panel, [own[:, None] & (since == k) for k in ks], cells)
    return dict(zip(ks, found.tolist(), strict=True))
