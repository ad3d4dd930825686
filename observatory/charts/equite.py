"""Territories compared fairly: a funnel, the raw ratio beside the smoothed one on two maps, ranks with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from observatory.charts.carte import choropleth
from observatory.charts.equite_plot import Dot, funnel_plot, hover, ranks_height, ranks_plot
from observatory.charts.equite_rows import OUTSIDE, POSITIONS, Comparison, interval, ranks, rate
from observatory.charts.figure import Caveat, Credit, Figure, require_protected
from observatory.charts.french import NBSP, THIN, capital, enumeration, number
from observatory.territories.basemap import Basemap

RATIO = "Ménages observés rapportés aux ménages attendus (1\u00a0: comme l’ensemble)"
ROUNDED = "Effectifs arrondis à 5\u00a0: chacun peut s’écarter de quatre unités, et les intervalles en tiennent compte."
SOURCED = "Ménages\u00a0: personnes de la source divisées par 2,2."
WORDS = {
    "MENAGES_RELOGES": "ménages sans domicile relogés",
    "PART_NETTE": "part nette des attributions aux ménages sans domicile",
    "PART_BRUTE": "part brute des attributions aux ménages sans domicile",
}
LIMITS = {
    "HASARD": f"Moins de dix territoires{NBSP}: les limites sont celles du seul hasard, trop étroites si les territoires diffèrent.",
    "DISPERSION": "Les limites tiennent compte de la dispersion entre territoires.",
    "DISPERSION_RACINE": "Les limites tiennent compte de la dispersion entre territoires (échelle de la racine carrée, à cause d’un effectif nul).",
}


def funnel_figure(
    one: Comparison, credit: Credit, est_fictif: bool = False, warnings: tuple[Caveat, ...] = ()
) -> Figure | None:
    """The funnel: each territory by what it was expected to have, the names of those outside; None when none is compared."""
    require_protected(one.table)
    rows = one.rows
    if not rows:
        return None
    first = rows[0]
    limits = {
        "phi": first["dispersion_phi"],
        "tau2": first["dispersion_tau2"],
        "is_square_root": first["forme_limites"] == "DISPERSION_RACINE",
    }
    return Figure(
        id=f"equite-{one.slug}-entonnoir",
        title=f"{_title(one)}{NBSP}: écart à l’attendu et taille du territoire",
        subtitle=f"{RATIO}{THIN}; zone claire{NBSP}: 95{THIN}%, traits{NBSP}: 99,8{THIN}%{THIN}; échelles logarithmiques",
        source=credit.line,
        date=_date(one, credit),
        alt=_funnel_alt(one),
        plot=funnel_plot([_dot(one, row) for row in rows], limits),
        header=(one.noun, "observés", "attendus", "rapport", "borne basse", "borne haute", "limite basse", "limite haute", "lecture"),
        rows=tuple(
            (
                one.name(row["territoire_code"]), _rounded(row["menages_observes"], 1), _rounded(row["menages_attendus"], 1),
                *(_rounded(row[name]) for name in ("rapport", "rapport_bas", "rapport_haut", "limite_basse_998", "limite_haute_998")),
                POSITIONS[row["position_entonnoir"]],
            )
            for row in rows
        ),
        note=f"{LIMITS[first['forme_limites']]} {_terms(one)} «{NBSP}À examiner{NBSP}» n’est ni un mérite ni une faute.",
        warnings=warnings,
        est_fictif=est_fictif,
        height=460,
    )  # fmt: skip


def ratio_maps(one: Comparison, basemap: Basemap | None, credit: Credit, est_fictif: bool = False) -> list[Figure]:
    """The raw ratio, then the smoothed one, in the same classes; none without a base map or without a value."""
    table, raw = require_protected(one.table), [row["rapport"] for row in one.rows]
    if basemap is None or not raw:
        return []
    common: dict[str, Any] = {
        "names": {outline.code: outline.libelle for outline in basemap.outlines} | one.names,
        "basemap": basemap,
        "noun": one.noun,
        "unit": "fois l’attendu",
        "credit": credit,
        "est_fictif": est_fictif,
        "scale": [
            floor(100 * min(raw)) / 100,
            *(round(value, 2) for value in sorted(raw)[1:-1]),
            ceil(100 * max(raw)) / 100,
        ],
        "decimals": 2,
        "blank": "non comparé",
    }
    figures = (
        choropleth(
            table, "rapport", id=f"equite-{one.slug}-brut", title=f"Valeur brute{NBSP}: {_words(one)}",
            subtitle=RATIO, beside={"borne basse": "rapport_bas", "borne haute": "rapport_haut"},
            note=f"{_terms(one)} Les valeurs extrêmes sont souvent celles des petits territoires.", **common,
        ),
        choropleth(
            table, "rapport_lisse", id=f"equite-{one.slug}-lisse", title=f"Valeur lissée{NBSP}: {_words(one)}",
            subtitle=f"{RATIO}, ramenés vers l’ensemble d’autant plus que le territoire est petit",
            beside={"borne basse": "rapport_lisse_bas", "borne haute": "rapport_lisse_haut"},
            note=f"Mêmes classes que la carte brute. {_terms(one)}", **common,
        ),
    )  # fmt: skip
    return [figure for figure in figures if figure]


def ranks_figure(one: Comparison, credit: Credit, est_fictif: bool = False) -> Figure | None:
    """Ranks with their intervals, in order of the rate; None when fewer than two territories are compared."""
    require_protected(one.table)
    rows = sorted(one.rows, key=lambda row: (row["rang"], row["territoire_code"]))
    if len(rows) < 2:
        return None
    count = rows[0]["nb_territoires_compares"]
    told = [
        (one.name(row["territoire_code"]), row["rang"], row["rang_bas"], row["rang_haut"],
         hover(one.name(row["territoire_code"]), ranks(row), rate(row["taux"], row["taux_pour"])))
        for row in rows
    ]  # fmt: skip
    widest = max(rows, key=lambda row: row["rang_haut"] - row["rang_bas"])
    return Figure(
        id=f"equite-{one.slug}-rangs",
        title=f"{_title(one)}{NBSP}: ce que l’on sait des rangs",
        subtitle=f"Rang du taux, 1{NBSP}: le plus haut{THIN}; trait{NBSP}: intervalle à 95{THIN}%",
        source=credit.line,
        date=_date(one, credit),
        alt=f"Points et intervalles. {capital(one.nouns(len(rows)))}, du taux le plus haut au plus bas. "
        f"{one.name(widest['territoire_code'])} est {ranks(widest)}{NBSP}: c’est l’intervalle le plus large. "
        f"{_bands(rows)}",
        plot=ranks_plot(told, count),
        header=(one.noun, "taux", "rang", "rang, borne basse", "rang, borne haute", "bande"),
        rows=tuple(
            (one.name(row["territoire_code"]), _rounded(row["taux"], 1), _rounded(row["rang"], 1), row["rang_bas"],
             row["rang_haut"], row["bande_rang"])
            for row in rows
        ),
        note=f"{_bands(rows)} Un rang seul ne se cite pas. {_terms(one)}",
        est_fictif=est_fictif,
        height=ranks_height([name for name, *_ in told]),
    )  # fmt: skip


def _title(one: Comparison) -> str:
    return capital(_words(one))


def _words(one: Comparison) -> str:
    return f"{WORDS[one.measure]}, par {one.noun}, en {one.year}"


def _date(one: Comparison, credit: Credit) -> str:
    return f"Année {one.year}. Publié le {credit.date_publication}."


def _terms(one: Comparison) -> str:
    return SOURCED if one.measure == "MENAGES_RELOGES" else ROUNDED


def _dot(one: Comparison, row: Mapping[str, Any]) -> Dot:
    name, position = one.name(row["territoire_code"]), row["position_entonnoir"]
    words = hover(
        name,
        f"{interval(row, 'rapport')} fois l’attendu",
        f"{number(row['menages_observes'])} observés",
        POSITIONS[position],
    )
    return (
        row["menages_attendus"],
        row["rapport"],
        "A_EXAMINER" if position in OUTSIDE else position,
        name,
        words,
        row["territoire_code"],
    )


def _funnel_alt(one: Comparison) -> str:
    told = [
        f"{one.name(r['territoire_code'])} ({interval(r, 'rapport')}, {OUTSIDE[r['position_entonnoir']]})"
        for r in one.outside
    ]
    found = f"À examiner{NBSP}: {enumeration(told)}." if told else "Aucun territoire n’est à examiner."
    return f"Entonnoir. {_title(one)}. {capital(one.nouns(len(one.rows)))}. {found}"


def _bands(rows: list[dict[str, Any]]) -> str:
    count = len({row["bande_rang"] for row in rows})
    if count == 1:
        return "Tous les intervalles se recouvrent de proche en proche\u00a0: aucun ordre ne se lit."
    return f"Les intervalles séparent {count} bandes\u00a0: à l’intérieur d’une bande, aucun ordre ne se lit."


def _rounded(value: float | None, decimals: int = 2) -> float | None:
    return None if value is None else round(value, decimals)
