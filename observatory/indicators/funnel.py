"""§5.3: funnel plots of observed over expected counts, their limits, and how much territories differ beyond chance.

A territory outside is « à examiner », never « mauvais ». Sources: https://doi.org/10.1002/sim.1970,
https://doi.org/10.1136/qshc.2005.013755.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.small_numbers import normal_quantile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

LEAST_TERRITORIES = 10
TRIMMED = 0.1  # on each side: ranks dropped, or values pulled in
TOO_FEW = f"Moins de {LEAST_TERRITORIES} territoires\u202f: la dispersion entre eux ne peut pas être mesurée."


@dataclass(frozen=True)
class Dispersion:
    """`phi`: mean z² of the `kept` territories; `tau2`: variance of log(O/E) beyond chance; `is_square_root`: a zero
    among the observed counts, so that z is that of √(O/E)."""

    phi: float
    tau2: float
    kept: int
    is_square_root: bool


@dataclass(frozen=True)
class Funnel:
    """`ratio` (O/E) and its adjusted limits `low`, `high`, one per territory; `is_outside`: to look at. Below ten
    territories, limits are those of chance alone, `dispersion` is None and `reason` (in French) says so."""

    ratio: np.ndarray
    low: np.ndarray
    high: np.ndarray
    is_outside: np.ndarray
    dispersion: Dispersion | None
    reason: str | None = None


def chance_limits(expected: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Limits of O/E that chance alone leaves around 1, for expected counts > 0 of any shape (Poisson, exact)."""
    import numpy as np
    from scipy.stats import chi2

    e, alpha = np.asarray(expected, float), (1 - confidence) / 2
    return chi2.ppf(alpha, 2 * e) / (2 * e), chi2.ppf(1 - alpha, 2 * (e + 1)) / (2 * e)


def dispersion(observed: ArrayLike, expected: ArrayLike) -> Dispersion:
    """φ and τ² of n ≥ 10 territories, from observed counts (≥ 0) and expected ones (> 0).

    z = √E ln(O/E), without the lowest and highest tenth of ranks; with a zero among O, z = 2√E (√(O/E) − 1) for all,
    the outer tenths pulled in to the quantiles. τ² = max(0, (nφ − (n − 1)) / (Σw − Σw²/Σw)), w = E.
    Raises ValueError with fewer territories, a negative count or an expected count that is not positive.
    """
    import numpy as np
    from scipy.stats import rankdata

    o, e = _checked(observed, expected)
    if len(o) < LEAST_TERRITORIES:
        raise ValueError(TOO_FEW)
    rooted = bool((o == 0).any())
    if rooted:
        z = 2 * np.sqrt(e) * (np.sqrt(o / e) - 1)
        z, w = np.clip(z, *np.quantile(z, [TRIMMED, 1 - TRIMMED])), e
    else:
        z = np.sqrt(e) * np.log(o / e)
        tenth = np.floor(rankdata(z, "ordinal") / TRIMMED / (len(z) + 1)).astype(int)
        inside = (tenth > 0) & (tenth < round(1 / TRIMMED) - 1)
        z, w = z[inside], e[inside]
    n, phi = len(z), float(np.mean(z**2))
    tau2 = max(0.0, float((n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum())))
    return Dispersion(phi, tau2, n, rooted)


def adjusted_limits(expected: ArrayLike, found: Dispersion, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Limits of O/E around 1 with the dispersion `found`: exp(± q √(1/E + τ²)).

    On the square-root scale they are (1 ± q √(1/E + τ²) / 2)², floored at 0: a logarithm would put every zero outside.
    """
    import numpy as np

    spread = normal_quantile(confidence) * np.sqrt(1 / np.asarray(expected, float) + found.tau2)
    if found.is_square_root:
        return np.maximum(0, 1 - spread / 2) ** 2, (1 + spread / 2) ** 2
    return np.exp(-spread), np.exp(spread)


def funnel(observed: ArrayLike, expected: ArrayLike, confidence: float = 0.998) -> Funnel:
    """O/E of each territory with its limits, adjusted for the dispersion between territories when ten are there.

    Raises ValueError on a negative count or an expected count that is not positive.
    """
    o, e = _checked(observed, expected)
    found = dispersion(o, e) if len(o) >= LEAST_TERRITORIES else None
    low, high = adjusted_limits(e, found, confidence) if found else chance_limits(e, confidence)
    ratio = o / e
    return Funnel(ratio, low, high, (ratio < low) | (ratio > high), found, None if found else TOO_FEW)


def _checked(observed: ArrayLike, expected: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    o, e = np.asarray(observed, float), np.asarray(expected, float)
    if (o < 0).any() or not (e > 0).all():
        raise ValueError("un entonnoir demande des effectifs positifs ou nuls et des effectifs attendus positifs")
    return o, e
