"""A table computed from protected ones: nothing else goes in, its numbers are theirs, and no true count comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from math import isclose
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
from observatory.publication.database import write_database
from observatory.publication.description import shaped, with_computed_checks
from observatory.publication.evidence import refuse_leaks
from observatory.publication.leaks import Guarded
from observatory.publication.memory import COMPUTED, read_memory
from tests.publication import fair_tables
from tests.publication.fair_tables import CODES, POLICY, TINY, protected, true_frames

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
    tables = {name: protected()[name] for name in ("territoires",)} | {"comparaisons": fair_tables.compared()}
    write_database(tmp_path / "o.duckdb", tables, load_catalogue())
    with duckdb.connect(str(tmp_path / "o.duckdb"), read_only=True) as con:
        kinds = con.execute(
            "SELECT table_name, referenced_table FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
        )
        assert kinds.fetchall() == [("comparaisons", "territoires")]


def test_expected_and_ratios_are_redone_from_the_published_tables(found: pl.DataFrame):
    shown = protected()["attributions"].frame
    for measure, level, count in (
        ("PART_NETTE", "DEP", "nb_sans_domicile_hors_dna"),
        ("PART_BRUTE", "SIREN_EPCI", "nb_sans_domicile"),
    ):
        rows = shown.filter(pl.col("niveau") == level, pl.col("annee") == 2024).sort("territoire_code").to_dicts()
        common = sum(row[count] for row in rows) / sum(row["nb_radiations"] for row in rows)
        mine = found.filter(mesure_comparee=measure, niveau=level, annee=2024).sort("territoire_code").to_dicts()
        assert [row["territoire_code"] for row in mine] == [row["territoire_code"] for row in rows] and len(
            rows
        ) == len(CODES)
        for row, told in zip(rows, mine, strict=True):
            assert told["menages_observes"] == row[count] and told["base_comparaison"] == row["nb_radiations"]
            assert isclose(told["menages_attendus"], common * row["nb_radiations"], abs_tol=0.01)
            if told["rapport"] is not None:
                assert isclose(told["rapport"], row[count] / (common * row["nb_radiations"]), abs_tol=6e-4)
                assert isclose(told["taux"], 100 * row[count] / row["nb_radiations"], abs_tol=1e-3)


def test_the_public_series_is_compared_in_households_by_inhabitant(found: pl.DataFrame):
    rows = true_frames()["relogement_annuel"].filter(annee=2023).sort("territoire_code").to_dicts()
    common = sum(row["nb_personnes_annee"] / 2.2 for row in rows) / sum(row["pop_municipale"] for row in rows)
    mine = found.filter(mesure_comparee="MENAGES_RELOGES", niveau="DEP", annee=2023).sort("territoire_code").to_dicts()
    for row, told in zip(rows, mine, strict=True):
        assert isclose(told["menages_observes"], row["nb_personnes_annee"] / 2.2, abs_tol=0.01)
        assert isclose(told["menages_attendus"], common * row["pop_municipale"], abs_tol=0.01)
    assert {row["territoire_code"]: row["position_entonnoir"] for row in mine}["03"] == "AU_DESSUS"


def test_only_a_territory_that_rounding_cannot_explain_is_to_be_looked_at(found: pl.DataFrame):
    rounded = found.filter(pl.col("mesure_comparee") != "MENAGES_RELOGES").drop_nulls("rapport")
    far = (pl.col("menages_observes") - 4) / pl.col("menages_attendus") > pl.col("limite_haute_998")
    assert set(rounded.filter(position_entonnoir="AU_DESSUS")["territoire_code"]) == set(rounded.filter(far)["territoire_code"]) == {"03", "E03"}  # fmt: skip
    assert TINY in found.filter(pl.col("motif_non_compare").is_not_null())["territoire_code"].to_list()


def test_its_peers_follow_the_published_rule(found: pl.DataFrame):
    one = found.filter(mesure_comparee="PART_NETTE", niveau="DEP", annee=2024)
    people = dict(true_frames()["territoires"].filter(niveau="DEP").select("territoire_code", "pop_municipale").rows())
    bounds = (20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
    group = {code: sum(people[code] >= bound for bound in bounds) for code in CODES}
    for row in one.to_dicts():
        same = [code for code in CODES if group[code] == group[row["territoire_code"]]]
        assert row["nb_pairs"] <= len(same) - 1 and (row["groupe_pairs"] is None) == (len(same) - 1 < 5)
        if row["groupe_pairs"]:
            assert row["groupe_pairs"].startswith(f"P{group[row['territoire_code']]}")


def test_no_true_count_can_be_read_and_a_computed_table_excuses_nothing(tmp_path: Path):
    """The attack by files, on the table as it is, then with the true counts in one of its columns."""
    keys, true, shown = (
        ("niveau", "territoire_code", "annee"),
        true_frames()["attributions"],
        protected()["attributions"],
    )
    guarded = [Guarded("attributions", keys, count, true, shown.frame) for count in fair_tables.COUNTS]
    home, table = Home(tmp_path / "maison").create(), fair_tables.compared()
    folder = tmp_path / "version" / "parquet"
    folder.mkdir(parents=True)
    tables = {**protected(), "comparaisons": table}
    table.frame.write_parquet(folder / "comparaisons.parquet")
    shown.frame.write_parquet(folder / "attributions.parquet")
    refuse_leaks(home, tmp_path / "version", "v", guarded, tables, ["comparaisons"])
    gross = table.frame.filter(mesure_comparee="PART_BRUTE").join(true.select(*keys, "nb_sans_domicile"), on=keys)
    gross.with_columns(bande_rang=pl.col("nb_sans_domicile")).drop("nb_sans_domicile").write_parquet(
        folder / "comparaisons.parquet"
    )
    with pytest.raises(ObservatoryError, match="laissent lire des effectifs protégés"):
        refuse_leaks(home, tmp_path / "version", "v", guarded, tables, ["comparaisons"])


def test_a_count_that_only_a_computed_table_holds_is_not_taken_for_published(tmp_path: Path):
    """A dishonest model would put true counts in its table, and a page would say one: the page is found all the same."""
    keys, true, shown = (
        ["niveau", "territoire_code", "annee"],
        true_frames()["attributions"],
        protected()["attributions"],
    )
    spoilt = fair_tables.compared().frame.join(true.select(*keys, vrai="nb_radiations"), on=keys).sort(keys)
    dishonest = computed("comparaisons", {name: protected()[name] for name in SOURCES}, lambda _: spoilt, POLICY)
    guarded = [Guarded("attributions", tuple(keys), "nb_radiations", true, shown.frame)]
    home, page = Home(tmp_path / "maison").create(), tmp_path / "version" / "site" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<p>{spoilt['vrai'].filter(spoilt['vrai'] % 5 != 0).max()} attributions</p>", encoding="utf-8")
    tables = {**protected(), "comparaisons": dishonest}
    with pytest.raises(ObservatoryError, match="laissent lire des effectifs protégés"):
        refuse_leaks(home, tmp_path / "version", "v", guarded, tables, ["comparaisons"])
    refuse_leaks(
        home, tmp_path / "version", "v", guarded, tables
    )  # a public table that holds them would excuse the page
