"""One normaliser for codes: what each level accepts, what it refuses rather than guess."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.territories.codes import normalise_code


def normal(level: str, code: str | None) -> str | None:
    frame = pl.DataFrame({"niveau": [level], "code": [code]}, schema={"niveau": pl.String, "code": pl.String})
    return frame.select(normalise_code(pl.col("niveau"), pl.col("code"))).item()


GOOD = {
    "DEP": "075=75 75=75 75.0=75 1=01 1.0=01 01=01 001=01 2a=2A 2B=2B 20A=2A 20b=2B 974=974 974.0=974 976=976 D75=75 d75=75 "
    "DEP-75=75 D974=974 D2A=2A D1=01 D075=75 069D=69 69D=69 69M=69 069M=69 9A=971 9D=974 9F=976 Z11=Z11 z11=Z11",
    "REG": "1=01 01=01 R11=11 R01=01 11.0=11 94=94 Z3=Z3",
    "COM": "8053=08053 08053=08053 8053.0=08053 75056=75056 2a247=2A247 9A101=97101 9D411=97411 97411=97411 Z1101=Z1101",
    "ARM": "75101=75101 69381.0=69381",
    "SIREN_EPCI": "200054781=200054781 200054781.0=200054781 Z00000021=Z00000021",
    "SIREN_EPT": "200057941=200057941",
    "FR": "national=FR France=FR fr=FR national-fictif=ZZ",
    "GROUPE_COMMUNES": "200054781-hp2025=200054781-HP2025",
    "SECTEUR": "75119-07=75119-07",
}
BAD = {
    "DEP": "00 0 20 020 20.0 D20 A 1234 0974 75.5 R11 Z1 75056 -1",
    "REG": "00 075 999 D75 R R1111 2A",
    "COM": "1 12 123 00000 20247 750560 75 2C123 9G101 1,3055E+4",
    "SIREN_EPCI": "2,00054781E+08 20005478 2000547810",
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
