"""Where each published table stands in the database, what it says of itself, and the views that answer a question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue, load_catalogue
from observatory.contracts.model import Table
from observatory.disclosure.protected import ProtectedTable
from observatory.pipeline import SQL_FOLDER
from observatory.publication.description import PUBLISHED, shaped
from observatory.warehouse.models import Model, load_models

if TYPE_CHECKING:
    import polars as pl

QUESTIONS = ("portrait", "comparaison")
SCHEMAS = ("portrait", "comparaison", "recherche", "reference", "meta")


def in_order(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> list[Table]:
    """The contracts of the published tables, each after those it refers to."""
    contracts = {name: table for schema in PUBLISHED for name, table in catalogue.schema(schema).items()}
    graph = {name: {key.target for key in contracts[name].foreign_keys} & tables.keys() for name in tables}
    return [contracts[name] for name in TopologicalSorter(graph).static_order()]


def tabular(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> dict[str, ProtectedTable]:
    """The tables without those that leave as geographic files."""
    drawn = {name for name, table in catalogue.schema("marts").items() if table.is_geographic}
    return {name: table for name, table in tables.items() if name not in drawn}


def views(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> list[tuple[Table, Model]]:
    """The questions that these tables answer: the contract of each view and its SQL."""
    there = {table.published_name for table in in_order(tabular(tables, catalogue), catalogue)}
    models = load_models(SQL_FOLDER, QUESTIONS)
    return [(catalogue.table(name), model) for name, model in models.items() if set(model.inputs) <= there]


def is_constraint(table: Table, target: Table) -> bool:
    """Whether a reference from one to the other can be a constraint: DuckDB refuses those from one schema to another."""
    return table.published_schema == target.published_schema


def layout_frames(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> dict[str, pl.DataFrame]:
    """`tables`: a line for each table and view, what it is, where it stands; `cles`: the keys of the tables and their references."""
    import polars as pl

    contracts = {table.short_name: table for table in in_order(tabular(tables, catalogue), catalogue)}
    told = [_told(table, "TABLE", tables[name].frame.height) for name, table in contracts.items()]
    told += [_told(table, "VUE", None) for table, _ in views(tables, catalogue)]
    own = {name: catalogue.table(f"meta.{name}") for name in ("tables", "cles")}
    told += [_told(table, "TABLE", None) for table in own.values()]
    keys = [
        {
            "table_nom": _said(table),
            "cle_nature": "PRIMAIRE",
            "colonnes_cle": ", ".join(table.key),
            "est_contrainte": True,
        }
        for table in (*contracts.values(), *own.values())
        if table.key
    ]
    keys += [
        {
            "table_nom": _said(table),
            "cle_nature": "ETRANGERE",
            "colonnes_cle": ", ".join(key.columns),
            "table_visee": _said(contracts[key.target]),
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


@cache
def published_names() -> Mapping[str, str]:
    """The full name of each table in the published database, by its short name."""
    catalogue = load_catalogue()
    return {name: table.published_name for schema in PUBLISHED for name, table in catalogue.schema(schema).items()}


def _told(table: Table, kind: str, nb_rows: int | None) -> dict[str, object]:
    return {
        "table_nom": _said(table),
        "schema_nom": table.published_schema,
        "table_genre": kind,
        "table_titre": table.title,
        "definition": table.description,
        "grain": table.grain,
        "usage_prevu": table.usage,
        "limites_usage": table.limitations or None,
        "nb_lignes_publiees": nb_rows,
    }


def _said(table: Table) -> str:
    """The name that the dictionary gives it."""
    return table.name if table.schema == "meta" else table.short_name
