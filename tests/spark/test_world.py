"""Every model on the demonstration: Spark gives what DuckDB gives, from the same Parquet.

`OBSERVATOIRE_MONDE` may name a home already received: it is read, never changed, and spares the demonstration.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb
import pytest

from observatory.contracts.ddl import create_statements
from observatory.contracts.load import Catalogue
from observatory.home import Home
from observatory.pipeline import sql_models
from tests.spark.cases import BY_GOLDEN_DATA
from tests.spark.compare import difference

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Model → why Spark may give something else. None does.
ALLOWED: dict[str, str] = {}
REPORT = Path("build/spark.json")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lake and the code lists of a small country of three years, as Parquet."""
    from observatory.warehouse.spark import export_inputs

    world = os.environ.get("OBSERVATOIRE_MONDE")
    home = Home(Path(world)) if world else _received(Home(tmp_path_factory.mktemp("monde")).create())
    folder = tmp_path_factory.mktemp("entrees")
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        export_inputs(con, sql_models(), folder)
    return folder


def _received(home: Home) -> Home:
    from assets.run import run_job
    from observatory.demo import write_demo

    write_demo(home, scale=0.2, years=(2023, 2025))
    run = run_job("preparer_la_publication", home)
    assert run.is_clean, (run.failures, [check for check in run.failed_checks if check.is_blocking])
    return home


def test_spark_gives_what_duckdb_gives(spark: SparkSession, inputs: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    from observatory.warehouse.spark import build as build_on_spark

    models, seconds = sql_models(), {}
    con, durations = _by_duckdb(inputs, catalogue)

    def types(name: str) -> dict[str, str]:
        return {c.name: c.type for c in catalogue.tables[name].columns} if name in catalogue.tables else {}

    started, apart, empty = perf_counter(), {}, set()
    for run in build_on_spark(spark, models, inputs, tmp_path, types):
        seconds[run.name] = run.seconds
        if con.execute(f"SELECT count(*) = 0 FROM {run.name}").fetchall()[0][0]:
            empty.add(run.name)
        if found := difference(con, run.name, f"read_parquet('{run.folder}/*.parquet')"):
            apart[run.name] = found
    whole = perf_counter() - started
    _report(models, durations, seconds, whole, len(models) - len(empty), apart)
    assert set(seconds) == set(models)
    assert empty <= set(BY_GOLDEN_DATA), "une table vide est égale à une autre : ces modèles vont dans BY_GOLDEN_DATA"
    assert apart.keys() == ALLOWED.keys(), "\n".join(f"{name} : {words}" for name, words in apart.items())


def _by_duckdb(inputs: Path, catalogue: Catalogue) -> tuple[duckdb.DuckDBPyConnection, dict[str, float]]:
    """The warehouse in memory, from the same Parquet, by the runner of the house; seconds of each model."""
    from observatory.warehouse.functions import register_functions
    from observatory.warehouse.run import build

    con = duckdb.connect()
    for schema in ("lake", "ref", "staging", "core", "marts"):
        con.execute(f"CREATE SCHEMA {schema}")
    register_functions(con)
    for folder in inputs.iterdir():
        con.execute(f"CREATE VIEW {folder.name} AS FROM read_parquet('{folder}/*.parquet')")

    def ddl(name: str) -> list[str]:
        return create_statements(catalogue.tables[name]) if name in catalogue.tables else []

    return con, {run.name: run.seconds for run in build(con, sql_models(), ddl=ddl)}


def _report(
    models: dict,
    by_duckdb: dict[str, float],
    by_spark: dict[str, float],
    whole: float,
    filled: int,
    apart: dict[str, str],
) -> None:
    """What docs/plusieurs-machines.md quotes: durations of both engines, from the same Parquet on the same machine."""
    REPORT.parent.mkdir(exist_ok=True)
    slow = sorted(by_spark.items(), key=lambda item: -item[1])[:10]
    told = {
        "modeles": len(models),
        "avec_lignes": filled,
        "differents": apart,
        "secondes_duckdb": round(sum(by_duckdb.values()), 2),
        "secondes_spark": round(sum(by_spark.values()), 1),
        "secondes_spark_avec_comparaison": round(whole, 1),
        "plus_lents_sur_spark": {name: round(took, 1) for name, took in slow},
    }
    REPORT.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
