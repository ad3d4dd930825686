"""A figure as a workbook: its data as numbers and dates, and beside them what is needed to read and quote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from observatory.charts.figure import FICTITIOUS, FORMULA, Figure
from observatory.charts.french import NBSP, STATES, capital, decimals_shown
from observatory.charts.french import cell as told
from observatory.publication.labels import PUBLISHER

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter.worksheet import Worksheet

DATA, ABOUT = "Données", "Lisez-moi"
NOT_TO_QUOTE = f"{FICTITIOUS}{NBSP}: démonstration, à ne pas citer."
MONTH = "[$-40C]mmmm yyyy"
_UNDATED, _FIRST_DAY = datetime(1980, 1, 1), date(1899, 12, 30)


def figure_workbook(figure: Figure, version: Mapping[str, Any]) -> bytes:
    """The workbook (XLSX) of a figure: « Données », in the order and with the columns of its CSV, and « Lisez-moi ».

    A count is a number, « s » where it is hidden and « n.d. » where it is missing; the column of its state is in words.
    Months are dates. A text is never a formula. `version`: the row of the published version; the same figure and
    version give the same bytes.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": figure.title, "created": made_on(version)})
    formats = _Formats(book)
    _write_data(book.add_worksheet(DATA), figure, formats)
    _write_about(book.add_worksheet(ABOUT), figure, version, formats)
    book.close()
    return buffer.getvalue()


def made_on(version: Mapping[str, Any]) -> datetime:
    """The moment of a version; 1 January 1980 for one that does not tell it. Never the clock."""
    return version["publie_le"] or _UNDATED


def about(figure: Figure, version: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What « Lisez-moi » says, line by line: a label, a text."""
    yield "Titre", figure.title
    if figure.est_fictif:
        yield "Mention", NOT_TO_QUOTE
    yield "Unité et période", figure.subtitle
    yield "Source", figure.source
    yield "Date", figure.date
    if figure.note:
        yield "Note", figure.note
    for warning in figure.warnings:
        yield "Avertissement", warning.phrase
    if figure.marks:
        yield "Signes", f"{figure.marks}."
    yield "Description", figure.alt
    yield "Licence", f"Données de l’observatoire{NBSP}: {version['licence']}."
    yield "Version", f"{PUBLISHER}, version {version['version_publication']}."


def numbers_of_days(frames: Iterable[pl.DataFrame]) -> set[int]:
    """How a workbook holds the dates of these tables: days since 30 December 1899."""
    from polars import selectors

    columns = (column.unique().drop_nulls() for frame in frames for column in frame.select(selectors.date()))
    return {(day - _FIRST_DAY).days for column in columns for day in column}


class _Formats:
    """The formats of a workbook, each made once, when it is first needed."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, {}

    def of(self, **properties: Any) -> Any:
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def _write_data(sheet: Worksheet, figure: Figure, formats: _Formats) -> None:
    counts = {state: count for count, state in figure.states.items()}
    head = formats.of(bold=True, text_wrap=True, valign="top", bottom=1)
    titles = [
        f"État{NBSP}: {figure.header[counts[at]]}" if at in counts else capital(name)
        for at, name in enumerate(figure.header)
    ]
    titles += ["Mention"] if figure.est_fictif else []
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, head)
    for line, row in enumerate(figure.rows, start=1):
        for at, value in enumerate(row):
            if at in counts:
                sheet.write_string(line, at, STATES.get(value, str(value)))
            else:
                _write(sheet, line, at, value, figure.state_of(row, at), formats)
        if figure.est_fictif:
            sheet.write_string(line, len(row), FICTITIOUS)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, len(titles) - 1, 20)
    sheet.freeze_panes(1, 1)


def _write(sheet: Worksheet, line: int, at: int, value: Any, state: str | None, formats: _Formats) -> None:
    """One cell; the first column names the row, so that a year there is not « 2 021 »."""
    shown = told(value, state) if value is None or state is not None else None
    if isinstance(value, date):
        sheet.write_datetime(line, at, value, formats.of(num_format=MONTH, align="left"))
    elif isinstance(value, int | float) and not isinstance(value, bool) and shown not in ("s", "n.d."):
        decimals = decimals_shown(value)
        number = "#,##0" + (f".{'0' * decimals}" if decimals else "") if at else "0"
        sheet.write_number(line, at, value, formats.of(num_format=number, **({} if at else {"align": "left"})))
    elif shown is not None:
        sheet.write_string(line, at, shown, formats.of(align="right"))
    else:
        text = ("oui" if value else "non") if isinstance(value, bool) else str(value)
        sheet.write_string(line, at, text, formats.of(quote_prefix=True) if text.startswith(FORMULA) else None)


def _write_about(sheet: Worksheet, figure: Figure, version: Mapping[str, Any], formats: _Formats) -> None:
    label, wrap = formats.of(bold=True, valign="top"), formats.of(text_wrap=True, valign="top")
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for line, (name, text) in enumerate(about(figure, version)):
        sheet.write_string(line, 0, name, label)
        sheet.write_string(line, 1, text, wrap)
