"""From the cells of a file to typed rows and quarantined rows, by its contract. No row is ever lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Date
from typing import TYPE_CHECKING

from observatory.contracts.ddl import polars_schema
from observatory.contracts.model import Column, Table
from observatory.pseudonyms.key import PATTERN
from observatory.sources import reasons, values
from observatory.sources.cells import FIELDS, LINE, cell_columns
from observatory.sources.header import Header
from observatory.sources.known import KnownCodes
from observatory.sources.labels import Labels, harmonised
from observatory.sources.nominative import canonical
from observatory.sources.wide import lengthen
from observatory.territories.codes import commune_from_parts, normalise_at, normalise_code

if TYPE_CHECKING:
    import polars as pl

RECORD = "enregistrement"  # a line of the file, or one of its counts when they stand side by side
TOTALS = ("total", "total general", "totaux", "ensemble", "somme")
PROBLEM = dict.fromkeys((RECORD, "colonne", "code", "motif", "action"), str)
WRITTEN = {"finess": r"^[0-9A-Z]{9}$", "empreinte": r"^[0-9a-f]{8}$"}
LEVELS = {"code_region": "REG", "code_departement": "DEP", "code_commune": "COM", "code_epci": "SIREN_EPCI"}


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


@dataclass(frozen=True)
class Words:
    """What cells are held against: codes of each list, what may be written for them, what means no answer."""

    codes: Mapping[str, frozenset[str]]
    labels: Labels
    unanswered: frozenset[str]
    periods: Mapping[str, Mapping[str, tuple[str | None, str | None]]] = field(default_factory=dict)


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
    body = cells.filter(pl.col(LINE) > header.line)
    body = body.filter(pl.any_horizontal(pl.col(cell_columns(cells)) != ""))
    text = body.select(RECORD, *[_text(column, header, wording) for column in table.source_columns])
    text = text.with_columns(
        harmonised(text[column.name], column, words.labels, words.unanswered).fill_null(
            pl.lit(column.if_empty, pl.String)
        )
        for column in table.source_columns
        if column.labelled or column.may_be_unanswered
    )
    text = text.with_columns(_composed(text, column) for column in table.source_columns if column.composed_of)
    typed = text.select(RECORD, *[_typed(text, column, name) for column in table.source_columns])
    shape = pl.concat(_shape_problems(cells, body, header, table))
    found = [p for column in table.source_columns for p in _problems(text, typed, column, words, received)]
    if known:
        found += [
            _problem(typed, _unknown_commune(typed, column, known), column.name, reasons.TERRITORY)
            for column in _placed(table)
        ]
    # the cells of a line that is cut, shifted or no data at all are not judged: they are not what they seem
    understood = None
    if table.is_nominative:
        body = canonical(body, typed, pl.concat(found), header, table, RECORD)
        text = text.with_columns(body[cell].alias(column) for column, cell in header.columns.items())
        understood = pl.concat([cells.filter(pl.col(LINE) == header.line), body]).drop(RECORD)
    problems = [shape, pl.concat(found).join(shape, on=RECORD, how="anti", maintain_order="left")]
    split = _split(body, typed, problems, table, header, sheet)
    split = replace(split, unknown_words=_unknown_words(text, pl.concat(problems), table))
    split = replace(split, understood=understood)
    return replace(split, nb_stale_codes=_stale(split.rows, table, known)) if known else split


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
        parts[0].understood,
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
    parts = [
        text.join(refused.filter(pl.col("colonne") == column.name), on=RECORD, how="semi")
        .group_by(pl.col(column.name).alias("libelle"), maintain_order=True)
        .agg(nombre=pl.len().cast(pl.Int64))
        .select(pl.lit(column.name).alias("colonne"), "libelle", "nombre")
        for column in table.source_columns
        if column.labelled
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
    if column.type == "INTEGER":
        read = values.number(cell)
        return text.select(pl.when(read == read.round()).then(read).cast(pl.Int32, strict=False).alias(column.name))[
            column.name
        ]
    if column.type == "DOUBLE":
        return text.select(values.number(cell).alias(column.name)).to_series()
    if column.type == "BOOLEAN":
        return text.select(values.boolean(cell).alias(column.name)).to_series()
    if column.type == "TIME":
        return text.select(values.time(cell).alias(column.name)).to_series()
    if column.format == "finess":  # tools that read a number lose its first zeros
        cell = cell.str.replace_all(r"\s", "").str.zfill(9)
    if column.format in WRITTEN:
        return text.select(pl.when(cell.str.contains(WRITTEN[column.format])).then(cell).alias(column.name)).to_series()
    if column.pseudonym:
        return text.select(pl.when(cell.str.contains(PATTERN)).then(cell).alias(column.name)).to_series()
    if column.type == "BLOB":
        return text.select(cell.str.decode("hex", strict=False).alias(column.name)).to_series()
    return text[column.name]


def _codes(written: pl.DataFrame, code: pl.Expr) -> pl.Series:
    """The codes of a column in their official spelling; each way of writing one is read once, however often it comes."""
    distinct = written.unique().with_columns(code.alias("code"))
    read = written.join(distinct, on=written.columns, how="left", nulls_equal=True, maintain_order="left")
    return read["code"].alias(written.columns[-1])


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


def _problems(
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


def _out_of_force(column: Column, periods: Mapping[str, tuple[str | None, str | None]]) -> pl.Expr:
    """Rows whose code was not yet, or no longer, in force on the date of the fact."""
    import polars as pl

    day = pl.col(column.dated_by).cast(pl.Date)
    first, last = (
        pl.col(column.name)
        .replace_strict({code: ends[i] for code, ends in periods.items()}, default=None)
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


def _stale(rows: pl.DataFrame, table: Table, known: KnownCodes) -> int:
    """How many rows name a commune by a code that the latest official list no longer holds."""
    import polars as pl

    stale = [
        _level(column).is_in(["COM", "ARM"]) & pl.col(column.name).is_in(_strangers(rows, column, known.actuelles))
        for column in _placed(table)
    ]
    return rows.filter(pl.any_horizontal(stale).fill_null(False)).height if stale else 0


def _shape_problems(cells: pl.DataFrame, body: pl.DataFrame, header: Header, table: Table) -> list[pl.DataFrame]:
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
    rows = typed.join(every.select(RECORD).unique(), on=RECORD, how="anti")
    rows = rows.join(body.select(RECORD, LINE), on=RECORD).sort(RECORD).drop(RECORD)
    rows = rows.with_columns(feuille_source=pl.lit(sheet or None, pl.String))
    schema = {name: kind for name, kind in polars_schema(table).items() if name in rows.columns}
    unknown = every.filter(pl.col("code").is_in(reasons.UNKNOWN_CODES))[RECORD].n_unique()
    return Typed(rows.cast(schema), refused, body.height, unknown, header.unknown, pl.DataFrame())
