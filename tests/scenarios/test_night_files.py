"""The files of a night as cities have them: read when they can be, refused in French when they cannot, never guessed."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.contracts.model import BLOCKING, WARNING
from observatory.errors import ObservatoryError
from observatory.forms.night_workbook import NAME
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.lake.quarantine import quarantine_path, unknown_words_path
from observatory.sources.intake import receive
from observatory.sources.origins import origins_in_force
from observatory.sources.reading import read_contracts
from tests.scenarios.night_reading import HEAD, TODAY, failures, lines, read
from tests.scenarios.nights import EDITION, book, filled
from tests.sources.conftest import ods

# --- shapes


def test_the_template_filled_in_gives_the_edition_its_perimeter_and_its_counts(catalogue: Catalogue):
    readings = read_contracts(book(filled(catalogue)), NAME, catalogue, TODAY)
    found = {one.table.short_name: one for one in readings}
    assert set(found) == {"ndls_edition", "ndls_comptage_secteur", "perimetre"}, "les feuilles vides ne disent rien"
    assert all(one.typed.quarantine.is_empty() for one in readings)
    assert failures(found["perimetre"], catalogue) == {}
    assert failures(found["ndls_comptage_secteur"], catalogue) == {"NCO-09": WARNING}, "7 personnes sur 12"
    edition = found["ndls_edition"].typed.rows.row(0, named=True)
    assert (edition["edition_id"], edition["date_nuit"], edition["nb_total"]) == (EDITION, date(2025, 1, 23), 12)
    assert (str(edition["heure_debut"]), edition["temperature_min_c"], edition["precipitation"]) == (
        "22:00:00",
        -1.5,
        "NON",
    )
    assert edition["perimetre_code"] == "EQUIPEMENTS" and edition["estimations_publiables"]
    counts = found["ndls_comptage_secteur"].typed.rows
    assert counts.select("secteur_id", "type_lieu", "couverture", "nb_personnes").rows() == [
        ("S1", "RUE", "COUVERT", 7), ("S1", "GARE", "COUVERT", 3), ("S2", "RUE", "COUVERT", 2), ("S3", "RUE", "NON_COUVERT", None),
    ]  # fmt: skip
    assert found["perimetre"].partition == f"PER-{EDITION}"


def test_one_deposit_of_the_template_is_received_by_every_contract(home: Home, catalogue: Catalogue):
    path = home.incoming / NAME
    path.write_bytes(book(filled(catalogue)))
    receipt = receive(home, path, catalogue)
    assert receipt.statut == "recu" and "Feuilles laissées de côté : « Lisez-moi »" in receipt.phrase
    for contract in ("ndls_edition", "ndls_comptage_secteur", "perimetre"):
        (outcome,) = refresh(home, catalogue, contract, "essai")
        assert outcome.is_kept and outcome.nb_read == outcome.nb_typed
    assert receive(home, path, catalogue).statut == "deja_recu"


def test_one_sheet_a_sector_wide_with_a_banner_and_a_sheet_added_in_the_middle(catalogue: Catalogue):
    banner = [
        ["Nuit de la Solidarité"],
        ["Édition :", EDITION, "Résultat :", "Provisoire"],
        ["Secteur parcouru :", "Oui"],
        [],
    ]
    head = ["Compté par", "Rue", "Gares", "Métro", "Animaux"]
    sheets = {
        "Secteur S1": [*banner, head, ["Bénévoles", 7, 3, "", 1]],
        "Secteur S3": [*banner, head, [], ["", "", "", "", ""], ["Bénévoles", 1, "", "", ""], []],
        "Récapitulatif": [["Bilan de la soirée"], ["Merci à tous"]],
        "Secteur S2": [*banner, head, ["Bénévoles", 0, "", 2, 0]],
    }
    (reading,) = read_contracts(book(sheets), "feuilles.xlsx", catalogue, TODAY)
    assert reading.left_sheets == ("Récapitulatif",) and reading.typed.unknown_columns == ("Animaux",)
    rows = reading.typed.rows.select(
        "secteur_id", "type_lieu", "statut_resultat", "nb_personnes", "feuille_source", "ligne_source"
    )
    assert rows.rows() == [
        ("S1", "RUE", "PROVISOIRE", 7, "Secteur S1", 6), ("S1", "GARE", "PROVISOIRE", 3, "Secteur S1", 6),
        ("S3", "RUE", "PROVISOIRE", 1, "Secteur S3", 8),
        ("S2", "RUE", "PROVISOIRE", 0, "Secteur S2", 6), ("S2", "METRO_RER", "PROVISOIRE", 2, "Secteur S2", 6),
    ]  # fmt: skip
    assert reading.typed.quarantine.is_empty(), "une ligne vide n’est pas une ligne refusée"


def test_a_wide_sheet_in_an_open_document(catalogue: Catalogue):
    rows = [["Titre"], ["Edition", "Résultat", "Secteur", "Secteur parcouru", "Rue", "Parking"], [EDITION, "Définitif", "S1", "Oui", 4.0, 1.0], [EDITION, "Définitif", "S2", "Non", None, None]]  # fmt: skip
    found = read(ods(rows), catalogue, "decompte.ods").typed.rows
    assert found.select("secteur_id", "type_lieu", "couverture", "nb_personnes").rows() == [
        ("S1", "RUE", "COUVERT", 4), ("S1", "PARKING", "COUVERT", 1), ("S2", "RUE", "NON_COUVERT", None),
    ]  # fmt: skip


def test_words_that_no_list_knows_are_reported_and_never_guessed(home: Home, catalogue: Catalogue):
    path = home.incoming / "decompte.csv"
    path.write_bytes(lines("S1;Tram;Bénévoles;Oui;3", "S2;Métro;Bénévoles;Oui;2", "S3;Tram;Bénévoles;Oui;1"))
    receive(home, path, catalogue)
    refresh(home, catalogue, "ndls_comptage_secteur", "essai")
    (origin,) = origins_in_force(home, "ndls_comptage_secteur")
    kept = quarantine_path(home, origin)
    assert pl.read_csv(kept, separator=";")["motifs"].to_list() == ["code hors nomenclature"] * 2
    words = pl.read_csv(unknown_words_path(kept), separator=";", infer_schema=False)
    assert words.select("nomenclature", "libelle", "code", "nombre").rows() == [("ndls_type_lieu", "Tram", "", "2")]


def test_a_total_line_is_set_aside_and_not_counted(catalogue: Catalogue):
    reading = read(lines("S1;RUE;Bénévoles;Oui;3") + b"\nTOTAL;;;;;;3", catalogue)
    assert reading.typed.rows.height == 1
    assert reading.typed.quarantine["motifs"].to_list() == ["ligne de total, et non une donnée"]


# --- bad input: each with its message and its severity


@pytest.mark.parametrize(
    ("count", "reason", "action"),
    [
        ("une dizaine", "nombre entier attendu", "demander un effectif entier"),
        ("2,5", "nombre entier attendu", "demander un effectif entier"),
        ("-3", "nombre plus petit que ce qui est possible", "demander l’effectif compté"),
    ],
)
def test_a_count_that_is_not_one_goes_to_quarantine_alone(catalogue: Catalogue, count: str, reason: str, action: str):
    typed = read(lines(f"S1;RUE;Bénévoles;Oui;{count}", "S2;RUE;Bénévoles;Oui;2"), catalogue).typed
    assert typed.rows["secteur_id"].to_list() == ["S2"]
    assert typed.quarantine.select("ligne_source", "colonnes", "motifs", "a_faire").rows() == [
        (2, "nb_personnes", reason, action)
    ]


def test_a_file_that_does_not_tell_its_edition_is_refused_unless_its_name_does(catalogue: Catalogue):
    content = b"statut_resultat;secteur_id;type_lieu;couverture;nb_personnes\nDEFINITIF;S1;RUE;Oui;3"
    with pytest.raises(ObservatoryError, match=r"rien ne dit de quelle édition il est.*75056_2027-01-28"):
        read(content, catalogue)
    assert read(content, catalogue, f"decompte-{EDITION}.csv").partition == f"{EDITION}-DEFINITIF"


def test_two_cities_in_one_file_are_refused(catalogue: Catalogue):
    content = lines("S1;RUE;Bénévoles;Oui;3") + b"\nZ1101_2025-01-23;DEFINITIF;S9;RUE;RATP;Oui;3"
    with pytest.raises(ObservatoryError, match=r"mélange plusieurs parts.*Z1101_2025-01-23, Z2101_2025-01-23.*Déposez un fichier par part"):  # fmt: skip
        read(content, catalogue)


@pytest.mark.parametrize(
    ("rows", "check", "severity"),
    [
        (["S1;RUE;RATP;Oui;3", "S1;RUE;RATP;Oui;4"], "NCO-01", BLOCKING),
        (["S1;RUE;RATP;Non;3"], "NCO-04", BLOCKING),
        (["S1;RUE;RATP;Oui;"], "NCO-04", BLOCKING),
        (["S1;RUE;RATP;Oui;3", "S1;GARE;SNCF;Partiel;1"], "NCO-05", BLOCKING),
        (["S1;TOTAL;RATP;Oui;3"], "NCO-06", BLOCKING),
        (["S1;RUE;RATP;Oui;25"], "NCO-09", WARNING),
        (["S1;RUE;RATP;Oui;3", "S1;RUE;SNCF;Oui;3"], "NCO-10", WARNING),
    ],
)
def test_counts_that_contradict_themselves(catalogue: Catalogue, rows: list[str], check: str, severity: str):
    assert failures(read(lines(*rows), catalogue), catalogue)[check] == severity
    assert check not in failures(read(lines("S1;RUE;RATP;Oui;3", "S2;RUE;RATP;Non;"), catalogue), catalogue)


@pytest.mark.parametrize(
    ("columns", "values", "check"),
    [
        ("nb_hommes;nb_femmes;nb_sexe_nr", "3;1;0", "NCO-02"),
        ("nb_adultes;nb_mineurs;nb_age_nr", "1;1;0", "NCO-03"),
    ],
)
def test_parts_of_a_line_that_do_not_make_it(catalogue: Catalogue, columns: str, values: str, check: str):
    wrong = lines(f"S1;RUE;RATP;Oui;3;{values}", head=f"{HEAD};{columns}")
    right = lines(
        f"S1;RUE;RATP;Oui;3;{values.replace('3;1', '2;1').replace('1;1;0', '2;1;0')}", head=f"{HEAD};{columns}"
    )
    assert failures(read(wrong, catalogue), catalogue)[check] == BLOCKING
    assert check not in failures(read(right, catalogue), catalogue)
