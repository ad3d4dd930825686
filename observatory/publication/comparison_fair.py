"""Territories among all those of their level, for the comparison page: a funnel, a map and a table a year, peers with their rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from observatory.charts import equite
from observatory.charts.equite_rows import Comparison
from observatory.charts.figure import Figure
from observatory.publication.comparison_annual import piece
from observatory.publication.fair import CREDITS, LEAST_SHOWN
from observatory.publication.maps import cautions
from observatory.publication.tables import Tables
from observatory.territories.basemap import Basemap

_DECIMALS = {
    "taux": 2, "rapport": 2, "rapport_bas": 2, "rapport_haut": 2, "rapport_lisse": 2, "rapport_lisse_bas": 2, "rapport_lisse_haut": 2,
    "rang_bas": None, "rang_haut": None,
}  # fmt: skip
LETTERS = {"DEDANS": "D", "AU_DESSUS": "H", "AU_DESSOUS": "B", "ARRONDI": "A"}


def fair_years(tables: Tables) -> dict[str, dict[str, list[int]]]:
    """Measure → level → its years in which enough territories are compared to make a funnel."""
    import polars as pl

    table = tables.get("comparaisons")
    if table is None:
        return {}
    keys = ("mesure_comparee", "niveau", "annee")
    counted = table.frame.filter(pl.col("rapport").is_not_null()).group_by(keys).len().sort(keys)
    found: dict[str, dict[str, list[int]]] = {}
    for measure, level, year, _ in counted.filter(pl.col("len") >= LEAST_SHOWN).rows():
        found.setdefault(measure, {}).setdefault(level, []).append(year)
    return found


def peers(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Measure → for each level, in its last year, its groups: code of the group (none: ""), the rule or the reason in words, codes.

    A group « P3T1 » is part of « P3 »: the peers of a territory of « P3 » are those of both.
    """
    import polars as pl

    table = tables.get("comparaisons")
    if table is None:
        return {}
    frame = table.frame.filter(pl.col("annee") == pl.col("annee").max().over("mesure_comparee", "niveau"))
    keys = ("mesure_comparee", "niveau", "annee", "groupe", "dit")
    told = {"groupe": pl.col("groupe_pairs").fill_null(""), "dit": pl.coalesce("regle_pairs", "motif_pairs")}
    grouped = frame.with_columns(**told).drop_nulls("dit").group_by(keys).agg(pl.col("territoire_code").sort())
    found: dict[str, list[dict[str, Any]]] = {}
    for measure, level, year, group, words, codes in grouped.sort(keys).rows():
        line = {"niveau": level, "annee": year, "groupe": group, "dit": words, "codes": codes}
        found.setdefault(measure, []).append(line)
    return found


def fair_files(tables: Tables, bases: Mapping[str, Basemap]) -> Iterator[tuple[str, str]]:
    """(name, script) of each measure, level and year: the funnel with the table, the raw and the smoothed map where outlines are."""
    import polars as pl

    table, is_invented = tables.get("comparaisons"), bool(tables.version["est_fictif"])
    for measure, levels in fair_years(tables).items():
        credit = tables.credit(CREDITS[measure])
        for level, years in levels.items():
            names = {place.code: place.libelle for place in tables.places if place.niveau == level}
            for year in years:
                of_year = (pl.col("mesure_comparee") == measure, pl.col("niveau") == level, pl.col("annee") == year)
                one = Comparison(table.filter(*of_year), measure, level, year, names)
                known = cautions(tables, level, year, names) if measure == "MENAGES_RELOGES" else ()
                funnel = equite.funnel_figure(one, credit, is_invented, known)
                name = f"{measure}-{level}-{year}"
                yield f"entonnoir-{name}", piece(f"entonnoir-{name}", _drawn(funnel) | {"lignes": _rows(one)})
                maps = equite.ratio_maps(one, bases.get(level), credit, is_invented)
                for view, drawn in zip(("carte-brute", "carte-lissee"), maps, strict=False):
                    yield f"{view}-{name}", piece(f"{view}-{name}", _drawn(drawn))


def _drawn(figure: Figure) -> dict[str, Any]:
    return {
        "titre": figure.title, "unite": figure.subtitle, "trace": figure.plot, "hauteur": figure.height, "texte": figure.alt,
        "source": f"{figure.note} {figure.source} {figure.date}", "avis": [one.phrase for one in figure.warnings if one.est_majeur],
    }  # fmt: skip


def _rows(one: Comparison) -> dict[str, Any]:
    """All the territories of the level, by code: columns, the position as a letter, the reason of those that are not compared."""
    import polars as pl

    frame = one.table.frame.sort("territoire_code")
    letters = pl.col("position_entonnoir").replace_strict(LETTERS, default="-").fill_null("-")
    reasons = frame["motif_non_compare"].unique().drop_nulls().sort().to_list()
    columns = frame.select(
        pl.col(name) if decimals is None else pl.col(name).round(decimals) for name, decimals in _DECIMALS.items()
    )
    return {
        "codes": frame["territoire_code"].to_list(),
        **columns.to_dict(as_series=False),
        "etats": "".join(frame["statut_valeur"].str.head(1)),
        "lectures": "".join(frame.select(letters).to_series()),
        "motifs": frame["motif_non_compare"].replace_strict({words: at for at, words in enumerate(reasons)}, default=None, return_dtype=pl.Int64).to_list(),
        "raisons": reasons,
        "pour": frame["taux_pour"].max(),
        "compares": frame["nb_territoires_compares"].max(),
    }  # fmt: skip
