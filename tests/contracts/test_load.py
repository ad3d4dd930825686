"""The catalogue: inherited words, columns added by intake, refusals when a contract does not hold together."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from observatory.contracts.load import load_catalogue
from observatory.errors import ObservatoryError

CONTRACT = """
apiVersion: v3.1.0
kind: DataContract
id: marts.essai
name: Essai
version: 1.0.0
status: active
team: {name: observatoire}
schema:
  - name: essai
    physicalName: marts.essai
    description: Une table.
    properties:
      - {name: b, physicalType: INTEGER, primaryKey: true, primaryKeyPosition: 2, required: true, description: "Le b."}
      - {name: a, physicalType: VARCHAR, primaryKey: true, primaryKeyPosition: 1, required: true, description: "Le a."}
      - {name: c, transformSourceObjects: [ORIGINE]}
"""


def write(folder: Path, origin: str) -> Path:
    (folder / "marts.essai.yaml").write_text(CONTRACT.replace("ORIGINE", origin), encoding="utf-8")
    return folder


def test_a_column_takes_the_words_and_the_type_of_its_origin(tmp_path: Path):
    column = load_catalogue(write(tmp_path, "marts.essai.b")).table("marts.essai").column("c")
    assert (column.description, column.type, column.required) == ("Le b.", "INTEGER", False)


def test_a_key_follows_the_positions_and_not_the_order_of_columns(tmp_path: Path):
    assert load_catalogue(write(tmp_path, "marts.essai.b")).table("marts.essai").key == ("a", "b")


@pytest.mark.parametrize("origin", ["marts.essai.z", "marts.essai.c"])
def test_an_origin_that_nobody_describes_is_refused(tmp_path: Path, origin: str):
    with pytest.raises(ObservatoryError, match=r"marts.essai : la colonne « c ».*aucun contrat ne décrit.*Corrigez"):
        load_catalogue(write(tmp_path, origin))


def test_a_catalogue_travels_as_the_folder_that_it_was_read_from():
    """A process that reads files for another is given one at each file."""
    catalogue = load_catalogue()
    assert len(pickle.dumps(catalogue)) < 500 and pickle.loads(pickle.dumps(catalogue)) is catalogue
    assert load_catalogue(catalogue.folder) is catalogue


def test_an_unknown_table_is_refused_with_the_known_ones(catalogue):
    with pytest.raises(ObservatoryError, match=r"Aucun contrat ne décrit « lake.inconnu ».*lake.barometre_relogement"):
        catalogue.table("lake.inconnu")


def test_sources_carry_the_columns_of_reception_and_no_other_table_does(catalogue):
    added = ["fichier_sha256", "ligne_source", "feuille_source", "date_reception", "version_contrat"]
    for table in catalogue.sources.values():
        assert [column.name for column in table.columns][-5:] == added
        assert not {column.name for column in table.source_columns} & set(added)
    assert "ligne_source" not in [column.name for column in catalogue.table("marts.relogement_mensuel").columns]


def test_reception_itself_is_not_a_source(catalogue):
    assert "fichiers" not in catalogue.sources and "barometre_relogement" in catalogue.sources


def test_the_files_that_say_which_territories_exist_come_first(catalogue):
    kinds = [table.is_reference for table in catalogue.sources.values()]
    assert kinds == sorted(kinds, reverse=True) and True in kinds and False in kinds
