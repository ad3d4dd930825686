"""Files of persons: no identity goes further than memory, whatever the column, the format and what is done next."""

from __future__ import annotations

import io
import logging
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from dagster import DagsterInstance, build_asset_context

from observatory.contracts.reference import code_periods
from observatory.lake.partitions import parquet_path, refresh
from observatory.pseudonyms.key import FOLDER, create_key
from observatory.sources import reading
from observatory.sources.intake import receive, receive_incoming
from observatory.sources.origins import origins_in_force
from observatory.sources.reading import read_file
from tests.sources.conftest import ods, xlsx

CANARIES = (
    "CANARISSIME", "Zéphyrine Canarissime", "canarissime.zephyrine@exemple.fr", "0611223344", "+33 6 11 22 33 44", "07/03/1961",
    "1961-03-07", "2 61 03 75 116 042 19", "12 rue du Serin", "075011234567812345", "20 - Mme CANARISSIME", "01/02/2026 CANARISSIME",
)  # fmt: skip
TRACES = ("canarissime", "zéphyrine", "zephyrine", "0611223344", "611223344", "11 22 33 44", "07/03/1961", "1961-03-07",
          "116 042", "serin", "075011234567812345", "75011234567812345")  # fmt: skip
FREE = ["Nom", "Prénom", "Date de naissance", "Téléphone", "Courriel", "N° unique", "Observations"]
FILES = {
    "siao_demande_115": (
        "fictif-115-2026-02",
        ["N° demande", "Département du SIAO", "Date et heure de la demande", "Nuit demandée", "Identifiant du groupe", "Nb. de personnes",
         "Nb. de mineurs", "Composition", "Situation", "Motif", "Commune de la demande", "Canal", "Type de demande", "Renouvellement",
         "Réponse", "Motif de non-attribution", "Type de place", "Nuits attribuées"],
        ["D-{}", "0Z12", "01/02/2026 18:42", "01/02/2026", "G-{}", "3", "2", "40 - Femme seule avec enfant(s)", "20 - À la rue", "203",
         "Z1201", "APPEL", "HEBERGEMENT", "N", "NON_POURVUE", "NR", "", ""],
    ),
    "siao_demande_insertion": (
        "fictif-insertion-2026-03-01",
        ["N° demande", "Département du SIAO", "Identifiant du groupe", "Date de transmission", "Statut", "Situation",
         "Première préconisation", "Date d'orientation", "Date d'admission", "Date de clôture"],
        ["I-{}", "Z12", "G-{}", "01/02/2026", "A_EVALUER", "20", "400", "02/02/2026", "", ""],
    ),
    "siao_menage": (
        "fictif-menages-2026-03-01",
        ["Identifiant du groupe", "Département du SIAO", "Type de fiche", "Début de validité", "Composition", "Nb. de personnes",
         "Nb. d'adultes", "Nb. de mineurs"],
        ["G-{}", "Z12", "Groupe", "01/02/2026", "40", "3", "1", "2"],
    ),
    "siao_personne": (
        "fictif-personnes-2026-03-01",
        ["N° fiche", "Identifiant du groupe", "Département du SIAO", "Sexe", "Demandeur principal", "Date de la situation",
         "Situation résidentielle", "Ressource principale", "Dernière activité"],
        ["P-{}", "G-{}", "Z12", "F", "O", "01/02/2026", "20", "60", "02/02/2026"],
    ),
    "siao_prise_en_charge": (
        "fictif-sejours-2026-03-01",
        ["N° séjour", "N° fiche", "Identifiant du groupe", "SIAO prescripteur", "FINESS", "Type d'établissement", "Type de place", "Hôtel",
         "Date d'entrée", "Date de sortie", "Situation de sortie"],
        ["S-{}", "P-{}", "G-{}", "Z12", "000010107", "400", "30", "N", "01/02/2026", "10/02/2026", "15"],
    ),
    "sne_attribution": (
        "fictif-sne-attributions-2026-03-01",
        ["Numéro unique", "Étape", "Date de l'événement", "Département du logement", "Date de dépôt", "Motif de radiation",
         "Commune de résidence", "Commune souhaitée", "Commune du logement", "QPV", "Bailleur", "Contingent", "DALO", "Logement actuel",
         "est_modele_verifie", "Quartile", "est_dna", "est_dna_deduit"],
        ["Z12{:015}", "RADIATION", "01/02/2026", "Z12", "03/01/2025", "RADATT", "Z1201", "Z1202", "Z1203", "ZUSNON", "000000121", "PPRIOR",
         "NON", "SH", "O", "1", "N", "N"],
    ),
    "bailleur_attribution": (
        "fictif-bailleur-2026-03-01",
        ["SIREN du bailleur déclarant", "Numéro unique", "Étape", "Date de l'événement", "Commune du logement", "Contingent",
         "Logement actuel"],
        ["000000121", "Z12{:015}", "Bail signé", "01/02/2026", "Z1203", "PPRIOR", "SH"],
    ),
}  # fmt: skip
HOUSEHOLDS = tuple(name for name in FILES if name.startswith("siao"))
FORMATS = ("csv", "csv-cp1252", "xlsx", "ods", "parquet")


def rows_of(contract: str, everywhere: bool = True) -> list[list[str]]:
    """A header, good lines, and for each column (known or not) one line with each canary in it; or only for those that
    refuse nothing: identifiers, and what the contract does not ask for."""
    _, headers, values = FILES[contract]
    free = [name for name in FREE if name != "N° unique" or contract in HOUSEHOLDS]  # the SNE asks for it
    good = [
        [value.format(rank) for value in values] + ["CANARISSIME", "Zéphyrine", "07/03/1961"] + [""] * (len(free) - 3)
        for rank in range(20)
    ]
    bad = []
    for column in range(len(headers) + len(free)):
        harmless = column >= len(headers) or values[column].endswith("-{}")
        for canary in CANARIES if everywhere or harmless else ():
            line = [value.format(100 + len(bad)) for value in values] + [""] * len(free)
            line[column] = canary
            bad.append(line)
    stray = [["CANARISSIME Zéphyrine", "0611223344"] + [""] * (len(headers) + len(free) - 2)]
    return [headers + free, *good, *bad, *(stray if everywhere else [])]


def written(rows: list[list[str]], kind: str) -> bytes:
    if kind == "xlsx" or kind == "ods":
        filled = [[value or None for value in row] for row in rows]
        return xlsx(filled) if kind == "xlsx" else ods(filled)
    if kind == "parquet":
        content = io.BytesIO()
        pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(content)
        return content.getvalue()
    return "\n".join(";".join(row) for row in rows).encode("cp1252" if kind.endswith("cp1252") else "utf-8")


def everything_in(folder: Path) -> str:
    """Every byte of a folder as text, and what its Parquet files hold."""
    found = []
    for path in sorted(folder.rglob("*")):
        found.append(path.name)
        if path.is_file():
            found.append(path.read_bytes().decode("utf-8", errors="ignore"))
            found.append(path.read_bytes().decode("cp1252", errors="ignore"))
        if path.suffix == ".parquet":
            found.append(pl.read_parquet(path).select(pl.all().cast(pl.String)).write_csv())
    return "\n".join(found).lower()


def leaks(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text.lower()]


@pytest.mark.parametrize("kind", ["csv", "csv-cp1252", "parquet"])
def test_a_canary_left_in_the_home_would_be_found(home, kind: str):
    (home.raw / "oubli.parquet" if kind == "parquet" else home.raw / "oubli").write_bytes(
        written(rows_of("siao_menage"), kind)
    )
    assert set(TRACES) - set(leaks(everything_in(home.root))) <= {"zephyrine"}


@pytest.mark.parametrize("everywhere", [True, False], ids=["refuse", "accepte"])
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("contract", FILES)
def test_a_canary_in_any_column_reaches_no_byte_of_the_home(
    home, catalogue, caplog, contract: str, kind: str, everywhere: bool
):
    name = f"{FILES[contract][0]}.{kind.partition('-')[0]}"
    path = home.incoming / name
    path.write_bytes(written(rows_of(contract, everywhere), kind))
    with caplog.at_level(logging.DEBUG):
        (receipt,) = receive_incoming(home, catalogue)
        assert (receipt.statut, receipt.contrat) == ("recu", contract)
        (outcome,) = refresh(home, catalogue, contract, "essai")
    assert outcome.nb_typed >= 20 and (outcome.nb_quarantined > 10) == everywhere
    assert outcome.is_kept != everywhere, [result.id for result in outcome.results if not result.passed]
    assert outcome.nb_read == outcome.nb_typed + outcome.nb_quarantined
    assert leaks(everything_in(home.root)) == []
    assert leaks(f"{caplog.text} {receipt} {outcome}") == []


def test_a_canary_reaches_no_byte_of_the_storage_of_dagster(home, monkeypatch):
    from assets.reception import reception

    monkeypatch.setenv("OBSERVATORY_HOME", str(home.root))
    home.dagster.mkdir()
    for contract, (name, *_) in FILES.items():
        (home.incoming / f"{name}.csv").write_bytes(written(rows_of(contract), "csv"))
    with DagsterInstance.local_temp(str(home.dagster)) as instance:
        result = reception(build_asset_context(instance=instance))
    assert result.metadata["nombre de fichiers"] == len(FILES)
    assert leaks(f"{result.metadata} {result.check_results}") == []
    assert leaks(everything_in(home.root)) == []


def test_what_is_stored_is_read_back_without_any_key_and_gives_the_same_rows(home, catalogue, monkeypatch, tmp_path):
    for contract, (name, *_) in FILES.items():
        first = read_file(written(rows_of(contract), "csv"), f"{name}.csv", catalogue, date(2026, 11, 24), None, home)
        with monkeypatch.context() as patch:
            patch.setenv(FOLDER, str(tmp_path / "vide"))
            again = read_file(first.kept, f"{name}.csv", catalogue, date(2026, 11, 24), contract, home)
        assert again.typed.rows.equals(first.typed.rows)
        told = ["ligne_source", "colonnes", "contenu"]  # an illegible cell has lost why it was refused
        assert again.typed.quarantine.select(told).equals(first.typed.quarantine.select(told))
        assert again.partition == first.partition and again.kept == first.kept


def test_the_keys_of_a_household_join_its_requests_its_persons_and_its_stays(home, catalogue):
    keys = {}
    for contract in HOUSEHOLDS:
        name = FILES[contract][0]
        read = read_file(written(rows_of(contract), "csv"), f"{name}.csv", catalogue, date(2026, 11, 24), None, home)
        keys[contract] = set(read.typed.rows.head(20)["cle_menage"])
    assert len(keys["siao_personne"]) == 20 and all(found == keys["siao_personne"] for found in keys.values())


def test_one_identity_under_two_files_is_one_person_and_its_age_is_a_class(home, catalogue):
    read = read_file(
        written(rows_of("siao_personne"), "csv"), "f-2026-03-01.csv", catalogue, date(2026, 11, 24), None, home
    )
    rows = read.typed.rows.head(20)
    assert rows["cle_personne"].n_unique() == 1 and rows["cle_fiche"].n_unique() == 20
    assert rows["classe_age"].unique().to_list() == ["55_64"] and rows["est_identite_complete"].all()
    unknown = read.typed.rows.filter(pl.col("classe_age") == "NR")
    assert unknown.height and unknown["cle_personne"].n_unique() == unknown["cle_fiche"].n_unique()


def test_without_a_usable_key_the_file_waits_untouched(home, catalogue, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path / "vide"))
    path = home.incoming / "fictif-menages-2026-03-01.csv"
    path.write_bytes(before := written(rows_of("siao_menage"), "csv"))
    (receipt,) = receive_incoming(home, catalogue)
    assert receipt.statut == "en_attente" and "observatory key" in receipt.phrase
    assert path.read_bytes() == before and not list(home.raw.rglob("*"))
    create_key("siao")
    assert [one.statut for one in receive_incoming(home, catalogue)] == ["recu"] and not path.exists()


def test_a_new_key_makes_the_same_file_a_new_version_that_meets_nothing_of_the_former(
    home, catalogue, monkeypatch, tmp_path
):
    monkeypatch.setenv(FOLDER, str(tmp_path / "cles"))
    create_key("siao")
    path = tmp_path / "fictif-menages-2026-03-01.csv"
    path.write_bytes(written(rows_of("siao_menage", everywhere=False), "csv"))
    found = []
    for _ in range(2):
        assert receive(home, path, catalogue).statut == "recu"
        assert receive(home, path, catalogue).statut == "deja_recu"
        refresh(home, catalogue, "siao_menage", "essai")
        (origin,) = origins_in_force(home, "siao_menage")
        found.append(pl.read_parquet(parquet_path(home, "siao_menage", origin.partition)))
        create_key("siao", renew=True)
    former, new = found
    assert not set(former["cle_menage"]) & set(new["cle_menage"])
    assert former["empreinte_cle"][0] != new["empreinte_cle"][0]
    assert former.drop("cle_menage", "empreinte_cle", "fichier_sha256").equals(
        new.drop("cle_menage", "empreinte_cle", "fichier_sha256")
    )


def test_keys_made_by_the_producer_are_kept_as_they_are_and_need_no_secret(home, catalogue, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path / "vide"))
    key = "m-" + "0f" * 16
    text = f"cle_menage;siao_dep;date_debut_validite;date_extraction;nb_personnes_menage\n{key};Z12;2026-02-01;2026-03-01;2\n"
    rows = read_file(text.encode(), "menages.csv", catalogue, date(2026, 11, 24), None, home).typed.rows
    assert rows["cle_menage"].to_list() == [key] and rows["empreinte_cle"].to_list() == [None]


def test_an_unknown_code_is_named_to_staff_and_unknown_words_are_not(home, catalogue):
    text = "\n".join(";".join(row) for row in [FILES["siao_menage"][1], *(FILES["siao_menage"][2],) * 1])
    lines = [text, text.splitlines()[1].replace(";40;", ";99 - Nouvelle composition;").replace("G-{}", "G-2")]
    lines.append(text.splitlines()[1].replace(";40;", ";Madame Canarissime;").replace("G-{}", "G-3"))
    typed = read_file("\n".join(lines).encode(), "f-2026-03-01.csv", catalogue, date(2026, 11, 24), None, home).typed
    assert typed.quarantine["colonnes"].to_list() == ["composition_code"] * 2
    assert sorted(typed.unknown_words["libelle"]) == ["(illisible)", "99"]


def test_a_workbook_that_mixes_persons_and_another_source_is_refused_whole(home, catalogue):
    from tests.scenarios.nights import book

    sheets = {"menages": [FILES["siao_menage"][1], FILES["siao_menage"][2]],
              "evenements": [["evenement_id", "evenement_type", "evenement_debut", "niveau", "territoire_code", "source_url", "est_public", "evenement_libelle"],
                             ["2026-02-01-MISE_A_L_ABRI-Z1201", "MISE_A_L_ABRI", "2026-02-01", "COM", "Z1201", "arrete", "oui", "x"]]}  # fmt: skip
    path = home.incoming / "fictif-2026-03-01.xlsx"
    path.write_bytes(book(sheets))
    (receipt,) = receive_incoming(home, catalogue)
    assert receipt.statut == "refuse" and "fichier à part" in receipt.phrase and not list(home.raw.rglob("*"))


def test_a_code_that_disappears_stays_valid_for_its_time(home, catalogue, monkeypatch):
    monkeypatch.setattr(reading, "code_periods", lambda _: {"siao_situation_demande": {"20": (None, "2026-01-31")}})
    head, values = FILES["siao_personne"][1:]
    lines = [";".join(head)]
    for rank, day in enumerate(("31/01/2026", "01/02/2026")):
        lines.append(";".join(values).format(rank, rank).replace("01/02/2026", day))
    typed = read_file("\n".join(lines).encode(), "f-2026-03-01.csv", catalogue, date(2026, 11, 24), None, home).typed
    assert typed.rows["ligne_source"].to_list() == [2]
    assert typed.quarantine["motifs"].to_list() == ["code qui n’est pas en vigueur à la date du fait"]


def test_the_dates_of_codes_are_read_in_any_list_that_has_them(tmp_path: Path):
    (tmp_path / "nomenclatures").mkdir()
    (tmp_path / "nomenclatures" / "sans.csv").write_text("code;libelle\nA;a\n")
    (tmp_path / "nomenclatures" / "avec.csv").write_text(
        "code;libelle;valide_du;valide_au\nA;a;;2022-03-23\nB;b;2022-03-24;\nC;c;;\n"
    )
    assert code_periods(tmp_path) == {"avec": {"A": (None, "2022-03-23"), "B": ("2022-03-24", None)}}


def test_files_that_wait_for_a_key_are_told_in_one_sentence_and_turn_the_check_red(home, monkeypatch, tmp_path):
    from assets.reception import reception

    monkeypatch.setenv(FOLDER, str(tmp_path / "vide"))
    monkeypatch.setenv("OBSERVATORY_HOME", str(home.root))
    for contract, (name, *_) in FILES.items():
        (home.incoming / f"{name}.csv").write_bytes(written(rows_of(contract), "csv"))
    (check,) = reception(build_asset_context(instance=DagsterInstance.ephemeral())).check_results
    assert not check.passed and check.description.startswith(
        f"{len(FILES)} fichiers nominatifs attendent dans incoming/."
    )
    assert "observatory key" in check.description and len(list(home.incoming.glob("*.csv"))) == len(FILES)


def test_a_numero_unique_is_one_key_however_it_is_written_and_none_once_rounded(home, catalogue):
    head = "numero_unique;etape;date_etape;date_extraction;dep_logement"
    written = ("010012512345678997", "10012512345678997", "01 0012512345678 997", "1,00125E+16", "010-0125")
    lines = [f"{number};BAIL_SIGNE;2025-0{rank}-01;2026-01-20;01" for rank, number in enumerate(written, start=1)]
    typed = read_file("\n".join([head, *lines]).encode(), "f.csv", catalogue, date(2026, 11, 24), None, home).typed
    assert typed.rows.height == 3 and typed.rows["cle_numero_unique"].n_unique() == 1
    assert typed.quarantine["ligne_source"].to_list() == [5, 6]


def test_the_numero_unique_of_a_landlord_meets_that_of_the_sne_under_the_key_of_the_siao(home, catalogue):
    keys = []
    for contract in ("sne_attribution", "bailleur_attribution"):
        text = written(rows_of(contract, everywhere=False), "csv")
        rows = read_file(text, f"{FILES[contract][0]}.csv", catalogue, date(2026, 11, 24), None, home).typed.rows
        keys.append(set(rows["cle_numero_unique"]))
        assert catalogue.sources[contract].properties["nominatif"] == "siao" and rows["empreinte_cle"].null_count() == 0
    assert len(keys[0] & keys[1]) >= 20


@pytest.mark.parametrize(("born", "age"), [("02/02/2008", "MOINS_18"), ("31/12/2008", "MOINS_18"), ("31/01/2008", "18_24"), ("01/02/2008", "18_24")])  # fmt: skip
def test_an_age_counts_the_birthdays_that_were(home, catalogue, born: str, age: str):
    _, headers, values = FILES["siao_personne"]
    lines = [
        ";".join([*headers, "Nom", "Prénom", "Date de naissance"]),
        ";".join([*values, "A", "B", born]).replace("-{}", "-1"),
    ]
    rows = read_file(
        "\n".join(lines).encode(), "f-2026-03-01.csv", catalogue, date(2026, 11, 24), None, home
    ).typed.rows
    assert rows["classe_age"].to_list() == [age]


A, B = "Z12010112345678997", "Z12010187654321018"
CELLS = {  # as tools write several numbers in one cell: how many of the two are read, how many are not
    A: (1, 0), f"{A}, {B}": (2, 0), f"{A} ; {B}": (2, 0), f"{A} / {B}": (2, 0), f"{A} {B}": (2, 0), f"{A} et {B}": (2, 0),
    f"{A},{A}": (1, 0), "Z12 0101 123456789 97": (1, 0), f"Z12 0101 123456789 97 {B}": (2, 0), "": (0, 0), "en cours": (0, 0),
    "NSP": (0, 0), f"{A} (en cours)": (1, 0), A[:-1]: (0, 1), f"{A} / 06 11 22 33 44": (1, 1), "7,50E+16": (0, 2), "2 61 03 75 116 042 19": (0, 1),
}  # fmt: skip


def test_the_numeros_uniques_of_a_cell_are_read_however_they_are_separated(home, catalogue):
    """And what is none is counted, never kept; the same numbers give the keys that the register gives."""
    name, headers, values = FILES["siao_demande_insertion"]
    lines = [[*(value.format(rank) for value in values), cell] for rank, cell in enumerate(CELLS)]
    read = read_file(written([[*headers, "Numéros uniques"], *lines], "parquet"), f"{name}.parquet", catalogue, date(2026, 11, 24), None, home)  # fmt: skip
    rows = read.typed.rows.with_columns(cles=pl.col("cles_numero_unique").str.split(" ").fill_null([]))
    found = zip(rows["cles"].list.len(), rows["nb_numeros_illisibles"], strict=True)
    assert dict(zip(CELLS, found, strict=True)) == CELLS and read.typed.quarantine.is_empty()
    head = "numero_unique;etape;date_etape;date_extraction;dep_logement"
    steps = [f"{number};BAIL_SIGNE;2025-01-01;2026-01-20;Z12" for number in (A, B)]
    of_the_sne = read_file("\n".join([head, *steps]).encode(), "f.csv", catalogue, date(2026, 11, 24), None, home)
    assert set(rows["cles"].explode().drop_nulls()) == set(of_the_sne.typed.rows["cle_numero_unique"])
    again = read_file(read.kept, f"{name}.parquet", catalogue, date(2026, 11, 24), "siao_demande_insertion", home)
    assert again.typed.rows.equals(read.typed.rows) and again.kept == read.kept


def test_an_export_without_numero_unique_is_accepted(home, catalogue):
    name, headers, values = FILES["siao_demande_insertion"]
    text = "\n".join([";".join(headers), ";".join(values).format(1, 1)]).encode()
    rows = read_file(text, f"{name}.csv", catalogue, date(2026, 11, 24), None, home).typed.rows
    assert rows["cles_numero_unique"].to_list() == [None] and rows["nb_numeros_illisibles"].to_list() == [None]
