"""Every commune code of the real messy files is normalised, or reported with the reason.

The counts are those that the notes on the files state; they were made without this code.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from observatory.territories.codes import commune_from_parts, normalise_code, parent_city
from observatory.territories.locate import locate


def csv(path: Path, separator: str = ";") -> pl.DataFrame:
    return pl.read_csv(path, separator=separator, infer_schema=False)


def sheet(content: bytes | Path, name: str | int, header_row: int) -> pl.DataFrame:
    """A sheet by name, or by rank from 1; every cell as text."""
    which = {"sheet_name": name} if isinstance(name, str) else {"sheet_id": name}
    source = BytesIO(content) if isinstance(content, bytes) else content
    return pl.read_excel(source, **which, read_options={"header_row": header_row}, infer_schema_length=0)


def population(messy: Path) -> pl.Series:
    content = gzip.decompress((messy / "population2019.xls.gz").read_bytes())
    parts = sheet(content, "Communes", header_row=7)
    return parts.select(commune_from_parts(pl.col("Code département"), pl.col("Code commune"))).to_series()


def paris(housing: Path, column: str = "arrdt") -> pl.Series:
    """The arrondissement's number, from 1 to 20, made a code: 751 + 01…20."""
    frame = csv(housing / "logements-sociaux-finances-a-paris.csv")
    return frame[column] if column != "arrdt" else frame.select("751" + pl.col("arrdt").str.zfill(2)).to_series()


# file, how its codes are read, cells, then distinct codes by status
FILES: dict[str, tuple[Callable[[Path, Path], pl.Series], int, dict[str, int]]] = {
    "fusions.csv COM_INI": (
        lambda messy, _: csv(messy / "fusions.csv", ",")["COM_INI"],
        2644,
        {"actuel": 821, "perime": 1773, "perime_ambigu": 2},
    ),
    "fusions.csv COM_FIN": (
        lambda messy, _: csv(messy / "fusions.csv", ",")["COM_FIN"],
        2644,
        {"actuel": 808, "perime": 10},
    ),
    "tlv_cities.csv": (
        lambda messy, _: csv(messy / "tlv_cities.csv")["CODE INSEE"],
        3697,
        {"actuel": 3690, "perime": 7},
    ),
    "insee_grille_densite_2025.xlsx": (
        lambda messy, _: sheet(messy / "insee_grille_densite_2025.xlsx", 1, header_row=4)["CODGEO"],
        34875,
        {"actuel": 34875},
    ),
    "csvdetective_a_test_file.csv": (
        lambda messy, _: csv(messy / "csvdetective_a_test_file.csv")["NUMCOM"],
        406,
        {"actuel": 375, "perime": 22, "illisible": 1},
    ),
    "population2019.xls.gz": (
        lambda messy, _: population(messy),
        35382,
        {"actuel": 34844, "arrondissement": 45, "perime": 492, "perime_ambigu": 1},
    ),
    "bpe_2018_action_sociale_D7.parquet": (
        lambda _, housing: pl.read_parquet(housing / "bpe_2018_action_sociale_D7.parquet")["DEPCOM"],
        6597,
        {"actuel": 1882, "arrondissement": 45, "perime": 11},
    ),
    "logements-sociaux-finances-a-paris.csv arrdt": (
        lambda _, housing: paris(housing),
        4174,
        {"arrondissement": 20},
    ),
}


@pytest.fixture(scope="module")
def located(shared, communes, codes_perimes) -> Callable[[str], pl.DataFrame]:
    found = {}

    def of(name: str) -> pl.DataFrame:
        if name not in found:
            read, *_ = FILES[name]
            codes = read(shared / "real" / "messy", shared / "real" / "logement_social")
            found[name] = locate(codes, communes, codes_perimes)
        return found[name]

    return of


@pytest.mark.parametrize("name", FILES)
def test_every_code_is_located_or_says_why_not(located, communes, name):
    result, (_, cells, statuses) = located(name), FILES[name]
    assert result["nb_lignes"].sum() == cells, "aucune case n’est perdue"
    assert dict(result["statut"].value_counts().iter_rows()) == statuses
    placed = result.filter(pl.col("code_actuel").is_not_null())
    now = communes.filter(pl.col("millesime_cog") == 2026)["commune_code"]
    assert placed["code_actuel"].is_in(now.implode()).all()
    assert result.filter(pl.col("code_actuel").is_null(), pl.col("raison").is_null()).is_empty()


def test_fusions_gets_its_zeros_back_and_its_39_stale_arrivals(located):
    result = located("fusions.csv COM_FIN")
    assert result.filter(pl.col("code_lu").str.len_chars() == 4)["nb_lignes"].sum() == 145
    assert result.filter(pl.col("statut") == "perime")["nb_lignes"].sum() == 39
    assert located("fusions.csv COM_INI").filter(pl.col("code_lu").str.len_chars() == 4)["nb_lignes"].sum() == 146


def test_a_commune_that_joined_one_since_divided_is_not_placed_by_guess(located):
    rows = located("fusions.csv COM_INI").filter(pl.col("statut") == "perime_ambigu")
    assert rows["code_lu"].to_list() == ["60455", "85030"] and rows["code_actuel"].null_count() == 2
    assert rows["raison"][0] == "Périmé depuis le 01/01/2019\u202f; plusieurs codes actuels : 60054, 60694."


def test_tlv_loses_its_trailing_spaces_and_keeps_seven_stale_codes(located):
    result = located("tlv_cities.csv")
    assert result.filter(pl.col("code_lu") != pl.col("code_normalise")).height == 341
    stale = result.filter(pl.col("statut") == "perime")
    assert stale["code_normalise"].to_list() == ["14300", "25303", "25620", "30094", "69152", "69159", "93059"]
    assert stale["code_actuel"].to_list() == ["14743", "25390", "25390", "30329", "69149", "69114", "93066"]


def test_a_header_repeated_as_data_is_illegible(located):
    row = located("csvdetective_a_test_file.csv").filter(pl.col("statut") == "illisible")
    assert row.select("code_lu", "nb_lignes", "code_actuel").rows() == [("NUMCOM", 2, None)]
    assert row["raison"][0] == "Ce n’est pas un code de commune (cinq caractères)."


def test_population_joins_its_split_code_without_repeating_a_digit(located):
    result = located("population2019.xls.gz")
    assert result["code_lu"].null_count() == 0
    overseas = result.filter(pl.col("code_lu").str.starts_with("97"))
    assert overseas.height == 32 + 34 + 22 + 24 and (overseas["statut"] == "actuel").all()
    stale = result.filter(pl.col("statut").is_in(["perime", "perime_ambigu"]))
    assert stale.height == 493


def test_arrondissements_have_their_city_and_paris_is_nowhere(located):
    for name in ("population2019.xls.gz", "bpe_2018_action_sociale_D7.parquet"):
        rows = located(name).filter(pl.col("statut") == "arrondissement")
        cities = rows.select(parent_city(pl.col("code_actuel"))).to_series()
        assert dict(cities.value_counts().iter_rows()) == {"75056": 20, "69123": 9, "13055": 16}
        assert "75056" not in located(name)["code_lu"]


def test_a_postal_code_is_never_taken_for_a_code_of_before_1968(shared, communes, codes_perimes):
    codes = paris(shared / "real" / "logement_social", column="code_postal")
    result = locate(codes, communes, codes_perimes)
    assert result["code_actuel"].null_count() == result.height == 21
    assert dict(result["statut"].value_counts().iter_rows()) == {"perime_ambigu": 20, "illisible": 1}
    assert "code postal" in result["raison"][0]


def test_reasons_never_repeat_what_was_written(communes, codes_perimes):
    written = pl.Series(["Dupont", "1,3055E+4", None, " ", "99999", "97123"])
    rows = {row["code_lu"]: row for row in locate(written, communes, codes_perimes).iter_rows(named=True)}
    assert rows["Dupont"]["statut"] == "illisible" and "Dupont" not in rows["Dupont"]["raison"]
    assert rows["1,3055E+4"]["raison"].startswith("Notation scientifique")
    assert rows[None]["raison"] == rows[" "]["raison"] == "Case vide."
    assert (rows["99999"]["statut"], rows["97123"]["statut"]) == ("inconnu", "perime_ambigu")
    assert rows["97123"]["raison"] == "Périmé depuis le 23/02/2007, sans code qui lui succède."


def test_numbers_are_located_as_texts(communes, codes_perimes):
    assert locate(pl.Series([8053.0, 93059.0]), communes, codes_perimes)["code_actuel"].to_list() == ["08053", "93066"]


def test_a_siren_that_came_as_a_number_is_a_siren(shared):
    messy = sheet(shared / "real" / "messy" / "insee_grille_densite_2025.xlsx", 2, header_row=4)["ECPI"]
    income = pl.read_parquet(shared / "real" / "logement_social" / "filosofi_epci_2016.parquet")["CODGEO"]
    for codes, count in ((messy, 1255), (income, 1244)):
        normal = codes.to_frame("c").select(normalise_code(pl.lit("SIREN_EPCI"), pl.col("c"))).to_series()
        assert normal.n_unique() == count and normal.null_count() == 0
    assert "249740119" in messy.to_list()
