"""Step 7 of I17: one territory against the weighted mean of others that best follows it before (synthetic control)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.effect.panel import Panel

if TYPE_CHECKING:
    import numpy as np

LEAST_BEFORE, LEAST_DONORS, LEAST_WEIGHT = 3, 8, 1e-6
TOO_SHORT = f"Moins de {LEAST_BEFORE} années avant l’accélération\u202f: aucun témoin composé ne peut être jugé."
NOT_SEEN = "Ce territoire n’est pas observé chaque année, ou n’avait aucune attribution avant l’accélération."
TOO_FEW = f"Moins de {LEAST_DONORS} territoires jamais accélérés, observés chaque année, pour composer un témoin."


@dataclass(frozen=True)
class Synthetic:
    """Indices (1: the mean of the years before) of the territory (`own`) and of its `synthetic` control, by year.

    `weights`: territory → weight, the largest first; `gap`: log of the mean own index after over the synthetic one;
    `ratio`: RMSPE after over before; `p`: its rank among the same ratio of each donor. None with a `reason`.
    """

    own: np.ndarray | None = None
    synthetic: np.ndarray | None = None
    weights: dict[str, float] | None = None
    gap: float | None = None
    ratio: float | None = None
    p: float | None = None
    reason: str | None = None


def synthetic_control(panel: Panel, territory: str) -> Synthetic:
    """The synthetic control of an accelerated territory, donors being those never accelerated and seen each year.

    Rates (counts over exposure) are indices of their mean before. The RMSPE before is never under what Poisson alone
    gives, or a perfect fit on a few years would make any year after look extraordinary.
    Raises ValueError when the territory is not in the panel, or not accelerated.
    """
    import numpy as np

    names = list(panel.territories)
    if territory not in names or not np.isfinite(panel.first[names.index(territory)]):
        raise ValueError(f"le territoire {territory} n’est pas un territoire accéléré du panel")
    at = names.index(territory)
    before = panel.years < panel.first[at]
    usable = (panel.exposure > 0).all(axis=1) & (panel.counts[:, before].sum(axis=1) > 0)
    donors = np.flatnonzero(~np.isfinite(panel.first) & usable)
    if before.sum() < LEAST_BEFORE or not usable[at]:
        return Synthetic(reason=TOO_SHORT if usable[at] else NOT_SEEN)
    if len(donors) < LEAST_DONORS:
        return Synthetic(reason=TOO_FEW)
    index, floor = _indices(panel, before)
    weights, ratio = _fit(index, floor, at, donors, before)
    others = [_fit(index, floor, one, donors[donors != one], before)[1] for one in donors]
    made = weights @ index[donors]
    order = np.argsort(-weights, kind="stable")
    return Synthetic(
        index[at],
        made,
        {names[donors[i]]: float(weights[i]) for i in order if weights[i] > LEAST_WEIGHT},
        float(np.log(index[at][~before].mean() / made[~before].mean())),
        ratio,
        (1 + sum(other >= ratio for other in others)) / (1 + len(others)),
    )


def simplex_weights(target: np.ndarray, donors: np.ndarray) -> np.ndarray:
    """Weights ≥ 0 of sum 1 (m) that bring `donors` (m × t) nearest to `target` (t), in least squares; exact.

    On the simplex Σ w_j x_j − y = Σ w_j (x_j − y), so the problem is homogeneous: non-negative least squares of
    [x_j − y; 1] towards [0; 1], then divided by its sum, has the same solution.
    """
    import numpy as np
    from scipy.optimize import nnls

    away = (donors - target).T
    scale = max(float(np.abs(away).max()), 1e-300)
    found, _ = nnls(np.vstack([away / scale, np.ones(len(donors))]), np.r_[np.zeros(len(target)), 1.0])
    return found / found.sum()


def _indices(panel: Panel, before: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Indices of rates (N × T), and the variance that Poisson gives them on average before (N)."""
    import numpy as np

    rates = np.divide(panel.counts, panel.exposure, out=np.zeros_like(panel.counts), where=panel.exposure > 0)
    mean = rates[:, before].mean(axis=1)
    level = np.where(mean > 0, mean, np.nan)[:, None]
    squares = np.divide(rates, panel.exposure, out=np.zeros_like(rates), where=panel.exposure > 0)
    return rates / level, squares[:, before].mean(axis=1) / level[:, 0] ** 2


def _fit(
    index: np.ndarray, floor: np.ndarray, at: int, donors: np.ndarray, before: np.ndarray
) -> tuple[np.ndarray, float]:
    """Weights of the donors of one territory, and its RMSPE after over before."""
    import numpy as np

    weights = simplex_weights(index[at][before], index[donors][:, before])
    squares = (index[at] - weights @ index[donors]) ** 2
    return weights, float(np.sqrt(squares[~before].mean() / max(squares[before].mean(), floor[at])))
