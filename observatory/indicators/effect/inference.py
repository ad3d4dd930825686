"""Step 4 of I17: how sure the mean effect is, three ways: clusters, wild bootstrap of scores, placebo assignments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.effect.event_study import EventStudy, checked, each_left_out, event_study
from observatory.indicators.effect.expected import Reference
from observatory.indicators.effect.panel import Panel
from observatory.indicators.effect.placebo import DRAWS, SEED, Placebos, placebos
from observatory.indicators.small_numbers import normal_quantile

if TYPE_CHECKING:
    import numpy as np

FEW_TREATED = 12  # under this many accelerated territories, Webb's six weights instead of two signs
LEAST_TREATED = 2
ONE_ALONE = "Une vague n’a qu’un territoire\u202f: sa propre variabilité ne se mesure pas entre territoires."
NOT_FINITE = "Aucune attribution d’un côté, ou sans l’un des territoires\u202f: le rapport n’a pas de valeur."
TOO_FEW_PLACEBOS = "Trop peu de territoires jamais accélérés pour tirer de fausses vagues."


@dataclass(frozen=True)
class Interval:
    """A log effect with its limits, and the probability `p` of a value as far from 0 without effect; `error`: standard
    error. `value` alone, the rest None, when it cannot be had: `reason` (in French)."""

    method: str
    value: float
    low: float | None = None
    high: float | None = None
    p: float | None = None
    error: float | None = None
    reason: str | None = None

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval is known and leaves 0 out."""
        return self.low is not None and (self.low > 0 or self.high < 0)


def by_clusters(panel: Panel, reference: Reference = "veille", confidence: float = 0.95) -> Interval:
    """Clustered by territory: the jackknife (CV3), with Student's quantile.

    Degrees of freedom: accelerated territories less one a cohort. CV3 and not the plain sandwich: with few accelerated
    territories, their residuals are shrunk by their own fit.
    """
    import numpy as np
    from scipy.special import stdtr, stdtrit

    value, scores = _scores(panel, reference)
    if isinstance(scores, str):
        return Interval("grappes", value, reason=scores)
    error = float(np.sqrt((scores**2).sum()))
    freedom = int(np.isfinite(panel.first).sum()) - len(panel.cohorts)
    reach = stdtrit(freedom, 1 - (1 - confidence) / 2) * error
    p = 2 * stdtr(freedom, -abs(value / error))
    return Interval("grappes", value, float(value - reach), float(value + reach), float(p), error)


def by_wild_bootstrap(
    panel: Panel, reference: Reference = "veille", confidence: float = 0.95, *, draws: int = DRAWS, seed: int = SEED
) -> Interval:
    """Wild bootstrap of the scores of territories (https://doi.org/10.1111/j.1368-423X.2012.00382.x), studentised.

    Signs of Rademacher, or Webb's six weights under twelve accelerated territories. Scores are those of the jackknife.
    """
    import numpy as np

    value, scores = _scores(panel, reference)
    if isinstance(scores, str):
        return Interval("bootstrap", value, reason=scores)
    rng, treated = np.random.default_rng(seed), int(np.isfinite(panel.first).sum())
    signs = np.array([-1.0, 1.0])
    webb = np.r_[-np.sqrt([1.5, 1.0, 0.5]), np.sqrt([0.5, 1.0, 1.5])]
    drawn = rng.choice(webb if treated < FEW_TREATED else signs, (draws, len(scores))) * scores
    n, total = len(scores), drawn.sum(axis=1)
    spread = np.sqrt(((drawn - total[:, None] / n) ** 2).sum(axis=1) * n / (n - 1))
    error = float(np.sqrt((scores**2).sum()))
    return _studentised("bootstrap", value, error, np.abs(total / spread), confidence)


def by_placebos(
    panel: Panel, reference: Reference = "veille", confidence: float = 0.95, *, draws: int = DRAWS, seed: int = SEED
) -> Interval:
    """Randomisation: the effect divided by its spread, among those of false assignments of the cohorts."""
    found = placebos(panel, reference, draws=draws, seed=seed)
    return placebo_interval(event_study(panel, reference).mean, found, confidence)


def placebo_interval(value: float, found: Placebos | None, confidence: float = 0.95, target: int = 0) -> Interval:
    """The interval of an effect `value` by placebos already drawn: the mean effect, or the coefficient of rank `target`
    (from 1).

    Placebos are widened from the normal quantile to Student's: what n territories showed of each other is a little less
    than what another one may show.
    """
    import numpy as np
    from scipy.special import stdtrit

    if found is None or not np.isfinite(value):
        return Interval("placebos", value, reason=TOO_FEW_PLACEBOS if found is None else NOT_FINITE)
    wider = stdtrit(found.nb_calm - 1, 1 - (1 - confidence) / 2) / normal_quantile(confidence)
    drawn = np.abs(found.studentised[:, target]) * wider
    return _studentised("placebos", value, float(found.own_spread[target]), drawn, confidence)


def coefficient_intervals(study: EventStudy, found: Placebos | None, confidence: float = 0.95) -> dict[int, Interval]:
    """The interval of each coefficient of a study, by its placebos: years since acceleration → interval."""
    return {
        k: placebo_interval(float(value), found, confidence, rank)
        for rank, (k, value) in enumerate(zip(study.ks, study.coefficients, strict=True), start=1)
    }


def _studentised(method: str, value: float, error: float, drawn: np.ndarray, confidence: float) -> Interval:
    """Limits at ± the quantile of the |t| drawn; p is never 0."""
    import numpy as np

    drawn = drawn[np.isfinite(drawn)]
    reach = float(np.quantile(drawn, confidence, method="higher")) * error
    p = (1 + int((drawn >= abs(value) / error).sum())) / (1 + len(drawn))
    return Interval(method, value, value - reach, value + reach, p, error)


def _scores(panel: Panel, reference: Reference) -> tuple[float, np.ndarray | str]:
    """The mean effect, and what leaving each territory out moves it by (N), scaled so that squares add to its variance;
    or the reason why it cannot be."""
    import numpy as np

    checked(panel)
    value = event_study(panel, reference).mean
    if min(int((panel.first == first).sum()) for first in panel.cohorts) < LEAST_TREATED:
        return value, ONE_ALONE
    if not np.isfinite(value):
        return value, NOT_FINITE
    moved, n = value - each_left_out(panel, reference)[0], len(panel.territories)
    return value, np.sqrt((n - 1) / n) * moved if np.isfinite(moved).all() else NOT_FINITE
