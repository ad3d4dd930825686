"""The files become a graph, and the rules of the layers are held."""

from __future__ import annotations

from pathlib import Path

import pytest

from observatory.errors import ObservatoryError
from observatory.warehouse.models import load_models, rule_violations

ORDERLY = {
    "staging.appels": "SELECT id, code FROM lake.appels JOIN ref.motif USING (code)",
    "staging.motif": "SELECT code FROM ref.motif",
    "core.appels": "WITH appels AS (SELECT * FROM staging.appels) SELECT id, count(*) AS nb FROM appels GROUP BY id",
    "core.suivi": "WITH a AS (FROM core.appels), m AS (FROM ref.motif) SELECT a.id, m.code FROM a, m",
    "marts.suivi": "SELECT id FROM core.suivi UNION ALL SELECT id FROM marts.appels",
    "marts.appels": "SELECT id, nb FROM core.appels",
}


def test_a_model_is_named_after_its_file_and_described_by_its_first_line(toy):
    model = toy({"core.appels": "-- Appels reçus au 115.\n-- Grain : un appel.\nSELECT 1 AS id;\n"})["core.appels"]
    assert (model.layer, model.path.name) == ("core", "appels.sql")
    assert model.description == "Appels reçus au 115."
    assert "Grain" in model.sql


def test_a_model_without_header_has_no_description(toy):
    assert toy({"core.appels": "SELECT 1 AS id -- Appels"})["core.appels"].description == ""


def test_a_model_of_staging_is_a_table_when_it_sorts_or_groups(toy):
    sorted_once = "SELECT id FROM lake.appels QUALIFY row_number() OVER (PARTITION BY id) = 1"
    models = toy(ORDERLY | {"staging.derniers": sorted_once})
    assert {name: models[name].kind for name in ("staging.appels", "staging.derniers", "core.suivi")} == {
        "staging.appels": "VIEW",
        "staging.derniers": "TABLE",
        "core.suivi": "TABLE",
    }
    commented = {"staging.appels": "-- GROUP BY, OVER\nSELECT id FROM lake.appels"}
    assert toy(commented)["staging.appels"].kind == "VIEW"


def test_inputs_are_relations_wherever_they_are_read_and_never_ctes(toy):
    sql = """
        WITH RECURSIVE appels AS (SELECT * FROM staging.appels), suite AS (SELECT id FROM appels UNION SELECT 1 FROM suite)
        SELECT id, (SELECT max(n) FROM ref.motif) AS n FROM suite, range(3)
        WHERE id IN (SELECT id FROM core.nuits) UNION ALL SELECT 1, 2 FROM staging.appels
    """
    assert toy({"core.x": sql})["core.x"].inputs == ("core.nuits", "ref.motif", "staging.appels")


def test_each_model_comes_after_those_it_reads(toy):
    names = list(toy(ORDERLY))
    assert names.index("staging.appels") < names.index("core.appels") < names.index("core.suivi")
    assert names.index("marts.appels") < names.index("marts.suivi")


def test_queries_outside_the_three_layers_are_not_models(toy):
    assert list(toy({"checks.doublons": "SELECT FROM WHERE", "core.a": "SELECT 1 AS id"})) == ["core.a"]


@pytest.mark.parametrize("sql", ["SELECT id\nFROM staging.a\nWHERE id IN IN (1)", "SELECT id,\n\n'jamais fermé"])
def test_a_file_that_is_not_sql_is_refused_with_its_line(toy, sql):
    with pytest.raises(ObservatoryError, match=r"core/a\.sql, ligne 3"):
        toy({"core.a": sql})


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path):
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "a.sql").write_bytes("SELECT 1 AS id\n-- reçu\n".encode("latin-1"))
    with pytest.raises(ObservatoryError, match=r"core/a\.sql, ligne 2"):
        load_models(tmp_path)


@pytest.mark.parametrize("sql", ["SELECT 1 AS id; SELECT 2 AS id", "DROP TABLE core.a", "", "-- rien\n"])
def test_a_file_is_one_select(toy, sql):
    with pytest.raises(ObservatoryError, match=r"core/a\.sql : .* SELECT unique"):
        toy({"core.a": sql})


def test_models_that_read_each_other_are_refused_with_their_names(toy):
    with pytest.raises(ObservatoryError, match="core.a → core.b → core.a|core.b → core.a → core.b"):
        toy({"core.a": "SELECT id FROM core.b", "core.b": "SELECT id FROM core.a"})


def test_orderly_models_break_no_rule(toy):
    assert rule_violations(toy(ORDERLY)) == []


@pytest.mark.parametrize(
    ("name", "sql", "sentence"),
    [
        (
            "core.x",
            "SELECT id FROM lake.appels",
            "core.x lit lake.appels : la couche core ne lit que staging, core, ref",
        ),
        ("marts.x", "SELECT id FROM lake.appels", "marts.x lit lake.appels : la couche marts ne lit que core, marts."),
        ("marts.x", "SELECT id FROM staging.appels", "marts.x lit staging.appels : la couche marts"),
        ("marts.x", "SELECT code FROM ref.motif", "marts.x lit ref.motif : la couche marts"),
        ("core.x", "SELECT id FROM marts.appels", "core.x lit marts.appels : la couche core"),
        ("staging.x", "SELECT id FROM staging.appels", "staging.x lit staging.appels : la couche staging"),
        ("staging.x", "SELECT a.id FROM lake.a JOIN lake.b USING (id)", "plusieurs relations du lac (lake.a, lake.b)"),
        ("staging.x", "SELECT 1 AS id", "staging.x ne lit ni une relation du lac ni une nomenclature."),
        ("core.x", "SELECT id FROM appels", "core.x lit appels : la couche core"),
        ("core.x", "SELECT id FROM meta.fichiers", "core.x lit meta.fichiers : la couche core"),
        ("core.x", "SELECT id FROM read_csv('/tmp/a.csv')", "core.x lit read_csv : la couche core"),
        ("core.x", "SELECT id FROM staging.absent", "core.x lit staging.absent, mais le fichier staging/absent.sql"),
        ("core.x", "SELECT * FROM staging.appels", "core.x : le SELECT final nomme ses colonnes"),
        ("core.x", "SELECT a.* EXCLUDE (id) FROM staging.appels AS a", "core.x : le SELECT final nomme ses colonnes"),
        ("core.x", "SELECT COLUMNS('nb_.*') FROM staging.appels", "core.x : le SELECT final nomme ses colonnes"),
        ("marts.x", "SELECT id, nb FROM core.appels UNION ALL FROM marts.appels", "marts.x : le SELECT final nomme"),
        ("core.Été", "SELECT 1 AS id", "core.Été : le nom du fichier"),
    ],
)
def test_a_broken_rule_is_one_sentence_that_names_the_model(toy, name, sql, sentence):
    violations = rule_violations(toy(ORDERLY | {name: sql}))
    assert len(violations) == 1
    assert sentence in violations[0]


def test_a_staging_model_may_pass_every_column(toy):
    assert rule_violations(toy({"staging.appels": "SELECT * FROM lake.appels"})) == []
