"""Typed rows on one side, refused rows with their reasons on the other, and no row lost."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.errors import ObservatoryError
from observatory.sources import reasons
from observatory.sources.reading import Reading, read_file

RECEIVED = date(2026, 11, 23)
NIGHT = "edition_id;territoire_code_type;territoire_code;territoire_libelle;date_nuit;date_nuit_precision;indicateur;type_lieu;valeur;unite;statut_resultat;source_titre;source_url"


@pytest.fixture
def read(catalogue):
    """Reads lines as one file and holds the conservation law each time."""

    def reading(lines: list[str], **options) -> Reading:
        found = read_file("\n".join(lines).encode(), "f.csv", catalogue, RECEIVED, **options)
        typed = found.typed
        assert typed.nb_read == typed.rows.height + typed.quarantine.height
        assert not set(typed.rows["ligne_source"]) & set(typed.quarantine["ligne_source"])
        return found

    return reading


def refused(reading: Reading) -> list[tuple]:
    return reading.typed.quarantine.select("ligne_source", "colonnes", "motifs", "a_faire").rows()


def why(reason: reasons.Reason, line: int, column: str = "") -> tuple:
    return (line, column, reason.sentence, reason.action)


def test_a_clean_file_has_the_types_of_its_contract(read, departements):
    found = read(departements())
    row = found.typed.rows.row(0, named=True)
    assert (found.partition, found.typed.nb_read, found.typed.quarantine.height) == ("DEP", 36, 0)
    assert row["niveau"] == "DEP" and row["territoire_code"] == "Z11" and row["ligne_source"] == 2
    assert row["date_mois"] == date(2021, 1, 31) and row["valeur_publiee"] == 10.0


@pytest.mark.parametrize(
    ("old", "new", "reason", "column"),
    [
        ("2021-02-28", "2021-02-31", reasons.DATE, "date_mois"),
        ("2021-02-28", "2009-02-28", reasons.DATE_BOUNDS, "date_mois"),
        ("2021-02-28", "2027-02-28", reasons.DATE_BOUNDS, "date_mois"),
        ("2021-02-28", "", reasons.MISSING, "date_mois"),
        (",20.0,", ",vingt,", reasons.NUMBER, "valeur_publiee"),
        (",20.0,", ",2E+1,", reasons.NUMBER, "valeur_publiee"),
        (",20.0,", ",,", reasons.MISSING, "valeur_publiee"),
        ("Z11", "Z99", reasons.TERRITORY, "territoire_code"),
        ("Z11", "20", reasons.TERRITORY, "territoire_code"),
        ("Z11", "", reasons.MISSING, "territoire_code"),
        ("logement-sans-domicile-hebergement-urgence", "autre", reasons.CODE, "indicateur"),
        (",20.0,personnes", ",20.0", reasons.TRUNCATED, ""),
        (",20.0,personnes", ",20.0,personnes,de trop", reasons.TOO_LONG, ""),
    ],
)
def test_a_bad_row_goes_to_quarantine_with_its_reason_and_what_to_do(read, departements, old, new, reason, column):
    lines = departements()
    lines[2] = lines[2].replace(old, new)
    assert refused(read(lines)) == [why(reason, 3, column)]


def test_a_row_with_several_faults_is_refused_once_with_all_of_them(read, departements):
    lines = departements()
    lines[2] = lines[2].replace("Z11", "Z99").replace(",20.0,", ",vingt,")
    ((line, columns, motifs, _),) = refused(read(lines))
    assert line == 3 and set(columns.split(", ")) == {"territoire_code", "valeur_publiee"}
    assert set(motifs.split(" ; ")) == {reasons.TERRITORY.sentence, reasons.NUMBER.sentence}


def test_a_repeated_header_and_a_repeated_line_are_counted_and_set_aside(read, departements):
    lines = departements()
    found = read([*lines, lines[0], lines[1], lines[0]])
    assert found.typed.nb_unknown_codes == 0, "un en-tête répété n’est pas un code inconnu"
    assert refused(found) == [why(reasons.HEADER_AGAIN, 38), why(reasons.REPEATED, 39), why(reasons.HEADER_AGAIN, 40)]


def test_blank_lines_and_titles_are_not_rows_but_a_total_line_is(read, departements):
    head, *rows = departements()
    found = read(["Titre", "", head, *rows, "", ",,,Total,,,990.0,"])
    assert found.typed.nb_read == 37 and [line for line, *_ in refused(found)] == [41]


def test_unknown_codes_are_counted_by_line(read, departements):
    lines = departements()
    lines[2] = lines[2].replace("Z11", "Z99").replace("logement-sans", "autre")
    lines[3] = lines[3].replace("2021-03-31", "2021-03-32")
    assert read(lines).typed.nb_unknown_codes == 1


def test_the_refused_content_is_kept_for_the_producer(read, departements):
    lines = departements()
    lines[2] = lines[2].replace("Z11", "Z99")
    assert "Z99 ; Nom ; 2021-02-28" in read(lines).typed.quarantine["contenu"][0]


@pytest.mark.parametrize("written", ["075", "75.0", "D75", "75 - Paris"])
def test_one_spelling_of_a_code_comes_in(read, departements, written: str):
    lines = [line.replace("Z11", written) for line in departements(codes=("Z11",))]
    assert read(lines).typed.rows["territoire_code"].unique().to_list() == ["75"]


def test_decimal_commas_and_thousands_are_read(read, departements):
    lines = [line.replace(",", ";").replace("10.0", "1 010,5") for line in departements(codes=("Z11",))]
    assert read(lines).typed.rows["valeur_publiee"][0] == 1010.5


def test_excel_dates_and_numbers_of_a_workbook_are_read(catalogue, workbook, departements):
    head, first, *_ = [line.split(",") for line in departements()]
    content = workbook([["Export"], [None], head, [*first[:3], "075", "Paris", 44227, 10.0, "personnes"]])
    row = read_file(content, "f.xlsx", catalogue, RECEIVED).typed.rows.row(0, named=True)
    assert (row["territoire_code"], row["date_mois"], row["valeur_publiee"]) == ("75", date(2021, 1, 31), 10.0)
    assert row["ligne_source"] == 4


def test_an_empty_cell_takes_the_code_that_the_contract_gives_it(read):
    line = "Z1101_2022-01-20;COM;Z1101;Ville;20/01/2022;JOUR;volontaires;{};12;PERSONNE;DEFINITIF;Titre;https://exemple.invalid"
    assert read([NIGHT, line.format(""), line.format("RUE")]).typed.rows["type_lieu"].to_list() == ["SANS_OBJET", "RUE"]


def test_a_whole_number_is_wanted_where_the_contract_counts(read, catalogue):
    head = "territoire_id;candidature_id;vague_ami;date_annonce;libelle;nature;territoire_code_type;territoire_code;millesime_cog;departements;nb_communes;pop_municipale;statut_verification;source_url"
    row = "ZL-01;ZL-01;1;30/03/2018;Territoire;EPCI;SIREN_EPCI;Z00000021;2025;Z21;{};96 800;UNE_SOURCE;https://exemple.invalid"
    found = read([head, row.format("24"), row.format("24,5").replace("ZL-01", "ZL-02")])
    assert found.typed.rows["nb_communes"].to_list() == [24] and found.typed.rows["pop_municipale"].to_list() == [96800]
    assert refused(found) == [why(reasons.INTEGER, 3, "nb_communes")]


def test_no_reason_holds_a_value(read, departements):
    lines = departements()
    lines[2] = lines[2].replace("Z11", "CANARI").replace(",20.0,", ",CANARI,")
    assert "CANARI" not in str(refused(read(lines)))


def test_a_file_that_mixes_two_levels_is_refused(catalogue, read):
    lines = ["niveau,code_departement,id_indicateur,date,valeur"]
    lines += [
        f"{level},{code},logement-sans-domicile-hebergement-urgence,2021-01-31,1"
        for level, code in (("DEP", "Z11"), ("REG", "Z1"))
    ]
    with pytest.raises(ObservatoryError, match="f.csv mélange plusieurs parts.*DEP, REG.*un fichier par part"):
        read(lines)


def test_an_unknown_contract_is_refused(read, departements):
    with pytest.raises(ObservatoryError, match="Aucun contrat « inconnu ».*barometre_relogement"):
        read(departements(), contract="inconnu")
    assert read(departements(), contract="lake.barometre_relogement").partition == "DEP"
