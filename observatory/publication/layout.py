"""Where each published table stands in the database, and the views that answer a question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter

from observatory.contracts.load import Catalogue, load_catalogue
from observatory.contracts.model import Table
from observatory.disclosure.protected import ProtectedTable
from observatory.pipeline import SQL_FOLDER
from observatory.warehouse.models import Model, load_models

PUBLISHED = ("marts", "published", "meta")
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
    return [(catalogue.table(name), model) for name, model in _questions().items() if set(model.inputs) <= there]


@cache
def _questions() -> Mapping[str, Model]:
    return load_models(SQL_FOLDER, QUESTIONS)


def is_constraint(table: Table, target: Table) -> bool:
    """Whether a reference from one to the other can be a constraint: DuckDB refuses those from one schema to another."""
    return table.published_schema == target.published_schema


@cache
def published_names() -> Mapping[str, str]:
    """The full name of each table in the published database, by its short name."""
    catalogue = load_catalogue()
    return {name: table.published_name for schema in PUBLISHED for name, table in catalogue.schema(schema).items()}


def name_of(table: Table) -> str:
    """The name of a table in the dictionary: short for figures, `meta.x` for those that describe the release."""
    return table.name if table.schema == "meta" else table.short_name
