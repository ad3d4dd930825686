"""`observatory check`: everything the pipeline would say of a file, and nothing written."""

from __future__ import annotations

import json

import pytest


def test_check_writes_nothing_at_all(cli, tree, file, tmp_path):
    before = tree()
    assert cli("check", str(file)).exit_code == 0 and cli("check", "--json", str(file)).exit_code == 0
    assert tree() == before and sorted(p.name for p in tmp_path.iterdir()) == ["donnees", "série.csv"]


def test_check_does_not_even_create_a_home(cli, home, file):
    absent = home.root / "absente"
    assert cli("--home", str(absent), "check", str(file)).exit_code == 0
    assert not absent.exists()


def test_check_gives_a_full_diagnosis_to_a_machine(cli, file):
    file.write_text(file.read_text(encoding="utf-8").replace("2021-02-28", "2021-02-31", 1), encoding="utf-8")
    ran = cli("check", "--json", str(file))
    (found,) = json.loads(ran.output)
    assert ran.exit_code == 0 and found["accepte"] is True and found["deja_recu"] is False
    assert (found["fichier"], found["contrat"], found["partition"]) == ("série.csv", "lake.barometre_relogement", "DEP")
    assert (found["lignes_lues"], found["lignes_typees"], found["lignes_quarantaine"]) == (36, 35, 1)
    assert found["quarantaine"] == [
        {
            "colonne": "date_mois",
            "motif": "date impossible ou illisible",
            "a_faire": "demander une date jj/mm/aaaa ou aaaa-mm-jj",
            "nb_lignes": 1,
            "premieres_lignes": [3],
        }
    ]
    by_id = {check["controle"]: check for check in found["controles"]}
    assert by_id["GEN-17"]["reussi"] is False and by_id["GEN-17"]["severite"] == "avertissement"
    assert by_id["BAR-01"] == {"controle": "BAR-01", "severite": "bloquant", "reussi": True, "lignes_en_cause": 0, "phrase": by_id["BAR-01"]["phrase"]}  # fmt: skip


def test_check_tells_staff_what_is_wrong_and_what_to_do(cli, file):
    file.write_text(file.read_text(encoding="utf-8").replace("2021-02-28", "2021-02-31"), encoding="utf-8")
    ran = cli("check", str(file))
    assert "36 lignes lues = 33 typées + 3 en quarantaine" in ran.output
    assert (
        "! colonne date_mois, date impossible ou illisible : 3 ligne(s) (3, 15, 27) → demander une date" in ran.output
    )
    assert "! BAR-08" in ran.output and ran.output.endswith("✓ Le fichier peut être reçu.\n")


def test_check_of_a_file_that_a_check_would_stop_has_status_1(cli, file):
    file.write_text(file.read_text(encoding="utf-8").replace(",120.0,", ",-120.0,"), encoding="utf-8")
    ran = cli("check", str(file))
    assert ran.exit_code == 1 and "✗ BAR-02 [3] Des valeurs sont négatives" in ran.output
    assert ran.output.endswith("✗ Le fichier serait refusé.\n")


@pytest.mark.parametrize("as_json", [True, False])
def test_check_of_a_file_that_is_not_one_has_status_1(cli, file, as_json: bool):
    file.write_text("nom;commune\nx;y\n", encoding="utf-8")
    ran = cli("check", *["--json"] * as_json, str(file))
    assert ran.exit_code == 1 and "série.csv ne ressemble à aucune source connue" in ran.output
    if as_json:
        assert json.loads(ran.output)[0]["accepte"] is False


def test_check_of_several_files_examines_them_all(cli, file, tmp_path):
    empty = tmp_path / "vide.csv"
    empty.write_bytes(b"")
    ran = cli("check", "--json", str(empty), str(file))
    assert ran.exit_code == 1
    assert [(f["fichier"], f["accepte"]) for f in json.loads(ran.output)] == [("vide.csv", False), ("série.csv", True)]


def test_check_of_a_file_without_a_valid_row_is_refused(cli, file):
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Z1", "Q1"), encoding="utf-8")
    ran = cli("check", str(file))
    assert ran.exit_code == 1 and "✗ GEN-16" in ran.output and "✗ GEN-07" in ran.output
    file.write_text(text.split("\n")[0], encoding="utf-8")
    assert cli("check", str(file)).exit_code == 1


def test_check_says_that_a_file_was_received_already(cli, tree, file):
    cli("ingest", str(file))
    before = tree()
    ran = cli("check", str(file))
    assert ran.exit_code == 0 and "déjà reçu (même contenu) : il ne serait pas repris." in ran.output
    assert tree() == before


def test_check_shows_no_value_of_the_data(cli, file):
    file.write_text(file.read_text(encoding="utf-8").replace("Z11", "CANARI"), encoding="utf-8")
    for words in (["check"], ["check", "--json"]):
        assert "CANARI" not in cli(*words, str(file)).output
