"""A table computed from protected ones: nothing else goes in, its numbers are theirs, and no true count comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.contracts.strict_yaml import read_yaml
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.policy_text import parse_policy
from observatory.disclosure.protected import computed
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication import computed as room
from observatory.publication.computed import compute_all
from observatory.publication.confidentiality import protect_all
from observatory.publication.database import verify_database, write_database
from observatory.publication.description import shaped, with_computed_checks
from observatory.publication.memory import COMPUTED, read_memory
from tests.publication import fair_tables
from tests.publication.fair_tables import CODES, POLICY, protected, true_frames

SOURCES = ("relogement_annuel", "attributions", "demandes_actives", "territoires")


@pytest.fixture(scope="module")
def found() -> pl.DataFrame:
    return fair_tables.compared().frame


def test_only_protected_tables_that_the_policy_names_enter():
    tables = {name: protected()[name] for name in SOURCES}
    assert computed("comparaisons", tables, lambda frames: frames["territoires"], POLICY).frame.height == 2 * len(CODES)
    with pytest.raises(TypeError, match="ProtectedTables only"):
        computed("comparaisons", tables | {"attributions": true_frames()["attributions"]}, lambda frames: None, POLICY)
    for name, given in (
        ("comparaisons", {"attributions": tables["attributions"]}),
        ("attributions", tables),
        ("inconnue", tables),
    ):
        with pytest.raises(DisclosureError, match="ne dit pas que"):
            computed(name, given, lambda frames: None, POLICY)
    with pytest.raises(DisclosureError, match="n’est pas signée"):
        computed("comparaisons", tables, lambda frames: None, replace(POLICY, signe_par=""))


def test_what_it_was_given_cannot_be_changed_from_within():
    tables = {name: protected()[name] for name in SOURCES}
    before = tables["attributions"].frame

    def spoils(frames):
        frames["attributions"].drop_in_place("nb_radiations")
        return frames["territoires"]

    computed("comparaisons", tables, spoils, POLICY)
    assert tables["attributions"].frame.equals(before)


@pytest.mark.parametrize("origin", ["siao_absente", "comparaisons"])
def test_a_policy_that_computes_from_what_is_not_published_is_refused(origin: str):
    text = read_yaml(FOLDER / "disclosure.yaml")
    text["familles"]["comparaisons"]["deduites_de"] = [origin]
    with pytest.raises(DisclosureError, match="ne sont pas publiées"):
        parse_policy(text)


def test_the_warehouse_may_not_hold_a_computed_table(tmp_path: Path):
    home = Home(tmp_path).create()
    with pytest.raises(ObservatoryError, match="se déduit de tables protégées"):
        protect_all(
            {"comparaisons": true_frames()["territoires"]}, POLICY, pl.DataFrame(), read_memory(home, None), home, "v"
        )


def test_the_model_sees_no_file_and_no_warehouse(tmp_path: Path, monkeypatch):
    """Its database is in memory and opens nothing: a model that would read a file fails, and nothing is published."""
    true_frames()["attributions"].write_parquet(tmp_path / "vrai.parquet")
    model = room.computed_models()["published.comparaisons"]
    reading = f"(SELECT count(*) FROM read_parquet('{tmp_path}/vrai.parquet')) > 0"
    assert duckdb.sql(f"SELECT {reading}").fetchall() == [(True,)], "ailleurs, ce fichier se lit"
    spoilt = replace(model, sql=f"{model.sql} AND {reading}")
    monkeypatch.setattr(room, "computed_models", lambda: {"published.comparaisons": spoilt})
    with pytest.raises(ObservatoryError, match="ne se calcule pas") as refusal:
        compute_all(protected(), POLICY, load_catalogue())
    assert "vrai" not in str(refusal.value)


def test_without_one_of_its_tables_it_is_left_out_and_said():
    tables = {name: table for name, table in protected().items() if name != "attributions"}
    found, lines, left_out, _ = compute_all(tables, POLICY, load_catalogue())
    assert (found, lines) == ({}, []) and "il y manque attributions" in left_out[0]


def test_it_says_in_the_evidence_how_it_was_made():
    found, (line,), _, checked = compute_all(protected(), POLICY, load_catalogue())
    assert (line["table_nom"], line["methode"], line["famille"]) == ("comparaisons", COMPUTED, "comparaisons")
    assert found["comparaisons"].frame.equals(fair_tables.compared().frame), (
        "les mêmes tables donnent les mêmes nombres"
    )
    checks = with_computed_checks(
        load_catalogue(), shaped(load_catalogue(), "controles", pl.DataFrame()), checked, datetime(2026, 1, 20)
    )
    assert checks["controle_id"].to_list() == ["EQT-01", "EQT-02", "EQT-03", "EQT-04"]
    assert set(checks["objet"]) == {"published.comparaisons"} and checks["est_reussi"].all()


def test_its_territories_are_those_of_the_published_list(tmp_path: Path):
    listed, compared, path = protected()["territoires"], fair_tables.compared(), tmp_path / "o.duckdb"
    tables = {"territoires": listed, "comparaisons": compared}
    write_database(path, tables, load_catalogue())
    verify_database(path, tables, load_catalogue())
    known = compared.frame["territoire_code"].unique()[0]
    short = tables | {"territoires": listed.filter(pl.col("territoire_code") != known)}
    write_database(tmp_path / "courte.duckdb", short, load_catalogue())
    with pytest.raises(ObservatoryError, match="comparaison.comparaisons renvoie à territoires, qui ne l’a pas"):
        verify_database(tmp_path / "courte.duckdb", short, load_catalogue())
