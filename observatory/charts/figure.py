"""A chart is an object: what is drawn, and all that a reader needs to trust and quote it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from observatory.charts.french import NBSP, cell, marks_key
from observatory.disclosure.protected import HIDDEN, ProtectedTable

if TYPE_CHECKING:
    import polars as pl

FICTITIOUS = "Données fictives"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would read as a formula
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Place:
    """The territory that a figure is about, as the protected table of territories names it."""

    niveau: str
    code: str
    libelle: str
    est_fictif: bool = False

    @property
    def slug(self) -> str:
        """Name in addresses and files: `dep-01`, `siren-epci-200040715`."""
        return _NOT_IN_AN_ID.sub("-", f"{self.niveau} {self.code}".lower()).strip("-")


@dataclass(frozen=True)
class Credit:
    """Where the numbers come from, their licence, and the publication they are read in."""

    producteur: str
    licence: str
    date_publication: str

    @property
    def line(self) -> str:
        """« Source : producteur (licence). »"""
        return (
            f"Source\u00a0: {self.producteur} ({self.licence})."
            if self.licence
            else f"Source\u00a0: {self.producteur}."
        )


def credited(published: Credit, received: Credit | None, are_received: Collection[bool]) -> Credit:
    """Who to credit for rows that some sources have published and others have sent: `are_received` tells it row by row."""
    if received is None or not any(are_received):
        return published
    if all(are_received) or published.producteur == received.producteur:
        return received
    licences = dict.fromkeys(licence for licence in (published.licence, received.licence) if licence)
    producers = f"{published.producteur}{NBSP}; {received.producteur}"
    return Credit(producers, f"{NBSP}; ".join(licences), published.date_publication)


@dataclass(frozen=True)
class Caveat:
    """One kind of anomaly in the data of a territory: a sentence, the months or nights, and the details."""

    nature: str
    phrase: str
    dates: tuple[date, ...]
    details: tuple[str, ...] = ()
    est_majeur: bool = True


@dataclass(frozen=True)
class Figure:
    """A figure ready to be drawn, read aloud, downloaded and quoted.

    `plot` holds plotly's `data` and `layout` (JSON-able, the shared template apart). `header` and `rows` are the data
    behind the drawing, raw: numbers, dates, None for a value that is hidden or missing. `states`: column of a count →
    column of its state. `alt` is written from the data. `place`: the territory it is about; None when there are many.
    """

    id: str
    title: str
    subtitle: str
    source: str
    date: str
    alt: str
    plot: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""
    warnings: tuple[Caveat, ...] = ()
    place: Place | None = None
    est_fictif: bool = False
    height: int = 340
    states: Mapping[int, int] = field(default_factory=dict)

    @property
    def caution(self) -> str:
        """The major warnings in one line, for an image that will travel alone."""
        return " ".join(warning.phrase for warning in self.warnings if warning.est_majeur)

    def state_of(self, row: tuple[Any, ...], column: int) -> str | None:
        """The state of a cell: that of its count; an empty cell beside a hidden count is hidden with it."""
        if column in self.states:
            return row[self.states[column]]
        beside = row[column] is None and any(row[at] == HIDDEN for at in self.states.values())
        return HIDDEN if beside else None

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of the table on a page, where each cell tells its own state."""
        return tuple(at for at in range(len(self.header)) if at not in self.states.values())

    @property
    def marks(self) -> str:
        """What the marks of the table mean, for those that it holds."""
        return marks_key(
            cell(None, self.state_of(row, at))
            for row in self.rows
            for at in range(1, len(row))
            if row[at] is None or self.state_of(row, at) == HIDDEN
        )

    def csv_text(self) -> str:
        """The data as CSV (« ; », decimal comma) for a French spreadsheet; invented data say so on each row."""
        mention = ("mention",) if self.est_fictif else ()
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
        writer.writerow((*self.header, *mention))
        writer.writerows([*map(_cell, row), *((FICTITIOUS,) if mention else ())] for row in self.rows)
        return buffer.getvalue()


def require_protected(table: object) -> ProtectedTable:
    """The table itself, if it went through the disclosure policy; TypeError for anything else."""
    if not isinstance(table, ProtectedTable):
        raise TypeError(f"a chart takes a ProtectedTable and nothing else, not {type(table).__name__}")
    return table


def shown(table: ProtectedTable, states: Mapping[str, str]) -> pl.DataFrame:
    """The rows of a protected table; a count is null where its state says that it is hidden, whatever the row holds.

    states: column of a count → column of its state.
    """
    import polars as pl

    counts = [pl.when(pl.col(state) != HIDDEN).then(pl.col(count)).alias(count) for count, state in states.items()]
    return table.frame.with_columns(counts)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
