"""Tables made from contracts: they run in DuckDB, with types, keys and comments; the polars schema says the same."""

from __future__ import annotations

import duckdb
import pytest

from observatory.contracts.ddl import create_statements, polars_schema, quote
from observatory.contracts.export import published_schema
from observatory.contracts.load import load_catalogue
from observatory.contracts.reference import nomenclature_codes

VIEWS = ("portrait", "comparaison")
TABLES = {name: table for name, table in load_catalogue().tables.items() if table.schema not in VIEWS}


@pytest.fixture(scope="module")
def con():
    """Every table under contract, created in memory, foreign keys of the marts included."""
    connection = duckdb.connect()
    for schema in ("lake", "marts", "published", "meta", "extraits"):
        connection.execute(f"CREATE SCHEMA {schema}")
    for statement in create_statements(TABLES["marts.territoires"], "published.territoires"):
        connection.execute(statement)  # a computed table is published beside the marts
    waiting = sorted(TABLES.values(), key=lambda table: len(table.foreign_keys))
    for table in waiting:
        beside = {key.target: f"{table.schema}.{key.target}" for key in table.foreign_keys}
        for statement in create_statements(table, referred=beside):
            connection.execute(statement)
    yield connection
    connection.close()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_types_the_nulls_and_the_comments_of_its_contract(con, name: str):
    table = TABLES[name]
    found = con.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? ORDER BY column_index",
        [table.schema, table.short_name],
    ).fetchall()
    expected = [(c.name, c.type, not (c.required or c.key_position)) for c in table.columns]
    assert [row[:3] for row in found] == expected
    for column, (_, _, _, comment) in zip(table.columns, found, strict=True):
        assert comment.startswith(column.description)
        assert column.unit is None or f"Unité : {column.unit}." in comment
        assert column.nomenclature is None or f"Nomenclature : {column.nomenclature}." in comment


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_it_is_and_bears_its_keys(con, name: str):
    table = TABLES[name]
    about = [table.schema, table.short_name]
    (comment,) = con.execute(
        "SELECT comment FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?", about
    ).fetchall()[0]
    assert comment.startswith(table.description) and table.limitations in comment
    constraints = con.execute(
        "SELECT constraint_type, constraint_column_names, referenced_table FROM duckdb_constraints() "
        "WHERE schema_name = ? AND table_name = ? AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')",
        about,
    ).fetchall()
    keys = [tuple(columns) for kind, columns, _ in constraints if kind == "PRIMARY KEY"]
    assert keys == ([table.key] if table.key else [])
    foreign = {(tuple(columns), target) for kind, columns, target in constraints if kind == "FOREIGN KEY"}
    assert foreign >= {(key.columns, key.target) for key in table.foreign_keys}


def test_a_key_is_enforced(con):
    con.execute(
        "INSERT INTO meta.dictionnaire BY NAME SELECT 't' AS table_nom, 'c' AS colonne_nom, 1 AS position, 'DATE' AS type_donnee, true AS est_obligatoire, 'd' AS definition, 's' AS schema_nom"
    )
    with pytest.raises(duckdb.ConstraintException):
        con.execute("INSERT INTO meta.dictionnaire SELECT * FROM meta.dictionnaire")


def test_a_table_can_be_made_under_another_name():
    statements = create_statements(TABLES["marts.territoires"], "territoires")
    assert statements[0].startswith("CREATE OR REPLACE TABLE territoires (")
    with duckdb.connect() as con:
        for statement in statements:
            con.execute(statement)
        assert con.sql(
            "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'territoires' AND comment IS NULL"
        ).fetchall() == [(0,)]


def test_an_apostrophe_does_not_end_a_comment():
    assert quote("l'an d'avant") == "'l''an d''avant'"


@pytest.mark.parametrize("name", TABLES)
def test_the_polars_schema_is_the_one_that_duckdb_gives(con, name: str):
    assert dict(con.sql(f"SELECT * FROM {name}").pl().schema) == polars_schema(TABLES[name])


@pytest.mark.parametrize("name", TABLES)
def test_the_table_schema_for_other_tools_has_every_field_and_key(name: str):
    table = TABLES[name]
    schema = published_schema(table, nomenclature_codes(), {one.short_name for one in TABLES.values()}, "2026.11.1")
    assert [field["name"] for field in schema["fields"]] == [column.name for column in table.columns]
    assert schema["primaryKey"] == list(table.key) and schema["version"] == "2026.11.1"
    told = {tuple(key["fields"]) for key in schema["foreignKeys"]}
    whole = {key.columns for key in table.foreign_keys if len({table.column(one).required for one in key.columns}) == 1}
    assert told == whole and not published_schema(table, {}, (), "v")["foreignKeys"]
