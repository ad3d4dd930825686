"""The hand-written script of the benchmark reads the exports as reception does: else it would be compared with something else."""

from __future__ import annotations

import duckdb
import pytest

from tests.benchmarks.plain_duckdb import SCHEMAS, read_lists, read_sources
from tests.demo.conftest import CODE, LAKE

# reception alone adds these
ADDED = ("fichier_sha256", "ligne_source", "feuille_source", "date_reception", "version_contrat")
PLACE = {"sne_attribution": "dep_logement"}


@pytest.fixture(scope="module")
def plain(demo_home, tmp_path_factory):
    with duckdb.connect() as con:
        for schema in SCHEMAS:
            con.execute(f"CREATE SCHEMA {schema}")
        read_lists(con)
        read_sources(con, demo_home.incoming, tmp_path_factory.mktemp("copies"))
        yield con


@pytest.mark.parametrize("name", LAKE)
def test_the_script_types_what_reception_types(con, plain, name):
    place = PLACE.get(name, "siao_dep")
    received = con.execute(f"DESCRIBE lake.{name}").fetchall()
    # keys are made another way
    columns = ", ".join(c for c, *_ in received if not c.startswith(("cle_", "cles_", "empreinte_")) and c not in ADDED)
    # a row repeated to the letter goes to quarantine at reception
    rows = f"SELECT DISTINCT * EXCLUDE ({', '.join(ADDED)}) FROM lake.{name} WHERE {place} = '{CODE}'"
    theirs = plain.execute(f"SELECT {columns} FROM ({rows}) ORDER BY ALL").fetchall()
    ours = con.execute(f"SELECT {columns} FROM lake.{name} WHERE {place} = '{CODE}' ORDER BY ALL").fetchall()
    assert len(ours) > 100
    assert theirs == ours
