"""The page « Dictionnaire » and its CSV: what the dictionary of the release says, put in words for readers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from observatory.charts.figure import FICTITIOUS
from observatory.charts.french import NBSP, THIN, full_date, month, number, plural, sorting, typographic
from observatory.publication.tables import Tables

FILE = "dictionnaire.csv"
SCHEMAS = {
    "portrait": "Vues qui répondent à une question",
    "comparaison": "Comparaisons de territoires et de nuits",
    "recherche": "Chiffres",
    "reference": "Territoires, faits datés, objectifs",
    "meta": "Description de la publication",
}
TYPES = {
    "VARCHAR": "texte",
    "INTEGER": "nombre entier",
    "BIGINT": "nombre entier",
    "DOUBLE": "nombre",
    "DATE": "date",
    "TIMESTAMP": "date et heure",
    "BOOLEAN": "oui ou non",
    "TIME": "heure",
    "BLOB": "géométrie",
}


def dictionary_page(tables: Tables) -> dict[str, Any]:
    """What the page shows: `schemas` (tables, each with its columns), `listes` (codes), and how many there are of each."""
    order = {code: rank for rank, code in enumerate(SCHEMAS)}
    rows = sorted(
        tables.rows("dictionnaire"), key=lambda row: (order[row["schema_nom"]], row["table_nom"], row["position"])
    )
    said = {row["table_nom"]: row for row in tables.rows("tables")}
    lists = {name: list(codes) for name, codes in groupby(tables.rows("nomenclatures"), key=lambda row: row["nomenclature"])}  # fmt: skip
    units = {row["code"]: row["libelle"].lower() for row in lists.get("unite", ())}
    changes = _changes(tables)
    told = [
        _table(said.get(name, {}), list(columns), lists, units, changes)
        for name, columns in groupby(rows, key=lambda row: row["table_nom"])
    ]
    schemas = [
        {"code": code, "nom": SCHEMAS[code], "tables": list(some)}
        for code, some in groupby(told, key=lambda one: one["schema"])
    ]
    return {
        "schemas": schemas,
        "listes": [_list(name, codes, rows) for name, codes in lists.items()],
        "nb_tables": len(told),
        "nb_colonnes": len(rows),
        "retirees": [one for one in changes["retirees"] if one["nature"] == "RETIREE"],
    }


def write_dictionary(tables: Tables, site: Path) -> None:
    """`site/dictionnaire.csv`: `meta.dictionnaire` for a spreadsheet (« ; », decimal comma, mark of UTF-8); invented data say
    so on each line. Nothing when the release has no dictionary."""
    import polars as pl

    from observatory.lake.quarantine import inert

    told = tables.get("dictionnaire")
    if told is None:
        return
    frame = inert(told.frame)
    if tables.version["est_fictif"]:
        frame = frame.with_columns(pl.lit(FICTITIOUS).alias("mention"))
    frame.write_csv(site / FILE, separator=";", decimal_comma=True, include_bom=True, line_terminator="\r\n")


def _changes(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """The history of each column (`table.colonne`), the last first; `retirees`: that of the columns no longer there."""
    words = {row["code"]: row["libelle"] for row in tables.rows("nomenclatures") if row["nomenclature"] == "nature_definition"}  # fmt: skip
    there = {(row["table_nom"], row["colonne_nom"]) for row in tables.rows("dictionnaire")}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in reversed(tables.rows("dictionnaire_historique")):
        name = f"{row['table_nom']}.{row['colonne_nom']}"
        key = name if (row["table_nom"], row["colonne_nom"]) in there else "retirees"
        found[key].append(
            {
                "nom": name,
                "nature": row["nature_definition"],
                "quoi": words.get(row["nature_definition"], row["nature_definition"]),
                "version": row["version_publication"],
                "quand": full_date(row["date_changement"]) if row["date_changement"] else row["version_publication"],
                "avant": typographic(row["avant"] or ""),
                "apres": typographic(row["apres"] or ""),
            }
        )
    return found


def _table(
    said: Mapping[str, Any],
    columns: list[dict[str, Any]],
    lists: Mapping[str, list[dict[str, Any]]],
    units: Mapping[str, str],
    changes: Mapping[str, list[dict[str, Any]]],
) -> dict[str, Any]:
    one, name = columns[0], columns[0]["table_nom"]
    shared = {"titre": "table_titre", "definition": "definition", "grain": "grain", "usage": "usage_prevu", "limites": "avertissement_usage"}  # fmt: skip
    return {
        "nom": name,
        "schema": one["schema_nom"],
        **{key: typographic(said.get(column) or "") for key, column in shared.items()},
        "taille": "vue" if said.get("table_genre") == "VUE" else _size(one["nb_lignes_table"]),
        "colonnes": [_column(row, lists, units, changes.get(f"{name}.{row['colonne_nom']}", [])) for row in columns],
    }


def _size(count: int | None) -> str:
    if count is None:
        return "absente de cette version"
    return plural(count, "ligne") if count else "aucune ligne"


def _column(
    row: Mapping[str, Any],
    lists: Mapping[str, list[dict[str, Any]]],
    units: Mapping[str, str],
    changes: list[dict[str, Any]],
) -> dict[str, Any]:
    unit = row["unite_colonne"]
    marks = (
        f"clé{THIN}{row['rang_cle']}" if row["rang_cle"] else "",
        TYPES.get(row["type_donnee"], row["type_donnee"]),
        f"unité{NBSP}: {units.get(unit, unit.lower().replace('_', ' '))}" if unit else "",
    )
    return {
        "nom": row["colonne_nom"],
        "ancre": f"{row['table_nom']}.{row['colonne_nom']}",
        "definition": typographic(row["definition"]),
        "nature": ", ".join(filter(None, marks)),
        "liste": row["nomenclature"] if row["nomenclature"] in lists else "",
        "faits": facts(row),
        "origines": _origins(row["origine_colonnes"]),
        "historique": changes,
    }


def facts(row: Mapping[str, Any]) -> str:
    """« Renseignée à 97 %, de 2019 à 2025. »: how full a column is, and between which dates; empty where nothing is known."""
    share = row["part_renseignee"]
    if share is None:
        return ""
    full = "Toujours renseignée" if share == 1 else f"Renseignée à {_percent(share)}" if share else "Jamais renseignée dans cette version"  # fmt: skip
    return f"{full}{_between(row['premiere_date'], row['derniere_date'])}."


def _percent(share: float) -> str:
    """A share that is neither none nor all, never rounded to either."""
    told = min(max(100 * share, 0.1), 99.9)
    return f"{number(told, 0 if 1 <= told <= 99 else 1)}{THIN}%"


def _between(first: str | None, last: str | None) -> str:
    """« , de 2019 à 2025 », « , du 26 janvier 2023 au 25 janvier 2024 »; nothing without a date."""
    if first is None or last is None:
        return ""
    from_day = len(first) == 10
    start, end = _when(first), _when(last)
    if first == last:
        return f", le {start}" if from_day else f", en {start}"
    return f", du {start} au {end}" if from_day else f", de {start} à {end}"


def _when(text: str) -> str:
    """A date as precise as it is written; as it stands when it is no date."""
    try:
        if len(text) == 7:
            return month(date.fromisoformat(f"{text}-01"))
        return full_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def _origins(text: str | None) -> dict[str, Any]:
    """The columns that one comes from, by contract, and how many; `listes`: the code lists whose words it takes."""
    named = [one.split(".", 2) for one in text.split(", ")] if text else []
    received = [(contract, column) for layer, contract, column in named if layer == "lake"]
    return {
        "contrats": [(contract, [column for _, column in some]) for contract, some in groupby(received, key=lambda one: one[0])],
        "nb": len(received),
        "listes": sorted({contract for layer, contract, _ in named if layer == "ref"}, key=sorting),
    }  # fmt: skip


def _list(name: str, codes: list[dict[str, Any]], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A code list, its codes in their order, and the columns that use it."""
    used = Counter(row["table_nom"] for row in rows if row["nomenclature"] == name)
    told = [{key: typographic(row[key] or "") if key != "code" else row[key] for key in ("code", "libelle", "regroupement", "note_code", "source")} for row in codes]  # fmt: skip
    return {
        "nom": name,
        "codes": told,
        "colonnes": [key for key in ("regroupement", "note_code", "source") if any(one[key] for one in told)],
        "usage": f"{plural(sum(used.values()), 'colonne')} de {plural(len(used), 'table')}",
    }
