"""GEN-05: a direct identifier that no contract expects stops the file at the door; nothing is stored, no value is said."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.sources.intake import receive_incoming
from observatory.sources.reading import read_file
from observatory.sources.unexpected import identifier, refuse_left_sheet
from tests.sources.conftest import xlsx

HEAD = ["evenement_id", "type_evenement", "date_debut", "date_fin", "territoire_code_type", "territoire_code", "description", "source_url", "est_public"]  # fmt: skip
ROW = ["2026-01-20-OUVERTURE_PLACES-Z12", "OUVERTURE_PLACES", "20/01/2026", "", "DEP", "Z12", "vingt places", "https://exemple.invalid/0612345678/a", "oui"]  # fmt: skip
SECRET = {
    "courriel": "ecrire à rosa.durand@exemple.invalid",
    "telephone": "Mme D. (06 39 98 12 34)",
    "nir": "2 85 05 78 006 084 41",
}


def csv(*rows: list[str]) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode()


def read(content: bytes, catalogue: Catalogue, name: str = "evenements.csv"):
    return read_file(content, name, catalogue, date(2026, 11, 24))


@pytest.fixture(
    params=[(csv, "evenements.csv"), (lambda *rows: xlsx(list(rows)), "evenements.xlsx")], ids=["csv", "xlsx"]
)
def written(request):
    """Writes rows as a file: its content and its name."""
    make, name = request.param
    return lambda *rows: (make(*rows), name)


def test_a_file_that_holds_only_what_is_expected_is_read(catalogue, written):
    content, name = written([*HEAD, "Commentaire interne"], [*ROW, "a1b0612345678ff 48.0123456789 1234567890123"])
    reading = read(content, catalogue, name)
    assert reading.typed.rows.height == 1 and reading.typed.unknown_columns == ("Commentaire interne",)


@pytest.mark.parametrize(
    "header",
    ["Nom", "PRENOM ", "Prénom 2", "Date de naissance", "NIR", "N° de sécurité sociale", "Tél.", "Téléphone portable", "E-mail",
     "Adresse e-mail", "Adresse", "Nom du demandeur", "Né(e) le"],
)  # fmt: skip
def test_a_column_that_names_persons_is_refused_by_its_header(catalogue, written, header: str):
    content, name = written([*HEAD, header], [*ROW, "Durand"])
    with pytest.raises(ObservatoryError, match="GEN-05") as refusal:
        read(content, catalogue, name)
    assert f"« {header.strip()} » porte " in str(refusal.value) and "Durand" not in str(refusal.value)


@pytest.mark.parametrize(
    "header", ["Nom de la commune", "nom_commune", "Adresse web", "Numéro", "Télétravail", "Mailles", "Nomenclature"]
)
def test_a_column_that_names_places_or_things_is_not_an_identifier(header: str):
    assert identifier(header) == ""


@pytest.mark.parametrize("what", SECRET)
@pytest.mark.parametrize("column", ["description", "Divers"])
def test_a_value_that_identifies_is_refused_in_a_kept_text_and_in_an_unknown_column(
    catalogue, written, what: str, column: str
):
    cells = dict(zip([*HEAD, "Divers"], [*ROW, ""], strict=True)) | {column: SECRET[what]}
    content, name = written(list(cells), list(cells.values()))
    with pytest.raises(
        ObservatoryError, match=f"colonne « {column} » contient un.* que le contrat ne prévoit pas"
    ) as refusal:
        read(content, catalogue, name)
    assert SECRET[what] not in str(refusal.value) and "durand" not in str(refusal.value)


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        (["285057800608441"], True),  # its key is right
        (["285057800608400"], False),
        (["2850578006084", "1790512345678"], True),  # no key, but the whole column looks like it
        (["2850578006084", "9780201379624", "4006381333931"], False),
        (["12345678900012"], False),  # a SIRET
    ],
)
def test_a_number_of_the_social_security_is_told_from_other_long_numbers(
    catalogue, values: list[str], is_refused: bool
):
    rows = [[f"e-{rank}", *ROW[1:], value] for rank, value in enumerate(values)]
    if is_refused:
        with pytest.raises(ObservatoryError, match="sécurité sociale"):
            read(csv([*HEAD, "Repère"], *rows), catalogue)
    else:
        assert read(csv([*HEAD, "Repère"], *rows), catalogue).typed.rows.height == len(values)


def test_a_refused_file_waits_apart_with_its_reason_and_leaves_nothing(home: Home, catalogue: Catalogue):
    (home.incoming / "evenements.csv").write_bytes(csv([*HEAD, "Contact"], [*ROW, SECRET["telephone"]]))
    (receipt,) = receive_incoming(home, catalogue)
    assert receipt.statut == "refuse"
    reason = (home.incoming / "refuses" / "evenements.csv.txt").read_text(encoding="utf-8")
    assert "« Contact » contient un téléphone" in reason and "39 98" not in reason
    assert not any(path.is_file() for path in home.raw.rglob("*"))


def test_a_file_of_persons_still_drops_what_is_not_asked_for(home: Home, catalogue: Catalogue):
    head = "N° fiche;Identifiant du groupe;Département du SIAO;Date de la situation;Nom;Prénom;Date de naissance;Sexe;Situation;Téléphone;Courriel"
    row = "P-1;G-1;Z12;03/01/2026;Durand;Rosa;01/02/1980;F;20;06 39 98 12 34;rosa@exemple.invalid"
    reading = read_file(
        f"{head}\n{row}".encode(), "personnes-2026-02-01.csv", catalogue, date(2026, 11, 24), None, home
    )
    assert reading.table.short_name == "siao_personne" and reading.typed.rows.height == 1
    assert b"rosa" not in reading.kept and b"39 98" not in reading.kept


def test_a_list_of_persons_on_a_sheet_that_is_not_read_stops_the_workbook():
    cells = pl.DataFrame({"ligne_source": [1, 2], "c0": ["Équipe 4", "Nom"], "c1": ["", "Téléphone"]})
    with pytest.raises(ObservatoryError, match="colonne « Nom » porte un nom"):
        refuse_left_sheet(cells, "nuit.xlsx, feuille « Bénévoles »")
    refuse_left_sheet(cells.head(1), "nuit.xlsx, feuille « Bénévoles »")
