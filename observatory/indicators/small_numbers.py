"""Intervals of counts and of shares that stay right when the numbers are small.

Definitions: exact Poisson, Byar and Wilson intervals as in https://github.com/ukhsa-collaboration/PHEindicatormethods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

EXACT_BELOW = 10  # counts under this one have the exact interval, the others Byar's


def poisson_interval(o: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper limits of the mean of which `o` (counts ≥ 0, any shape) was drawn: exact below 10, Byar from 10."""
    import numpy as np

    exact, byar = exact_interval(o, confidence), byar_interval(o, confidence)
    small = np.asarray(o) < EXACT_BELOW
    return np.where(small, exact[0], byar[0]), np.where(small, exact[1], byar[1])


def exact_interval(o: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Exact Poisson limits of counts, from the chi-squared distribution; the lower limit of 0 is 0."""
    import numpy as np
    from scipy.special import chdtri

    count, alpha = _counts(o), (1 - confidence) / 2
    low = chdtri(2 * np.maximum(count, 1), 1 - alpha) / 2
    return np.where(count > 0, low, 0.0), chdtri(2 * count + 2, alpha) / 2


def byar_interval(o: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Byar's approximate Poisson limits of counts; a lower limit that would be negative is 0."""
    import numpy as np

    count, z = _counts(o), normal_quantile(confidence)
    below = np.maximum(count, 1)
    low = below * np.maximum(1 - 1 / (9 * below) - z / (3 * np.sqrt(below)), 0) ** 3
    above = count + 1
    return np.where(count > 0, low, 0.0), above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def wilson_interval(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper limits of a share `x`/`n` (0 ≤ x ≤ n, shapes that broadcast), without continuity correction.

    A share of nothing (n = 0) has no limits: NaN. Raises ValueError when x is not between 0 and n.
    """
    import numpy as np

    part, whole, z = np.asarray(x, dtype=float), np.asarray(n, dtype=float), normal_quantile(confidence)
    if ((part < 0) | (part > whole)).any():
        raise ValueError("une part demande un numérateur compris entre 0 et son dénominateur")
    some = np.where(whole > 0, whole, np.nan)
    centre = part + z**2 / 2
    spread = z * np.sqrt(part * (some - part) / some + z**2 / 4)
    low, high = (centre - spread) / (some + z**2), (centre + spread) / (some + z**2)
    return np.where(part == 0, low * 0, low), np.where(part == whole, high * 0 + 1, high)


def normal_quantile(confidence: float) -> float:
    """The quantile of the standard normal for a two-sided confidence between 0 and 1: 1.96 for 0.95."""
    from scipy.special import ndtri

    if not 0 < confidence < 1:
        raise ValueError("le niveau de confiance est compris entre 0 et 1, bornes exclues")
    return float(ndtri(1 - (1 - confidence) / 2))


def _counts(o: ArrayLike) -> np.ndarray:
    import numpy as np

    count = np.asarray(o, dtype=float)
    if (count < 0).any():
        raise ValueError("un effectif ne peut pas être négatif")
    return count
