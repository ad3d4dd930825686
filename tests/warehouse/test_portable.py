"""The models in the words of Spark, without Spark: every one translates. `make test-spark` runs them (tests/spark)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from observatory.errors import ObservatoryError
from observatory.pipeline import sql_models
from observatory.warehouse.functions import sql_functions
from observatory.warehouse.models import Model
from observatory.warehouse.portable import python_functions, spark_sql, spark_type
from tests.spark.cases import CASES

# What `make test-spark` has seen give the same rows as DuckDB. A model that calls another function adds it here, once it
# has been run there; a hard value of it goes in tests/spark/cases.py.
SEEN = {
    "ABS", "ADD_MONTHS", "ANY_VALUE", "ARRAY", "ARRAYS_ZIP", "ARRAY_CONTAINS", "ARRAY_JOIN", "ARRAY_POSITION",
    "ARRAY_SORT", "BOOL_AND", "BOOL_OR", "CAST", "CEIL", "CHR", "COALESCE", "COLLECT_LIST", "CONCAT", "CONTAINS",
    "COUNT", "DATEDIFF", "DATE_FORMAT", "DATE_TRUNC", "DAY", "DENSE_RANK", "EXISTS", "EXPLODE", "FILTER",
    "FIRST_VALUE", "FLOOR", "GREATEST", "IF", "INLINE", "LAG", "LAST_DAY", "LEAD", "LEAST", "LEFT", "LENGTH",
    "LISTAGG", "LOWER", "LPAD", "MAKE_DATE", "MAX", "MAX_BY", "MIN", "MIN_BY", "MODE", "MONTH", "NULLIF", "RANK",
    "ROUND", "ROW_NUMBER", "SEQUENCE", "SPLIT", "SPLIT_PART", "SQRT", "STARTSWITH", "STRUCT", "SUBSTRING", "SUM",
    "TRANSFORM", "TRIM", "TRY_CAST", "TRY_ELEMENT_AT", "WEEKDAY", "YEAR",
}  # fmt: skip
PYTHON = {
    "core.effet_estimations": ["estimer_effet"],
    "core.nuits_estimations": ["estimer_couverture", "estimer_detection"],
    "core.nuits_evolutions": ["intervalle_evolution"],
    "core.siao_delais": ["incidence_cumulee"],
    "core.siao_invisibles": ["borne_chao"],
    "marts.nuits_editions": ["intervalle_poisson"],
}


def model(sql: str) -> Model:
    return Model("core.essai", "core", Path("core/essai.sql"), sql, "", ())


def called(sql: str) -> set[str]:
    """The functions of a translated query: words in capitals before a parenthesis, out of its texts."""
    return set(re.findall(r"\b([A-Z_]+)\(", re.sub(r"'(?:[^'\\]|\\.)*'", "''", sql)))


def test_every_model_translates_with_functions_seen_on_both_engines() -> None:
    python = {name.upper() for name, *_ in sql_functions()}
    unseen = {name: found for name, one in sql_models().items() if (found := called(spark_sql(one)) - SEEN - python)}
    assert unseen == {}


def test_the_models_that_call_python_are_these() -> None:
    assert {name: found for name, one in sql_models().items() if (found := python_functions(one))} == PYTHON


@pytest.mark.parametrize("title", CASES)
def test_a_construct_that_the_engines_say_apart_is_rewritten(title: str) -> None:
    query, fragment = CASES[title]
    assert fragment in re.sub(r"\s+", " ", spark_sql(model(query)))


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("SELECT list(a ORDER BY b DESC) AS l FROM t", "DESC"),
        ("SELECT list(DISTINCT a) AS l FROM t", "DISTINCT"),
        ("SELECT nom[1] AS initiale FROM t", "crochet"),
        ("SELECT nom[2:] AS reste FROM t", "crochet"),
        ("SELECT unnest([1]) AS a, b, unnest([2]) AS c FROM t", "unnest"),
        ("SELECT date_trunc('month', unnest([a, b])) AS mois FROM t", "unnest dans une expression"),
        ("SELECT date_sub('week', a, b) AS n FROM t", "week"),
        ("SELECT a FROM t ASOF JOIN u ON t.k = u.k AND u.debut <= t.jour", "ASOF"),
    ],
)
def test_what_no_rewriting_knows_is_refused_in_french(sql: str, word: str) -> None:
    with pytest.raises(ObservatoryError, match=word) as refusal:
        spark_sql(model(sql))
    assert refusal.value.message.startswith("core.essai ne se traduit pas pour Spark")
    assert "portable.py" in refusal.value.action


def test_a_type_of_a_contract_is_one_of_spark() -> None:
    assert spark_type("STRUCT(bas DOUBLE, mots VARCHAR[])[]") == "ARRAY<STRUCT<bas: DOUBLE, mots: ARRAY<STRING>>>"
    assert [spark_type(kind) for kind in ("BIGINT", "DATE", "BLOB", "TIME")] == ["BIGINT", "DATE", "BINARY", "TIME(6)"]
