"""A sheet whose counts stand side by side, one column for each code, as one row for each line and code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from observatory.contracts.model import Table
from observatory.sources.cells import FIELDS, LINE, cell_columns
from observatory.sources.header import Header

if TYPE_CHECKING:
    import polars as pl


def lengthen(cells: pl.DataFrame, header: Header, table: Table) -> tuple[pl.DataFrame, Header]:
    """The cells and header of the long form; unchanged when the header is not wide.

    An empty line says nothing. An empty cell is a place where nobody was to be counted: it gives no row. A line without
    any count keeps one row, so that nothing is lost. The rows of one line bear its number.
    """
    import polars as pl

    if not header.wide:
        return cells, header
    codes, counts = table.properties["large"]["codes"], table.properties["large"]["effectif"]
    kept = [column for column in cell_columns(cells) if column not in header.wide]
    place, count = f"c{len(cell_columns(cells))}", f"c{len(cell_columns(cells)) + 1}"
    body = cells.filter((pl.col(LINE) > header.line) & pl.any_horizontal(pl.col(cell_columns(cells)) != ""))
    long = body.unpivot(on=list(header.wide), index=[*kept, LINE, FIELDS], variable_name=place, value_name=count)
    long = long.with_columns(pl.col(place).replace_strict(header.wide, return_dtype=pl.String))
    filled = pl.col(count) != ""
    first = pl.int_range(pl.len()).over(LINE) == 0
    long = long.filter(filled | (first & ~filled.any().over(LINE))).sort(LINE, maintain_order=True)
    order = [*kept, place, count, LINE, FIELDS]
    head = cells.filter(pl.col(LINE) <= header.line).with_columns(pl.lit("").alias(place), pl.lit("").alias(count))
    found = replace(header, columns={**header.columns, codes: place, counts: count}, wide={})
    return pl.concat([head.select(order), long.select(order)]), found
