"""Numbers, dates and lists as French readers write them."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.charts import french


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(48326, 0, "48\u202f326"), (2.2, 1, "2,2"), (-3, 0, "−3"), (0, 0, "0"), (-0.04, 1, "0,0"), (None, 0, "n.d.")],
)
def test_a_number_has_narrow_spaces_and_a_comma(value: float | None, decimals: int, written: str) -> None:
    assert french.number(value, decimals) == written


def test_a_published_value_keeps_the_decimals_that_a_reader_takes_in() -> None:
    values = (3035.0, 12.5, 11.564139, 12.001, 0.088317, 0.00000001, -5.205146, None)
    told = ["3\u202f035", "12,5", "11,56", "12", "0,088", "0", "−5,21", "n.d."]
    assert [french.exact(value) for value in values] == told


@pytest.mark.parametrize(
    ("value", "state", "written", "read"),
    [
        (3035.0, "PUBLIE", "3\u202f035", "3\u202f035"),
        (12.5, "CORRIGE", "12,5", "12,5"),
        (0, "PUBLIE", "0", "0"),
        (0, "ZERO", "0", "0"),
        (None, "MASQUE", "s", "masqué"),
        (4, "MASQUE", "s", "masqué"),
        (None, "NON_COLLECTE", "n.d.", "non collecté"),
        (None, None, "n.d.", "non collecté"),
    ],
)
def test_a_cell_is_a_number_or_the_mark_of_its_state(value: float | None, state: str | None, written: str, read: str) -> None:  # fmt: skip
    assert (french.cell(value, state), french.aloud(value, state)) == (written, read)


def test_a_rate_keeps_its_decimals_but_for_a_known_zero() -> None:
    assert [french.cell(value, state, 1) for value, state in ((2.0, "PUBLIE"), (0.0, "PUBLIE"), (0.0, "ZERO"))] == ["2,0", "0,0", "0"]  # fmt: skip


def test_marks_are_explained_when_they_appear_and_only_then() -> None:
    assert french.marks_key(["12", "0"]) == ""
    assert french.marks_key(["12", "s", "s"]) == "s\u00a0: masqué (secret statistique)"
    assert french.marks_key(["n.d.", "s"]).startswith(
        "s\u00a0: masqué (secret statistique)\u202f; n.d.\u00a0: non collecté"
    )


def test_every_state_of_the_code_list_has_its_word() -> None:
    from observatory.contracts.reference import nomenclature_codes

    assert french.STATES.keys() == nomenclature_codes()["statut_valeur"]


def test_a_change_shows_its_sign_and_a_narrow_space_before_per_cent() -> None:
    assert [french.percent(value) for value in (26.68, -3.04, 0.0)] == ["+26,7\u202f%", "−3,0\u202f%", "0,0\u202f%"]


def test_a_date_is_never_more_precise_than_its_source() -> None:
    night = date(2023, 1, 1)
    assert [french.dated(night, p) for p in ("JOUR", "MOIS", "ANNEE")] == [
        "1er\u00a0janvier 2023",
        "janvier 2023",
        "2023",
    ]


def test_months_that_follow_each_other_are_told_as_one_period() -> None:
    months = [date(2018, 4, 30), date(2018, 1, 31), date(2018, 2, 28), date(2018, 3, 31), date(2018, 12, 31), date(2019, 1, 31), date(2019, 6, 30)]  # fmt: skip
    assert french.periods(months) == "janvier à avril 2018, décembre 2018 à janvier 2019 et juin 2019"


def test_french_has_the_singular_below_two() -> None:
    assert [french.plural(n, "table") for n in (0, 1, 2)] == ["0\u00a0table", "1\u00a0table", "2\u00a0tables"]


def test_spaces_of_a_source_text_become_french() -> None:
    assert (
        french.typographic("Écart : 3 % ; l'arrondi « non »")
        == "Écart\u00a0: 3\u202f%\u202f; l’arrondi «\u00a0non\u00a0»"
    )


def test_names_sort_without_their_accents() -> None:
    assert min("Isère", "Île-de-France", "Ille-et-Vilaine", key=french.sorting) == "Île-de-France"
