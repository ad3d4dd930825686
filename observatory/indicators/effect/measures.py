"""The measures of I17 as rows, step by step; a log effect becomes a ratio, a percentage stays one."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, inf, isnan
from typing import Any

from observatory.indicators.effect.evaluation import Evaluation
from observatory.indicators.effect.inference import Interval
from observatory.indicators.effect.panel import Panel
from observatory.indicators.effect.ratio import raw_growth
from observatory.indicators.effect.synthetic import LEAST_BEFORE, Synthetic

Row = dict[str, Any]
UNITS = {"HAUSSE": "POURCENT", "ANNEES_AVANT": "ANNEE"}
METHODS = {
    "placebos": "effet moyen depuis l’annonce, par tirage de fausses vagues",
    "grappes": "effet moyen depuis l’annonce, par territoire laissé de côté",
    "bootstrap": "effet moyen depuis l’annonce, par rééchantillonnage",
}


def growth_rows(panel: Panel) -> Iterator[Row]:
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


def measure_rows(found: Evaluation) -> Iterator[Row]:
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
        yield _row("EFFET", f"EFFET_VAGUE_{first}", f"effet moyen de la vague de {first}", ratio_of(value))
    yield _row(
        "AVANT", "ANNEES_AVANT", "années avant l’annonce, pour la vague qui en a le moins", float(before.years_before)
    )
    yield _row("AVANT", "EVOLUTIONS_AVANT", "plus grand écart avant l’annonce, et test d’évolutions parallèles",
               ratio_of(before.largest), p=before.p, motif=_untestable(before.untestable))  # fmt: skip
    if without:
        for name, value, left in (
            ("BAS", without.low, without.low_without),
            ("HAUT", without.high, without.high_without),
        ):
            words = f"effet moyen le plus {name.lower()} quand un territoire est retiré"
            yield _row(
                "RETRAIT", f"RETRAIT_{name}", words, ratio_of(value), territoire_code=left, nb_territoires=nb - 1
            )


def _untestable(waves: tuple[int, ...]) -> str | None:
    return f"Non testable pour la vague de {waves[0]}\u202f: une seule année avant." if waves else None


def control_rows(control: Synthetic | None, territory: str | None) -> Iterator[Row]:
    """Step 7, the complement: one territory against the weighted mean of others."""
    if control is None or control.gap is None:
        reason = control.reason if control else f"Aucun territoire accéléré n’a {LEAST_BEFORE} années avant l’annonce."
        yield _row("TEMOIN", "TEMOIN_ECART", "écart au témoin composé", None, motif=reason, territoire_code=territory)
        return
    yield _row("TEMOIN", "TEMOIN_ECART", "observé après l’annonce, rapporté au témoin composé", ratio_of(control.gap),
               p=control.p, territoire_code=territory)  # fmt: skip
    for name, weight in control.weights.items():
        yield _row("TEMOIN", f"TEMOIN_POIDS_{name}", "poids dans le témoin composé", weight, territoire_code=name)


def _effect(step: str, name: str, words: str, effect: Interval, nb: int) -> Row:
    return _row(step, name, words, ratio_of(effect.value), ratio_of(effect.low), ratio_of(effect.high), effect.p, nb_territoires=nb, motif=effect.reason)  # fmt: skip


def _row(
    step: str, name: str, words: str, value: float | None, low: float | None = None, high: float | None = None,
    p: float | None = None, *, nb_territoires: int | None = None, territoire_code: str | None = None, motif: str | None = None,
) -> Row:  # fmt: skip
    return {"etape": step, "mesure": name, "libelle": words, "unite": UNITS.get(step if name != "ANNEES_AVANT" else name, "RAPPORT"), "valeur": value, "bas": low, "haut": high, "p": p,
            "nb_territoires": nb_territoires, "territoire_code": territoire_code, "motif": motif}  # fmt: skip


def ratio_of(log: float | None) -> float | None:
    """A log effect as a ratio; None for what is not finite, −∞ being 0."""
    if log is None or isnan(log) or log == inf:
        return None
    return exp(log)
