"""Hidden, missing and known zero in a figure: a gap that says why, and nothing that follows from what is hidden."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest

from observatory.charts import nuits, relogement
from observatory.charts.figure import Credit, Figure, Place
from tests.publication import small

TRUE = 777  # a hidden count that the row still holds: no figure may tell it from another
MONTHS = pl.col("date_mois").is_in([date(2021, 3, 31), date(2021, 6, 30)])
FLOW = "statut_nb_personnes_mois"


def told(figure: Figure) -> str:
    """All that a figure says, drawn, written, read aloud or downloaded."""
    words = (figure.title, figure.subtitle, figure.note, figure.alt, figure.date, figure.csv_text(), figure.marks)
    return json.dumps([figure.plot, figure.rows, words], ensure_ascii=False, default=str)


def monthly(paris: Place, credit: Credit, true: int | None = None, where: pl.Expr = MONTHS) -> Figure:
    """The monthly flows of Paris, hidden where it is said, with a count left in the row on purpose."""
    frame = small.frames()["relogement_mensuel"]
    for count, state in (("nb_personnes_mois", FLOW), ("nb_personnes_cumul", "statut_valeur")):
        frame = small.with_state(frame, count, where, pl.col("statut_valeur") != "NON_COLLECTE", beside=state)
        frame = frame.with_columns(pl.when(pl.col(state) == "MASQUE").then(true).otherwise(count).alias(count))
    made = relogement.monthly_flow(small.protected_one("relogement_mensuel", frame), None, paris, credit)
    assert made is not None
    return made


def annual(paris: Place, credit: Credit, true: int | None = None, year: int = 2020) -> Figure:
    frame = small.with_state(small.frames()["relogement_annuel"], "nb_personnes_annee", pl.col("annee") == year)
    hidden = pl.when(pl.col("annee") == year).then(true).otherwise("nb_personnes_annee").alias("nb_personnes_annee")
    table = small.protected_one("relogement_annuel", frame.with_columns(hidden))
    made = relogement.annual_totals(table, None, paris, credit)
    assert made is not None
    return made


def nights(ville: Place, credit: Credit, true: float | None = None, state: str = "MASQUE") -> Figure:
    when = pl.col("date_nuit") == date(2022, 1, 20)
    frame = small.with_state(small.frames()["nuits_decomptes"], "valeur_publiee", when, told=state)
    hidden = pl.when(when).then(true).otherwise("valeur_publiee").alias("valeur_publiee")
    table = small.protected_one("nuits_decomptes", frame.with_columns(hidden))
    made = nuits.night_counts(table, None, ville, credit)
    assert made is not None
    return made


def test_nothing_in_a_figure_depends_on_a_hidden_value(paris: Place, ville: Place, credit: Credit) -> None:
    for build, place in ((monthly, paris), (annual, paris), (nights, ville)):
        figure = build(place, credit, TRUE)
        assert figure == build(place, credit, None)
        assert str(TRUE) not in told(figure)


def test_a_hidden_month_is_a_gap_with_its_own_mark(paris: Place, credit: Credit) -> None:
    figure = monthly(paris, credit)
    bars, unknown, hidden = figure.plot["data"]
    assert bars["y"] == [None, None, None, 240, None, None]
    assert (unknown["x"], hidden["x"]) == (["2021-02-01", "2021-05-01"], ["2021-03-01", "2021-06-01"])
    assert hidden["text"] == ["s", "s"] and hidden["hovertext"][0] == "mars 2021\u00a0: masqué (secret statistique)"
    frames = [shape["line"] for shape in figure.plot["layout"]["shapes"] if shape["type"] == "rect"]
    assert [line["width"] for line in frames] == [0, 1, 1], (
        "ombre de ce qui n’est pas collecté, cadre de ce qui est masqué"
    )


def test_a_hidden_month_is_read_aloud_and_explained(paris: Place, credit: Credit) -> None:
    figure = monthly(paris, credit)
    assert "Masqué (secret statistique)\u00a0: mars 2021 et juin 2021. Non collecté\u00a0: janvier 2021." in figure.alt
    assert figure.note.endswith(" s\u00a0: masqué (secret statistique).")
    assert figure.marks.startswith("s\u00a0: masqué")


def test_a_run_of_hidden_months_bears_one_letter(paris: Place, credit: Credit) -> None:
    figure = monthly(paris, credit, where=pl.col("date_mois") >= date(2021, 3, 1))
    assert [letter for letter in figure.plot["data"][-1]["text"] if letter] == ["s"]
    assert figure.plot["data"][0]["y"] == [None] * 6 and figure.plot["layout"]["yaxis"]["range"] == [0, 1.5]
    assert "le plus haut" not in figure.alt and "mars à juin 2021" in figure.alt


def test_the_csv_has_an_empty_value_beside_its_state(paris: Place, credit: Credit) -> None:
    head, *lines = monthly(paris, credit).csv_text().split("\r\n")
    assert head == (
        "mois;personnes relogées dans le mois;statut_nb_personnes_mois;personnes relogées depuis janvier;statut_valeur"
    )
    assert lines[1] == "2021-01-31;;NON_COLLECTE;;NON_COLLECTE" and lines[3] == "2021-03-31;;MASQUE;;MASQUE"


def test_a_hidden_year_is_a_gap_with_its_own_mark(paris: Place, credit: Credit) -> None:
    figure = annual(paris, credit)
    partial, hidden = figure.plot["data"]
    assert (partial["x"], hidden["x"], hidden["text"]) == (["2021"], ["2020"], ["s"])
    assert figure.plot["layout"]["yaxis"]["range"] == [0, 1283.5]
    assert "2020\u00a0: masqué, 2021\u00a0: 1\u202f234" in figure.alt


@pytest.mark.parametrize(
    ("state", "mark", "read"), [("MASQUE", "s", "masqué"), ("NON_COLLECTE", "n.d.", "non collecté")]
)
def test_a_night_without_a_count_is_a_gap_that_says_why(ville: Place, credit: Credit, state: str, mark: str, read: str) -> None:  # fmt: skip
    figure = nights(ville, credit, state=state)
    assert [value for trace in figure.plot["data"] if trace["type"] == "bar" for value in trace["y"]] == [
        3035.0,
        3015.0,
    ]
    assert (figure.plot["data"][-1]["x"], figure.plot["data"][-1]["text"]) == ([1], [mark])
    assert f"20\u00a0janvier 2022\u00a0: {read} (définitif)" in figure.alt
    assert figure.marks.startswith(mark)


def test_no_change_is_told_from_a_hidden_night() -> None:
    known = {("a", "b"): {"est_comparable": True}}
    before, after = ({"edition_id": name, "valeur_publiee": 100.0} for name in "ab")
    assert nuits.change(known, before, after) == "0,0\u202f%"
    assert nuits.change(known, before, {**after, "valeur_publiee": None}) is None


def test_without_a_mark_there_is_no_key(paris: Place, credit: Credit) -> None:
    table = small.protected_one("relogement_annuel", small.frames()["relogement_annuel"])
    figure = relogement.annual_totals(table, None, paris, credit)
    assert figure is not None and figure.marks == "" and "secret" not in told(figure)


def test_a_known_zero_is_drawn_and_written_as_a_zero(credit: Credit) -> None:
    table = small.protected_one("relogement_mensuel", small.frames()["relogement_mensuel"])
    figure = relogement.monthly_flow(table, None, Place("DEP", "07", "Ardèche"), credit)
    assert figure is not None and figure.rows[3][1:3] == (0, "ZERO")
    assert figure.plot["data"][0]["hovertext"][2].startswith("mars 2021\u00a0: <b>0</b>")


def test_the_table_of_a_page_has_no_column_of_states_for_its_cells_tell_them(paris: Place, credit: Credit) -> None:
    figure = monthly(paris, credit)
    assert figure.columns == (0, 1, 3)
    assert [figure.state_of(figure.rows[4], at) for at in figure.columns] == [None, "CORRIGE", "CORRIGE"]
