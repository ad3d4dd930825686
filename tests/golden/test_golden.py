"""Golden data of each SQL model: a file says what goes in and what must come out, both small enough to read.

A file `couche.modele.sql` holds sections that begin with `-- entree couche.relation` or `-- attendu`, each followed by
one query. Code lists (`ref.*`) are those of the project, unless the file gives its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from observatory.contracts.load import FOLDER
from observatory.pipeline import SQL_FOLDER, sql_models
from observatory.publication.computed import computed_models
from observatory.warehouse.functions import register_functions
from observatory.warehouse.models import load_models
from observatory.warehouse.run import attach_nomenclatures
from tests.golden.reading import sections

GOLDEN = Path(__file__).parent
MODELS = {**sql_models(), **computed_models(), **load_models(SQL_FOLDER, ("extraits",))}


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """The code lists and functions of the house, and empty layers; a test works in a transaction that it takes back."""
    with duckdb.connect() as con:
        for schema in ("lake", "ref", "staging", "core", "marts", "protege", "extraits"):
            con.execute(f"CREATE SCHEMA {schema}")
        attach_nomenclatures(con, FOLDER / "nomenclatures")
        register_functions(con)
        yield con


@pytest.mark.parametrize("name", MODELS)
def test_every_model_has_golden_data(name: str) -> None:
    assert (GOLDEN / f"{name}.sql").is_file(), f"{name} n’a pas de données de référence dans tests/golden"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.sql")), ids=lambda path: path.stem)
def test_model_gives_what_its_golden_data_say(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    entries, expected = sections(path)
    con.begin()
    try:
        for relation, query in entries.items():
            con.execute(f"CREATE OR REPLACE TABLE {relation} AS {query}")
        con.execute(f"CREATE TABLE obtenu AS {MODELS[path.stem].sql}")
        con.execute(f"CREATE TABLE attendu AS {expected}")
        columns = ", ".join(row[0] for row in con.execute("DESCRIBE attendu").fetchall())
        missing = con.execute(f"SELECT {columns} FROM attendu EXCEPT ALL SELECT {columns} FROM obtenu").fetchall()
        extra = con.execute(f"SELECT {columns} FROM obtenu EXCEPT ALL SELECT {columns} FROM attendu").fetchall()
    finally:
        con.rollback()
    assert (missing, extra) == ([], [])
