"""The comparison that says two engines equal: it must see what differs. Fast, without Spark."""

from __future__ import annotations

import duckdb
import pytest

from tests.spark.compare import difference

ROWS = "(VALUES (1, 'a', 0.1::DOUBLE), (1, 'a', 0.1::DOUBLE), (2, NULL, NULL)) AS t(k, v, x)"


@pytest.mark.parametrize(
    ("other", "word"),
    [
        ("SELECT k, v, x + 1e-12 AS x FROM duckdb_side", ""),
        ("SELECT k::BIGINT AS k, v, x FROM duckdb_side", ""),
        ("SELECT k, v, x + 1e-6 AS x FROM duckdb_side", "colonnes x"),
        ("SELECT DISTINCT k, v, x FROM duckdb_side", "1 lignes de DuckDB"),
        ("SELECT k, coalesce(v, '') AS v, x FROM duckdb_side", "colonnes v"),
        ("SELECT k, v FROM duckdb_side", "colonnes x"),
        ("SELECT v, k, x FROM duckdb_side", "autre ordre"),
        ("SELECT k::VARCHAR AS k, v, x FROM duckdb_side", "types de k"),
    ],
)
def test_two_tables_are_equal_or_the_difference_is_said(other: str, word: str) -> None:
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE duckdb_side AS FROM {ROWS}")
        con.execute(f"CREATE TABLE spark_side AS {other}")
        found = difference(con, "duckdb_side", "spark_side")
    assert word in found and bool(word) == bool(found)
