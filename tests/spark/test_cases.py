"""The hard values, and the golden data of the models that the demonstration leaves empty: the same rows on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from observatory.contracts.ddl import create_statements
from observatory.contracts.load import FOLDER, Catalogue
from observatory.contracts.reference import corrections
from observatory.home import Home
from observatory.lake.frozen import erasures
from observatory.pipeline import sql_models
from observatory.warehouse.functions import register_functions
from observatory.warehouse.models import Model
from observatory.warehouse.portable import spark_sql, spark_type
from observatory.warehouse.run import attach_lake, attach_nomenclatures, build, columns_of
from tests.golden.reading import sections
from tests.spark.cases import BY_GOLDEN_DATA, CASES
from tests.spark.compare import difference

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


@pytest.mark.parametrize("title", CASES)
def test_a_hard_value_is_the_same(spark: SparkSession, con: duckdb.DuckDBPyConnection, title: str) -> None:
    query, _ = CASES[title]
    model = Model("core.essai", "core", Path("essai.sql"), query, "", ())
    con.execute(f"CREATE TABLE obtenu AS {query}")
    con.register("de_spark", spark.sql(spark_sql(model)).toArrow())
    assert difference(con, "obtenu", "de_spark") == ""


def test_what_the_erased_have_left_is_added(spark: SparkSession, tmp_path: Path) -> None:
    """Sums, and the least or the greatest, as the runner of DuckDB does (tests/warehouse/test_frozen.py)."""
    from observatory.warehouse import spark as runner

    frozen = {"nb": "sum", "depuis": "min"}
    model = Model("core.essai", "core", Path("essai.sql"), "SELECT 'Z11' AS dep, 3 AS nb, 5 AS depuis", "", (), frozen)
    gel = tmp_path / "gel.parquet"
    duckdb.sql("SELECT 2 AS nb, 4 AS depuis, 'Z11' AS dep UNION ALL SELECT 7, 9, 'Z12'").write_parquet(str(gel))
    (run,) = runner.build(spark, {model.name: model}, tmp_path, tmp_path / "sorti", lambda _: {}, {model.name: gel})
    rows = duckdb.sql(f"SELECT dep, nb, depuis FROM read_parquet('{run.folder}/*.parquet') ORDER BY dep").fetchall()
    assert rows == [("Z11", 5, 4), ("Z12", 7, 9)]


@pytest.fixture(scope="module")
def house(catalogue: Catalogue) -> Iterator[tuple[duckdb.DuckDBPyConnection, dict[str, dict[str, str]]]]:
    """The warehouse of an empty lake, and the columns of each relation: rows of a golden file take its types."""
    with duckdb.connect() as con:
        yield con, _types(con, catalogue)


@pytest.mark.parametrize("name", BY_GOLDEN_DATA)
def test_golden_data_give_the_same_rows(spark: SparkSession, house: tuple, tmp_path: Path, name: str) -> None:
    from pyspark.sql.types import StructType

    from observatory.warehouse.spark import attach

    con, types = house
    model, (entries, _) = sql_models()[name], sections(GOLDEN / f"{name}.sql")
    kinds = {one.name: one.kind for one in sql_models().values()}
    con.begin()
    try:
        for relation, query in entries.items():
            con.execute(f"CREATE TABLE entree AS {query}")
            given = [row[0] for row in con.execute("DESCRIBE entree").fetchall()]
            chosen = ", ".join(
                f"CAST({column} AS {types[relation].get(column, 'VARCHAR')}) AS {column}" for column in given
            )
            con.execute(f"DROP {kinds.get(relation, 'VIEW' if relation.startswith('lake.') else 'TABLE')} {relation}")
            con.execute(f"CREATE TABLE {relation} AS SELECT {chosen} FROM entree")
            con.execute("DROP TABLE entree")
        for relation in model.inputs:
            con.execute(f"COPY (FROM {relation}) TO '{tmp_path / relation}.parquet' (FORMAT parquet)")
            columns = ", ".join(f"`{column}` {spark_type(kind)}" for column, kind in columns_of(con, relation).items())
            attach(spark, relation, tmp_path / f"{relation}.parquet", StructType.fromDDL(columns))
        con.execute(f"CREATE TABLE obtenu AS {model.sql}")
        con.register("de_spark", spark.sql(spark_sql(model)).toArrow())
        assert con.execute("SELECT count(*) > 0 FROM obtenu").fetchall() == [(True,)]
        assert difference(con, "obtenu", "de_spark") == ""
    finally:
        con.rollback()


def _types(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Relation → columns and types: the warehouse of an empty lake, built in this connection."""
    schemas = {name: {c.name: c.type for c in table.columns} for name, table in catalogue.sources.items()}
    for schema in ("lake", "ref", "staging", "core", "marts"):
        con.execute(f"CREATE SCHEMA {schema}")
    attach_lake(con, {name: Path("absent") for name in schemas}, schemas)
    attach_nomenclatures(con, FOLDER / "nomenclatures")
    for name, frame in (
        ("corrections", corrections(catalogue.folder)),
        ("effacements", erasures(Home(Path("absent")))),
    ):
        con.register("entree", frame)
        con.execute(f"CREATE TABLE ref.{name} AS FROM entree")
        con.unregister("entree")
    register_functions(con)

    def ddl(name: str) -> list[str]:
        return create_statements(catalogue.tables[name]) if name in catalogue.tables else []

    list(build(con, sql_models(), ddl=ddl))
    models = sql_models()
    names = {*models, *(name for model in models.values() for name in model.inputs)}
    return {name: columns_of(con, name) for name in names}
