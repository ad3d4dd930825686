"""What tables, databases and raw bytes hold."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.publication.leaks.numbers import Piece, integers
from observatory.publication.leaks.texts import plain

if TYPE_CHECKING:
    import polars as pl


def parquet(name: str, data: bytes) -> Iterator[Piece]:
    import polars as pl

    frame = pl.read_parquet(io.BytesIO(data), use_statistics=False)
    described = pl.read_parquet_metadata(io.BytesIO(data))
    yield Piece(name, frame=frame, name=Path(name).stem)
    yield Piece(name, text=plain("\n".join(value for key, value in described.items() if key != "ARROW:schema")))


def csv_table(name: str, text: str) -> tuple[list[Piece], bool]:
    """The table that a CSV holds, if its first line has columns, and whether the table has every cell of the file."""
    import polars as pl

    head = text.partition("\n")[0]
    mark = max(";,\t", key=head.count)
    if mark not in head:
        return [], False
    read = partial(pl.read_csv, separator=mark, infer_schema=False, quote_char='"')
    try:
        table, is_whole = read(io.StringIO(text)), True
    except pl.exceptions.ComputeError:  # lines longer than the first
        table, is_whole = read(io.StringIO(text), truncate_ragged_lines=True), False
    return [Piece(name, frame=table, name=Path(name).stem)], is_whole


def workbook(name: str, data: bytes) -> Iterator[Piece]:
    """Each sheet as a table, its first line as the header; what is written in its cells, not how it is shown."""
    import polars as pl

    sheets = pl.read_excel(io.BytesIO(data), sheet_id=0, infer_schema_length=0, raise_if_empty=False)
    for title, frame in sheets.items():
        if frame.width:
            yield Piece(f"{name} › {title}", frame=frame, name=Path(name).stem)


def printed(name: str, data: bytes) -> Iterator[Piece]:
    """The words of each page of a PDF, its title, and the files attached to it, of which it has none."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        if document.count_attachments():
            raise ValueError("a PDF that carries files")
        yield Piece(name, text=plain("\n".join(document.get_metadata_dict().values())))
        for rank in range(len(document)):
            yield Piece(f"{name} › page {rank + 1}", text=plain(document[rank].get_textpage().get_text_bounded()))


def sqlite(name: str, path: Path) -> Iterator[Piece]:
    con = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        for table, how in con.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
            yield Piece(name, text=how or "")
            columns = [row[1] for row in con.execute(f"PRAGMA table_info({_quoted(table)})")]
            kept = ", ".join(f"CASE WHEN typeof({c}) <> 'blob' THEN {c} END AS {c}" for c in map(_quoted, columns))
            if kept and not table.startswith("rtree_"):
                rows = con.execute(f"SELECT {kept} FROM {_quoted(table)}").fetchall()
                yield Piece(name, frame=frame_of([dict(zip(columns, row, strict=True)) for row in rows]), name=table)
    finally:
        con.close()


def duckdb_file(name: str, path: Path) -> Iterator[Piece]:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as con:
        tables = con.sql(
            "SELECT schema_name, table_name FROM duckdb_tables() UNION ALL "
            "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        for schema, table in tables:
            frame = con.sql(f"SELECT * FROM {_quoted(schema)}.{_quoted(table)}").pl()
            yield Piece(name, frame=frame, name=table)
        said = " UNION ALL ".join(f"SELECT comment FROM duckdb_{what}()" for what in ("tables", "columns", "views"))
        rows = con.sql(f"{said} UNION ALL SELECT sql FROM duckdb_views() WHERE NOT internal").fetchall()
        yield Piece(name, text="\n".join(text for (text,) in rows if text))


def raw_bytes(name: str, data: bytes) -> Iterator[Piece]:
    """Numbers that the bytes may be: whole or decimal, of 4 or 8 bytes, at every multiple of 4."""
    import numpy as np

    for kind, offset in (("<i4", 0), ("<i8", 0), ("<i8", 4), ("<f8", 0), ("<f8", 4)):
        size = (len(data) - offset) // int(kind[2]) * int(kind[2])
        numbers = integers(np.frombuffer(data, np.dtype(kind), size // int(kind[2]), offset))
        yield Piece(name, numbers=numbers, raw=True, spread=False)
    yield printable(name, data)


def printable(name: str, data: bytes) -> Piece:
    """The characters of a file, by stretches of six bytes or more."""
    import numpy as np

    signs = np.zeros(256, bool)
    for first, last in ((0x20, 0x7E), (0x80, 0xBF), (0xC2, 0xF4)):
        signs[first : last + 1] = True
    edges = np.flatnonzero(np.diff(signs[np.frombuffer(data, np.uint8)], prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    is_long = ends - starts >= 6
    stretches = zip(starts[is_long].tolist(), ends[is_long].tolist(), strict=True)
    text = b"\n".join(data[start:end] for start, end in stretches)
    return Piece(name, text=text.decode("utf-8", errors="ignore"), raw=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def frame_of(rows: list[dict]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(rows, infer_schema_length=None, strict=False)
