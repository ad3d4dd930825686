"""The published DuckDB file: what researchers open, with comments, keys and a dictionary in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.ddl import comment_statements, create_statements, quote
from observatory.contracts.load import Catalogue
from observatory.contracts.model import ForeignKey, Table
from observatory.disclosure.protected import ProtectedTable
from observatory.errors import ObservatoryError
from observatory.publication.layout import SCHEMAS, in_order, is_constraint, views

if TYPE_CHECKING:
    import duckdb

STORAGE = "v1.0.0"  # opened by DuckDB 1.1.0 and later (tests/publication/test_clients.py); 1.0 does not read its keys


def write_database(path: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> None:
    """Write the tables in a new file, each in its schema, then the views; types, keys and comments by contract.

    Raises TypeError for anything but a ProtectedTable.
    """
    import duckdb

    contracts = {table.short_name: table for table in in_order(tables, catalogue)}
    with duckdb.connect() as con:
        con.execute(f"ATTACH {quote(str(path))} AS publication (STORAGE_VERSION '{STORAGE}')")
        con.execute("USE publication")
        con.execute("BEGIN")  # one: a transaction a table would leave holes in the file
        for schema in SCHEMAS:
            con.execute(f"CREATE SCHEMA {schema}")
        for name, table in contracts.items():
            _write(con, table, tables[name], contracts)
        for table, model in views(tables, catalogue):
            con.execute(f"CREATE VIEW {table.name} AS {model.sql}")
            for statement in comment_statements(table, table.name, "VIEW"):
                con.execute(statement)
        con.execute("COMMIT")
        con.execute("USE memory")
        con.execute("DETACH publication")


def verify_database(path: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> None:
    """Open the written file again: ObservatoryError when a table differs from the protected one, when a key refers to nothing,
    or when a view does not answer with the columns of its contract."""
    import duckdb

    contracts = {table.short_name: table for table in in_order(tables, catalogue)}
    with duckdb.connect(str(path), read_only=True) as con:
        for name, table in contracts.items():
            frame = tables[name].frame
            if not con.sql(f"SELECT * FROM {table.published_name}").pl().select(frame.columns).equals(frame):
                raise _refused(f"La table {table.published_name} écrite diffère de la table protégée.")
            for key in table.foreign_keys:
                if key.target in contracts and _dangling(con, table, key, contracts[key.target]):
                    raise _refused(f"Une ligne de {table.published_name} renvoie à {key.target}, qui ne l’a pas.")
        for table, _ in views(tables, catalogue):
            if con.sql(f"DESCRIBE {table.name}").pl()["column_name"].to_list() != [one.name for one in table.columns]:
                raise _refused(f"La vue {table.name} n’a pas les colonnes de son contrat.")


def _dangling(con: duckdb.DuckDBPyConnection, table: Table, key: ForeignKey, target: Table) -> bool:
    """Whether a row of the table refers to a row that the target does not have."""
    known = " AND ".join(f"{name} IS NOT NULL" for name in key.columns)
    rows = con.sql(f"""
        SELECT {", ".join(key.columns)} FROM {table.published_name} WHERE {known}
        EXCEPT SELECT {", ".join(key.target_columns)} FROM {target.published_name}
    """)
    return bool(rows.limit(1).fetchall())


def _write(
    con: duckdb.DuckDBPyConnection, table: Table, protected: ProtectedTable, all_of_them: Mapping[str, Table]
) -> None:
    name = table.published_name
    held = {one.short_name: one.published_name for one in all_of_them.values() if is_constraint(table, one)}
    for statement in create_statements(table, name, held):
        con.execute(statement)
    con.register("entree", _protected(protected).frame)
    con.execute(f"INSERT INTO {name} BY NAME SELECT * FROM entree")
    con.unregister("entree")


def _refused(sentence: str) -> ObservatoryError:
    return ObservatoryError(
        sentence, "Relancez la publication ; si cela se reproduit, signalez-le à l’équipe technique."
    )


def _protected(table: ProtectedTable) -> ProtectedTable:
    if not isinstance(table, ProtectedTable):
        raise TypeError("only a ProtectedTable can be published")
    return table
