"""One normaliser for codes: what each level accepts, what it refuses rather than guess."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.territories.codes import commune_from_parts, normalise_code, parent_city


def normal(level: str, code: str | None) -> str | None:
    frame = pl.DataFrame({"niveau": [level], "code": [code]}, schema={"niveau": pl.String, "code": pl.String})
    return frame.select(normalise_code(pl.col("niveau"), pl.col("code"))).item()


GOOD = {
    "DEP": "075=75 75=75 75.0=75 1=01 1.0=01 01=01 001=01 2a=2A 2B=2B 20A=2A 20b=2B 974=974 974.0=974 976=976 D75=75 d75=75 "
    "DEP-75=75 D974=974 D2A=2A D1=01 D075=75 069D=69 69D=69 69M=69 069M=69 9A=971 9D=974 9F=976 Z11=Z11 z11=Z11",
    "REG": "1=01 01=01 R11=11 R01=01 11.0=11 94=94 Z3=Z3",
    "COM": "8053=08053 08053=08053 8053.0=08053 75056=75056 2a247=2A247 9A101=97101 9B209=97209 9F601=97601 9D411=97411 97411=97411 20247=20247 Z1101=Z1101",
    "ARM": "75101=75101 69381.0=69381",
    "SIREN_EPCI": "200054781=200054781 200054781.0=200054781 200054781,00=200054781 69M=200046977 069m=200046977 Z00000021=Z00000021",
    "SIREN_EPT": "200057941=200057941",
    "FR": "national=FR France=FR fr=FR national-fictif=ZZ",
    "GROUPE_COMMUNES": "200054781-hp2025=200054781-HP2025",
    "SECTEUR": "75119-07=75119-07",
}
BAD = {
    "DEP": "00 0 20 020 20.0 D20 A 1234 0974 75.5 R11 Z1 75056 -1",
    "REG": "00 075 999 D75 R R1111 2A",
    "COM": "1 12 123 00000 971101 750560 75 2C123 9G101 1,3055E+4 1.3055e4 75000 1000 97100 code_75020 69M 200046977",
    "SIREN_EPCI": "2,00054781E+08 2.00054781e8 20005478 2000547810 69D 69 69123",
    "FR": "Europe x",
}


@pytest.mark.parametrize(
    ("level", "written", "official"), [(n, *pair.split("=")) for n, pairs in GOOD.items() for pair in pairs.split()]
)
def test_a_code_takes_its_official_spelling(level: str, written: str, official: str):
    assert normal(level, written) == normal(level, f"  {written} ") == official
    assert normal(level, official) == official, "une écriture officielle ne change plus"


@pytest.mark.parametrize(("level", "written"), [(n, code) for n, codes in BAD.items() for code in codes.split()])
def test_what_is_not_a_code_of_its_level_is_refused_never_guessed(level: str, written: str):
    assert normal(level, written) is None


@pytest.mark.parametrize(
    ("level", "written", "official"),
    [
        ("DEP", "75 - Paris", "75"),
        ("DEP", "1 - Ain", "01"),
        ("DEP", "2A - Corse-du-Sud", "2A"),
        ("REG", "11 - Île-de-France", "11"),
        ("SIREN_EPCI", "200 054 781", "200054781"),
    ],
)
def test_a_label_after_the_code_and_spaces_inside_are_left_aside(level: str, written: str, official: str):
    assert normal(level, written) == official


@pytest.mark.parametrize("level", [*GOOD, None])
def test_nothing_gives_nothing(level: str | None):
    assert normal(level, None) is None and normal(level, " ") is None


def test_each_row_is_read_at_its_own_level():
    frame = pl.DataFrame({"niveau": ["DEP", "REG", "COM"], "code": ["1", "1", "1001"]})
    assert frame.select(normalise_code(pl.col("niveau"), pl.col("code")).alias("c"))["c"].to_list() == [
        "01",
        "01",
        "01001",
    ]


def test_numbers_are_read_once_written_as_text():
    frame = pl.DataFrame({"siren": [200054781.0, 249740119.0], "commune": [8053, 75056]}).cast(pl.String)
    codes = frame.select(
        normalise_code(pl.lit("SIREN_EPCI"), pl.col("siren")), normalise_code(pl.lit("COM"), pl.col("commune"))
    )
    assert codes.rows() == [("200054781", "08053"), ("249740119", "75056")]


def test_a_non_breaking_space_is_a_space():
    assert (
        normal("SIREN_EPCI", "200\u202f054\u00a0781 ") == "200054781" and normal("COM", "\u00a02a004\u202f") == "2A004"
    )


PARTS = (
    "01+001=01001 1+1=01001 1.0+4.0=01004 2a+004=2A004 75+101=75101 69D+123=69123 971+101=97101 976+601=97601 976+1=97601 "
    "974+11=97411 9D+411=97411 975+02=97502 Z11+01=Z1101 Z11+101=Z1101"
)


@pytest.mark.parametrize("pair", PARTS.split())
def test_a_split_code_is_joined_without_repeating_a_digit(pair: str):
    (departement, number), official = pair.partition("=")[0].split("+"), pair.partition("=")[2]
    frame = pl.DataFrame({"d": [f" {departement} "], "n": [f"{number} "]})
    assert frame.select(commune_from_parts(pl.col("d"), pl.col("n"))).item() == official


@pytest.mark.parametrize(
    "parts", [("971", "601"), ("20", "004"), ("75", "1056"), ("", "001"), (None, "001"), ("01", None), ("01", "")]
)
def test_parts_that_do_not_make_a_code_are_refused(parts: tuple[str | None, str | None]):
    frame = pl.DataFrame([parts], schema={"d": pl.String, "n": pl.String}, orient="row")
    assert frame.select(commune_from_parts(pl.col("d"), pl.col("n"))).item() is None


def test_an_arrondissement_has_a_city_and_a_city_has_none():
    cities = {
        "75101": "75056",
        "75120": "75056",
        "69381": "69123",
        "69389": "69123",
        "13201": "13055",
        "13216": "13055",
    }
    others = ["75056", "75100", "75121", "75001", "69380", "69390", "13200", "13217", "69123", "01001", "Z1101", None]
    frame = pl.DataFrame({"code": [*cities, *others]})
    assert frame.select(parent_city(pl.col("code"))).to_series().to_list() == [*cities.values(), *[None] * len(others)]
