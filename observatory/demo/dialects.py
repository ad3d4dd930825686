"""How each SIAO writes its exports: three ways, as different as those of real tools. Headers are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

TITLE = ("Données fictives de démonstration", "Export du SIAO", "Ne décrit aucune personne réelle", "")
MENTION = "Données fictives"
ABOVE_ONE = "{code} - {libelle}"


@dataclass(frozen=True)
class Dialect:
    """`code`: how a code and its label are written; `departement`: how the code of the département is."""

    name: str
    separator: str
    encoding: str
    end: str
    title: bool
    date: str
    time: str
    code: str
    departement: str
    decimal_comma: bool
    upper: bool


# Spreadsheet of Western Europe, labels beside codes; a clean extraction; capitals and labels alone.
SPREADSHEET = Dialect(
    "tableur", ";", "cp1252", "\r\n", True, "%d/%m/%Y", "%d/%m/%Y %H:%M", ABOVE_ONE, "0{}", True, False
)
EXTRACTION = Dialect(
    "extraction", ",", "utf-8-sig", "\n", False, "%Y-%m-%d", "%Y-%m-%d %H:%M", "{code}", "{}", False, False
)
CAPITALS = Dialect(
    "capitales", ";", "utf-8", "\r\n", False, "%d-%m-%Y", "%d-%m-%Y %Hh%M", "{libelle}", "D{}", True, True
)
DIALECTS: dict[str, Dialect] = {
    "Z11": SPREADSHEET, "Z12": SPREADSHEET, "Z21": SPREADSHEET,
    "Z13": EXTRACTION, "Z22": EXTRACTION, "Z23": EXTRACTION,
    "Z31": CAPITALS, "Z32": CAPITALS,
}  # fmt: skip


def written(frame: pl.DataFrame, headers: Mapping[str, str], dialect: Dialect) -> bytes:
    """A table in the words of a SIAO: `headers` gives the columns kept, in order, and their French names.

    Dates, times and decimals are written as the dialect says; a last column says that the data are fictional.
    """
    import polars as pl

    names = [title.upper() + " " if dialect.upper else title for title in headers.values()]
    table = frame.select(
        *(pl.col(column).alias(name) for column, name in zip(headers, names, strict=True)),
        pl.lit(MENTION).alias("MENTION" if dialect.upper else "Mention"),
    )
    text = table.write_csv(
        separator=dialect.separator,
        line_terminator=dialect.end,
        date_format=dialect.date,
        datetime_format=dialect.time,
        decimal_comma=dialect.decimal_comma,
    )
    head = dialect.end.join(TITLE) + dialect.end if dialect.title else ""
    return (head + text).encode(dialect.encoding)


def coded(column: pl.Expr, labels: Mapping[str, str], dialect: Dialect) -> pl.Expr:
    """A column of codes as the dialect writes them; a code without label stays alone."""
    full = {code: dialect.code.format(code=code, libelle=label) for code, label in labels.items()}
    return column.replace(full)
