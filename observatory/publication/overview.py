"""What the pages about the publication itself say: sources, checks, anomalies, files."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from observatory.charts.french import full_date, month, sorting, typographic
from observatory.publication.atlas import Atlas
from observatory.publication.labels import LEVELS, NATURES, nature
from observatory.publication.tables import Tables


def anomalies_by_nature(tables: Tables, atlas: Atlas) -> list[dict[str, Any]]:
    """For each nature: its name, what it means, how many, and the rows (territory, date, sentence)."""
    table = tables.get("avertissements")
    if table is None:
        return []
    frame = table.frame.sort("nature", "niveau", "territoire_code", "date_concernee")
    order = {code: rank for rank, code in enumerate(NATURES)}
    groups = []
    for code, rows in groupby(frame.to_dicts(), key=lambda row: row["nature"]):
        listed = [
            {
                "place": atlas.at(row["niveau"], row["territoire_code"]),
                "nom": row["territoire_code"],
                "date": (full_date if row["table_nom"] == "nuits_solidarite" else month)(row["date_concernee"]),
                "phrase": typographic(row["phrase"]),
            }
            for row in rows
        ]
        groups.append({"code": code, "nom": nature(code), "sens": NATURES.get(code, ("", ""))[1], "lignes": listed})
    return sorted(groups, key=lambda group: order.get(group["code"], len(order)))


def checks_by_object(tables: Tables) -> list[tuple[str, list[dict[str, Any]]]]:
    """Checks grouped by the table they look at, those that found something first; one line for all the parts where a
    check says the same (`partitions`), and the rows at fault in all of them."""

    def said(row: dict[str, Any]) -> tuple[Any, ...]:
        return row["objet"], row["est_reussi"], row["controle_id"]

    rows = sorted(tables.rows("controles"), key=lambda row: (*said(row), row["partition"]))
    lines = []
    for _, group in groupby(rows, key=said):
        same = list(group)
        found = [row["nb_lignes_en_cause"] for row in same if row["nb_lignes_en_cause"] is not None]
        parts = [row["partition"] for row in same]
        lines.append({**same[0], "partitions": parts, "nb_lignes_en_cause": sum(found) if found else None})
    return [(name, list(group)) for name, group in groupby(lines, key=lambda line: line["objet"])]


def sources_by_contract(tables: Tables) -> list[dict[str, Any]]:
    """Sources with the files of each, and whether every row read is accounted for."""
    rows = sorted(tables.rows("sources"), key=lambda row: (row["contrat"], row["partition"]))
    sources = []
    for contract, group in groupby(rows, key=lambda row: row["contrat"]):
        files = list(group)
        totals = {
            name: sum(row[name] for row in files)
            for name in ("nb_lignes_lues", "nb_lignes_typees", "nb_lignes_quarantaine")
        }
        whole = totals["nb_lignes_lues"] == totals["nb_lignes_typees"] + totals["nb_lignes_quarantaine"]
        sources.append({**files[0], **totals, "contrat": contract, "fichiers": files, "est_complet": whole})
    return sources


def places_by_level(tables: Tables) -> list[dict[str, Any]]:
    """Territories by level, from the widest, for the list that the finder searches."""
    groups = groupby(tables.places, key=lambda place: place.niveau)
    return [
        {"code": code, "nom": LEVELS.get(code, (code, code))[1], "places": _sorted(code, list(group))}
        for code, group in groups
    ]


def _sorted(level_code: str, places: list[Any]) -> list[Any]:
    return places if level_code in ("FR", "DEP") else sorted(places, key=lambda place: sorting(place.libelle))
