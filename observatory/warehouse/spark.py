"""The same models on Spark: for an observatory whose lake one machine does not hold (decision 0037).

In: the relations that the models read and do not make (lake, ref), as Parquet. Out: one folder of Parquet for each model.
The order, the SQL, the types of the contracts and the estimators are those of the DuckDB warehouse; only the engine is
another.
Needs the extra `spark` and Java; nothing else of the library imports this module.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import TYPE_CHECKING, Any

from observatory.errors import ObservatoryError
from observatory.warehouse.functions import sql_functions
from observatory.warehouse.portable import spark_sql, spark_type

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

    from observatory.warehouse.models import Model

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",  # the days of the sources have no zone
    "spark.sql.ansi.enabled": "true",  # a value that does not fit stops the run, as in DuckDB
    "spark.sql.timeType.enabled": "true",  # the hours of a night
}


@dataclass(frozen=True)
class SparkRun:
    """What one model gave: its name, the folder (or address) of its Parquet, its duration in seconds."""

    name: str
    folder: str
    seconds: float


def export_inputs(con: DuckDBPyConnection, models: Mapping[str, Model], folder: Path) -> None:
    """Write what the models read and do not make as `folder/<schema>.<table>/0.parquet`, from a DuckDB warehouse.

    The lake as its contracts are today, whatever the version that wrote each file.
    """
    for relation in inputs_of(models):
        target = folder / relation / "0.parquet"
        target.parent.mkdir(parents=True)
        con.execute(f"COPY (FROM {relation}) TO '{target}' (FORMAT parquet)")


def open_session(cores: int = 2, memory: str = "4g") -> SparkSession:
    """Spark on this machine, quiet, without its web page. A cluster opens its own session, with `SETTINGS`.

    Raises ObservatoryError when Java is absent.
    """
    from pyspark.sql import SparkSession

    if not (which("java") or os.environ.get("JAVA_HOME")):
        raise ObservatoryError("Java est absent, et Spark en a besoin.", "Installez Java 17 (ou donnez JAVA_HOME).")
    os.environ.setdefault(
        "PYSPARK_PYTHON", sys.executable
    )  # the workers run the estimators: same Python, same libraries
    here = {
        "spark.driver.memory": memory,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": str(cores),
    }
    session = SparkSession.builder.master(f"local[{cores}]").config(map=here | SETTINGS).getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # its errors, here and below, carry values of the data
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)
    logging.getLogger("DataFrameQueryContextLogger").setLevel(logging.CRITICAL + 1)
    return session


def build(
    spark: SparkSession,
    models: Mapping[str, Model],
    inputs: Path | str,
    output: Path | str,
    types: Callable[[str], Mapping[str, str]],
    frozen: Mapping[str, Path] | None = None,
) -> Iterator[SparkRun]:
    """Run every model in the order of the graph; each becomes the Parquet `output/<layer>.<model>` and a table of the
    session.

    `inputs` holds what `export_inputs` writes, on disk or at an address that Spark opens (`s3a://…`); `types(model)` gives
    the columns of its contract (name → DuckDB type), empty without one; `frozen` is that of `run.build`. Raises
    ObservatoryError for a model that does not translate, or that Spark refuses: with the class of its error, never a value.
    """
    register_functions(spark)
    for relation in inputs_of(models):
        attach(spark, relation, f"{inputs}/{relation}")
    for model in models.values():
        yield _run(spark, model, f"{output}/{model.name}", types(model.name), (frozen or {}).get(model.name))


def register_functions(spark: SparkSession) -> None:
    """The estimators, under the names that the models call."""
    from pyspark.sql.functions import udf

    for name, function, _, returned in sql_functions():
        spark.udf.register(name, udf(_on_plain(function), spark_type(returned)).asNondeterministic())


def inputs_of(models: Mapping[str, Model]) -> list[str]:
    """What the models read and do not make: relations of lake and ref."""
    return sorted({name for model in models.values() for name in model.inputs} - set(models))


def attach(spark: SparkSession, relation: str, folder: Path | str, schema: StructType | None = None) -> None:
    """A table over a folder of Parquet; without its schema, Spark reads it in a file."""
    spark.sql(f"CREATE DATABASE IF NOT EXISTS {relation.partition('.')[0]}")
    spark.sql(f"DROP TABLE IF EXISTS {relation}")
    spark.catalog.createTable(relation, str(folder), "parquet", schema)


def _run(spark: SparkSession, model: Model, folder: str, types: Mapping[str, str], frozen: Path | None) -> SparkRun:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    started = perf_counter()
    try:
        frame = spark.sql(spark_sql(model))
        if frozen:
            frame = _with_frozen(frame, model, spark.read.parquet(str(frozen)))
        frame = _typed(frame, types)
        frame.write.mode("overwrite").parquet(folder)
        attach(spark, model.name, folder, frame.schema)
    except (PySparkException, Py4JError) as error:  # their words carry the query, and values of the data
        said = error.getCondition() if isinstance(error, PySparkException) else None
        raise ObservatoryError(
            f"{model.name} : Spark a refusé la requête ({said or type(error).__name__}).",
            "Comparez avec DuckDB sur les mêmes fichiers : « make test-spark ».",
        ) from None
    return SparkRun(model.name, folder, perf_counter() - started)


def _with_frozen(frame: DataFrame, model: Model, left: DataFrame) -> DataFrame:
    """The outcomes of the erased added to those of a model, as its header says (`run.build`, decision 0021)."""
    from pyspark.sql import functions as f

    both = frame.unionByName(left)
    added = [getattr(f, model.frozen[name])(name).alias(name) for name in frame.columns if name in model.frozen]
    return (
        both.groupBy(*(name for name in frame.columns if name not in model.frozen)).agg(*added).select(*frame.columns)
    )


def _typed(frame: DataFrame, types: Mapping[str, str]) -> DataFrame:
    from pyspark.sql import functions as f

    if not types:
        return frame
    return frame.select(*(f.col(f"`{name}`").cast(spark_type(kind)).alias(name) for name, kind in types.items()))


def _on_plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function on lists and dicts, as DuckDB gives them: Spark gives rows."""
    return lambda *values: function(*map(_plain, values))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.asDict() if hasattr(value, "asDict") else value
