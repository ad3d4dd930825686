"""What every figure carries, whatever it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from observatory.charts import nuits, relogement
from observatory.charts.figure import Credit, Figure, Place, credited
from observatory.disclosure.protected import ProtectedTable

BUILDERS = {
    "relogement_mensuel": relogement.monthly_flow,
    "relogement_annuel": relogement.annual_totals,
    "nuits_decomptes": nuits.night_counts,
}


@pytest.fixture
def figure(tables: dict[str, ProtectedTable], paris: Place, credit: Credit) -> Figure:
    """Any figure: the yearly totals of Paris."""
    made = relogement.annual_totals(tables["relogement_annuel"], tables["avertissements"], paris, credit)
    assert made is not None
    return made


@pytest.mark.parametrize(("name", "builder"), BUILDERS.items())
def test_a_table_that_was_not_protected_is_refused(
    name: str, builder: Callable[..., Figure | None], tables: dict[str, ProtectedTable], paris: Place, credit: Credit
) -> None:
    with pytest.raises(TypeError, match="ProtectedTable"):
        builder(tables[name].frame, None, paris, credit)


def test_warnings_that_were_not_protected_are_refused(
    tables: dict[str, ProtectedTable], paris: Place, credit: Credit
) -> None:
    with pytest.raises(TypeError, match="ProtectedTable"):
        relogement.monthly_flow(tables["relogement_mensuel"], tables["avertissements"].frame, paris, credit)  # type: ignore[arg-type]


def test_a_place_without_data_has_no_figure(tables: dict[str, ProtectedTable], credit: Credit) -> None:
    nowhere = Place("DEP", "99", "Nulle part")
    assert [builder(tables[name], None, nowhere, credit) for name, builder in BUILDERS.items()] == [None, None, None]


def test_a_figure_says_its_place_unit_source_licence_and_dates(figure: Figure) -> None:
    assert figure.title.startswith("Paris\u00a0: ")
    assert "Nombre de personnes" in figure.subtitle
    assert figure.source == "Source\u00a0: Dihal, Baromètre (Licence Ouverte 2.0)."
    assert figure.date == "Données arrêtées à juin 2021, publiées le 23 novembre 2026."


def test_plotly_accepts_every_drawing(
    tables: dict[str, ProtectedTable], paris: Place, ville: Place, credit: Credit
) -> None:
    import plotly.graph_objects as go

    from observatory.charts.style import TEMPLATE

    made = [
        builder(tables[name], None, place, credit) for name, builder in BUILDERS.items() for place in (paris, ville)
    ]
    drawings = [figure.plot for figure in made if figure]
    assert len(drawings) == 3
    for plot in drawings:
        go.Figure(plot)
    go.layout.Template(TEMPLATE)


def test_the_csv_holds_the_table_for_a_french_spreadsheet(figure: Figure) -> None:
    assert figure.csv_text().split("\r\n")[:3] == [
        "année;personnes relogées;statut_valeur;dernier mois connu;année complète",
        "2020;2136;PUBLIE;2020-12-31;oui",
        "2021;1234;PUBLIE;2021-06-30;non",
    ]


def test_invented_data_say_so_on_each_row_of_the_csv(figure: Figure) -> None:
    lines = replace(figure, est_fictif=True).csv_text().split("\r\n")
    assert lines[0].endswith(";mention")
    assert all(line.endswith(";Données fictives") for line in lines[1:-1])


def test_a_text_cannot_become_a_formula_in_a_spreadsheet(figure: Figure) -> None:
    text = replace(figure, rows=(("=1+1", None, 12.5, -3),)).csv_text()
    assert text.split("\r\n")[1] == "'=1+1;;12,5;-3"


def test_a_slug_holds_nothing_but_letters_digits_and_hyphens() -> None:
    assert Place("SIREN_EPCI", "200040715", "").slug == "siren-epci-200040715"
    assert Place("COM", "../../etc", "").slug == "com-etc"


def test_one_place_never_shows_another_of_the_same_code(tables: dict[str, ProtectedTable], credit: Credit) -> None:
    region = Place("REG", "75", "Nouvelle-Aquitaine")
    assert relogement.annual_totals(tables["relogement_annuel"], None, region, credit) is None
    assert tables["relogement_annuel"].filter(pl.col("territoire_code") == "75").frame.height


def test_the_source_of_a_figure_is_that_of_its_rows():
    ours, theirs = (
        Credit(name, "Licence Ouverte 2.0", "le 1er mars 2026") for name in ("Villes", "Villes, publications")
    )
    assert credited(theirs, ours, [False, False]) is theirs and credited(theirs, None, [True]) is theirs
    assert credited(theirs, ours, [True, True]) is ours
    both = credited(theirs, ours, [True, False])
    assert both.line == "Source\u00a0: Villes, publications\u00a0; Villes (Licence Ouverte 2.0)."
