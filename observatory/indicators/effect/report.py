"""All that I17 publishes of one panel, as rows: measures, years, variants, conditions, series, and the sentence.

Effects are ratios here, observed over expected: 1 is no effect, as for the ratio of ratios.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, isfinite
from typing import Any

from observatory.indicators.effect.evaluation import Evaluation, evaluate
from observatory.indicators.effect.inference import Interval, by_placebos
from observatory.indicators.effect.panel import Panel, is_treated_by, without_territories
from observatory.indicators.effect.ratio import raw_growth
from observatory.indicators.effect.series import group_series, synthetic_series
from observatory.indicators.effect.sufficiency import no_verdict, what_is_missing
from observatory.indicators.effect.synthetic import LEAST_BEFORE, Synthetic, synthetic_control
from observatory.indicators.effect.wording import LADDER, Verdict

Row = dict[str, Any]
STATES = {True: "REMPLIE", False: "NON_REMPLIE", None: "INCONNUE"}
UNITS = {"HAUSSE": "POURCENT", "ANNEES_AVANT": "ANNEE"}
METHODS = {
    "placebos": "effet moyen depuis l’annonce, par tirage de fausses vagues",
    "grappes": "effet moyen depuis l’annonce, par territoire laissé de côté",
    "bootstrap": "effet moyen depuis l’annonce, par rééchantillonnage",
}


@dataclass(frozen=True)
class Report:
    """Rows of each table, in order; `verdict`, and what was `missing` to conclude (None: nothing)."""

    panel: Panel
    verdict: Verdict
    missing: str | None = None
    measures: list[Row] = field(default_factory=list)
    years: list[Row] = field(default_factory=list)
    variants: list[Row] = field(default_factory=list)
    series: list[Row] = field(default_factory=list)

    @property
    def nb_treated(self) -> int:
        """Territories accelerated by the last year."""
        return int(is_treated_by(self.panel, int(self.panel.years[-1])).sum())

    @property
    def conditions(self) -> list[Row]:
        """Each condition of the ladder with its state, then the threats that no condition lifts."""
        asked = [
            {"nature": "CONDITION", "palier": one.rung, "texte": one.text, "etat": STATES[one.holds]}
            for one in self.verdict.conditions
        ]
        threats = [
            {"nature": "MENACE", "palier": LADDER[-1], "texte": text, "etat": "PERMANENTE"}
            for text in self.verdict.threats
        ]
        return [{"rang": rank, **row} for rank, row in enumerate(asked + threats, start=1)]


def report(panel: Panel, others: Mapping[str, Panel] | None = None, breaks: Collection[str] = ()) -> Report:
    """I17 on a panel (`others`, `breaks`: as `evaluate`); what is known only, when it holds too little to conclude.

    Never raises on a panel that is too poor: the reason is `missing`.
    """
    if missing := what_is_missing(panel):
        return Report(panel, no_verdict(), missing, _ranked(_growth(panel)), series=group_series(panel))
    found = evaluate(panel, others, breaks=breaks)
    chosen = _best_known(panel)
    control = synthetic_control(panel, chosen) if chosen else None
    return Report(
        panel,
        found.verdict,
        None,
        _ranked([*_growth(panel), *_measures(found), *_control(control, chosen)]),
        list(_years(panel, found)),
        _ranked([*_variants(found), *_without_each(panel)]),
        group_series(panel) + synthetic_series(panel, control, chosen),
    )


def _growth(panel: Panel) -> Iterator[Row]:
    """Step 1; no percentage under 20 households (G5)."""
    if not len(panel.years):
        return
    for name, words, one in zip(
        ("HAUSSE_ACCELERES", "HAUSSE_AUTRES"),
        ("hausse dans les territoires accélérés", "hausse dans le reste de la France"),
        raw_growth(panel, int(panel.years[0]), int(panel.years[-1])),
        strict=True,
    ):
        yield _row("HAUSSE", name, words, one.percent, nb_territoires=one.nb_territories)
        if one.percent_of_rate is not None:
            yield _row(
                "HAUSSE", f"{name}_PART", f"{words}, en part des attributions", one.percent_of_rate,
                nb_territoires=one.nb_territories,
            )  # fmt: skip


def _measures(found: Evaluation) -> Iterator[Row]:
    """Steps 2 to 5."""
    ratio, before, without = found.ratio, found.before, found.left_out
    nb = sum(one.nb_territories for one in found.growth)
    yield _row(
        "RAPPORT",
        "RAPPORT_DES_HAUSSES",
        "rapport des deux hausses",
        ratio.value,
        ratio.low,
        ratio.high,
        nb_territoires=nb,
    )
    yield _row(
        "RAPPORT",
        "DISPERSION",
        "dispersion des autres territoires (φ)",
        ratio.phi,
        nb_territoires=found.growth[1].nb_territories,
    )
    for effect in found.effects:
        yield _effect("EFFET", f"EFFET_{effect.method.upper()}", METHODS[effect.method], effect, nb)
    for first, value in found.study.by_cohort.items():
        yield _row("EFFET", f"EFFET_VAGUE_{first}", f"effet moyen de la vague de {first}", _ratio(value))
    yield _row(
        "AVANT", "ANNEES_AVANT", "années avant l’annonce, pour la vague qui en a le moins", float(before.years_before)
    )
    yield _row("AVANT", "EVOLUTIONS_AVANT", "plus grand écart avant l’annonce, et test d’évolutions parallèles",
               _ratio(before.largest), p=before.p, motif=_untestable(before.untestable))  # fmt: skip
    if without:
        for name, value, left in (
            ("BAS", without.low, without.low_without),
            ("HAUT", without.high, without.high_without),
        ):
            words = f"effet moyen le plus {name.lower()} quand un territoire est retiré"
            yield _row("RETRAIT", f"RETRAIT_{name}", words, _ratio(value), territoire_code=left, nb_territoires=nb - 1)


def _untestable(waves: tuple[int, ...]) -> str | None:
    return f"Non testable pour la vague de {waves[0]}\u202f: une seule année avant." if waves else None


def _control(control: Synthetic | None, territory: str | None) -> Iterator[Row]:
    """Step 7, the complement: one territory against the weighted mean of others."""
    if control is None or control.gap is None:
        reason = control.reason if control else f"Aucun territoire accéléré n’a {LEAST_BEFORE} années avant l’annonce."
        yield _row("TEMOIN", "TEMOIN_ECART", "écart au témoin composé", None, motif=reason, territoire_code=territory)
        return
    yield _row("TEMOIN", "TEMOIN_ECART", "observé après l’annonce, rapporté au témoin composé", _ratio(control.gap),
               p=control.p, territoire_code=territory)  # fmt: skip
    for name, weight in control.weights.items():
        yield _row("TEMOIN", f"TEMOIN_POIDS_{name}", "poids dans le témoin composé", weight, territoire_code=name)


def _best_known(panel: Panel) -> str | None:
    """The accelerated territory that had most households before, among those with three years before: by rule."""
    before = panel.years < panel.first[:, None]
    able = [i for i, first in enumerate(panel.first) if isfinite(first) and before[i].sum() >= LEAST_BEFORE]
    known = (panel.counts * before).sum(axis=1)
    return panel.territories[max(able, key=lambda i: (known[i], panel.territories[i]))] if able else None


def _years(panel: Panel, found: Evaluation) -> Iterator[Row]:
    """Step 3: the effect by year since the announcement; the year before is the reference, 1 by construction."""
    rows = {k: {"valeur": _ratio(one.value), "bas": _ratio(one.low), "haut": _ratio(one.high), "p": one.p,
                "motif": one.reason} for k, one in found.coefficients.items()}  # fmt: skip
    rows[-1] = {"valeur": 1.0, "bas": None, "haut": None, "p": None, "motif": "année de référence"}
    for k in sorted(rows):
        told = [first for first in panel.first if isfinite(first) and first + k in panel.years]
        yield {"annees_depuis": k, "nb_territoires": len(told), **rows[k]}


def _variants(found: Evaluation) -> Iterator[Row]:
    """Steps 6 and 7: the main effect, then what it becomes when one choice changes, then the placebos."""
    yield _variant(
        "PRINCIPAL", "effet principal", next((e for e in found.effects if e.low is not None), found.effects[0])
    )
    for one in found.variants:
        yield _variant("VARIANTE", one.label, one.effect, one.reason)
    reason = "Une seule année avant l’annonce, pour toutes les vagues."
    yield _variant("FAUSSE_DATE", "fausse date, avant la vraie", found.false_date, reason)
    if not found.false_outcomes:
        yield _variant("FAUX_PUBLIC", "autres publics prioritaires", None, "La source ne les compte pas.")
    for name, effect in found.false_outcomes.items():
        yield _variant("FAUX_PUBLIC", name, effect)


def _without_each(panel: Panel) -> Iterator[Row]:
    """The effect without each accelerated territory in turn."""
    for name, first in zip(panel.territories, panel.first, strict=True):
        if isfinite(first):
            try:
                effect, reason = by_placebos(without_territories(panel, [name])), None
            except ValueError as error:
                effect, reason = None, str(error)
            yield _variant("SANS_TERRITOIRE", "sans ce territoire", effect, reason) | {"territoire_code": name}


def _variant(kind: str, words: str, effect: Interval | None, reason: str | None = None) -> Row:
    found = effect or Interval("", float("nan"), reason=reason)
    return {"nature": kind, "libelle": words, "territoire_code": None, "valeur": _ratio(found.value),
            "bas": _ratio(found.low), "haut": _ratio(found.high), "p": found.p, "motif": found.reason}  # fmt: skip


def _effect(step: str, name: str, words: str, effect: Interval, nb: int) -> Row:
    return _row(step, name, words, _ratio(effect.value), _ratio(effect.low), _ratio(effect.high), effect.p, nb_territoires=nb, motif=effect.reason)  # fmt: skip


def _row(
    step: str, name: str, words: str, value: float | None, low: float | None = None, high: float | None = None,
    p: float | None = None, *, nb_territoires: int | None = None, territoire_code: str | None = None, motif: str | None = None,
) -> Row:  # fmt: skip
    return {"etape": step, "mesure": name, "libelle": words, "unite": UNITS.get(step if name != "ANNEES_AVANT" else name, "RAPPORT"), "valeur": value, "bas": low, "haut": high, "p": p,
            "nb_territoires": nb_territoires, "territoire_code": territoire_code, "motif": motif}  # fmt: skip


def _ranked(rows: Iterator[Row] | list[Row]) -> list[Row]:
    return [{"rang": rank, **row} for rank, row in enumerate(rows, start=1)]


def _ratio(log: float | None) -> float | None:
    """A log effect as a ratio; None for what is not finite, −∞ being 0."""
    if log is None or log != log or log == float("inf"):
        return None
    return exp(log)
