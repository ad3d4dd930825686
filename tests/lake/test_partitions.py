"""Partitions and manifests: what is written, what is read again and when, what is never half done."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.ddl import polars_schema
from observatory.home import Home
from observatory.lake import gate, partitions
from observatory.lake.gate import candidate_rows, file_row
from observatory.lake.partitions import last_good, manifests, parquet_path, refresh, rules_in_force, sha256_of
from observatory.lake.quarantine import quarantine_path, write_quarantine
from observatory.quality import journal
from observatory.sources.intake import receive
from observatory.sources.origins import origins_in_force
from observatory.sources.reading import read_file

CONTRACT = "barometre_relogement"


@pytest.fixture
def received(home, catalogue, departements) -> Home:
    """A home that received a file with one bad line."""
    path = home.incoming / "série.csv"
    path.write_text("\n".join(departements()).replace("2021-02-28,20.0", "2021-02-31,20.0", 1), encoding="utf-8")
    receive(home, path, catalogue)
    return home


def bring(home: Home, catalogue, run: str = "r1"):
    (outcome,) = refresh(home, catalogue, CONTRACT, run)
    return outcome


def test_a_partition_holds_the_columns_and_types_of_its_contract(received, catalogue):
    bring(received, catalogue)
    frame = pl.read_parquet(parquet_path(received, CONTRACT, "DEP"))
    assert dict(frame.schema) == polars_schema(catalogue.sources[CONTRACT])
    assert frame.height == 35 and frame["fichier_sha256"].n_unique() == 1
    assert frame["version_contrat"].unique().to_list() == [catalogue.sources[CONTRACT].version]


def test_a_manifest_gives_the_counts_and_the_fingerprints(received, catalogue):
    bring(received, catalogue)
    (entry,) = manifests(received, CONTRACT)
    counts = [entry[f"nb_lignes_{part}"] for part in ("lues", "typees", "quarantaine")]
    assert counts == [36, 35, 1] and entry["fichier_nom"] == "série.csv"
    assert entry["parquet_sha256"] == sha256_of(parquet_path(received, CONTRACT, "DEP"))
    assert entry["fichier_sha256"] == origins_in_force(received, CONTRACT)[0].fichier_sha256


def test_the_lake_holds_partitions_and_manifests_and_nothing_half_written(received, catalogue):
    bring(received, catalogue)
    assert sorted(path.name for path in (received.lake / CONTRACT).iterdir()) == ["DEP.json", "DEP.parquet"]
    assert [path.suffix for path in (received.quarantine / CONTRACT).iterdir()] == [".csv"]


def test_a_spreadsheet_in_french_opens_the_quarantine(received, catalogue):
    bring(received, catalogue)
    (origin,) = origins_in_force(received, CONTRACT)
    path = quarantine_path(received, origin)
    assert path.name.startswith("série-") and path.read_bytes().startswith(
        b"\xef\xbb\xbfligne_source;colonnes;motifs;a_faire;contenu"
    )


def test_a_refused_line_never_runs_as_a_formula(home, catalogue, departements):
    lines = departements()
    lines[2] = "=1+1," + lines[2].split(",", 1)[1].replace("2021-02-28", "2021-02-31")
    path = home.incoming / "formule.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    receive(home, path, catalogue)
    bring(home, catalogue)
    (origin,) = origins_in_force(home, CONTRACT)
    (content,) = pl.read_csv(quarantine_path(home, origin), separator=";")["contenu"]
    assert content.startswith("'=1+1 ; ")


def test_the_quarantine_of_a_file_that_is_clean_at_last_goes_away(received, catalogue, monkeypatch):
    bring(received, catalogue)
    (origin,) = origins_in_force(received, CONTRACT)
    assert quarantine_path(received, origin).exists()
    clean = read_file(
        b"\n".join(origin.path(received).read_bytes().split(b"\n")[:2]), "série.csv", catalogue, date(2026, 11, 23)
    )
    write_quarantine(received, origin, clean)
    assert not quarantine_path(received, origin).exists()


def test_a_file_already_in_the_lake_is_not_read_again(received, catalogue):
    first, second = bring(received, catalogue), bring(received, catalogue, "r2")
    assert (first.is_new, second.is_new) == (True, False)
    assert (second.nb_read, second.nb_typed, second.nb_quarantined) == (36, 35, 1)
    assert [(r.id, r.passed, r.nb_rows) for r in second.results] == [(r.id, r.passed, r.nb_rows) for r in first.results]
    assert set(journal.read(received.journal)["execution_id"]) == {"r1"}


def test_a_change_of_the_rules_reads_everything_again(received, catalogue, monkeypatch):
    bring(received, catalogue)
    monkeypatch.setattr(partitions, "lists_fingerprint", lambda folder: "autres listes")
    assert bring(received, catalogue, "r2").is_new
    assert manifests(received, CONTRACT)[0]["regles"] == rules_in_force(received, catalogue, CONTRACT)
    assert not bring(received, catalogue, "r3").is_new


def test_a_lost_journal_has_the_checks_run_again(received, catalogue):
    bring(received, catalogue)
    for path in received.journal.iterdir():
        path.unlink()
    assert bring(received, catalogue, "r2").is_new and set(journal.read(received.journal)["execution_id"]) == {"r2"}


def test_a_partition_that_differs_from_its_manifest_is_not_a_good_one(received, catalogue):
    bring(received, catalogue)
    path = parquet_path(received, CONTRACT, "DEP")
    assert last_good(received, CONTRACT, "DEP") == path and last_good(received, CONTRACT, "REG") is None
    path.write_bytes(b"abime")
    assert last_good(received, CONTRACT, "DEP") is None


def test_a_crash_while_writing_leaves_the_last_good_partition(received, catalogue, monkeypatch, departements):
    bring(received, catalogue)
    before = {path.name: path.read_bytes() for path in (received.lake / CONTRACT).iterdir()}
    path = received.incoming / "suite.csv"
    path.write_text("\n".join(departements(step=11)), encoding="utf-8")
    receive(received, path, catalogue)
    monkeypatch.setattr(
        pl.DataFrame, "write_parquet", lambda frame, target, **_: (_ for _ in ()).throw(OSError("disque plein"))
    )
    with pytest.raises(OSError, match="disque plein"):
        bring(received, catalogue)
    assert {p.name: p.read_bytes() for p in (received.lake / CONTRACT).iterdir() if p.name in before} == before
    monkeypatch.undo()
    assert bring(received, catalogue).file_name == "suite.csv"


def test_nothing_received_is_nothing_to_do(home, catalogue):
    assert refresh(home, catalogue, CONTRACT, "r") == [] and manifests(home, CONTRACT) == []


def test_the_journal_and_the_logs_hold_no_value(received, catalogue, caplog):
    caplog.set_level("INFO", "observatory")
    bring(received, catalogue)
    entries = json.dumps(journal.read(received.journal).to_dicts(), default=str, ensure_ascii=False)
    assert "2021-02-31" not in entries + caplog.text and "Z11" not in entries + caplog.text
    assert "36 lignes lues, 35 typées, 1 en quarantaine ; accepté" in caplog.text


def test_a_home_with_an_odd_name_works(tmp_path: Path, catalogue, departements):
    home = Home(tmp_path / "l'observatoire [essai] *").create()
    for step in (10, 11):
        path = home.incoming / f"{step}.csv"
        path.write_text("\n".join(departements(step=step)), encoding="utf-8")
        receive(home, path, catalogue)
        outcome = bring(home, catalogue)
        assert outcome.is_kept and outcome.is_new and not [r for r in outcome.results if r.technical_error]


def test_the_candidate_and_its_file_row_follow_their_contracts(catalogue, departements):
    reading = read_file("\n".join(departements()).encode(), "f.csv", catalogue, date(2026, 11, 23))
    assert candidate_rows(reading, date(2026, 11, 23)).columns == [c.name for c in reading.table.columns]
    row = file_row(reading, date(2026, 11, 23))
    assert dict(row.schema) == polars_schema(catalogue.table(gate.FILES)) and row.height == 1


def test_rows_lost_between_reading_and_typing_stop_everything(catalogue, departements, monkeypatch):
    from dataclasses import replace

    reading = read_file("\n".join(departements()).encode(), "f.csv", catalogue, date(2026, 11, 23))
    lossy = replace(reading, typed=replace(reading.typed, nb_read=37))
    found = {r.id for r in gate.examine(lossy, date(2026, 11, 23), catalogue, None) if r.is_blocking_failure}
    assert found == {"GEN-01"}
