"""The published DuckDB file and its Parquet: what researchers open, with comments, keys and a dictionary in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.ddl import create_statements, quote
from observatory.contracts.export import data_package
from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.disclosure.protected import ProtectedTable
from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import duckdb

PUBLISHED = ("marts", "published", "meta")
STORAGE = "v1.0.0"  # older clients cannot open the default of DuckDB 2.0


def write_database(path: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> None:
    """Write the tables in a new file: data in `main`, description in `meta`; types, keys and comments by contract.

    Raises TypeError for anything but a ProtectedTable.
    """
    import duckdb

    with duckdb.connect() as con:
        con.execute(f"ATTACH {quote(str(path))} AS publication (STORAGE_VERSION '{STORAGE}')")
        con.execute("USE publication")
        con.execute("CREATE SCHEMA meta")
        for table in _in_order(tables, catalogue):
            _write(con, table, tables[table.short_name])
        con.execute("USE memory")
        con.execute("DETACH publication")


def write_parquet(folder: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue, version: str) -> None:
    """Write each table as Parquet, with a Frictionless data package that describes them."""
    folder.mkdir(parents=True)
    published = _in_order(tables, catalogue)
    for table in published:
        _protected(tables[table.short_name]).frame.write_parquet(folder / f"{table.short_name}.parquet")
    package = data_package(published, version)
    (folder.parent / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")


def verify_database(path: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> None:
    """Open the written file again and hold it against the protected tables; ObservatoryError when they differ."""
    import duckdb

    with duckdb.connect(str(path), read_only=True) as con:
        for table in _in_order(tables, catalogue):
            frame, name = tables[table.short_name].frame, published_name(table)
            written = con.sql(f"SELECT * FROM {name}").pl().select(frame.columns)
            if not written.equals(frame):
                raise ObservatoryError(
                    f"La table {name} écrite diffère de la table protégée.", "Relancez la publication."
                )


def _write(con: duckdb.DuckDBPyConnection, table: Table, protected: ProtectedTable) -> None:
    name = published_name(table)
    for statement in create_statements(table, name, foreign_keys=True):
        con.execute(statement)
    con.register("entree", _protected(protected).frame)
    con.execute(f"INSERT INTO {name} BY NAME SELECT * FROM entree")
    con.unregister("entree")


def published_name(table: Table) -> str:
    """The name of a table in the published database."""
    return table.name if table.schema == "meta" else table.short_name


def _protected(table: ProtectedTable) -> ProtectedTable:
    if not isinstance(table, ProtectedTable):
        raise TypeError("only a ProtectedTable can be published")
    return table


def _in_order(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> list[Table]:
    """The contracts of the published tables, each after those it refers to."""
    contracts = {name: table for schema in PUBLISHED for name, table in catalogue.schema(schema).items()}
    graph = {name: {key.target for key in contracts[name].foreign_keys} & tables.keys() for name in tables}
    return [contracts[name] for name in TopologicalSorter(graph).static_order()]
