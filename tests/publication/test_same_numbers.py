"""Two hundred cells drawn by lot: the same number in the database, on the page, in the CSV, in the workbook and in the document."""

from __future__ import annotations

import csv
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import docx
import duckdb
import polars as pl
import pytest
from lxml import html

from observatory.charts.figure import Figure
from observatory.disclosure.protected import _sealed
from observatory.publication.composition import Composition, compose

CELLS = 200


@pytest.fixture(scope="module")
def folder(whole) -> Path:
    return whole[1].folder


@pytest.fixture(scope="module")
def composed(folder: Path) -> Composition:
    """The figures drawn again from the published database alone."""
    with duckdb.connect(str(folder / "observatory.duckdb"), read_only=True) as con:
        names = con.sql("SELECT schema_name || '.' || table_name, table_name FROM duckdb_tables()").fetchall()
        return compose({name: _sealed(name, con.sql(f"FROM {full}").pl()) for full, name in names})


@pytest.fixture(scope="module")
def drawn(composed: Composition) -> list[tuple[str, Figure, int, int]]:
    """(page, figure, row, column) of cells that hold a number, drawn by lot among all, a figure after the other."""
    lot = random.Random(20261129)
    found: dict[str, list[tuple[str, Figure, int, int]]] = {}
    for page, figures in composed.shown.items():
        for figure in figures:
            for at, row in enumerate(figure.rows):
                for column in figure.columns[1:]:
                    if isinstance(row[column], int | float) and not isinstance(row[column], bool):
                        found.setdefault(figure.id, []).append((page, figure, at, column))
    kinds = sorted(found)
    return [lot.choice(found[lot.choice(kinds)]) for _ in range(CELLS)]


def number(text: str) -> float:
    return float(re.sub(r"[\s\u202f\u00a0]|corrigé", "", text).replace(",", ".").replace("−", "-"))


def same(told: str, value: float) -> bool:
    shown = number(told)
    decimals = len(told.partition(",")[2])
    return abs(shown - value) <= 0.5 * 10**-decimals + 1e-9


@cache
def page_of(path: Path) -> Any:
    return html.parse(str(path)).getroot()


@cache
def tables_of(path: Path) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables]


def test_the_database_gives_the_same_figures_as_the_release(folder: Path, composed: Composition) -> None:
    files = {path.stem for path in (folder / "site" / "donnees").glob("*.csv")}
    again = {figure.id for figures in composed.shown.values() for figure in figures}
    assert again <= files
    assert all(re.search(r"^carte-|-(brut|lisse)$", name) for name in files - again), "des cartes, faites des contours"


def test_the_csv_and_the_workbook_hold_the_number(folder: Path, drawn) -> None:
    for _, figure, at, column in drawn:
        with (folder / "site" / "donnees" / f"{figure.id}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert same(rows[1 + at][column], figure.rows[at][column]), figure.id
        sheet = pl.read_excel(
            folder / "site" / "donnees" / f"{figure.id}.xlsx", sheet_name="Données", infer_schema_length=0
        )
        assert abs(float(sheet.row(at)[column]) - figure.rows[at][column]) < 1e-9, figure.id


def test_the_page_holds_the_number(folder: Path, drawn) -> None:
    for page, figure, at, column in drawn:
        place = page_of(folder / "site" / page).get_element_by_id(figure.id)
        lines = [[" ".join(cell.text_content().split()) for cell in row] for row in place.xpath(".//tbody/tr")]
        assert len(lines) == len(figure.rows)
        told = {(row[0], row[figure.columns.index(column)]) for row in (lines[at], lines[-1 - at])}  # or the last first
        assert any(re.search(r"\d", text) and same(text, figure.rows[at][column]) for _, text in told), (
            figure.id,
            told,
        )


def test_the_document_holds_the_number(folder: Path, drawn, composed: Composition) -> None:
    portraits = {one.place.slug: one for one in composed.portraits}
    checked = 0
    for _, figure, at, column in drawn:
        path = folder / "site" / "documents" / f"{figure.place.slug}.docx" if figure.place else Path("aucun")
        if path.is_file():
            figures = portraits[figure.place.slug].figures
            table = tables_of(path)[-len(figures) :][[one.id for one in figures].index(figure.id)]
            assert same(table[1 + at][figure.columns.index(column)], figure.rows[at][column]), figure.id
            checked += 1
    assert checked > 50
