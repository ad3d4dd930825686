"""The noise of a cell from its count and its key: mean zero, given variance, never a negative nor a small count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class PerturbationTable:
    """`noise[count, key]`, int8. Counts beyond the last row share it, since every noise is allowed from there on:
    more rows, cycled over as the ONS does, would hold the same distribution again."""

    noise: np.ndarray
    small: int

    @property
    def modulus(self) -> int:
        return self.noise.shape[1]

    @staticmethod
    def build(*, max_noise: int = 3, variance: float = 2.5, modulus: int = 256, small: int = 3) -> PerturbationTable:
        """For each count, the noise d of largest entropy with mean 0 (exactly) and the variance given, |d| ≤ max_noise.

        A noisy count is never negative, nor from 1 to small − 1; zero stays zero. Raises DisclosureError when some
        count has no such distribution: with max_noise 3 and small 3 the variance must lie strictly between 2 and 3.
        """
        import numpy as np

        if max_noise < 1 or small < 1 or modulus < 16 or max_noise > 100:
            raise DisclosureError(
                "Table de bruit : bruit maximal de 1 à 100, plus petit effectif d’au moins 1, module d’au moins 16.",
                "Corrigez les paramètres du bruit.",
            )
        rows = np.zeros((max_noise + small + 1, modulus), dtype=np.int8)
        steps = np.arange(-max_noise, max_noise + 1)
        for count in range(1, len(rows)):
            allowed = steps[(count + steps == 0) | (count + steps >= small)]
            rows[count] = np.repeat(allowed, _whole(_entropy(allowed, variance), allowed, modulus))
        return PerturbationTable(rows, small)

    def apply(self, counts: np.ndarray, keys: np.ndarray) -> np.ndarray:
        """Noisy counts, for arrays of true counts and of sums of record keys."""
        import numpy as np

        return counts + self.noise[np.minimum(counts, len(self.noise) - 1), keys % self.modulus]


def _entropy(steps: np.ndarray, variance: float) -> np.ndarray:
    """p ∝ exp(λd + μd²) with mean 0 and this variance, by Newton on the dual (convex), halving steps that overshoot."""
    import numpy as np

    below, above = steps[steps < 0], steps[steps > 0]
    least = 0 if 0 in steps else -below.max(initial=-1000) * above.min(initial=1000)
    most = -steps.min() * steps.max()
    if not len(below) or not len(above) or not least < variance < most:
        raise DisclosureError(
            "Aucun bruit de moyenne nulle n’a cette variance pour tous les effectifs.",
            "Changez la variance, le bruit maximal ou le plus petit effectif montré.",
        )
    features = np.stack([steps, steps**2]).astype(float)
    target, at = np.array([0.0, variance]), np.zeros(2)

    def dual(point: np.ndarray) -> float:
        logits = point @ features
        return float(logits.max() + np.log(np.exp(logits - logits.max()).sum()) - point @ target)

    for _ in range(200):
        weights = np.exp(at @ features - (at @ features).max())
        weights /= weights.sum()
        gradient = features @ weights - target
        if np.abs(gradient).max() < 1e-12:
            break
        spread = (features * weights) @ features.T - np.outer(features @ weights, features @ weights)
        move, length = np.linalg.solve(spread, gradient), 1.0
        while dual(at - length * move) > dual(at) + 1e-15 and length > 1e-6:
            length /= 2
        at = at - length * move
    return weights


def _whole(chances: np.ndarray, steps: np.ndarray, modulus: int) -> np.ndarray:
    """Whole numbers of keys nearest to the chances, with Σ = modulus and Σ·step = 0, by dynamic programming.

    The state is (what is missing from the sum, from the mean); each step may move by −2…2 keys from its rounding.
    """
    import numpy as np

    base = np.rint(chances * modulus).astype(int)
    reach, span = 8, 8 * int(np.abs(steps).max())
    cost = np.full((2 * reach + 1, 2 * span + 1), np.inf)
    start = (base.sum() - modulus + reach, int(base @ steps) + span)
    if not (0 <= start[0] < cost.shape[0] and 0 <= start[1] < cost.shape[1]):
        raise DisclosureError("Le module des clés est trop petit pour ce bruit.", "Prenez un module de 256 ou plus.")
    cost[start] = 0.0
    chosen = []
    for step, keys, chance in zip(steps, base, chances, strict=True):
        moved = np.full((5, *cost.shape), np.inf)
        for rank, move in enumerate(range(-2, 3)):
            if keys + move >= 0:
                _shift(cost, moved[rank], move, move * int(step), (keys + move - chance * modulus) ** 2)
        chosen.append(moved.argmin(axis=0))
        cost = moved.min(axis=0)
    if not np.isfinite(cost[reach, span]):
        raise DisclosureError("Le module des clés est trop petit pour ce bruit.", "Prenez un module de 256 ou plus.")
    row, column = reach, span
    for rank in range(len(steps) - 1, -1, -1):
        move = int(chosen[rank][row, column]) - 2
        base[rank] += move
        row, column = row - move, column - move * int(steps[rank])
    return base


def _shift(source: np.ndarray, target: np.ndarray, down: int, right: int, cost: float) -> None:
    """target[i + down, j + right] = source[i, j] + cost, where both stand."""
    height, width = source.shape
    if abs(right) >= width:
        return
    rows, columns = slice(max(0, down), height + min(0, down)), slice(max(0, right), width + min(0, right))
    back_rows, back_columns = slice(max(0, -down), height - max(0, down)), slice(max(0, -right), width - max(0, right))
    target[rows, columns] = source[back_rows, back_columns] + cost
