"""What is wrong in the cells and lines of a file: one row per refused cell, with its reason. Never a value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import TYPE_CHECKING

from observatory.contracts.model import Column, Table
from observatory.sources import reasons, values
from observatory.sources.cells import FIELDS, LINE, cell_columns
from observatory.sources.header import Header
from observatory.sources.known import KnownCodes
from observatory.sources.labels import Words

if TYPE_CHECKING:
    import polars as pl

RECORD = "enregistrement"  # a line of the file, or one of its counts when they stand side by side
PROBLEM = dict.fromkeys((RECORD, "colonne", "code", "motif", "action"), str)
TOTALS = ("total", "total general", "totaux", "ensemble", "somme")
LEVELS = {"code_region": "REG", "code_departement": "DEP", "code_commune": "COM", "code_epci": "SIREN_EPCI"}


def cell_problems(
    text: pl.DataFrame, typed: pl.DataFrame, column: Column, words: Words, received: Date
) -> list[pl.DataFrame]:
    """The refused cells of one column, with their reason."""
    import polars as pl

    given, codes = text[column.name].is_not_null(), words.codes
    found = [_problem(text, given & typed[column.name].is_null(), column.name, values.unreadable(column))]
    if column.required:
        found.append(_problem(text, ~given, column.name, reasons.MISSING))
    if column.nomenclature:
        known = typed[column.name].is_in(list(codes[column.nomenclature]))
        found.append(_problem(text, given & ~known, column.name, reasons.CODE))
    if column.format == "code_territoire":
        found.append(_problem(typed, _unknown_territory(typed, codes), column.name, reasons.TERRITORY))
    if column.dated_by and (periods := words.periods.get(column.nomenclature or "")):
        found.append(_problem(typed, _out_of_force(column, periods), column.name, reasons.PERIOD))
    if column.maximum is not None:
        found.append(
            _problem(typed, (pl.col(column.name) > column.maximum).fill_null(False), column.name, reasons.TOO_GREAT)
        )
    if column.minimum is not None:
        found.append(
            _problem(typed, (pl.col(column.name) < column.minimum).fill_null(False), column.name, reasons.NEGATIVE)
        )
    if column.type in ("DATE", "TIMESTAMP"):
        day = pl.col(column.name).cast(pl.Date)
        bounds = (day < column.earliest) | (day > received)
        found.append(_problem(typed, bounds.fill_null(False), column.name, reasons.DATE_BOUNDS))
    return found


def shape_problems(cells: pl.DataFrame, body: pl.DataFrame, header: Header, table: Table) -> list[pl.DataFrame]:
    """Lines cut short, too long, that repeat the header or an earlier line to the letter, or that give a total."""
    import polars as pl

    columns = cell_columns(cells)
    head = cells.filter(pl.col(LINE) == header.line)
    width = head[FIELDS][0]
    again = pl.all_horizontal(pl.col(c) == head[c][0] for c in columns)
    repeated = ~pl.struct(columns).is_first_distinct()
    found = [
        _problem(body, again, "", reasons.HEADER_AGAIN),
        _problem(body, repeated & ~again, "", reasons.REPEATED),
    ]
    if table.properties.get("lignesDeTotal") == "oui":
        first = pl.coalesce(pl.when(pl.col(c) != "").then(pl.col(c)) for c in columns)
        total = first.str.to_lowercase().str.replace_all("é", "e").str.strip_chars(" :").is_in(TOTALS)
        found.append(_problem(body, total & ~again & ~repeated, "", reasons.TOTAL))
    if width is not None:
        found += [
            _problem(body, (pl.col(FIELDS) < width).fill_null(False), "", reasons.TRUNCATED),
            _problem(body, (pl.col(FIELDS) > width).fill_null(False), "", reasons.TOO_LONG),
        ]
    return found


def place_problems(typed: pl.DataFrame, table: Table, known: KnownCodes) -> list[pl.DataFrame]:
    """The refused codes of communes and EPCI: those that no official list holds."""
    return [
        _problem(typed, _unknown_commune(typed, column, known), column.name, reasons.TERRITORY)
        for column in _placed(table)
    ]


def stale_codes(rows: pl.DataFrame, table: Table, known: KnownCodes) -> int:
    """How many rows name a commune by a code that the latest official list no longer holds."""
    import polars as pl

    stale = [
        _level(column).is_in(["COM", "ARM"]) & pl.col(column.name).is_in(_strangers(rows, column, known.actuelles))
        for column in _placed(table)
    ]
    return rows.filter(pl.any_horizontal(stale).fill_null(False)).height if stale else 0


def _problem(frame: pl.DataFrame, where: pl.Expr | pl.Series, column: str, reason: reasons.Reason) -> pl.DataFrame:
    import polars as pl

    refused = frame.filter(where)
    if refused.is_empty():
        return pl.DataFrame(schema=PROBLEM | {RECORD: refused.schema[RECORD]})
    return refused.select(
        RECORD,
        colonne=pl.lit(column, pl.String),
        code=pl.lit(reason.code),
        motif=pl.lit(reason.sentence),
        action=pl.lit(reason.action),
    )


def _out_of_force(column: Column, periods: Mapping[str, tuple[str | None, str | None]]) -> pl.Expr:
    """Rows whose code was not yet, or no longer, in force on the date of the fact."""
    import polars as pl

    day = pl.col(column.dated_by).cast(pl.Date)
    first, last = (
        pl.col(column.name)
        .replace_strict({code: ends[i] for code, ends in periods.items()}, default=None, return_dtype=pl.String)
        .str.to_date()
        for i in (0, 1)
    )
    return ((day < first) | (day > last)).fill_null(False)


def _unknown_territory(typed: pl.DataFrame, codes: Mapping[str, frozenset[str]]) -> pl.Expr:
    """Rows whose département, région or country is well written and does not exist."""
    import polars as pl

    lists = {"DEP": "departement", "REG": "region", "FR": "pays"}
    level, code = pl.col("niveau"), pl.col("territoire_code")
    unknown = [(level == n) & ~code.is_in(list(codes[ref])) for n, ref in lists.items()]
    return pl.any_horizontal(unknown).fill_null(False)


def _placed(table: Table) -> list[Column]:
    """The columns that name a territory, at the level of the row or at their own."""
    return [column for column in table.source_columns if column.format in ("code_territoire", *LEVELS)]


def _level(column: Column) -> pl.Expr:
    import polars as pl

    return pl.col("niveau") if column.format == "code_territoire" else pl.lit(LEVELS[column.format])


def _strangers(typed: pl.DataFrame, column: Column, known: frozenset[str]) -> list[str]:
    """The codes of a column that an official list does not hold; fictional ones have no such list."""
    written = typed[column.name].unique().drop_nulls().to_list()
    return [code for code in written if code not in known and not code.startswith("Z")]


def _unknown_commune(typed: pl.DataFrame, column: Column, known: KnownCodes) -> pl.Expr:
    """Rows whose commune or EPCI has never existed."""
    import polars as pl

    code, level = pl.col(column.name), _level(column)
    stranger = level.is_in(["COM", "ARM"]) & code.is_in(_strangers(typed, column, known.communes))
    stranger |= level.is_in(["SIREN_EPCI", "SIREN_EPT"]) & code.is_in(_strangers(typed, column, known.groupements))
    return stranger.fill_null(False)
