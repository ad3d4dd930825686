"""The kit of a figure: each file that leaves says what the page says, and is a function of it."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import date

import polars as pl
import pytest

from observatory.charts.figure import Figure
from observatory.publication import labels
from observatory.publication.portrait import portrait
from observatory.publication.tables import Tables
from observatory.publication.workbook import figure_workbook
from tests.publication import small


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The small release, with counts hidden."""
    return Tables(small.protected(small.hidden_frames()))


@pytest.fixture(scope="module")
def figures(tables: Tables) -> dict[str, Figure]:
    """Every figure of its territories, by identifier."""
    return {figure.id: figure for place in tables.places for figure in portrait(tables, place).figures}


def sheets(data: bytes) -> dict[str, pl.DataFrame]:
    return pl.read_excel(io.BytesIO(data), sheet_id=0, infer_schema_length=0)


# --- workbooks


def test_the_workbook_of_every_figure_tells_the_table_of_the_page(tables: Tables, figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        data = sheets(figure_workbook(figure, tables.version))["Données"]
        shown = data.select(data.columns[at] for at in figure.columns).rows()
        assert len(shown) == len(figure.rows) > 0
        for cells, row in zip(shown, figure.rows, strict=True):
            for cell, at in zip(cells, figure.columns, strict=True):
                value, told = row[at], labels.cell(row[at], figure.state_of(row, at))
                if isinstance(value, date):
                    assert cell.startswith(value.isoformat())
                else:
                    assert cell == (
                        f"{value:g}" if isinstance(value, int | float) and told not in ("s", "n.d.") else told
                    )


def test_a_number_of_a_workbook_is_a_number_and_a_mark_is_a_text(tables: Tables, figures: dict[str, Figure]) -> None:
    data = figure_workbook(figures["dep-75-relogement-mensuel"], tables.version)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<v>2136</v>" in sheet and "[$-40C]mmmm yyyy" in styles and '"#,##0"' in styles
    rows = sheets(data)["Données"].rows()
    assert rows[0][1:] == ("n.d.", "non collecté", "2136", "publié")
    assert rows[-1][1:] == ("s", "masqué", "s", "masqué")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SOMME(A1)", "{=1}", "\t=1", "https://exemple.fr"])
def test_no_text_becomes_a_formula_or_a_link(tables: Tables, figures: dict[str, Figure], text: str) -> None:
    figure = figures["com-75056-nuits-solidarite"]
    hostile = dataclasses.replace(figure, rows=((text, *figure.rows[0][1:]),), title=text, note=text)
    data = figure_workbook(hostile, tables.version)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        written = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<f>" not in written and b"<f " not in written and b"hyperlink" not in written
    assert sheets(data)["Données"][0, 0] == text


def test_a_workbook_says_what_is_needed_to_quote_it(tables: Tables, figures: dict[str, Figure]) -> None:
    figure = figures["dep-75-relogement-mensuel"]
    told = dict(
        pl.read_excel(
            io.BytesIO(figure_workbook(figure, tables.version)), sheet_name="Lisez-moi", has_header=False
        ).rows()
    )
    assert (told["Titre"], told["Source"], told["Description"]) == (figure.title, figure.source, figure.alt)
    assert "Licence Ouverte 2.0" in told["Licence"] and "2026-11-23T13-20-00Z" in told["Version"]
    assert told["Signes"].startswith("s\u00a0: masqué") and "Mention" not in told


def test_invented_data_are_announced_in_both_sheets() -> None:
    made = Tables(small.protected(small.frames(is_fictional=True)))
    figure = portrait(made, made.places[0]).figures[0]
    read = sheets(figure_workbook(figure, made.version))
    assert set(read["Données"]["Mention"]) == {"Données fictives"}
    assert any("à ne pas citer" in cell for row in read["Lisez-moi"].rows() for cell in row)


def test_the_same_figure_gives_the_same_workbook(
    tables: Tables, figures: dict[str, Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figures["dep-75-relogement-annuel"]
    first = figure_workbook(figure, tables.version)
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert figure_workbook(figure, tables.version) == first
