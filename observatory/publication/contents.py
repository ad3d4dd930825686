"""The tables of `meta` that list what the database holds: `tables` and `cles`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.description import shaped
from observatory.publication.layout import in_order, is_constraint, name_of, tabular, views

if TYPE_CHECKING:
    import polars as pl


def contents(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> dict[str, pl.DataFrame]:
    """`tables`: a line for each table and view, what it is, where it stands; `cles`: the keys of the tables and their references."""
    import polars as pl

    contracts = {table.short_name: table for table in in_order(tabular(tables, catalogue), catalogue)}
    told = [_told(table, "TABLE", tables[name].frame.height) for name, table in contracts.items()]
    told += [_told(table, "VUE", None) for table, _ in views(tables, catalogue)]
    own = {name: catalogue.table(f"meta.{name}") for name in ("tables", "cles")}
    told += [_told(table, "TABLE", None) for table in own.values()]
    keys = [
        {
            "table_nom": name_of(table),
            "cle_nature": "PRIMAIRE",
            "colonnes_cle": ", ".join(table.key),
            "est_contrainte": True,
        }
        for table in (*contracts.values(), *own.values())
        if table.key
    ]
    keys += [
        {
            "table_nom": name_of(table),
            "cle_nature": "ETRANGERE",
            "colonnes_cle": ", ".join(key.columns),
            "table_visee": name_of(contracts[key.target]),
            "colonnes_visees": ", ".join(key.target_columns),
            "est_contrainte": is_constraint(table, contracts[key.target]),
        }
        for table in contracts.values()
        for key in table.foreign_keys
        if key.target in contracts
    ]
    frames = {
        "tables": pl.DataFrame(told, infer_schema_length=None),
        "cles": pl.DataFrame(keys, infer_schema_length=None),
    }
    return {name: shaped(catalogue, name, frame) for name, frame in frames.items()}


def _told(table: Table, kind: str, nb_rows: int | None) -> dict[str, object]:
    return {
        "table_nom": name_of(table),
        "schema_nom": table.published_schema,
        "table_genre": kind,
        "table_titre": table.title,
        "definition": table.description,
        "grain": table.grain,
        "usage_prevu": table.usage,
        "avertissement_usage": table.limitations or None,
        "nb_lignes_table": nb_rows,
    }
