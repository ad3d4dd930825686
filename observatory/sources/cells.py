"""From a file to its cells: every cell a text, with the line it stands on. CSV, XLSX, XLS, ODS, Parquet, outlines."""

from __future__ import annotations

import codecs
import re
from io import BytesIO
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.sources.archives import refuse_bomb
from observatory.sources.text import decode, guess_separator
from observatory.territories.geofiles import is_geofile, outline_cells
from observatory.territories.sectors import sector_cells

if TYPE_CHECKING:
    import polars as pl

LINE = "ligne_source"
FIELDS = "nb_champs"
MOST_FIELDS, MOST_RECORDS = 120, 12  # of a form
LONGEST_LINE = 2**22  # bytes
_WORKBOOKS = {b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "xls"}
_OTHERS = {
    b"%PDF": "un PDF",
    b"\x1f\x8b": "une archive gzip",
    b"\x89PNG": "une image",
    b"\xff\xfe": "un texte UTF-16",
    b"\xfe\xff": "un texte UTF-16",
}


def read_sheets(content: bytes, name: str) -> dict[str, pl.DataFrame]:
    """The cells of each sheet of a file that holds any, by name of the sheet (« » for a file without sheets).

    Cells: columns `c0`…`cN` (text, '' when empty), `ligne_source` (line of the record, from 1) and `nb_champs` (fields
    found on the line, null when it cannot be told). Raises ObservatoryError when the file is empty, of an unknown kind,
    or cannot be read.
    """
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise _empty(name)
    refuse_bomb(content, name)
    if content.startswith(b"PAR1") or is_geofile(content, name):
        return {"": _read_columns(content, name)}
    kind = next((label for magic, label in _OTHERS.items() if content.startswith(magic)), None)
    if kind or content.lstrip()[:1] in (b"{", b"[", b"<"):
        raise ObservatoryError(
            f"{name} est {kind or 'un fichier JSON, XML ou HTML'} : ce n’est pas un tableau lisible ici.",
            "Déposez un fichier CSV (en UTF-8), XLSX, ODS ou Parquet.",
        )
    if content[:4] not in _WORKBOOKS:
        _refuse_endless_line(content, name)
        return {"": _read_text(decode(content, name), name)}
    sheets = {title: cells for title, cells in _read_workbook(content, name).items() if not cells.is_empty()}
    if not sheets:
        raise _empty(name)
    return sheets


def _refuse_endless_line(content: bytes, name: str) -> None:
    """A line so long is no record: its reader would hold it several times over in memory."""
    starts = range(0, len(content) - LONGEST_LINE, LONGEST_LINE)
    if any(all(content.find(end, at, at + LONGEST_LINE) < 0 for end in (b"\n", b"\r")) for at in starts):
        raise ObservatoryError(
            f"{name} : une de ses lignes dépasse {LONGEST_LINE >> 20} Mo, ce n’est pas un tableau.",
            "Demandez au producteur un export CSV, une ligne par enregistrement.",
        )


def _empty(name: str) -> ObservatoryError:
    return ObservatoryError(f"{name} est vide.", "Demandez au producteur de renvoyer le fichier.")


def _read_text(text: str, name: str) -> pl.DataFrame:
    import polars as pl

    separator, is_quoted = guess_separator(text), '"' in text
    lines = pl.Series("line", [text.removesuffix("\n")]).str.split("\n").explode()
    if is_quoted and (lines.str.count_matches('"', literal=True) % 2 == 1).any():
        lines = _one_line_each(text, separator)
    if is_quoted:
        lines = lines.str.replace_all(r'"[^"]*"', "")
    fields = lines.str.count_matches(separator, literal=True) + 1
    width = int(fields.max())
    try:
        cells = pl.read_csv(
            text.encode("utf-8"),
            separator=separator,
            has_header=False,
            infer_schema=False,
            schema={f"c{i}": pl.String for i in range(width)},
            missing_columns="insert",
            truncate_ragged_lines=True,
            empty_string_is_null=False,
        )
    except pl.exceptions.PolarsError:
        raise ObservatoryError(
            f"{name} : un guillemet ouvert n’est jamais refermé, le fichier ne peut pas être découpé.",
            "Demandez au producteur un nouvel export : le fichier a été abîmé ou tronqué.",
        ) from None
    inner_breaks = pl.concat_str(pl.all()).str.count_matches("\n", literal=True) if is_quoted else pl.lit(0)
    before = cells.select(line=pl.int_range(1, pl.len() + 1) + inner_breaks.cum_sum().shift(1, fill_value=0))
    return cells.with_columns(pl.col(cells.columns).fill_null("").str.strip_chars()).with_columns(
        before["line"].alias(LINE), fields.cast(pl.Int64).alias(FIELDS)
    )


def _one_line_each(text: str, separator: str) -> pl.Series:
    """One line per record: quoted fields, which may hold line breaks, are emptied."""
    import polars as pl

    quoted = rf'(?<![^{separator}\n])"[^"]*(?:""[^"]*)*"(?![^{separator}\n])'
    return pl.Series("line", re.sub(quoted, "", text).removesuffix("\n").split("\n"))


def _read_columns(content: bytes, name: str) -> pl.DataFrame:
    """A file whose columns have names (Parquet, outlines of territories): the names become its first line."""
    import polars as pl

    try:
        frame = _drawn(content, name) if is_geofile(content, name) else pl.read_parquet(BytesIO(content))
    except pl.exceptions.PolarsError:
        raise ObservatoryError(
            f"{name} n’est pas un fichier Parquet lisible (abîmé ou tronqué).",
            "Demandez au producteur un nouvel export.",
        ) from None
    if LINE in frame.columns and FIELDS in frame.columns:  # cells that the door stored without their identities
        return frame
    names = frame.columns
    cells = frame.select(pl.all().cast(pl.String).fill_null("").str.strip_chars())
    cells = cells.rename({column: f"c{i}" for i, column in enumerate(names)})
    head = pl.DataFrame([names], schema=cells.schema, orient="row")
    return pl.concat([head, cells]).with_columns(
        pl.int_range(1, pl.len() + 1).alias(LINE), pl.lit(None, pl.Int64).alias(FIELDS)
    )


def _drawn(content: bytes, name: str) -> pl.DataFrame:
    """The outlines of a file: the sectors of a night count, else official territories."""
    sectors = sector_cells(content, name)
    return outline_cells(content, name) if sectors is None else sectors


def _read_workbook(content: bytes, name: str) -> dict[str, pl.DataFrame]:
    import fastexcel

    try:
        reader = fastexcel.read_excel(content)
        return {title: _sheet(reader, title) for title in reader.sheet_names}
    except Exception:  # noqa: BLE001 the reader raises its own kinds for each way a workbook can be damaged
        raise ObservatoryError(
            f"{name} n’est pas un classeur lisible (fichier abîmé, protégé ou d’un autre format).",
            "Ouvrez-le dans un tableur, enregistrez-le en CSV UTF-8 et déposez-le de nouveau.",
        ) from None


def _sheet(reader, title: str) -> pl.DataFrame:
    import polars as pl

    sheet = reader.load_sheet(title, header_row=None, skip_rows=0, dtypes="string").to_polars()
    sheet = sheet.rename({old: f"c{i}" for i, old in enumerate(sheet.columns)})
    return sheet.with_columns(pl.all().cast(pl.String).fill_null("").str.strip_chars()).with_columns(
        pl.int_range(1, pl.len() + 1).alias(LINE), pl.lit(None, pl.Int64).alias(FIELDS)
    )


def cell_columns(cells: pl.DataFrame) -> list[str]:
    """Names of the cell columns, in order."""
    return [column for column in cells.columns if re.fullmatch(r"c\d+", column)]


def without_blank_lines(cells: pl.DataFrame) -> pl.DataFrame:
    """The lines that hold something, each with the number it had: nothing that is added to a line may make it one."""
    import polars as pl

    filled = cells.select(pl.any_horizontal(pl.col(cell_columns(cells)) != "")).to_series()
    return cells if filled.all() else cells.filter(filled)


def laid_flat(cells: pl.DataFrame) -> pl.DataFrame | None:
    """A form (headers down the first column, one record in each of the next) as a table; None for a sheet too large to
    be one. The line of a record is then the rank of its column."""
    import polars as pl

    columns = cell_columns(cells)
    if cells.height > MOST_FIELDS or not 2 <= len(columns) <= MOST_RECORDS:
        return None
    flat = cells.filter(pl.col(columns[0]) != "").select(columns).transpose()
    if not flat.width:  # no header down the first column
        return None
    flat = flat.rename({old: f"c{rank}" for rank, old in enumerate(flat.columns)})
    filled = pl.any_horizontal(pl.col(cell_columns(flat)) != "")
    line = pl.int_range(1, pl.len() + 1).alias(LINE)
    return flat.with_columns(line, pl.lit(None, pl.Int64).alias(FIELDS)).filter(filled)
