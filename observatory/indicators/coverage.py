"""I18a: what a night would have counted, had every sector been entirely walked; an estimate, beside the count.

The lines of a night are those of `ndls_comptage_secteur`; strata are fixed before the night. The interval is not the
percentile bootstrap of sectors: with few sectors and skewed counts it holds the truth in 93 nights out of 100
(`python -m tests.benchmarks.nights` measures both). See `unseen` for what is done instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.sectors import CERTAINTY_PERSONS, CERTAINTY_SHARE, sector_totals
from observatory.indicators.unseen import DRAWS, SEED, narrow_interval, unseen_totals

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

LEAST_SECTORS = 5  # sectors walked in a stratum, under which nothing is said of the others
UNKNOWN_STRATUM = "La strate d’un secteur au moins est inconnue\u202f: elle se fixe avant la nuit, pour chaque secteur."
HOT_NOT_WALKED = (
    "Un secteur chaud au moins n’a pas été entièrement parcouru\u202f: les autres secteurs ne disent rien de lui."
)
NOTHING_TO_CORRECT = "Tous les secteurs ont été entièrement parcourus\u202f: il n’y a rien à corriger."
TOO_FEW = (
    f"Moins de {LEAST_SECTORS} secteurs froids ont été entièrement parcourus\u202f: ils ne disent rien des autres."
)


@dataclass(frozen=True)
class CoverageEstimate:
    """Persons that would have been counted (`value`, limits at the confidence asked), or None and the French `reason`.

    `observed`: persons counted; `variance`: of the estimate, in persons²; `nb_sectors`, `nb_walked`: sectors in all,
    and entirely walked; `strata`: strate (CERTITUDE, CHAUD, FROID), nb_secteurs, nb_parcourus, estimation, variance,
    where a unit of CERTITUDE is a line of the night, and the other rows hold what is left of their sectors.
    """

    observed: int
    nb_sectors: int
    nb_walked: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    variance: float | None = None
    strata: pl.DataFrame | None = None
    reason: str | None = None


def coverage_estimate(
    lines: pl.DataFrame, *, certainty_persons: int = CERTAINTY_PERSONS, certainty_share: float = CERTAINTY_SHARE,
    confidence: float = 0.95, draws: int = DRAWS, seed: int = SEED,
) -> CoverageEstimate:  # fmt: skip
    """Correct one night for the sectors that were not walked: Σ N_h ȳ_h, variance Σ N_h² (1 − n_h/N_h) s_h²/n_h.

    `lines`: one row per sector × type_lieu × compteur, at least one per sector of the perimeter: `secteur_id`, `strate`
    (CHAUD, FROID; NR or null: unknown), `couverture` (COUVERT, PARTIEL, NON_COUVERT), `nb_personnes` (null where not
    covered). Lines out of the perimeter and second counts of a place are left out by the caller. A line of
    `certainty_persons` or more, or of `certainty_share` of the night, is certain: it stands for itself alone.

    A sector walked in part is not in the sample: it counts as one to estimate, never under what was seen there. The
    lower limit is never below the observed total. No estimate (see `reason`) when a stratum is unknown, when a CHAUD
    sector was not entirely walked, when all were, or when fewer than five FROID sectors were.
    """
    sectors, certain = sector_totals(lines, certainty_persons, certainty_share)
    observed, walked = int(sectors["nb_personnes"].sum()) + sum(certain), sectors["couverture"] == "COUVERT"
    reason = _reason(sectors)
    if reason:
        return CoverageEstimate(observed, sectors.height, int(walked.sum()), reason=reason)
    strata = _strata(sectors, certain)
    value = float(strata["estimation"].sum())
    low, high = narrow_interval(unseen_totals(*_counts(sectors, "FROID"), draws, seed), confidence)
    return CoverageEstimate(
        observed, sectors.height, int(walked.sum()), value, min(observed + low, value), max(observed + high, value),
        float(strata["variance"].sum()), strata,
    )  # fmt: skip


def _reason(sectors: pl.DataFrame) -> str | None:
    """Why nothing can be estimated, in a sentence, or None."""
    walked, hot = sectors["couverture"] == "COUVERT", sectors["strate"] == "CHAUD"
    if walked.all():
        return NOTHING_TO_CORRECT
    if not sectors["strate"].is_in(["CHAUD", "FROID"]).fill_null(False).all():
        return UNKNOWN_STRATUM
    if (hot & ~walked).any():
        return HOT_NOT_WALKED
    return TOO_FEW if (walked & ~hot).sum() < LEAST_SECTORS else None


def _counts(sectors: pl.DataFrame, stratum: str) -> tuple[np.ndarray, int, int, int]:
    """Of a stratum: persons of each sector walked, sectors not walked, walked in part, persons seen in the latter."""
    mine = sectors["strate"].to_numpy() == stratum
    state, count = sectors["couverture"].to_numpy()[mine], sectors["nb_personnes"].to_numpy()[mine]
    partly = state == "PARTIEL"
    return count[state == "COUVERT"], int((state == "NON_COUVERT").sum()), int(partly.sum()), int(count[partly].sum())


def _strata(sectors: pl.DataFrame, certain: list[int]) -> pl.DataFrame:
    """Estimate and variance by stratum; sectors walked in part are worth a mean sector, or what was seen in them."""
    import polars as pl

    rows = [("CERTITUDE", len(certain), len(certain), float(sum(certain)), 0.0)]
    for stratum in ("CHAUD", "FROID"):
        sample, missed, partial, seen = _counts(sectors, stratum)
        if not len(sample):
            continue
        n, unseen, mean = len(sample), missed + partial, sample.mean()
        value = sample.sum() + missed * mean + max(partial * mean, seen)
        spread = (n + unseen) * unseen * sample.var(ddof=1) / n if unseen else 0.0
        rows.append((stratum, n + unseen, n, float(value), float(spread)))
    columns = ["strate", "nb_secteurs", "nb_parcourus", "estimation", "variance"]
    return pl.DataFrame(rows, schema=columns, orient="row")
