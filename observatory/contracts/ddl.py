"""DuckDB tables and polars schemas from a contract."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from observatory.contracts.model import Table

if TYPE_CHECKING:
    import polars as pl


def create_statements(
    table: Table, name: str | None = None, referred: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """The statements that create the table with its types, key and comments, under another full name if given.

    A reference of the contract becomes a constraint when its target (short name) is in `referred`, with its full name there;
    DuckDB refuses a constraint from one schema to another.
    """
    target = name or table.name
    lines = [f"{c.name} {c.type}{' NOT NULL' if c.required else ''}" for c in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    lines += [
        f"FOREIGN KEY ({', '.join(k.columns)}) REFERENCES {referred[k.target]} ({', '.join(k.target_columns)})"
        for k in table.foreign_keys
        if k.target in referred
    ]
    body = ",\n  ".join(lines)
    return [f"CREATE OR REPLACE TABLE {target} (\n  {body}\n)", *comment_statements(table, target)]


def comment_statements(table: Table, name: str, kind: str = "TABLE") -> list[str]:
    """Comments on the table (or VIEW, of `kind`) and on each column: definition, unit, code list; how to use it."""
    text = " ".join(part for part in (table.description, table.usage, table.limitations) if part)
    statements = [f"COMMENT ON {kind} {name} IS {quote(text)}"]
    for column in table.columns:
        unit = f" Unité : {column.unit}." if column.unit else ""
        codes = f" Nomenclature : {column.nomenclature}." if column.nomenclature else ""
        statements.append(f"COMMENT ON COLUMN {name}.{column.name} IS {quote(column.description + unit + codes)}")
    return statements


def quote(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Column name → polars type, for the DuckDB types that contracts use."""
    import polars as pl

    types = {
        "VARCHAR": pl.String(),
        "INTEGER": pl.Int32(),
        "BIGINT": pl.Int64(),
        "DOUBLE": pl.Float64(),
        "DATE": pl.Date(),
        "TIMESTAMP": pl.Datetime("us"),
        "BOOLEAN": pl.Boolean(),
        "TIME": pl.Time(),
        "BLOB": pl.Binary(),
    }
    return {column.name: types[column.type] for column in table.columns}
