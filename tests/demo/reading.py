"""A direct reading of the fictional files, by other means than those that wrote them: text, then columns of text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import polars as pl


def text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def head(path: Path, column: str) -> int:
    """How many lines stand before the header, which is the first that names `column`."""
    return next(i for i, line in enumerate(text(path).splitlines()) if column.casefold() in line.casefold())


def table(path: Path, column: str) -> pl.DataFrame:
    """The rows of a file as text; headers in lower case, without spaces around."""
    lines = text(path).splitlines()[head(path, column) :]
    separator = ";" if lines[0].count(";") > lines[0].count(",") else ","
    rows = pl.read_csv("\n".join(lines).encode(), separator=separator, infer_schema=False, truncate_ragged_lines=True)
    return rows.fill_null("").rename({name: name.strip().lower() for name in rows.columns})


def dates(column: pl.Expr) -> pl.Expr:
    """Dates written in one of the three ways."""
    return pl.coalesce(column.str.to_date(f, strict=False) for f in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"))


def plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
