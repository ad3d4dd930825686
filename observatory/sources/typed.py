"""From the cells of a file to typed rows and quarantined rows, by its contract. No row is ever lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from typing import TYPE_CHECKING

from observatory.contracts.ddl import polars_schema
from observatory.contracts.model import Column, Table
from observatory.distinct import once
from observatory.pseudonyms.key import pattern
from observatory.sources import reasons, values
from observatory.sources.cells import LINE, cell_columns, without_blank_lines
from observatory.sources.header import Header
from observatory.sources.known import KnownCodes
from observatory.sources.labels import Words, harmonised
from observatory.sources.masks import unmasked
from observatory.sources.nominative import canonical
from observatory.sources.problems import LEVELS, RECORD, cell_problems, shape_problems, stale_codes
from observatory.sources.wide import lengthen
from observatory.territories.codes import commune_from_parts, normalise_at, normalise_code

if TYPE_CHECKING:
    import polars as pl

WRITTEN = {
    "finess": r"^[0-9A-Z]{9}$", "empreinte": r"^[0-9a-f]{8}$", "siren": r"^\d{9}$",
    "etablissement": r"^(AGREGAT|[0-9A-Z]{9}|[A-Z0-9]+(-[A-Z0-9]+)+)$",
}  # fmt: skip
PADDED = {
    "finess": r"^.{1,9}$",
    "siren": r"^\d{1,9}$",
    "etablissement": r"^\d{1,9}$",
}  # what lost its first zeros to a tool


@dataclass(frozen=True)
class Typed:
    """A file read by its contract: typed rows, quarantined rows with their reasons, and the counts of each.

    `rows`: the columns of the contract brought by the source, plus `ligne_source` and `feuille_source`.
    `quarantine`: `feuille, ligne_source, colonnes, motifs, a_faire, contenu`, one row per refused line.
    `understood`: of a file of persons, the cells that may be stored (see `nominative.py`).
    `unknown_words`: `colonne, libelle, nombre`, the words that no code list knows.
    """

    rows: pl.DataFrame
    quarantine: pl.DataFrame
    nb_read: int
    nb_unknown_codes: int
    unknown_columns: tuple[str, ...]
    unknown_words: pl.DataFrame
    nb_stale_codes: int = 0
    understood: pl.DataFrame | None = None


def type_cells(
    cells: pl.DataFrame,
    header: Header,
    table: Table,
    words: Words,
    known: KnownCodes | None,
    received: Date,
    name: str,
    sheet: str = "",
) -> Typed:
    """Type the rows below the header. `known` holds the codes of communes and EPCI (None for the files that bring them),
    `sheet` is the name of the sheet, if any.

    Raises ObservatoryError when a date column cannot be read without guessing.
    """
    import polars as pl

    wording = _wordings(cells, header)
    cells, header = lengthen(cells, header, table)
    cells = cells.with_row_index(RECORD)
    body = without_blank_lines(cells.filter(pl.col(LINE) > header.line))
    text = body.select(RECORD, *[_text(column, header, wording) for column in table.source_columns])
    for column in table.source_columns:
        text = unmasked(text, column) if column.ceiling_of else text
    text = text.with_columns(
        harmonised(text[column.name], column, words.labels, words.unanswered).fill_null(
            pl.lit(column.if_empty, pl.String)
        )
        for column in table.source_columns
        if column.labelled or column.may_be_unanswered
    )
    text = text.with_columns(_composed(text, column) for column in table.source_columns if column.composed_of)
    typed = text.select(RECORD, *[_typed(text, column, name) for column in table.source_columns])
    shape = shape_problems(cells, body, header, table)
    found = cell_problems(text, typed, table, words, known, received)
    understood = None
    if table.is_nominative:
        body = canonical(body, typed, found, header, table, RECORD)
        text = text.with_columns(body[cell].alias(column) for column, cell in header.columns.items())
        understood = pl.concat([cells.filter(pl.col(LINE) == header.line), body]).drop(RECORD)
    # the cells of a line that is cut, shifted or no data at all are not judged: they are not what they seem
    problems = [shape, found.join(shape, on=RECORD, how="anti", maintain_order="left")]
    split = _split(body, typed, problems, table, header, sheet)
    split = replace(split, unknown_words=_unknown_words(text, pl.concat(problems), table), understood=understood)
    return replace(split, nb_stale_codes=stale_codes(split.rows, table, known)) if known else split


def together(parts: Sequence[Typed]) -> Typed:
    """What the sheets of one file hold, one after the other."""
    import polars as pl

    if len(parts) == 1:
        return parts[0]
    return Typed(
        pl.concat([part.rows for part in parts]),
        pl.concat([part.quarantine for part in parts]),
        sum(part.nb_read for part in parts),
        sum(part.nb_unknown_codes for part in parts),
        tuple(dict.fromkeys(column for part in parts for column in part.unknown_columns)),
        pl.concat([part.unknown_words for part in parts])
        .group_by("colonne", "libelle", maintain_order=True)
        .agg(pl.col("nombre").sum()),
        sum(part.nb_stale_codes for part in parts),
    )


def _wordings(cells: pl.DataFrame, header: Header) -> str:
    """« colonne = en-tête | … »: how the file words each column of the contract."""
    import polars as pl

    row = cells.filter(pl.col(LINE) == header.line).row(0, named=True)
    return " | ".join(f"{column} = {row[cell].replace('|', ' ')}" for column, cell in sorted(header.columns.items()))


def _unknown_words(text: pl.DataFrame, problems: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The words of labelled columns that no list knows, and how many times each."""
    import polars as pl

    refused = problems.filter(pl.col("code") == reasons.CODE.code)
    at_fault = set(refused["colonne"])
    parts = [
        text.join(refused.filter(pl.col("colonne") == column.name), on=RECORD, how="semi")
        .group_by(pl.col(column.name).alias("libelle"), maintain_order=True)
        .agg(nombre=pl.len().cast(pl.Int64))
        .select(pl.lit(column.name).alias("colonne"), "libelle", "nombre")
        for column in table.source_columns
        if column.labelled and column.name in at_fault
    ]
    schema = {"colonne": pl.String, "libelle": pl.String, "nombre": pl.Int64}
    return pl.concat([pl.DataFrame(schema=schema), *parts])


def _text(column: Column, header: Header, wording: str) -> pl.Expr:
    """The column's cells as text, null when empty."""
    import polars as pl

    if column.holds_wordings:
        return pl.lit(wording).alias(column.name)
    if column.name in header.columns:
        cell = pl.col(header.columns[column.name])
        return pl.when(cell != "").then(cell).otherwise(pl.lit(column.if_empty, pl.String)).alias(column.name)
    value = header.constants.get(column.name, column.if_empty)
    return pl.lit(value, pl.String).alias(column.name)


def _composed(text: pl.DataFrame, column: Column) -> pl.Series:
    """The column, with the code made of a département and a number where its own cell is empty."""
    import polars as pl

    parts = text.filter(pl.col(column.name).is_null()).select(
        RECORD, made=commune_from_parts(*map(pl.col, column.composed_of))
    )
    both = text.join(parts, on=RECORD, how="left", maintain_order="left")
    return both.select(pl.coalesce(column.name, "made").alias(column.name)).to_series()


def _typed(text: pl.DataFrame, column: Column, name: str) -> pl.Series:
    import polars as pl

    cell = pl.col(column.name)
    if column.type == "DATE":
        return values.date(text[column.name], column.name, name).alias(column.name)
    if column.type == "TIMESTAMP":
        return values.moment(text[column.name], column.name, name).alias(column.name)
    if column.format == "code_territoire":
        return _codes(text.select("niveau", column.name), normalise_code(pl.col("niveau"), cell))
    if column.format in LEVELS:
        return _codes(text.select(column.name), normalise_at(LEVELS[column.format], cell))
    if column.type in _READ:
        return once(text[column.name], lambda cells: cells.to_frame().select(_READ[column.type](cell)).to_series())
    if column.format in PADDED:
        bare = cell.str.replace_all(r"\s", "")
        cell = pl.when(bare.str.contains(PADDED[column.format])).then(bare.str.zfill(9)).otherwise(bare)
    if column.format in WRITTEN:
        return text.select(pl.when(cell.str.contains(WRITTEN[column.format])).then(cell).alias(column.name)).to_series()
    if column.pseudonym:
        return text.select(
            pl.when(cell.str.contains(pattern(column.pseudonym, column.holds_several))).then(cell).alias(column.name)
        ).to_series()
    if column.type == "BLOB":
        return text.select(cell.str.decode("hex", strict=False).alias(column.name)).to_series()
    return text[column.name]


def _whole(cell: pl.Expr) -> pl.Expr:
    import polars as pl

    read = values.number(cell)
    return pl.when(read == read.round()).then(read).cast(pl.Int32, strict=False)


_READ = {"INTEGER": _whole, "DOUBLE": values.number, "BOOLEAN": values.boolean, "TIME": values.time}


def _codes(written: pl.DataFrame, code: pl.Expr) -> pl.Series:
    """The codes of a column in their official spelling; each way of writing one is read once, however often it comes."""
    distinct = written.unique().with_columns(code.alias("code"))
    read = written.join(distinct, on=written.columns, how="left", nulls_equal=True, maintain_order="left")
    return read["code"].alias(written.columns[-1])


def _split(body: pl.DataFrame, typed: pl.DataFrame, problems: list, table: Table, header: Header, sheet: str) -> Typed:
    """Good rows on one side; on the other the refused lines, once each, with all their reasons."""
    import polars as pl

    every = pl.concat(problems).unique(maintain_order=True)
    content = body.join(every.select(RECORD).unique(), on=RECORD, how="semi")
    content = content.select(
        RECORD, LINE, feuille=pl.lit(sheet), contenu=pl.concat_str(cell_columns(body), separator=" ; ")
    )
    refused = (
        every.group_by(RECORD, maintain_order=True)
        .agg(
            colonnes=pl.col("colonne").filter(pl.col("colonne") != "").unique(maintain_order=True).str.join(", "),
            motifs=pl.col("motif").unique(maintain_order=True).str.join(" ; "),
            a_faire=pl.col("action").unique(maintain_order=True).str.join(" ; "),
        )
        .join(content, on=RECORD)
        .sort(RECORD)
        .select("feuille", LINE, "colonnes", "motifs", "a_faire", "contenu")
    )
    rows = typed.with_columns(
        body[LINE], feuille_source=pl.lit(sheet or None, pl.String)
    )  # the lines of `body`, in their order
    rows = rows.join(every.select(RECORD).unique(), on=RECORD, how="anti", maintain_order="left").drop(RECORD)
    schema = {name: kind for name, kind in polars_schema(table).items() if name in rows.columns}
    unknown = every.filter(pl.col("code").is_in(reasons.UNKNOWN_CODES))[RECORD].n_unique()
    return Typed(rows.cast(schema), refused, body.height, unknown, header.unknown, pl.DataFrame())
