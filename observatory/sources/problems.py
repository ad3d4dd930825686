"""What is wrong in the cells and lines of a file: one row per refused cell, with its reason. Never a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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

    Mark = tuple[pl.Expr, str, reasons.Reason]  # the lines at fault, the column that is to blame, why

RECORD = "enregistrement"  # a line of the file, or one of its counts when they stand side by side
GIVEN = "ecrit_"  # before the name of a column: what the file says, as text
PROBLEM = dict.fromkeys((RECORD, "colonne", "code", "motif", "action"), str)
TOTALS = ("total", "total general", "totaux", "ensemble", "somme")
LEVELS = {"code_region": "REG", "code_departement": "DEP", "code_commune": "COM", "code_epci": "SIREN_EPCI"}


def cell_problems(
    text: pl.DataFrame, typed: pl.DataFrame, table: Table, words: Words, known: KnownCodes | None, received: Date
) -> pl.DataFrame:
    """The refused cells, column after column, then the codes of communes and EPCI that no official list holds. `text` and
    `typed` have the same lines; `known` is None for the files that bring those lists."""
    both = typed.hstack([series.alias(f"{GIVEN}{series.name}") for series in text.drop(RECORD)])
    marks = [mark for column in table.source_columns for mark in _cell_marks(column, words, received)]
    if known:
        marks += [(_unknown_commune(typed, column, known), column.name, reasons.TERRITORY) for column in _placed(table)]
    return _problems(both, marks)


def _cell_marks(column: Column, words: Words, received: Date) -> Iterator[Mark]:
    """What makes a cell of this column wrong."""
    import polars as pl

    value, name = pl.col(column.name), column.name
    given = pl.col(f"{GIVEN}{name}").is_not_null()
    yield given & value.is_null(), name, values.unreadable(column)
    if column.required:
        yield ~given, name, reasons.MISSING
    if column.nomenclature:
        yield given & ~value.is_in(list(words.codes[column.nomenclature])), name, reasons.CODE
    if column.format == "code_territoire":
        yield _unknown_territory(words.codes), name, reasons.TERRITORY
    if column.dated_by and (periods := words.periods.get(column.nomenclature or "")):
        yield _out_of_force(column, periods), name, reasons.PERIOD
    if column.maximum is not None:
        yield value > column.maximum, name, reasons.TOO_GREAT
    if column.minimum is not None:
        yield value < column.minimum, name, reasons.NEGATIVE
    if column.type in ("DATE", "TIMESTAMP"):
        day = value.cast(pl.Date)
        yield (day < column.earliest) | (day > received), name, reasons.DATE_BOUNDS


def shape_problems(cells: pl.DataFrame, body: pl.DataFrame, header: Header, table: Table) -> pl.DataFrame:
    """Lines cut short, too long, that repeat the header or an earlier line to the letter, or that give a total."""
    import polars as pl

    columns = cell_columns(cells)
    head = cells.filter(pl.col(LINE) == header.line)
    width = head[FIELDS][0]
    again = pl.all_horizontal(pl.col(c) == head[c][0] for c in columns)
    repeated = ~pl.struct(columns).is_first_distinct()
    marks = [(again, "", reasons.HEADER_AGAIN), (repeated & ~again, "", reasons.REPEATED)]
    if table.properties.get("lignesDeTotal") == "oui":
        first = pl.coalesce(pl.when(pl.col(c) != "").then(pl.col(c)) for c in columns)
        total = first.str.to_lowercase().str.replace_all("é", "e").str.strip_chars(" :").is_in(TOTALS)
        marks.append((total & ~again & ~repeated, "", reasons.TOTAL))
    if width is not None:
        marks += [(pl.col(FIELDS) < width, "", reasons.TRUNCATED), (pl.col(FIELDS) > width, "", reasons.TOO_LONG)]
    return _problems(body, marks)


def stale_codes(rows: pl.DataFrame, table: Table, known: KnownCodes) -> int:
    """How many rows name a commune by a code that the latest official list no longer holds."""
    import polars as pl

    stale = [
        _level(column).is_in(["COM", "ARM"]) & pl.col(column.name).is_in(_strangers(rows, column, known.actuelles))
        for column in _placed(table)
    ]
    return rows.filter(pl.any_horizontal(stale).fill_null(False)).height if stale else 0


def _problems(frame: pl.DataFrame, marks: Sequence[Mark]) -> pl.DataFrame:
    """One line for each line and mark that holds, mark after mark: all marks are looked at in one pass."""
    import polars as pl

    empty = pl.DataFrame(schema=PROBLEM | {RECORD: frame.schema[RECORD]})
    if not marks:
        return empty
    held = frame.select(mark.fill_null(False).alias(str(rank)) for rank, (mark, _, _) in enumerate(marks))
    found = [
        frame.filter(held[str(rank)]).select(
            RECORD,
            colonne=pl.lit(column, pl.String),
            code=pl.lit(reason.code),
            motif=pl.lit(reason.sentence),
            action=pl.lit(reason.action),
        )
        for rank, (_, column, reason) in enumerate(marks)
        if held[str(rank)].any()
    ]
    return pl.concat([empty, *found])


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
    return (day < first) | (day > last)


def _unknown_territory(codes: Mapping[str, frozenset[str]]) -> pl.Expr:
    """Rows whose département, région or country is well written and does not exist."""
    import polars as pl

    lists = {"DEP": "departement", "REG": "region", "FR": "pays"}
    level, code = pl.col("niveau"), pl.col("territoire_code")
    unknown = [(level == n) & ~code.is_in(list(codes[ref])) for n, ref in lists.items()]
    return pl.any_horizontal(unknown)


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
    return stranger
