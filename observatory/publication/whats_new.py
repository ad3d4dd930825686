"""The page « Ce qui change dans cette version »: the table of changes, summed up for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from observatory.charts.french import cell, exact, full_date, number, plural, typographic
from observatory.disclosure.protected import HIDDEN
from observatory.publication.atlas import Atlas
from observatory.publication.tables import NAMES, Tables

if TYPE_CHECKING:
    import polars as pl

SHOWN = 60  # changes of a table that the page lists; the whole is in the files of the release
COLUMNS = {
    "VALEUR": "Valeurs changées",
    "ETAT": "États changés",
    "LIGNES_AJOUTEES": "Lignes ajoutées",
    "LIGNES_RETIREES": "Lignes retirées",
}
DEFINITIONS = ("TABLE_AJOUTEE", "TABLE_RETIREE", "CLE", "COLONNE_AJOUTEE", "COLONNE_RETIREE", "DEFINITION")
NATURES = {
    "TABLE_AJOUTEE": "table ajoutée",
    "TABLE_RETIREE": "table retirée",
    "CLE": "grain changé\u00a0: ses lignes ne se comparent plus une à une",
    "COLONNE_AJOUTEE": "colonne ajoutée",
    "COLONNE_RETIREE": "colonne retirée",
    "DEFINITION": "définition changée",
    "SOURCE_RECUE": "nouveau",
    "SOURCE_REMPLACEE": "remplacé",
    "SOURCE_RETIREE": "plus utilisé",
    "CORRECTION_AJOUTEE": "correction appliquée",
    "CORRECTION_RETIREE": "correction devenue inutile",
    "POLITIQUE": "politique de confidentialité",
    "LOGICIEL": "logiciel de l’observatoire",
}


def whats_new(tables: Tables, atlas: Atlas) -> dict[str, Any]:
    """What the page shows: key numbers, a line per table of figures with its details, then files, definitions and rules."""
    table = tables.get("changements")
    if table is None:
        return {
            "cles": [],
            "resume": [],
            "colonnes": [],
            "fichiers": [],
            "definitions": [],
            "corrections": [],
            "regles": [],
        }
    frame = table.frame
    meant = {(row["table_nom"], row["colonne_nom"]): row["definition"] for row in tables.rows("dictionnaire")}
    counted = _counts(frame)
    return {
        "cles": _keys(counted),
        "resume": _by_table(frame, atlas, meant),
        "colonnes": [(nature, title) for nature, title in COLUMNS.items() if counted.get(nature)],
        "fichiers": _files(frame, {row["contrat"]: row["producteur"] for row in tables.rows("sources")}),
        "definitions": _told(frame, DEFINITIONS),
        "corrections": _told(frame, ("CORRECTION_AJOUTEE", "CORRECTION_RETIREE")),
        "regles": _told(frame, ("POLITIQUE", "LOGICIEL")),
    }


def _keys(counted: dict[str, int]) -> list[dict[str, str]]:
    """The numbers that open the page: those that are not 0."""
    received = counted.get("SOURCE_RECUE", 0) + counted.get("SOURCE_REMPLACEE", 0)
    told = (
        (counted.get("VALEUR", 0), "valeur changée", "valeurs changées", "des chiffres déjà publiés, révisés"),
        (counted.get("ETAT", 0), "état changé", "états changés", "masqué, non collecté ou publié"),
        (counted.get("LIGNES_AJOUTEES", 0), "ligne ajoutée", "lignes ajoutées", "nouvelles périodes, nouveaux territoires"),
        (counted.get("LIGNES_RETIREES", 0), "ligne retirée", "lignes retirées", ""),
        (received, "fichier reçu", "fichiers reçus", "nouveaux ou remplacés"),
    )  # fmt: skip
    return [
        {"value": number(count), "what": one if count < 2 else many, "more": more, "badge": ""}
        for count, one, many, more in told
        if count
    ]


def _counts(frame: pl.DataFrame) -> dict[str, int]:
    """Nature → how many rows of tables came or went, or how many changes."""
    import polars as pl

    counted = frame.group_by("nature_changement").agg(pl.col("nb_lignes_changees").sum(), pl.len())
    return {nature: lines or changes for nature, lines, changes in counted.iter_rows()}


def _by_table(frame: pl.DataFrame, atlas: Atlas, meant: dict[tuple[str, str], str]) -> list[dict[str, Any]]:
    """The tables of figures that change, those with the most changed values first."""
    import polars as pl

    figures = frame.filter(pl.col("nature_changement").is_in(list(COLUMNS)))
    lines = []
    for (name,), part in figures.group_by("table_nom"):
        values = part.filter(pl.col("nature_changement").is_in(["VALEUR", "ETAT"]))
        listed = values.sort("nature_changement", "numero_changement").head(SHOWN).to_dicts()
        where = _where(part, atlas)
        lines.append(
            {
                "table": name,
                "nom": NAMES.get(name, ""),
                "comptes": {nature: _counts(part).get(nature, 0) for nature in COLUMNS},
                "ou": where,
                "colonnes": [code for code in ("valeurs", "ajoutees", "retirees") if any(one[code] for one in where)],
                "quand": _when(part),
                "changements": [_change(row, atlas, meant) for row in listed],
                "nb": values.height,
                "combien": _sizes(
                    values.height,
                    sum(_counts(part).get(nature, 0) for nature in ("LIGNES_AJOUTEES", "LIGNES_RETIREES")),
                ),
            }
        )
    return sorted(lines, key=lambda one: (-one["nb"], -sum(one["comptes"].values()), one["table"]))


def _sizes(values: int, lines: int) -> str:
    """« 54 valeurs, 12 lignes »."""
    return ", ".join(plural(count, word) for count, word in ((values, "valeur"), (lines, "ligne")) if count)


def _where(part: pl.DataFrame, atlas: Atlas) -> list[dict[str, Any]]:
    """Each territory of a table that changes: rows that came, rows that went, values; the most changed first."""
    found = []
    for (code,), rows in part.filter(part["territoire"].is_not_null()).group_by("territoire"):
        counted = _counts(rows)
        changed = counted.get("VALEUR", 0) + counted.get("ETAT", 0)
        added, removed = counted.get("LIGNES_AJOUTEES", 0), counted.get("LIGNES_RETIREES", 0)
        found.append({"lieu": _place(code, atlas), "code": code, "ajoutees": added, "retirees": removed, "valeurs": changed})  # fmt: skip
    return sorted(found, key=lambda one: (-one["valeurs"], -one["ajoutees"] - one["retirees"], one["code"]))


def _when(part: pl.DataFrame) -> str:
    """« 2019 à 2025 »: the years that a table's changes bear on."""
    years = sorted(part["annee"].drop_nulls().unique().to_list())
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]} à {years[-1]}"


def _change(row: dict[str, Any], atlas: Atlas, meant: dict[tuple[str, str], str]) -> dict[str, Any]:
    code = row["territoire"]
    again = row["valeur_avant"] is None and row["etat_avant"] not in (None, HIDDEN, "NON_COLLECTE")
    return {
        "lieu": _place(code, atlas) if code else None,
        "code": code or "",
        "ligne": _rest(row["cle_ligne"]),
        "colonne": row["colonne_nom"],
        "sens": _short(meant.get((row["table_nom"], row["colonne_nom"]), "")),
        "avant": "montré" if again else _said(row["valeur_avant"], row["etat_avant"]),
        "apres": _said(row["valeur_apres"], row["etat_apres"]),
    }


def _short(definition: str) -> str:
    """The first words of a definition, which name the column."""
    return re.split(r"[.:;,(]", definition)[0].strip()


def _rest(line: str) -> str:
    """The key of a row, without the names of its columns nor what the territory already says."""
    told = (one for one in line.split(", ") if not one.startswith(("niveau ", "territoire_code ")))
    return ", ".join(_said(one.partition(" ")[2] or one, None) if "-" in one else one.partition(" ")[2] for one in told)


def _place(code: str, atlas: Atlas) -> Any:
    return atlas.at(*code.split("-", 1))


def _said(value: str | None, state: str | None) -> str:
    """A value as the site writes it: « s », « n.d. », French numbers and dates; « vide » for nothing at all."""
    if state is not None:
        return cell(float(value) if value is not None else None, state)
    if value is None:
        return "vide"
    if value in ("true", "false"):
        return "oui" if value == "true" else "non"
    for read in (lambda: exact(float(value)), lambda: full_date(date.fromisoformat(value))):
        try:
            return read()
        except ValueError:
            continue
    return typographic(value)


def _files(frame: pl.DataFrame, producers: dict[str, str]) -> list[dict[str, Any]]:
    """Files that came, were replaced or are no longer used, by contract, with what they are."""
    rows = [
        {
            "contrat": row["cle_ligne"].partition(", ")[0],
            "part": row["cle_ligne"].partition(", ")[2],
            "nature": NATURES[row["nature_changement"]],
            "fichier": row["valeur_apres"] or row["valeur_avant"],
        }
        for row in frame.to_dicts()
        if row["nature_changement"].startswith("SOURCE_")
    ]
    groups = groupby(sorted(rows, key=lambda row: (row["contrat"], row["part"])), key=lambda row: row["contrat"])
    return [
        {"contrat": contract, "producteur": producers.get(contract, ""), "lignes": lines, "combien": _how_many(lines)}
        for contract, lines in ((contract, list(group)) for contract, group in groups)
    ]


def _how_many(lines: Iterable[dict[str, Any]]) -> str:
    """« 12 nouveaux, 1 remplacé »."""
    told = [one["nature"] for one in lines]
    words = {"nouveau": "nouveaux", "remplacé": "remplacés", "plus utilisé": "plus utilisés"}
    return ", ".join(plural(told.count(one), one, many) for one, many in words.items() if one in told)


def _told(frame: pl.DataFrame, natures: Iterable[str]) -> list[dict[str, Any]]:
    """Changes that are words: which table and column, what happened, before and after."""
    return [
        {
            "nature": NATURES[row["nature_changement"]],
            "table": row["table_nom"],
            "colonne": row["colonne_nom"],
            "ligne": row["cle_ligne"],
            "nb": row["nb_lignes_changees"],
            "avant": typographic(row["valeur_avant"] or ""),
            "apres": typographic(row["valeur_apres"] or ""),
        }
        for row in frame.to_dicts()
        if row["nature_changement"] in natures
    ]
