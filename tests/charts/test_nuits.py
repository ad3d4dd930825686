"""Night counts: provisional is hollow, two perimeters never meet, a small term has no percentage."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from observatory.charts import nuits
from observatory.charts.figure import Credit, Figure, Place
from observatory.disclosure.protected import ProtectedTable


def edition(value: float = 100.0, perimeter: str | None = "CAMPEMENTS", day: date = date(2022, 1, 20), precision: str = "JOUR") -> dict[str, Any]:  # fmt: skip
    """An edition as `nuits.editions` gives it."""
    return {"valeur_publiee": value, "perimetre_code": perimeter, "date_nuit": day, "date_nuit_precision": precision}


@pytest.fixture
def figure(tables: dict[str, ProtectedTable], ville: Place, credit: Credit) -> Figure:
    """The three editions of the commune, one in another perimeter, the last provisional."""
    made = nuits.night_counts(tables["nuits_solidarite"], tables["avertissements"], ville, credit)
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


def test_a_change_is_given_at_the_same_perimeter_and_season() -> None:
    assert nuits.change(edition(100.0), edition(110.0)) == "+10,0\u202f%"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (edition(perimeter="EQUIPEMENTS"), edition()),
        (edition(perimeter=None), edition(perimeter=None)),
        (edition(perimeter="NON_PRECISE"), edition(perimeter="NON_PRECISE")),
        (edition(day=date(2021, 3, 25)), edition()),
        (edition(precision="ANNEE"), edition()),
        (edition(19.0), edition(40.0)),
        (edition(40.0), edition(19.0)),
    ],
    ids=["autre périmètre", "sans périmètre", "non précisé", "autre saison", "mois inconnu", "terme < 20", "terme < 20 (après)"],
)  # fmt: skip
def test_no_percentage_between_editions_that_do_not_compare(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert nuits.change(before, after) is None
