"""The register of published nights: France as it is known, city by city, with the sums that hold and those that do not."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from observatory.charts.figure import shown
from observatory.charts.french import NBSP, cell, dated, number, signed, sorting
from observatory.disclosure.protected import STATE
from observatory.publication.tables import Tables

COUNTS = ("personnes_decomptees", "total_publie")
VERDICTS = ("INCOHERENT", "NON_VENTILE", "JUSTE")


def cities(tables: Tables) -> list[dict[str, Any]]:
    """Each territory that counted, in alphabetical order, with its editions, the last one first.

    An edition: its retained total, the earlier version when there is one, its perimeter, its unit, its month, its source.
    """
    places = {(place.niveau, place.code): place for place in tables.places}
    rows = sorted(
        tables.rows("nuits_decomptes"), key=lambda row: (row["niveau"], row["territoire_code"], row["date_nuit"])
    )
    earlier = _first_results(tables)
    found = []
    for key, group in groupby(rows, key=lambda row: (row["niveau"], row["territoire_code"])):
        if key in places:
            nights = [{**row, "premier": earlier.get(row["edition_id"])} for row in group]
            found.append({"place": places[key], "nuits": nights[::-1]})
    return sorted(found, key=lambda one: sorting(one["place"].libelle))


def _first_results(tables: Tables) -> dict[str, str]:
    """Edition → the provisional total that its final one replaced, as it is written."""
    table = tables.get("nuits_solidarite")
    if table is None:
        return {}
    rows = [
        row
        for row in shown(table, {"valeur_publiee": STATE}).to_dicts()
        if row["type_lieu"] == "TOTAL" and row["indicateur"] in COUNTS and row["statut_resultat"] == "PROVISOIRE"
    ]
    return {row["edition_id"]: cell(row["valeur_publiee"], row[STATE]) for row in rows if not row["est_retenu"]}


def sums(tables: Tables) -> list[dict[str, Any]]:
    """The published sums by verdict, those that contradict themselves first, then by territory and night."""
    places = {(place.niveau, place.code): place for place in tables.places}
    rows = [
        {**row, "place": places.get((row["niveau"], row["territoire_code"])), "ecart": signed(row["ecart_somme"])}
        for row in tables.rows("nuits_sommes")
    ]
    order = {verdict: rank for rank, verdict in enumerate(VERDICTS)}
    return sorted(
        rows,
        key=lambda row: (
            order[row["verdict_somme"]],
            sorting(row["place"].libelle if row["place"] else ""),
            row["date_nuit"],
        ),
    )


def summary(tables: Tables) -> str:
    """« 34 décomptes de 14 territoires, de 2018 à 2026 ; 3 résultats provisoires. »"""
    rows = tables.rows("nuits_decomptes")
    if not rows:
        return ""
    years = sorted(row["date_nuit"].year for row in rows)
    provisional = sum(row["statut_resultat"] == "PROVISOIRE" for row in rows)
    where = len({(row["niveau"], row["territoire_code"]) for row in rows})
    span = f"en {years[0]}" if years[0] == years[-1] else f"de {years[0]} à {years[-1]}"
    return (
        f"{number(len(rows))} décomptes, {number(where)} territoires, {span}{NBSP}; "
        f"{number(provisional)} n’ont qu’un résultat provisoire."
    )


def night(row: dict[str, Any]) -> str:
    """The date of a night, no more precise than its source."""
    return dated(row["date_nuit"], row["date_nuit_precision"])
