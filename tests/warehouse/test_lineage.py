"""Each column of a model is traced to the columns it is computed from."""

from __future__ import annotations

import pytest

from observatory.warehouse import lineage as lineages
from observatory.warehouse.lineage import column_lineage

LAKE = {
    "lake.appels": {"id": "VARCHAR", "code": "VARCHAR", "duree": "VARCHAR", "jour": "DATE"},
    "lake.nuits": {"code": "VARCHAR", "places": "INTEGER"},
    "ref.motif": {"code": "VARCHAR", "libelle": "VARCHAR"},
}
STAGING = {
    "staging.appels": "WITH appels AS (SELECT * FROM lake.appels) SELECT id, code, duree::INTEGER AS duree_min FROM appels",
    "staging.nuits": "SELECT * FROM lake.nuits",
}


def origins(toy, sql: str, schemas: dict | None = None) -> dict[str, list[tuple[str, str]]]:
    return column_lineage(toy(STAGING | {"core.x": sql}), schemas or LAKE)["core.x"]


def test_columns_pass_through_ctes_casts_and_stars(toy):
    lineage = column_lineage(toy(STAGING), LAKE)
    assert lineage["staging.appels"]["duree_min"] == [("lake.appels", "duree")]
    assert lineage["staging.nuits"] == {"code": [("lake.nuits", "code")], "places": [("lake.nuits", "places")]}


def test_a_model_knows_the_columns_of_the_models_before_it(toy):
    sql = "WITH appels AS (SELECT * FROM staging.appels) SELECT id AS cle, sum(duree_min) AS duree FROM appels GROUP BY ALL"
    assert origins(toy, sql) == {"cle": [("staging.appels", "id")], "duree": [("staging.appels", "duree_min")]}


def test_every_column_of_an_expression_is_an_origin_and_a_filter_is_not(toy):
    sql = """
        SELECT coalesce(duree_min, places) AS valeur, m.libelle
        FROM staging.appels JOIN staging.nuits USING (code) LEFT JOIN ref.motif AS m USING (code)
        WHERE id <> '0'
    """
    assert origins(toy, sql) == {
        "valeur": [("staging.appels", "duree_min"), ("staging.nuits", "places")],
        "libelle": [("ref.motif", "libelle")],
    }


def test_windows_and_subqueries_are_followed(toy):
    sql = """
        SELECT lag(duree_min) OVER (PARTITION BY code) AS avant, (SELECT max(places) FROM staging.nuits) AS places
        FROM staging.appels
    """
    assert origins(toy, sql) == {
        "avant": [("staging.appels", "code"), ("staging.appels", "duree_min")],
        "places": [("staging.nuits", "places")],
    }


def test_a_union_is_followed_by_position_or_by_name_as_it_says(toy):
    arms = "SELECT code, duree_min AS n FROM staging.appels UNION ALL {} SELECT places AS n, code FROM staging.nuits"
    assert origins(toy, arms.format(""))["n"] == [("staging.appels", "duree_min"), ("staging.nuits", "code")]
    assert origins(toy, arms.format("BY NAME"))["n"] == [("staging.appels", "duree_min"), ("staging.nuits", "places")]


def test_a_constant_and_a_calendar_have_no_origin(toy):
    sql = "SELECT 1 AS un, range AS rang, range || id AS cle FROM range(3), staging.appels"
    assert origins(toy, sql) == {"un": [], "rang": [], "cle": [("staging.appels", "id")]}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT colonne_absente AS a FROM staging.appels, staging.nuits",
        "SELECT code AS a FROM staging.appels, staging.nuits",
        "SELECT a FROM (SELECT * FROM core.inconnu)",
        "WITH l AS (UNPIVOT staging.nuits ON places INTO NAME k VALUE a) SELECT a FROM l",
        "SELECT t.a FROM staging.appels AS p, LATERAL (SELECT places + p.duree_min AS a FROM staging.nuits) AS t",
    ],
)
def test_what_cannot_be_traced_whole_is_an_empty_list_and_never_an_error(toy, sql):
    assert origins(toy, sql) == {"a": []}


def test_a_failure_of_the_parser_of_names_leaves_the_known_columns_empty(toy, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("sqlglot.optimizer.qualify.qualify", fail)
    assert origins(toy, "SELECT id FROM staging.appels") == {"id": []}
    assert origins(toy, "SELECT id FROM staging.appels", LAKE | {"core.x": {"id": "VARCHAR"}}) == {"id": []}


def test_names_that_are_sql_words_and_composite_types_are_no_obstacle(toy):
    schemas = LAKE | {"lake.order": {"date": "DATE", "group": "STRUCT(a INTEGER)", "desc": "ENUM('a', 'b')"}}
    models = toy({"staging.order": 'SELECT "date", "desc" AS "select" FROM lake."order"'})
    assert column_lineage(models, schemas)["staging.order"] == {
        "date": [("lake.order", "date")],
        "select": [("lake.order", "desc")],
    }


def test_each_query_is_resolved_once_however_many_columns_it_has(toy, monkeypatch):
    from sqlglot.optimizer import qualify

    resolve, calls = qualify.qualify, []
    monkeypatch.setattr(lineages, "_TRACED", {})
    monkeypatch.setattr(qualify, "qualify", lambda *args, **options: calls.append(1) or resolve(*args, **options))
    columns = ", ".join(f"coalesce(duree_min, {i}) AS c{i}" for i in range(30))
    lineage = origins(toy, f"SELECT {columns} FROM staging.appels")
    assert set(map(tuple, lineage.values())) == {(("staging.appels", "duree_min"),)} and len(lineage) == 30
    assert len(calls) == 3  # one per model
    assert origins(toy, f"SELECT {columns} FROM staging.appels") == lineage and len(calls) == 3  # and once in a process
