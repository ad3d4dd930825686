"""Cells to values: what is read, and what is refused rather than guessed."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.sources import values


def number(text: str) -> float | None:
    return pl.DataFrame({"x": [text]}).select(values.number(pl.col("x"))).item()


def dates(*texts: str | None) -> list[date | None]:
    return values.date(pl.Series("d", texts, dtype=pl.String), "date_mois", "f.csv").to_list()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15,2", 15.2),
        ("15.2", 15.2),
        ("1 234", 1234.0),
        ("1\u202f234,5", 1234.5),
        ("1\u00a0234", 1234.0),
        ("007", 7.0),
        ("-3", -3.0),
        ("+3", 3.0),
        ("0.0", 0.0),
    ],
)
def test_a_number_has_a_decimal_comma_or_point_and_spaces_between_thousands(text: str, value: float):
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["1,23457E+13", "1e3", "12 %", "abc", "", "-", "1.234,5", "une dizaine", "<5", "1_000", ",5", "NaN", "inf"]
)
def test_what_is_not_a_plain_number_is_not_read(text: str):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Oui", True),
        ("O", True),
        ("1", True),
        ("VRAI", True),
        ("t", True),
        ("non", False),
        ("N", False),
        ("0", False),
        ("FAUX", False),
        ("f", False),
        ("X", None),
        ("peut-être", None),
    ],
)
def test_yes_and_no_are_a_closed_list(text: str, value: bool | None):
    assert pl.DataFrame({"x": [text]}).select(values.boolean(pl.col("x"))).item() is value


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-14",
        "14/02/2026",
        "14-02-2026",
        "14/02/26",
        "2026/02/14",
        "14-02-2026 18h42",
        "2026-02-14T18:42:00",
        "2026-02-14 00:00:00",
        "46067",
        "46067.0",
    ],
)
def test_a_date_is_read_in_the_formats_of_real_exports(text: str):
    assert dates(text, None) == [date(2026, 2, 14), None]


def test_day_comes_first_when_both_orders_are_possible():
    assert dates("03/04/2021", "05/06/2021") == [date(2021, 4, 3), date(2021, 6, 5)]


def test_a_column_with_the_month_first_is_refused_never_guessed():
    with pytest.raises(ObservatoryError, match=r"f.csv, colonne « date_mois » : le mois y précède le jour.*Demandez"):
        dates("02/13/2021", "03/04/2021")


def test_an_impossible_date_is_not_read_and_does_not_change_the_others():
    assert dates("2021-02-31", "2021-01-31", "0000-00-00") == [None, date(2021, 1, 31), None]
    assert dates("31/02/2021", "28/02/2021", "demain") == [None, date(2021, 2, 28), None]


def test_one_column_has_one_format():
    assert dates("2021-01-31", "2021-02-28", "31/03/2021") == [date(2021, 1, 31), date(2021, 2, 28), None]
    assert dates("2021-01-31", "2021-02-28", "44286") == [date(2021, 1, 31), date(2021, 2, 28), None]


def test_a_column_without_a_date_has_no_date():
    assert dates(None, None) == [None, None]
