"""How well a SIAO fills each field of its exports."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.charts.figure import Place
from observatory.charts.french import number
from observatory.charts.siao_rows import LEAST_DENOMINATOR, percentage
from observatory.publication.siao_facts import rows_of
from observatory.publication.tables import Tables

EXPORTS = {
    "lake.siao_demande_115": "demandes au 115",
    "lake.siao_demande_insertion": "demandes d’insertion",
    "lake.siao_menage": "ménages",
    "lake.siao_personne": "personnes",
    "lake.siao_prise_en_charge": "séjours",
}
MOST_EMPTY = 0.10  # gate G7: beyond, what rests on the field is read with care


@dataclass(frozen=True)
class Filled:
    """How well a field of the exports is filled in a year: the source in words, the field, the part, of how many lines."""

    source: str
    field: str
    value: str
    more: str
    is_poor: bool


def siao_fields(tables: Tables, place: Place) -> tuple[str, tuple[Filled, ...]]:
    """The last year of the exports, and its fields, the least filled first."""
    lines, empty = (
        rows_of(tables, "siao_lignes", "nb_lignes", place),
        rows_of(tables, "siao_completude", "nb_lignes_vides", place),
    )
    if lines is None or empty is None:
        return "", ()
    year = str(lines.filter(lines["contrat"] == "lake.siao_demande_115")["periode"].max() or lines["periode"].max())
    joined = empty.filter(empty["periode"] == year).join(
        lines.select("lot_lignes", "nb_lignes", "population_lignes_libelle"), on="lot_lignes"
    )
    rows = [
        row
        for row in joined.to_dicts()
        if row["nb_lignes_vides"] is not None and (row["nb_lignes"] or 0) >= LEAST_DENOMINATOR
    ]
    rows.sort(key=lambda row: (-row["nb_lignes_vides"] / row["nb_lignes"], row["contrat"], row["champ"]))
    return year, tuple(
        Filled(
            EXPORTS[row["contrat"]],
            row["champ"],
            percentage(100 * (1 - min(row["nb_lignes_vides"] / row["nb_lignes"], 1))),
            f"{row['population_lignes_libelle']}\u00a0: {number(row['nb_lignes'])}",
            row["nb_lignes_vides"] > MOST_EMPTY * row["nb_lignes"],
        )
        for row in rows
    )
