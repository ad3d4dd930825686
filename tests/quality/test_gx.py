"""Checks run through Great Expectations on the caller's DuckDB connection, and nothing of either leaks out."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from observatory.errors import ObservatoryError
from observatory.quality.check import Check, CheckResult
from observatory.quality.gx import UNDONE, run_checks

CANARY = "Anaïs-CANARI-1987"
TABLE = "lac.mesures"


def check(expectation: str, *, id: str = "c", severity: str = "bloquant", **kwargs) -> Check:
    return Check(id, severity, "Vérifiez le fichier.", expectation, kwargs)


def rows(query: str, **options) -> Check:
    return check("unexpected_rows_expectation", unexpected_rows_query=query, **options)


def answer(con, checked: Check, table: str = TABLE) -> tuple[bool, int | None, bool]:
    (result,) = run_checks(con, table, [checked])
    return result.passed, result.nb_rows, result.technical_error


@pytest.fixture
def con():
    """Ten rows: `nb` is null twice, `code` holds k0 to k2, `mois` covers January to October, every `nom` is the canary."""
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA lac")
    connection.execute(
        f"""CREATE TABLE {TABLE} AS SELECT i AS id, CASE WHEN i < 8 THEN i END AS nb, 'k' || (i % 3) AS code,
        make_date(2024, i::INT + 1, 1) AS mois, '{CANARY}' AS nom, CASE WHEN i > 0 THEN i END AS "vu ""ou"" su" FROM range(10) rows(i)"""
    )
    yield connection
    connection.close()


FIRES = [
    (check("expect_column_values_to_not_be_null", column="nb"), 2),
    (check("expect_column_values_to_not_be_null", column='vu "ou" su'), 1),
    (check("expect_column_values_to_be_unique", column="code"), 10),
    (check("expect_compound_columns_to_be_unique", column_list=["code", "nom"]), 10),
    (check("expect_compound_columns_to_be_unique", column_list=["code", "nom"], ignore_row_if="never"), None),
    (check("expect_column_values_to_be_between", column="nb", min_value=2, max_value=5), 4),
    (check("expect_column_values_to_be_between", column="nb", min_value=2, strict_min=True), 3),
    (check("expect_column_values_to_be_between", column="mois", max_value="2024-06-30"), 4),
    (check("expect_column_values_to_be_in_set", column="code", value_set=["k0", "l'autre"]), 6),
    (check("expect_table_row_count_to_be_between", min_value=11), None),
    (check("expect_column_to_exist", column="absente"), None),
    (  # the one that needs what the engine is made to import later
        check(
            "expect_column_kl_divergence_to_be_less_than",
            column="code",
            partition_object={"values": ["k0", "k1", "k2"], "weights": [0.8, 0.1, 0.1]},
            threshold=0.1,
        ),
        None,
    ),
    (rows("SELECT * FROM {batch} WHERE nb > 4"), 3),
]
HOLDS = [
    check("expect_column_values_to_not_be_null", column="id"),
    check("expect_column_values_to_not_be_null", column="nb", mostly=0.5),
    check("expect_column_values_to_be_unique", column="nb"),
    check("expect_compound_columns_to_be_unique", column_list=["code", "mois"]),
    check("expect_column_values_to_be_between", column="nb", min_value=0, max_value=7),
    check("expect_column_values_to_be_between", column="mois", min_value="2024-01-01"),
    check("expect_column_values_to_be_in_set", column="code", value_set=["k0", "k1", "k2"]),
    check("expect_table_row_count_to_be_between", min_value=1),
    check("expect_column_to_exist", column="nb"),
    rows("SELECT * FROM {batch} WHERE nb > 400"),
]
UNEVALUABLE = {
    "colonne absente": check("expect_column_values_to_not_be_null", column="absente"),
    "types incomparables": check("expect_column_values_to_be_between", column="nom", min_value=1),
    "conversion impossible": rows("SELECT * FROM {batch} WHERE nom::INT = 1"),
    "faute de SQL": rows("SELEC * FROM {batch}"),
    "attente inconnue": check("expect_nothing_at_all"),
    "argument inconnu": check("expect_column_values_to_not_be_null", colonne="nb"),
    "argument manquant": check("unexpected_rows_expectation"),
}
QUERIES = {
    "alias": "SELECT b.id FROM {batch} b WHERE b.nb > 4",
    "jointure": "SELECT b.id FROM {batch} b JOIN {batch} o USING (id) WHERE o.nb > 4",
    "autre table": "SELECT id FROM {batch} ANTI JOIN petites USING (id) WHERE nb IS NOT NULL",
    "dans une CTE": "WITH lot AS (SELECT * FROM {batch}), final AS (SELECT * FROM lot WHERE nb > 4) SELECT * FROM final",
    "colonnes de même nom": "SELECT id, id, nom FROM {batch} WHERE nb > 4",
    "point-virgule": "SELECT * FROM {batch} WHERE nb > 4;\n",
    "commentaire": "SELECT * FROM {batch} WHERE nb > 4 -- pas plus de quatre :jamais",
    "accolades": "SELECT {'n': id} AS s FROM {batch} WHERE nb > 4 AND regexp_full_match(code, 'k[0-9]{1,2}')",
    "deux-points": r"SELECT * FROM {batch} WHERE nb > 4 AND nom <> 'a :b ::c' AND '\:b' = chr(92) || chr(58) || 'b'",
    "pour cent": "SELECT * FROM {batch} WHERE nb > 4 AND mois::VARCHAR LIKE '2024%' AND nb % 1 = 0",
}


@pytest.mark.parametrize(("checked", "nb_rows"), FIRES)
def test_a_check_fires_and_counts_the_rows_at_fault(con, checked, nb_rows):
    assert answer(con, checked) == (False, nb_rows, False)


@pytest.mark.parametrize("checked", HOLDS)
def test_a_check_that_holds_has_no_row_at_fault(con, checked):
    assert answer(con, checked) == (True, 0, False)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_is_plain_duckdb_sql(con, query):
    con.execute("CREATE TABLE petites AS SELECT * FROM range(5) rows(id)")
    assert answer(con, rows(query)) == (False, 3, False)


@pytest.mark.parametrize("checked", UNEVALUABLE.values(), ids=UNEVALUABLE)
def test_a_check_that_cannot_be_evaluated_is_a_result_and_spares_its_neighbours(con, checked):
    neighbours = [check("expect_column_values_to_not_be_null", id="n1", column="nom"), rows("FROM {batch}", id="n2")]
    results = run_checks(con, TABLE, [checked, *neighbours])
    assert results[0] == CheckResult("c", "bloquant", UNDONE, False, None, technical_error=True)
    assert [(r.passed, r.nb_rows, r.technical_error) for r in results[1:]] == [(True, 0, False), (False, 10, False)]


KEYS = {
    "une colonne vide": ("(NULL, 'a'), (NULL, 'a'), ('a', NULL), ('a', NULL)", (True, 0)),
    "clé répétée parmi des clés incomplètes": (
        "('a', 'b'), ('a', 'b'), ('a', 'b'), (NULL, 'b'), (NULL, 'b')",
        (False, 3),
    ),
    "clés différentes": ("('a', 'b'), ('b', 'a'), ('a', 'a')", (True, 0)),
}


@pytest.mark.parametrize(("values", "expected"), KEYS.values(), ids=KEYS)
def test_a_key_that_is_not_whole_is_shared_with_none_as_the_engine_says_itself(con, values, expected):
    con.execute(f"CREATE TABLE cles AS SELECT * FROM (VALUES {values}) AS v(a, b)")
    ours = check("expect_compound_columns_to_be_unique", id="requête", column_list=["a", "b"])
    # with an option, even its default, the engine answers by itself
    by_itself = check(
        "expect_compound_columns_to_be_unique",
        id="moteur",
        column_list=["a", "b"],
        ignore_row_if="all_values_are_missing",
    )
    results = run_checks(con, "cles", [ours, by_itself])
    assert [(results[0].passed, results[0].nb_rows), results[1].passed] == [expected, expected[0]]


def test_a_query_runs_once_and_once_more_to_count_what_it_finds(con):
    class Listening:
        def __getattr__(self, name):
            return getattr(con, name)

        def execute(self, query, *parameters):
            asked.append(str(query))
            return con.execute(query, *parameters)

    asked: list[str] = []
    results = run_checks(
        Listening(), TABLE, [rows("FROM {batch} WHERE nb > 4"), rows("FROM {batch} WHERE nb > 400", id="d")]
    )
    assert [result.nb_rows for result in results] == [3, 0]
    assert [sum(f"nb > {limit}\n" in query for query in asked) for limit in (4, 400)] == [2, 1]


def test_an_absent_table_makes_every_check_a_technical_error(con):
    assert answer(con, HOLDS[0], "lac.absente") == (False, None, True)


def test_results_keep_the_order_and_two_severities_of_one_condition(con):
    twice = [rows("FROM {batch} WHERE nb > 4", id=name, severity=name) for name in ("bloquant", "avertissement")]
    results = run_checks(con, TABLE, [*twice, check("expect_column_to_exist", id="a", column="nb")])
    assert [(r.id, r.severity, r.nb_rows, r.is_blocking_failure) for r in results] == [
        ("bloquant", "bloquant", 3, True),
        ("avertissement", "avertissement", 3, False),
        ("a", "bloquant", 0, False),
    ]


def test_a_technical_error_blocks_when_the_check_does(con):
    for severity, blocks in (("bloquant", True), ("avertissement", False)):
        (result,) = run_checks(con, TABLE, [rows("SELEC", severity=severity)])
        assert result.is_blocking_failure is blocks


def test_two_checks_with_one_identifier_are_refused(con):
    with pytest.raises(ObservatoryError, match="même identifiant : c"):
        run_checks(con, TABLE, [HOLDS[0], HOLDS[1]])


def test_an_unknown_severity_is_refused():
    with pytest.raises(ValueError, match="sévérité inconnue"):
        check("expect_column_to_exist", severity="grave", column="nb")


def test_no_value_of_the_data_leaves_in_results_nor_logs(con, caplog):
    caplog.set_level("DEBUG")
    checks = [*UNEVALUABLE.values(), rows("FROM {batch}"), FIRES[2][0]]
    results = [run_checks(con, TABLE, [checked]) for checked in checks]
    assert not any(result.passed for (result,) in results)
    assert "CANARI" not in repr(results) + caplog.text


def test_the_connection_stays_open_and_shows_its_own_views(con, tmp_path):
    con.execute(f"COPY {TABLE} TO '{tmp_path}/mesures.parquet'")
    con.execute(f"CREATE TEMP VIEW candidat AS FROM '{tmp_path}/mesures.parquet'")
    assert answer(con, FIRES[0][0], "candidat") == (False, 2, False)
    con.execute("BEGIN")
    con.execute("DELETE FROM lac.mesures")
    con.execute("COMMIT")
    assert con.sql("SELECT count(*) FROM candidat").fetchall() == [(10,)]


def test_a_schema_of_a_database_on_disk_is_checked_and_its_file_let_go(tmp_path):
    file = tmp_path / "entrepot.duckdb"
    con = duckdb.connect(str(file))
    con.execute("CREATE SCHEMA marts; CREATE TABLE marts.relogement AS SELECT 1 AS nb")
    assert answer(con, check("expect_column_values_to_not_be_null", column="nb"), "marts.relogement") == (
        True,
        0,
        False,
    )
    del con
    gc.collect()
    with duckdb.connect(str(file), read_only=True) as reader:  # refused while another connection lives
        assert answer(reader, rows("FROM {batch}"), "entrepot.marts.relogement") == (False, 1, False)


def python(script: str, home: Path) -> subprocess.CompletedProcess:
    env = {**os.environ, "HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [sys.executable, "-W", "always", "-c", script], env=env, cwd=home, capture_output=True, text=True, check=False
    )


def test_a_run_says_one_sentence_to_the_end_of_the_process_and_writes_nothing(tmp_path):
    another_engine = tmp_path / "pyspark.py"  # which ends a process of ours that imports it
    another_engine.write_text("raise SystemExit(0)\n")
    ran = python(
        """
import duckdb, logging, os, sys
from observatory.quality.check import Check
from observatory.quality.gx import run_checks
con = duckdb.connect()
queries = ["SELECT 1 WHERE false", "FROM {batch}", "SELECT 'x'::INT FROM {batch}", "SELEC"]
checks = [Check(q, "bloquant", "", "unexpected_rows_expectation", {"unexpected_rows_query": q}) for q in queries]
kinds = ["column_values_to_not_be_null", "column_values_to_be_unique", "column_values_to_be_between"]
for column in ("range", "absente"):
    checks += [Check(f"{kind} {column}", "bloquant", "", f"expect_{kind}", {"column": column}) for kind in kinds]
con.execute("COPY (SELECT 1 AS range) TO 'lot.parquet'; CREATE VIEW disparu AS FROM 'lot.parquet'")
os.remove("lot.parquet")
assert all(r.technical_error for r in run_checks(con, "disparu", checks[4:]))
logging.basicConfig(level="DEBUG", stream=sys.stdout)
results = run_checks(con, "range(3)", checks)
assert [r.passed for r in results] == [True, False, False, False, True, True, False, False, False, False], results
assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
assert not {"altair", "scipy", "scipy.stats"} & sys.modules.keys()  # a second of processor for what is never asked
""",
        tmp_path,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "DEBUG:observatory.quality:« range(3) » : contrôles évalués : 10, non satisfaits : 7.\n"
    assert list(tmp_path.iterdir()) == [another_engine]


def test_importing_the_room_and_checking_nothing_load_no_heavy_library(tmp_path):
    ran = python(
        """
import sys
import observatory.quality.check, observatory.quality.gx, observatory.quality.journal
assert observatory.quality.gx.run_checks(None, "lac.mesures", []) == []
print(sorted({"great_expectations", "duckdb", "polars", "sqlalchemy", "pandas"} & sys.modules.keys()))
""",
        tmp_path,
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")
