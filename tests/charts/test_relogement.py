"""Access to social housing: a missing month is a gap that says why, a partial year is not a year."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.charts import relogement, style
from observatory.charts.figure import Credit, Figure, Place
from observatory.charts.relogement_plot import monthly_plot
from observatory.contracts.load import FOLDER
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.publication.policy_file import load_policy


@pytest.fixture
def monthly(tables: dict[str, ProtectedTable], paris: Place, credit: Credit) -> Figure:
    """The monthly flow of Paris, December 2020 to June 2021."""
    made = relogement.monthly_flow(tables["relogement_mensuel"], tables["avertissements"], paris, credit)
    assert made is not None
    return made


@pytest.fixture
def annual(tables: dict[str, ProtectedTable], paris: Place, credit: Credit) -> Figure:
    """The yearly totals of Paris: 2020 complete, 2021 until June."""
    made = relogement.annual_totals(tables["relogement_annuel"], tables["avertissements"], paris, credit)
    assert made is not None
    return made


def test_a_month_without_a_flow_is_a_gap_and_never_a_zero(monthly: Figure) -> None:
    bars = monthly.plot["data"][0]
    assert dict(zip(bars["x"], bars["y"], strict=True)) == {
        "2021-01-01": None, "2021-02-01": None, "2021-03-01": 260, "2021-04-01": 240, "2021-05-01": None, "2021-06-01": 244,
    }  # fmt: skip


def test_a_flow_of_zero_is_drawn_as_a_zero(tables: dict[str, ProtectedTable], credit: Credit) -> None:
    made = relogement.monthly_flow(tables["relogement_mensuel"], None, Place("DEP", "07", "Ardèche"), credit)
    assert made is not None and made.plot["data"][0]["y"] == [None, None, 0, 11, 9, 15]


def test_months_not_collected_are_shaded_and_named(monthly: Figure) -> None:
    bands = [shape for shape in monthly.plot["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(band["x0"], band["x1"]) for band in bands] == [("2020-12-17", "2021-01-16")]
    assert [label["text"] for label in monthly.plot["layout"]["annotations"]] == ["non collecté"]


def test_a_flow_that_cannot_be_computed_is_marked_on_the_axis(monthly: Figure) -> None:
    marks = monthly.plot["data"][1]
    assert (marks["x"], marks["mode"]) == (["2021-02-01", "2021-05-01"], "markers")


@pytest.mark.parametrize(
    ("flows", "told"),
    [
        ([50, 10, 10, 10, 10, 20], ["<b>50</b>", "<b>20</b>"]),
        ([50, 10, 10, 10, 30, 20], ["<b>50</b>"]),  # the value of the last bar would be written over the one before
        ([10, 10, 50, 10, 10, 20], ["<b>50</b>"]),
    ],
)
def test_the_last_bar_bears_its_value_unless_a_neighbour_would_cover_it(flows: list[int], told: list[str]) -> None:
    rows = [(date(2025, at + 1, 28), flow, "", flow, "") for at, flow in enumerate(flows)]
    assert [text for text in monthly_plot(rows, [], [], [])["data"][0]["text"] if text] == told


def test_a_corrected_month_has_its_own_colour(monthly: Figure) -> None:
    assert monthly.plot["data"][0]["marker"]["color"].index(style.OCHRE) == 3


def test_the_axis_starts_at_zero(monthly: Figure, annual: Figure) -> None:
    assert monthly.plot["layout"]["yaxis"]["range"][0] == annual.plot["layout"]["yaxis"]["range"][0] == 0


def test_the_alternative_text_is_written_from_the_data(monthly: Figure) -> None:
    assert monthly.alt == (
        "Diagramme en barres. Paris\u00a0: personnes sans domicile relogées chaque mois, de janvier 2021 à juin 2021. "
        "Le mois le plus haut est mars 2021 (260), le plus bas avril 2021 (240). Dernier mois connu, juin 2021\u00a0: 244. "
        "Non collecté\u00a0: janvier 2021. Flux non calculable\u00a0: février 2021 et mai 2021."
    )


def test_the_table_keeps_every_month_with_its_status(monthly: Figure) -> None:
    assert len(monthly.rows) == 7
    assert [row[4] for row in monthly.rows[:2]] == ["PUBLIE", "NON_COLLECTE"]


def test_the_figure_carries_the_warnings_of_its_place(monthly: Figure) -> None:
    assert [caveat.nature for caveat in monthly.warnings] == ["ABSENCE", "CUMUL_PLUSIEURS_MOIS", "CORRECTION", "BAISSE"]
    assert "Non collecté\u00a0: janvier 2021" in monthly.caution


def test_a_fall_that_a_correction_repairs_is_told_with_the_correction(monthly: Figure) -> None:
    told = {caveat.nature: caveat for caveat in monthly.warnings}
    assert "mai 2021" in told["BAISSE"].phrase and "avril" not in told["BAISSE"].phrase
    assert len(told["CORRECTION"].details) == 2


def test_a_place_outside_the_source_has_no_figure(tables: dict[str, ProtectedTable], credit: Credit) -> None:
    assert relogement.monthly_flow(tables["relogement_mensuel"], None, Place("DEP", "976", "Mayotte"), credit) is None


def test_a_partial_year_is_hatched_and_says_where_it_stops(annual: Figure) -> None:
    whole, partial = annual.plot["data"]
    assert (whole["x"], partial["x"]) == (["2020"], ["2021"])
    assert "pattern" in partial["marker"] and "pattern" not in whole["marker"]
    assert annual.plot["layout"]["xaxis"]["ticktext"] == ["2020", "2021<br>jusqu’à juin"]


def test_bars_of_years_carry_their_value(annual: Figure) -> None:
    assert annual.plot["data"][0]["text"] == ["<b>2\u202f136</b>"]


def test_a_correction_inside_a_year_does_not_mark_its_total(annual: Figure) -> None:
    assert annual.warnings == ()


def announced(*rows: tuple[str, str, int, float]) -> ProtectedTable:
    """The protected « objectifs » of Paris: indicator, source, year, value."""
    frame = pl.DataFrame(rows, schema=["objectif_indicateur", "source_titre", "annee", "valeur_objectif"], orient="row")
    return already_public(
        "objectifs",
        frame.with_columns(niveau=pl.lit("DEP"), territoire_code=pl.lit("75")),
        load_policy(FOLDER / "disclosure.yaml"),
    )


def test_the_objective_of_a_year_is_drawn_written_and_told(tables, paris: Place, credit: Credit) -> None:
    goals = announced(
        ("RELOGEMENT_PERSONNES", "Instruction", 2020, 2900.0),
        ("RELOGEMENT_PERSONNES", "Baromètre", 2022, 3000.0),
        ("PART_ATTRIBUTIONS", "Programme 177", 2020, 6.0),
    )
    made = relogement.annual_totals(tables["relogement_annuel"], None, paris, credit, goals)
    (aim,) = made.plot["layout"]["shapes"]
    assert (aim["x0"], aim["x1"], aim["y0"], aim["y1"]) == (-0.38, 0.38, 2900.0, 2900.0)
    assert made.plot["layout"]["xaxis"]["ticktext"][0] == "2020<br>obj. 2\u202f900"
    assert made.plot["data"][0]["textposition"] == ["outside"]
    assert made.plot["layout"]["yaxis"]["range"][1] > 2900 > max(row[1] for row in made.rows)
    assert [row[-1] for row in made.rows] == [2900.0, None] and made.header[-1] == "objectif de l’année"
    assert "Instruction, Baromètre" in made.note and "3\u202f000 en 2022" in made.note and "2\u202f900" in made.alt
    assert "Programme 177" not in made.note


def test_a_total_just_under_its_objective_is_written_inside_its_bar(tables, paris: Place, credit: Credit) -> None:
    goals = announced(("RELOGEMENT_PERSONNES", "Instruction", 2020, 2200.0))
    made = relogement.annual_totals(tables["relogement_annuel"], None, paris, credit, goals)
    assert made.plot["data"][0]["textposition"] == ["inside"]


def test_without_an_objective_nothing_says_one(annual: Figure) -> None:
    assert "objectif" not in f"{annual.note}{annual.alt}{annual.subtitle}{annual.header}{annual.plot}"
