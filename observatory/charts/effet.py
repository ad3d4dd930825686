"""The effect of acceleration, as dots with their intervals: four calculations, each year, variants and placebos."""

from __future__ import annotations

from observatory.charts.effet_plot import Point, event_plot, intervals_plot
from observatory.charts.effet_rows import DEFINITIONS, both_told, points_of, rounded, rows_where, since_words
from observatory.charts.figure import Credit, Figure, require_protected
from observatory.charts.french import NBSP, THIN
from observatory.disclosure.protected import ProtectedTable

KEY = f"rond plein{NBSP}: définition stricte{THIN}; losange{NBSP}: définition large"
UNIT = "Rapport des ménages relogés à ceux qui l’auraient été sans accélération (1\u00a0: aucun effet), intervalle à 95\u202f%"
_MEASURES = {
    "RAPPORT_DES_HAUSSES": "Rapport des deux hausses, de la première à la dernière année",
    "EFFET_PLACEBOS": "Effet moyen, par fausses vagues",
    "EFFET_GRAPPES": "Effet moyen, chaque territoire ôté",
    "EFFET_BOOTSTRAP": "Effet moyen, par rééchantillonnage",
}


def effect_measures(table: ProtectedTable, credit: Credit, span: str, est_fictif: bool = False) -> Figure | None:
    """The ratio of growths and the mean effect three ways, both definitions; None without any. `table`: « effet_mesures »."""
    rows = [
        (words, told)
        for name, words in _MEASURES.items()
        if (told := points_of(rows_where(table, mesure_effet=name), words))
    ]
    if not rows:
        return None
    return _intervals(
        "acceleration-mesures", "Effet de la mise en œuvre accélérée, selon quatre calculs", rows, credit, span, est_fictif,
        note="Le premier effet moyen, par tirage de fausses vagues, est celui que la phrase regarde quand il existe.",
    )  # fmt: skip


def effect_variants(table: ProtectedTable, credit: Credit, span: str, est_fictif: bool = False) -> Figure | None:
    """The effect when one choice changes, and the placebos under a rule; None without any. `table`: « effet_variantes »."""
    frame = require_protected(table).frame.sort("rang_variante")
    kept = frame.filter(frame["nature_variante"].is_in(["PRINCIPAL", "VARIANTE"]))
    names = list(dict.fromkeys(kept["variante_libelle"]))
    rows = [(name, points_of(rows_where(table, variante_libelle=name), name)) for name in names]
    rows += _ends_of_leaving_out(table)
    rows = [(name, told) for name, told in rows if told]
    placebos = [
        (
            "Fausse date, avant la vraie : attendu 1",
            points_of(rows_where(table, nature_variante="FAUSSE_DATE"), "fausse date"),
        )
    ]
    placebos += [
        (f"{name} : attendu 1", points_of(rows_where(table, variante_libelle=name), name))
        for name in dict.fromkeys(frame.filter(frame["nature_variante"] == "FAUX_PUBLIC")["variante_libelle"])
    ]
    placebos = [(name, told) for name, told in placebos if told]
    if not rows:
        return None
    return _intervals(
        "acceleration-variantes", "Effet de la mise en œuvre accélérée quand un choix change, et placebos", rows + placebos,
        credit, span, est_fictif, after=[len(rows) - 1] if placebos else [],
        note="Sous le pointillé, les placebos\u00a0: là où aucun effet n’est possible, l’intervalle doit contenir 1.",
    )  # fmt: skip


def _ends_of_leaving_out(table: ProtectedTable) -> list[tuple[str, dict[str, Point]]]:
    """The lowest and the highest effect when an accelerated territory is left out."""
    found: dict[str, dict[str, Point]] = {"au plus bas": {}, "au plus haut": {}}
    for definition in DEFINITIONS:
        rows = [
            r
            for r in rows_where(table, nature_variante="SANS_TERRITOIRE")
            if r["definition_acceleration"] == definition
        ]
        known = sorted((r for r in rows if r["effet_bas"] is not None), key=lambda r: r["valeur_effet"])
        for name, row in zip(found, (known[:1] + known[-1:]) if known else (), strict=False):
            found[name] |= points_of([row], f"sans le territoire {row['territoire_en_cause']}")
    return [(f"sans un territoire, {name}", told) for name, told in found.items()]


def effect_by_year(table: ProtectedTable, credit: Credit, span: str, est_fictif: bool = False) -> Figure | None:
    """The event study: the effect by year since the announcement; None without any. `table`: « effet_annees »."""
    frame = require_protected(table).frame.sort(
        "annees_depuis_annonce", "definition_acceleration", descending=[False, True]
    )
    rows = [row for row in frame.to_dicts() if row["valeur_effet"] is not None]
    if not rows:
        return None
    points: dict[int, dict[str, Point]] = {}
    for row in rows:
        k = row["annees_depuis_annonce"]
        points.setdefault(k, {}).update(
            points_of([row], "référence" if row["est_annee_de_reference"] else since_words(k))
        )
    return Figure(
        id="acceleration-annees",
        title="Effet de la mise en œuvre accélérée, avant et depuis l’annonce",
        subtitle=f"{UNIT}{THIN}; {KEY}",
        source=credit.line,
        date=f"Années {span}. Publié le {credit.date_publication}.",
        alt="Points et intervalles, par année depuis l’annonce. "
        + " ".join(f"{since_words(k).capitalize()}{NBSP}: {both_told(told)}." for k, told in points.items()),
        plot=event_plot(points),
        header=("années depuis l’annonce", "définition", "rapport", "borne basse", "borne haute", "territoires"),
        rows=tuple(
            (row["annees_depuis_annonce"], row["definition_acceleration"].lower(), *rounded(row), row["nb_territoires_effet"])
            for row in rows
        ),
        note="L’année qui précède l’annonce (−1) vaut 1 par construction. Avant elle, l’intervalle doit contenir 1. Chaque "
        "année ne repose que sur les vagues qui l’ont connue\u202f: le tableau dit combien de territoires.",
        est_fictif=est_fictif,
        height=380,
    )  # fmt: skip


def _intervals(
    id: str, title: str, rows: list, credit: Credit, span: str, est_fictif: bool, *, note: str, after: list[int] | None = None
) -> Figure:  # fmt: skip
    return Figure(
        id=id,
        title=title,
        subtitle=f"{UNIT}{THIN}; {KEY}",
        source=credit.line,
        date=f"Années {span}. Publié le {credit.date_publication}.",
        alt="Points et intervalles. " + " ".join(f"{name.capitalize()}, {both_told(told)}." for name, told in rows),
        plot=intervals_plot(rows, after or ()),
        header=("calcul", "définition", "rapport", "borne basse", "borne haute"),
        rows=tuple(
            (name, definition.lower(), *(None if one is None else round(one, 3) for one in point[:3]))
            for name, told in rows
            for definition, point in told.items()
        ),
        note=note,
        est_fictif=est_fictif,
        height=70 + 44 * len(rows),
    )
