"""Night counts: provisional is hollow, two perimeters never meet, a small term has no percentage."""

from __future__ import annotations

from typing import Any

import pytest

from observatory.charts import nuits
from observatory.charts.figure import Credit, Figure, Place
from observatory.disclosure.protected import ProtectedTable


def edition(name: str, value: float | None = 100.0) -> dict[str, Any]:
    """An edition as `nuits.editions` gives it."""
    return {"edition_id": name, "valeur_publiee": value}


def verdict(is_comparable: bool, words: str = "Même périmètre.") -> nuits.Pairs:
    """What the table of comparisons says of the editions a and b."""
    return {("a", "b"): {"est_comparable": is_comparable, "motif_comparaison_libelle": words}}


@pytest.fixture
def figure(tables: dict[str, ProtectedTable], ville: Place, credit: Credit) -> Figure:
    """The three editions of the commune, one in another perimeter, the last provisional."""
    made = nuits.night_counts(tables["nuits_decomptes"], tables["avertissements"], ville, credit)
    assert made is not None
    return made


def test_an_edition_has_one_bar_and_other_units_have_none(figure: Figure) -> None:
    assert [value for trace in figure.plot["data"] for value in trace["y"]] == [3035.0, 2598.0, 3015.0]


def test_a_provisional_result_is_hollow(figure: Figure) -> None:
    final, provisional = figure.plot["data"]
    assert (final["x"], provisional["x"]) == ([0, 1], [2])
    assert "pattern" in provisional["marker"] and "pattern" not in final["marker"]
    assert "provisoires" in figure.subtitle


def test_a_change_of_perimeter_is_marked_and_explained(figure: Figure) -> None:
    assert [shape["x0"] for shape in figure.plot["layout"]["shapes"]] == [0.5]
    assert [label["text"] for label in figure.plot["layout"]["annotations"]] == ["A", "périmètre B"]
    assert "Deux éditions de périmètres différents ne se comparent pas." in figure.note


def test_no_line_joins_two_editions(figure: Figure) -> None:
    assert {trace["type"] for trace in figure.plot["data"]} == {"bar"}


def test_a_night_outside_january_is_a_warning_of_the_figure(figure: Figure) -> None:
    assert "Nuit tenue hors de janvier\u00a0: 15\u00a0février 2018" in figure.caution


def test_a_change_is_given_when_the_table_of_comparisons_allows_it() -> None:
    assert nuits.change(verdict(True), edition("a", 100.0), edition("b", 110.0)) == "+10,0\u202f%"


@pytest.mark.parametrize(
    ("known", "before", "after"),
    [
        (verdict(False), 100.0, 110.0),
        ({}, 100.0, 110.0),
        (verdict(True), 19.0, 40.0),
        (verdict(True), 40.0, 19.0),
        (verdict(True), None, 40.0),
    ],
    ids=["refusée", "inconnue", "terme < 20", "terme < 20 (après)", "masqué"],
)
def test_no_percentage_otherwise(known: nuits.Pairs, before: float | None, after: float | None) -> None:
    assert nuits.change(known, edition("a", before), edition("b", after)) is None


def test_a_refusal_is_told_in_the_words_of_the_table() -> None:
    assert nuits.refusal(verdict(False, "Autre saison."), edition("a"), edition("b")) == "Autre saison."
    assert nuits.refusal({}, edition("a"), edition("b")) == "Rien ne dit que ces deux nuits se comparent."


def test_the_pairs_of_a_place_are_those_of_its_own_editions(tables: dict[str, ProtectedTable], ville: Place) -> None:
    known = nuits.pairs(tables["nuits_comparaisons"], ville)
    assert {pair["motif_comparaison"] for pair in known.values()} == {"PERIMETRE", "VERSION"}
    assert len(known) == 3
