"""The published tables as CSV, with the Table Schema of each beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.export import published_schema
from observatory.contracts.model import Table
from observatory.contracts.reference import nomenclature_codes
from observatory.disclosure.protected import ProtectedTable
from observatory.lake.quarantine import inert
from observatory.publication.opendata.about import FICTIONAL, About
from observatory.publication.opendata.paths import csv_path, schema_path

if TYPE_CHECKING:
    import polars as pl

_MOMENT, _HOUR = "%Y-%m-%dT%H:%M:%S%.6fZ", "%H:%M:%S"


def write_csv(folder: Path, tables: Mapping[str, ProtectedTable], contracts: Mapping[str, Table], about: About) -> None:
    """Write each table in `folder/csv/<schema>/`: UTF-8 without mark, comma, ISO dates, true and false, nothing for what is empty.

    A text that a spreadsheet would run as a formula has an apostrophe before it. Raises TypeError for anything but a ProtectedTable.
    """
    codes = nomenclature_codes()
    for name, table in contracts.items():
        if not isinstance(tables[name], ProtectedTable):
            raise TypeError("only a ProtectedTable can be published")
        path = folder / csv_path(table)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(csv_bytes(table, tables[name]))
        schema = published_schema(table, codes, contracts, about.version)
        if about.is_fictional:
            schema["description"] = f"{FICTIONAL} {schema['description']}"
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / schema_path(table)).write_text(text, encoding="utf-8")


def csv_bytes(table: Table, protected: ProtectedTable) -> bytes:
    """A table as its CSV holds it, to the byte."""
    rows = as_written(table, protected)
    return rows.write_csv(datetime_format=_MOMENT, time_format=_HOUR, line_terminator="\n").encode()


def read_back(path: Path, table: Table) -> pl.DataFrame:
    """The rows of such a CSV, with the types of the contract."""
    import polars as pl

    from observatory.contracts.ddl import polars_schema

    read = {
        pl.Date: lambda text: text.str.to_date(strict=True),
        pl.Datetime: lambda text: text.str.to_datetime(_MOMENT, time_unit="us", strict=True),
        pl.Time: lambda text: text.str.to_time(_HOUR, strict=True),
        pl.Boolean: lambda text: text.replace_strict({"true": True, "false": False}, return_dtype=pl.Boolean),
    }
    return pl.read_csv(path, infer_schema=False).select(
        read.get(kind.base_type(), lambda text, kind=kind: text.cast(kind))(pl.col(name))
        for name, kind in polars_schema(table).items()
    )


def as_written(table: Table, protected: ProtectedTable) -> pl.DataFrame:
    """The rows as a CSV can say them: columns in the order of the contract, by key, an empty text is nothing, and no text is a formula."""
    import polars as pl

    rows = protected.frame.select(column.name for column in table.columns)
    rows = inert(rows.sort(table.key) if table.key else rows)
    texts = [name for name, kind in rows.schema.items() if kind == pl.String]
    return rows.with_columns(pl.when(pl.col(name) != "").then(name).alias(name) for name in texts)
