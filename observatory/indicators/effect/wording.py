"""The sentence that the evidence allows: computed, never typed. The ladder of I17, and the threats always listed."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.indicators.effect.inference import Interval
from observatory.indicators.effect.pretrend import PreTrend
from observatory.indicators.effect.ratio import RatioOfRatios

NOT_ESTABLISHED, HIGHER, ASSOCIATED, ATTRIBUTABLE = LADDER = (
    "PAS_DE_DIFFERENCE",
    "PLUS_FORTE_HAUSSE",
    "HAUSSE_ASSOCIEE",
    "HAUSSE_IMPUTABLE",
)
SENTENCES = {
    NOT_ESTABLISHED: "pas de différence établie",
    HIGHER: "plus forte hausse que dans le reste de la France",
    ASSOCIATED: "hausse associée à la mise en œuvre accélérée",
    ATTRIBUTABLE: "hausse imputable à la mise en œuvre accélérée",
}
SELECTION = (
    "Les territoires ont été retenus sur leur motivation\u202f: ils auraient pu progresser davantage sans le programme."
)
THREATS = (
    "territoires retenus sur leur motivation",
    "rubrique sur la situation antérieure mieux remplie au fil du temps",
    "Covid",
    "retour à la moyenne",
    "effets sur le reste du même département",
    "autres programmes menés en même temps",
)
LEAST_YEARS_BEFORE, LEAST_PRETREND_P, LARGEST_PART_BEFORE = 3, 0.10, 0.5


@dataclass(frozen=True)
class Evidence:
    """What steps 2 to 7 found. `keeps_sign`: in every leave-one-out; `placebo_*`: whether each was null (None: not
    run, or without interval); `breaks`: territories of the panel whose recording changed."""

    ratio: RatioOfRatios
    effect: Interval
    keeps_sign: bool | None
    placebo_outcome: bool | None
    placebo_date: bool | None
    before: PreTrend
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """A condition of a rung (`code` of LADDER): what it asks, in French, and whether it holds (None: not known)."""

    rung: str
    text: str
    holds: bool | None


@dataclass(frozen=True)
class Verdict:
    """`code` of LADDER and its `sentence`; `conditions`: all of them, in the order of the ladder; `failed`: those that
    keep from the next rung; `selection` and `threats` stand beside the sentence in every case."""

    code: str
    sentence: str
    conditions: tuple[Condition, ...]
    failed: tuple[Condition, ...]
    selection: str = SELECTION
    threats: tuple[str, ...] = THREATS


def verdict(evidence: Evidence) -> Verdict:
    """The highest rung whose conditions, and those of the rungs under it, all hold; what is not known does not."""
    conditions = _conditions(evidence)
    reached = NOT_ESTABLISHED
    for rung in LADDER[1:]:
        failed = tuple(one for one in conditions if one.rung == rung and not one.holds)
        if failed:
            return Verdict(reached, SENTENCES[reached], conditions, failed)
        reached = rung
    return Verdict(reached, SENTENCES[reached], conditions, ())


def _conditions(found: Evidence) -> tuple[Condition, ...]:
    effect, before = found.effect, found.before
    small = None if before.largest is None else before.largest < LARGEST_PART_BEFORE * abs(effect.value)
    calm = None if before.p is None or before.untestable else before.p >= LEAST_PRETREND_P
    asked = (
        (HIGHER, "le rapport des hausses dépasse 1", found.ratio.value > 1),
        (HIGHER, "son intervalle, dispersion comprise, ne contient pas 1", found.ratio.excludes_one),
        (ASSOCIATED, "l’effet moyen après l’accélération est une hausse", effect.value > 0),
        (
            ASSOCIATED,
            "l’intervalle de cet effet exclut l’absence d’effet",
            None if effect.low is None else effect.excludes_zero,
        ),
        (ASSOCIATED, "il garde son signe sans chaque territoire, tour à tour", found.keeps_sign),
        (ASSOCIATED, "aucun effet sur les attributions aux autres publics prioritaires", found.placebo_outcome),
        (ASSOCIATED, "aucun effet d’une fausse date, avant la vraie", found.placebo_date),
        (ATTRIBUTABLE, "au moins trois années avant l’accélération", before.years_before >= LEAST_YEARS_BEFORE),
        (ATTRIBUTABLE, "évolutions parallèles avant l’accélération (p ≥ 0,10)", calm),
        (ATTRIBUTABLE, "le plus grand écart d’avant est sous la moitié de l’effet", small),
        (ATTRIBUTABLE, "aucune rupture d’enregistrement", not found.breaks),
    )
    return tuple(Condition(*one) for one in asked)
