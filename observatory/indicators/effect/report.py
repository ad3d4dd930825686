"""All that I17 publishes of one panel, as rows: measures, years, variants, conditions, series, and the sentence.

Effects are ratios here, observed over expected: 1 is no effect, as for the ratio of ratios.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite

from observatory.indicators.effect.evaluation import Evaluation, evaluate
from observatory.indicators.effect.event_study import each_left_out
from observatory.indicators.effect.inference import NOT_FINITE, Interval, by_placebos
from observatory.indicators.effect.measures import Row, control_rows, growth_rows, measure_rows, ratio_of
from observatory.indicators.effect.panel import Panel, is_treated_by, without_territories
from observatory.indicators.effect.series import group_series, synthetic_series
from observatory.indicators.effect.sufficiency import no_verdict, what_is_missing
from observatory.indicators.effect.synthetic import LEAST_BEFORE, synthetic_control
from observatory.indicators.effect.wording import LADDER, Verdict

WITHOUT_INTERVAL = "Intervalle calculé pour le plus bas et le plus haut seulement."
STATES = {True: "REMPLIE", False: "NON_REMPLIE", None: "INCONNUE"}


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
        return Report(panel, no_verdict(), missing, _ranked(growth_rows(panel)), series=group_series(panel))
    found = evaluate(panel, others, breaks=breaks)
    chosen = _best_known(panel)
    control = synthetic_control(panel, chosen) if chosen else None
    return Report(
        panel,
        found.verdict,
        None,
        _ranked([*growth_rows(panel), *measure_rows(found), *control_rows(control, chosen)]),
        list(_years(panel, found)),
        _ranked([*_variants(found), *_without_each(panel)]),
        group_series(panel) + synthetic_series(panel, control, chosen),
    )


def _best_known(panel: Panel) -> str | None:
    """The accelerated territory that had most households before, among those with three years before: by rule."""
    before = panel.years < panel.first[:, None]
    able = [i for i, first in enumerate(panel.first) if isfinite(first) and before[i].sum() >= LEAST_BEFORE]
    known = (panel.counts * before).sum(axis=1)
    return panel.territories[max(able, key=lambda i: (known[i], panel.territories[i]))] if able else None


def _years(panel: Panel, found: Evaluation) -> Iterator[Row]:
    """Step 3: the effect by year since the announcement; the year before is the reference, 1 by construction."""
    rows = {k: {"valeur": ratio_of(one.value), "bas": ratio_of(one.low), "haut": ratio_of(one.high), "p": one.p,
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
    """The effect without each accelerated territory in turn; the lowest and the highest have their interval."""
    values, _ = each_left_out(panel)
    told = [at for at, first in enumerate(panel.first) if isfinite(first)]
    known = [at for at in told if isfinite(values[at])]
    ends = {pick(known, key=values.__getitem__) for pick in (min, max) if known}
    for at in told:
        name = panel.territories[at]
        effect = by_placebos(without_territories(panel, [name])) if at in ends else Interval("", float(values[at]))
        reason = None if at in ends else WITHOUT_INTERVAL if at in known else NOT_FINITE
        yield _variant("SANS_TERRITOIRE", "sans ce territoire", replace(effect, reason=effect.reason or reason)) | {
            "territoire_code": name
        }


def _variant(kind: str, words: str, effect: Interval | None, reason: str | None = None) -> Row:
    found = effect or Interval("", float("nan"), reason=reason)
    return {"nature": kind, "libelle": words, "territoire_code": None, "valeur": ratio_of(found.value),
            "bas": ratio_of(found.low), "haut": ratio_of(found.high), "p": found.p, "motif": found.reason}  # fmt: skip


def _ranked(rows: Iterator[Row] | list[Row]) -> list[Row]:
    return [{"rang": rank, **row} for rank, row in enumerate(rows, start=1)]
