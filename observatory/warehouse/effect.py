"""I17 as a function of the SQL models: the rows of one panel in, all that is published of it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from observatory.indicators.effect.panel import Panel
    from observatory.indicators.effect.report import Report

MAIN = "SANS_DOMICILE"
ROWS = (
    "STRUCT(publics VARCHAR, territoire VARCHAR, annee INTEGER, premiere_annee INTEGER, nb DOUBLE, exposition DOUBLE, "
    "est_rupture BOOLEAN)[]"
)
_ESTIMATE = "valeur DOUBLE, bas DOUBLE, haut DOUBLE, p DOUBLE"
_PARTS = {
    "mesures": f"rang INTEGER, etape VARCHAR, mesure VARCHAR, libelle VARCHAR, unite VARCHAR, {_ESTIMATE}, nb_territoires INTEGER, "
    "territoire_code VARCHAR, motif VARCHAR",
    "annees": f"annees_depuis INTEGER, nb_territoires INTEGER, {_ESTIMATE}, motif VARCHAR",
    "variantes": f"rang INTEGER, nature VARCHAR, libelle VARCHAR, territoire_code VARCHAR, {_ESTIMATE}, motif VARCHAR",
    "conditions": "rang INTEGER, nature VARCHAR, palier VARCHAR, texte VARCHAR, etat VARCHAR",
    "series": "groupe VARCHAR, annee INTEGER, territoire_code VARCHAR, nb_menages INTEGER, indice DOUBLE, nb_territoires INTEGER",
    "ecartes": "territoire_code VARCHAR, motif VARCHAR",
}
_CONCLUSION = (
    "code VARCHAR, phrase VARCHAR, reserve VARCHAR, motif VARCHAR, nb_acceleres INTEGER, nb_autres INTEGER, "
    "annee_debut INTEGER, annee_fin INTEGER"
)
RESULT = f"STRUCT({', '.join(f'{name} STRUCT({columns})[]' for name, columns in _PARTS.items())}, conclusion STRUCT({_CONCLUSION}))"


def estimate_effect(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    """I17 on one panel: the rows of its outcomes, `SANS_DOMICILE` being the one that is judged, the others placebos."""
    import polars as pl

    from observatory.indicators.effect.report import report

    table = pl.DataFrame(rows, schema=_SCHEMA, orient="row").rename({"nb": "nb_menages"})
    main = table.filter(pl.col("publics") == MAIN)
    others = sorted(set(table["publics"]) - {MAIN})
    found = report(
        _panel(main),
        {name: _panel(table.filter(pl.col("publics") == name)) for name in others},
        sorted(set(main.filter("est_rupture")["territoire"])),
    )
    return _told(found)


def _panel(rows: pl.DataFrame) -> Panel:
    from observatory.indicators.effect.panel import panel_of

    is_exposed = rows["exposition"].null_count() < rows.height
    return panel_of(rows, exposure="exposition" if is_exposed else None)


def _told(found: Report) -> dict[str, Any]:
    panel, verdict = found.panel, found.verdict
    return {
        "mesures": found.measures,
        "annees": found.years,
        "variantes": found.variants,
        "conditions": found.conditions,
        "series": found.series,
        "ecartes": [{"territoire_code": name, "motif": why} for name, why in panel.left_out],
        "conclusion": {
            "code": verdict.code,
            "phrase": verdict.sentence,
            "reserve": verdict.selection,
            "motif": found.missing,
            "nb_acceleres": found.nb_treated,
            "nb_autres": len(panel.territories) - found.nb_treated,
            "annee_debut": int(panel.years[0]),
            "annee_fin": int(panel.years[-1]),
        },
    }


_SCHEMA = {
    "publics": str,
    "territoire": str,
    "annee": int,
    "premiere_annee": int,
    "nb": float,
    "exposition": float,
    "est_rupture": bool,
}
