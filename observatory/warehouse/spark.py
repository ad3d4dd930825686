"""The same models on Spark: for an observatory whose lake one machine does not hold (decision 0037).

In: the relations that the models read and do not make (lake, ref), as Parquet. Out: one folder of Parquet for each model. The
order, the SQL, the types of the contracts and the estimators are those of the DuckDB warehouse; only the engine is another.
Needs the extra `spark` and Java; nothing else of the library imports this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

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
    """What one model gave: its name, the folder of its Parquet, its duration in seconds."""

    name: str
    folder: Path
    seconds: float


def export_inputs(con: DuckDBPyConnection, models: Mapping[str, Model], folder: Path) -> None:
    """Write what the models read and do not make as `folder/<schema>.<table>/0.parquet`, from a DuckDB warehouse.

    A time of day leaves as text « HH:MM:SS ».
    """
    for relation in _inputs(models):
        target = folder / relation / "0.parquet"
        target.parent.mkdir(parents=True)
        con.execute(f"COPY (FROM {relation}) TO '{target}' (FORMAT parquet)")


def build(
    spark: SparkSession,
    models: Mapping[str, Model],
    inputs: Path,
    output: Path,
    types: Callable[[str], Mapping[str, str]],
) -> Iterator[SparkRun]:
    """Run every model in the order of the graph; each becomes the Parquet `output/<layer>.<model>` and a table of the session.

    `inputs` holds what `export_inputs` writes; `types(model)` gives the columns of its contract (name → DuckDB type), empty
    without one. Raises ObservatoryError for a model that does not translate, and what Spark raises for one that fails.
    """
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    register_functions(spark)
    for relation in _inputs(models):
        _attach(spark, relation, inputs / relation)
    for model in models.values():
        yield run_model(spark, model, output / model.name, types(model.name))


def run_model(spark: SparkSession, model: Model, folder: Path, types: Mapping[str, str]) -> SparkRun:
    """One model, once those it reads are tables of the session."""
    started = perf_counter()
    frame = _typed(spark.sql(spark_sql(model)), types)
    frame.write.mode("overwrite").parquet(str(folder))
    _attach(spark, model.name, folder, frame.schema)
    return SparkRun(model.name, folder, perf_counter() - started)


def register_functions(spark: SparkSession) -> None:
    """The estimators, under the names that the models call."""
    from pyspark.sql.functions import udf

    for name, function, _, returned in sql_functions():
        spark.udf.register(name, udf(_on_plain(function), spark_type(returned)).asNondeterministic())


def _inputs(models: Mapping[str, Model]) -> list[str]:
    return sorted({name for model in models.values() for name in model.inputs} - set(models))


def _attach(spark: SparkSession, relation: str, folder: Path, schema: StructType | None = None) -> None:
    """A table over a folder of Parquet; without its schema, Spark reads it in a file."""
    spark.sql(f"CREATE DATABASE IF NOT EXISTS {relation.partition('.')[0]}")
    spark.sql(f"DROP TABLE IF EXISTS {relation}")
    spark.catalog.createTable(relation, str(folder), "parquet", schema)


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
