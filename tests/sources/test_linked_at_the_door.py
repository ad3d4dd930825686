"""The probabilistic linkage of persons, switched on: it leaves no trace of anybody, and says which method made the keys."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from dagster import DagsterInstance, build_asset_context

from observatory.lake.partitions import refresh
from observatory.pseudonyms import linkage
from observatory.sources.intake import receive, receive_incoming
from observatory.sources.origins import origins_in_force
from observatory.sources.reading import read_file
from tests.sources.test_nominative import FILES, everything_in, leaks, rows_of, written

NAME = FILES["siao_personne"][0]
TODAY = date(2026, 11, 24)


def a_file(everywhere: bool = True, kind: str = "csv") -> bytes:
    """The canaries, and a second file of a person whose name lost a letter."""
    rows = rows_of("siao_personne", everywhere)
    again = [value.format(500) for value in FILES["siao_personne"][2]] + ["CANRISSIME", "Zéphyrine", "07/03/1961"]
    return written([*rows, again + [""] * (len(rows[0]) - len(again))], kind)


def two_persons(linking, home) -> pl.DataFrame:
    return read_file(a_file(False), f"{NAME}.csv", linking, TODAY, None, home).typed.rows


@pytest.mark.parametrize("everywhere", [True, False], ids=["refuse", "accepte"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_canary_reaches_no_byte_when_persons_are_linked(
    home, linking, caplog, capfd, monkeypatch, tmp_path, kind: str, everywhere: bool
):
    (elsewhere := tmp_path / "ailleurs").mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    (home.incoming / f"{NAME}.{kind}").write_bytes(a_file(everywhere, kind))
    with caplog.at_level(logging.NOTSET):
        (receipt,) = receive_incoming(home, linking)
        (outcome,) = refresh(home, linking, "siao_personne", "essai")
    assert receipt.statut == "recu" and outcome.is_kept != everywhere
    (kept,) = (home.raw / "siao_personne").glob("*.parquet")
    assert "PROBABILISTE_1" in everything_in(kept.parent).upper(), "le rapprochement a bien eu lieu"
    assert leaks(everything_in(home.root)) == [] and not list(elsewhere.rglob("*"))
    assert leaks(f"{caplog.text} {receipt} {outcome} {capfd.readouterr()}") == []
    assert "splink" not in caplog.text.lower()


def test_a_canary_reaches_no_byte_of_the_storage_of_dagster_when_persons_are_linked(home, linking, monkeypatch):
    import assets.reception

    monkeypatch.setenv("OBSERVATORY_HOME", str(home.root))
    monkeypatch.setattr(assets.reception, "load_catalogue", lambda: linking)
    home.dagster.mkdir()
    (home.incoming / f"{NAME}.csv").write_bytes(a_file())
    with DagsterInstance.local_temp(str(home.dagster)) as instance:
        result = assets.reception.reception(build_asset_context(instance=instance))
    assert result.metadata["nombre de fichiers"] == 1
    assert leaks(f"{result.metadata} {result.check_results}") == [] and leaks(everything_in(home.root)) == []


def test_a_lost_letter_no_longer_splits_a_person(home, catalogue, linking):
    before = read_file(a_file(False), f"{NAME}.csv", catalogue, TODAY, None, home).typed.rows
    after = two_persons(linking, home)
    last = pl.col("ligne_source") == before["ligne_source"].max()
    assert before.filter(last)["cle_personne_centrale"][0] != before["cle_personne_centrale"][0]
    assert after.filter(last)["cle_personne_centrale"][0] == before["cle_personne_centrale"][0]
    assert after["cle_personne"].equals(before["cle_personne"])


def test_the_method_is_part_of_the_fingerprint_of_a_file(home, catalogue, linking, tmp_path):
    path = tmp_path / f"{NAME}.csv"
    path.write_bytes(a_file(False))
    seen = []
    for contracts in (catalogue, linking):
        assert receive(home, path, contracts).statut == "recu"
        assert receive(home, path, contracts).statut == "deja_recu"
        seen += [origin.fichier_sha256 for origin in origins_in_force(home, "siao_personne")]
    assert len(set(seen)) == 2


def test_when_it_fails_exact_keys_are_made_and_staff_are_told(home, catalogue, linking, monkeypatch, caplog):
    def broken(*_: object, **__: object) -> None:
        raise MemoryError("CANARISSIME Zéphyrine")

    exact = read_file(a_file(False), f"{NAME}.csv", catalogue, TODAY, None, home).typed.rows
    monkeypatch.setattr(linkage, "in_memory", broken)
    (home.incoming / f"{NAME}.csv").write_bytes(a_file(False))
    with caplog.at_level(logging.NOTSET):
        assert [receipt.statut for receipt in receive_incoming(home, linking)] == ["recu"]
        (outcome,) = refresh(home, linking, "siao_personne", "essai")
    failed = [result for result in outcome.results if not result.passed]
    assert outcome.is_kept and [result.id for result in failed if result.id == "PRS-07"]
    rows = pl.read_parquet(next((home.lake / "siao_personne").glob("*.parquet")))
    assert rows["methode_cles"].unique().to_list() == ["EXACTE_FAUTE_DE_MIEUX"]
    assert rows["cle_personne_centrale"].to_list() == exact["cle_personne_centrale"].to_list()
    assert leaks(f"{caplog.text} {outcome}") == [] and leaks(everything_in(home.root)) == []


def test_a_method_that_does_not_exist_leaves_the_file_where_it_is(home, linking):
    persons = linking.table("lake.siao_personne")
    said = persons.properties["rapprochement"] | {"methode": "splink"}
    wrong = replace(persons, properties={**persons.properties, "rapprochement": said})
    (path := home.incoming / f"{NAME}.csv").write_bytes(a_file(False))
    (receipt,) = receive_incoming(home, replace(linking, tables=linking.tables | {persons.name: wrong}))
    assert receipt.est_bloque and "« exacte » ou « probabiliste »" in receipt.phrase and path.exists()
    assert not list(home.raw.rglob("*"))
