"""Declared corrections and the fingerprint of the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

from observatory.contracts.load import FOLDER
from observatory.contracts.reference import corrections, lists_fingerprint, nomenclature_codes


def test_a_correction_says_what_it_expects_what_it_puts_instead_and_why():
    frame = corrections()
    assert frame.height == 6 and frame.null_count().sum_horizontal().item() == 0
    assert frame["correction_id"].is_unique().all()
    assert (frame["valeur_attendue"] != frame["valeur_corrigee"]).all()
    assert set(frame["date_mois"]) == {"2021-04-30"}


def test_codes_keep_their_leading_zero_in_lists_and_corrections():
    assert "01" in nomenclature_codes()["departement"] and "2A" in nomenclature_codes()["departement"]
    assert "02" in corrections()["territoire_code"].to_list()


def test_a_correction_is_about_a_territory_that_exists_and_a_contract_that_exists(catalogue):
    for row in corrections().rows(named=True):
        assert row["territoire_code"] in nomenclature_codes()["region"]
        assert row["contrat"] in catalogue.tables


def test_without_corrections_the_table_is_empty_and_keeps_its_columns(tmp_path: Path):
    assert corrections(tmp_path).columns == corrections().columns and corrections(tmp_path).is_empty()


def test_any_change_of_a_list_changes_the_fingerprint_and_no_contract_does(tmp_path: Path):
    folder = tmp_path / "data_contracts"
    shutil.copytree(FOLDER, folder)
    seen = {lists_fingerprint(folder), lists_fingerprint(FOLDER)}
    assert len(seen) == 1, "le même contenu ailleurs a la même empreinte"
    for name in (
        "nomenclatures/unite.csv",
        "corrections/barometre_relogement.yaml",
        "correspondances/non_reponse.csv",
        "meta.yaml",
    ):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.add(lists_fingerprint(folder))
    assert len(seen) == 4


def test_a_label_stands_alone(catalogue):
    labels = [
        line.split(";")[1]
        for path in (catalogue.folder / "nomenclatures").glob("*.csv")
        for line in path.read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert labels and not [label for label in labels if "précédent" in label.lower()]
