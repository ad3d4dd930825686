"""From which columns of the sources each published column is computed, through all the models."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.pipeline import column_origins, sql_models
from observatory.publication.computed import LAYER, RULES, computed_models
from observatory.warehouse.lineage import Origins, column_lineage

if TYPE_CHECKING:
    import duckdb

ENDS = ("lake.", "ref.")  # what producers send, and the code lists


def source_columns(catalogue: Catalogue, con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """(full name of a published table, column) → the columns of `lake` and `ref` that its value is computed from, sorted,
    a comma between; nothing for a constant, a count of rows, or what could not be traced.

    Tables computed at the release go on through the tables that they read.
    """
    steps = column_origins(con, sql_models())
    steps |= _computed(steps)

    @cache
    def ends(relation: str, column: str) -> frozenset[str]:
        if relation.startswith(ENDS):
            return frozenset({f"{relation}.{column}"})
        return frozenset().union(*(ends(*one) for one in steps.get(relation, {}).get(column, ())))

    found = {
        (table.name, column.name): ends(table.name, column.name)
        for schema in ("marts", LAYER)
        for table in catalogue.schema(schema).values()
        for column in table.columns
    }
    return {name: ", ".join(sorted(columns)) for name, columns in found.items() if columns}


def _computed(warehouse: Mapping[str, Origins]) -> dict[str, Origins]:
    """The columns of the models of `published/` that this warehouse can feed, and those that they come from in it."""
    models = {
        name: model
        for name, model in computed_models().items()
        if all(_behind(one) in warehouse for one in model.inputs)
    }
    read = {name for model in models.values() for name in model.inputs}
    traced = column_lineage(models, {name: dict.fromkeys(warehouse[_behind(name)], "UNKNOWN") for name in read})
    return {
        name: {column: [(_behind(relation), source) for relation, source in some] for column, some in columns.items()}
        for name, columns in traced.items()
    }


def _behind(name: str) -> str:
    """The table of the warehouse behind a protected one: the mart of that name, or the rules of calculation."""
    short = name.removeprefix("protege.")
    return RULES if RULES.endswith(f".{short}") else f"marts.{short}"
