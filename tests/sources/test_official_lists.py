"""How the official lists of territories are read: the year in a header or a name, codes in pieces, columns with names."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.lake.partitions import manifests, refresh
from observatory.sources.intake import receive, receive_incoming
from observatory.sources.known import known_codes
from observatory.sources.reading import read_file

RECEIVED = date(2026, 11, 23)
DEPARTEMENTS = "DEP,REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE\n01,84,01053,5,AIN,Ain,Ain\n2A,94,2A004,3,CORSE DU SUD,Corse-du-Sud,Corse-du-Sud\n"
EPCI = "dept;siren;raison_sociale;nature_juridique;insee;siren_membre;nom_membre;ptot_{year};pmun_{year}\n01;200029999;CC de l’Ain;CC;01304;210103040;Pont-d’Ain;2960;2914\n"
MAYOTTE = "CODREG;REG;DEP;CODARR;CODCAN;CODCOM;COM;PMUN;PCAP;PTOT\n06;;976;;;601;;5192;192;5384\n06;;976;;;602;;13989;222;14211\n"
HISTORY = pl.DataFrame(
    {
        "TYPECOM": ["COM", "COM"],
        "com_insee": ["01003", "20004"],
        "com_nom": ["Amareins", "Ajaccio"],
        "date_debut": ["1943-01-01", "1943-01-01"],
        "date_fin": ["1974-01-01", "1976-01-01"],
    }
)


@pytest.fixture
def read(catalogue):
    return lambda text, name: read_file(text.encode(), name, catalogue, RECEIVED)


@pytest.mark.parametrize("year", [2019, 2027])
def test_the_vintage_is_read_in_the_header_that_changes_each_year(read, year):
    reading = read(EPCI.format(year=year), "epcicom.csv")
    assert (reading.table.short_name, reading.partition) == ("epci_commune", str(year))
    row = reading.typed.rows.row(0, named=True)
    assert (row["millesime_cog"], row["pop_municipale"], row["epci_code"]) == (year, 2914, "200029999")
    assert reading.typed.unknown_columns == ()


@pytest.mark.parametrize("name", ["v_departement_2026.csv", "cog-2026/departements.csv", "cog_ensemble_2026/d.csv"])
def test_the_vintage_is_read_in_the_name_or_the_folder(read, name):
    reading = read(DEPARTEMENTS, name)
    assert (reading.table.short_name, reading.partition) == ("cog_departement", "2026")
    assert reading.typed.rows["departement_code"].to_list() == ["01", "2A"]


def test_a_list_whose_year_nothing_says_is_refused_with_what_to_do(read):
    with pytest.raises(ObservatoryError, match=r"rien ne dit de quelle année.*« departements-2026\.csv »"):
        read(DEPARTEMENTS, "departements.csv")


def test_the_folder_of_a_dropped_file_says_its_year(home, catalogue):
    folder = home.incoming / "cog-2026"
    folder.mkdir()
    (folder / "departements.csv").write_text(DEPARTEMENTS, encoding="utf-8")
    (receipt,) = receive_incoming(home, catalogue)
    assert (receipt.statut, receipt.contrat, receipt.partition) == ("recu", "cog_departement", "2026")


def test_a_code_in_two_pieces_is_made_whole_and_says_its_extent(read):
    reading = read(MAYOTTE, "populations-2026.csv")
    assert (reading.table.short_name, reading.partition) == ("population_commune", "2026-976")
    assert reading.typed.rows["commune_code"].to_list() == ["97601", "97602"]


def test_a_file_over_several_departements_is_the_whole(read):
    lines = "REG;DEP;CODCOM;COM;PMUN\n84;01;001;01001;860\n32;02;001;02001;200\n"
    assert read(lines, "donnees_communes-2026.csv").partition == "2026-ensemble"


def test_a_parquet_file_is_read_by_its_columns(catalogue, tmp_path):
    HISTORY.write_parquet(tmp_path / "h.parquet")
    reading = read_file((tmp_path / "h.parquet").read_bytes(), "h.parquet", catalogue, RECEIVED)
    assert reading.table.short_name == "cog_historique"
    assert reading.typed.rows["date_debut"].to_list() == [date(1943, 1, 1)] * 2 and reading.typed.quarantine.is_empty()


def test_a_damaged_parquet_file_is_refused_in_french(read):
    with pytest.raises(ObservatoryError, match="n’est pas un fichier Parquet lisible"):
        read("PAR1 abîmé", "h.parquet")


NIGHT = "edition_id;territoire_code_type;territoire_code;territoire_libelle;date_nuit;date_nuit_precision;indicateur;type_lieu;valeur;unite;statut_resultat;source_titre;source_url"


def night(niveau: str, code: str) -> str:
    return f"{NIGHT}\nE1;{niveau};{code};Lieu;2024-01-25;JOUR;personnes_decomptees;TOTAL;10;PERSONNE;DEFINITIF;Ville;https://a.fr"


@pytest.mark.parametrize(
    ("niveau", "code"),
    [("COM", "63113"), ("ARM", "75119"), ("COM", "01015"), ("SIREN_EPCI", "246300701"), ("SIREN_EPT", "200057867"), ("COM", "Z1101")],
)  # fmt: skip
def test_a_fresh_machine_knows_every_commune_and_epci(read, niveau, code):
    assert read(night(niveau, code), "n.csv").typed.rows["territoire_code"].to_list() == [code]


@pytest.mark.parametrize(("niveau", "code"), [("COM", "75999"), ("SIREN_EPCI", "999999999"), ("ARM", "75121")])
def test_a_code_that_never_existed_goes_to_quarantine(read, niveau, code):
    assert read(night(niveau, code), "n.csv").typed.quarantine["colonnes"].to_list() == ["territoire_code"]


def test_a_former_code_is_known_once_the_history_is_there_and_is_counted(home, catalogue, tmp_path):
    stale = night("COM", "01003").encode()
    assert read_file(stale, "n.csv", catalogue, RECEIVED, home=home).typed.rows.is_empty()
    HISTORY.write_parquet(tmp_path / "h.parquet")
    receive(home, tmp_path / "h.parquet", catalogue)
    refresh(home, catalogue, "cog_historique", "essai")
    typed = read_file(stale, "n.csv", catalogue, RECEIVED, home=home).typed
    assert (typed.rows.height, typed.nb_stale_codes) == (1, 1)
    assert "01003" in known_codes(home).communes and "01003" not in known_codes(home).actuelles


@pytest.mark.parametrize("code", ["20004", "75001"])
def test_a_postal_code_is_never_taken_for_the_former_code_that_it_resembles(home, catalogue, tmp_path, code):
    former = HISTORY.with_columns(com_insee=pl.Series(["75001", "20004"]))
    former.write_parquet(tmp_path / "h.parquet")
    receive(home, tmp_path / "h.parquet", catalogue)
    refresh(home, catalogue, "cog_historique", "essai")
    typed = read_file(night("COM", code).encode(), "n.csv", catalogue, RECEIVED, home=home).typed
    assert typed.rows.is_empty() and typed.quarantine["colonnes"].to_list() == ["territoire_code"]


def test_a_new_official_list_has_the_other_files_read_again(home, catalogue, tmp_path):
    lines = night("COM", "63113") + "\n" + night("COM", "01003").split("\n")[1].replace("E1", "E2")
    (tmp_path / "n.csv").write_text(lines, encoding="utf-8")
    receive(home, tmp_path / "n.csv", catalogue)
    (first,) = refresh(home, catalogue, "ndls_chiffres_publies", "r1")
    HISTORY.write_parquet(tmp_path / "h.parquet")
    receive(home, tmp_path / "h.parquet", catalogue)
    refresh(home, catalogue, "cog_historique", "r2")
    (second,) = refresh(home, catalogue, "ndls_chiffres_publies", "r2")
    assert (first.nb_typed, second.is_new, second.nb_typed) == (1, True, 2)
    assert [r.passed for r in second.results if r.id == "GEN-10"] == [False]
    assert manifests(home, "ndls_chiffres_publies")[0]["nb_codes_perimes"] == 1
