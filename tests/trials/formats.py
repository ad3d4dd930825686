"""A table in each format that the door accepts, so that the same mutation of cells reaches every reader."""

from __future__ import annotations

import csv
import io

from tests.sources.conftest import ods
from tests.trials.mutations import Rows


def as_csv(rows: Rows) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def as_parquet(rows: Rows) -> bytes:
    """Columns of text; names must differ, so a name that comes again takes its rank."""
    import polars as pl

    names = [name if rows[0].index(name) == rank else f"{name}_{rank}" for rank, name in enumerate(rows[0])]
    width = len(names)
    buffer = io.BytesIO()
    body = [row[:width] for row in rows[1:]]
    pl.DataFrame(body, schema=dict.fromkeys(names, pl.String), orient="row").write_parquet(buffer)
    return buffer.getvalue()


def _printable(rows: Rows) -> list[list[str | float | None]]:
    """XML has no place for control characters; a spreadsheet drops them too."""
    return [["".join(c for c in cell if c >= " " or c in "\t\n\r") for cell in row] for row in rows]


def as_xlsx(rows: Rows) -> bytes:
    """Texts stand in the sheet itself, where the mutations of archives look for them."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(_printable(rows)):
            for rank, cell in enumerate(row):
                if cell:
                    sheet.write_string(line, rank, cell[:32_767])
    return buffer.getvalue()


def as_ods(rows: Rows) -> bytes:
    return ods([[cell or None for cell in row] for row in _printable(rows)])


WRITERS = {".csv": as_csv, ".xlsx": as_xlsx, ".ods": as_ods, ".parquet": as_parquet}
