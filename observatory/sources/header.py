"""Find the header of a file, and which column of which contract each of its cells is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from observatory.contracts.model import Table
from observatory.contracts.words import normalise
from observatory.errors import ObservatoryError
from observatory.sources.cells import LINE, cell_columns

if TYPE_CHECKING:
    import polars as pl

    from observatory.sources.labels import Labels

SEARCHED_ROWS = 30


@dataclass(frozen=True)
class Header:
    """Where the header of a file stands and what it says for one contract.

    `columns`: contract column → cell column; `constants`: contract column → value that the header implies;
    `unknown`: headers that the contract does not know; `missing`: required columns that were not found; `wide`: cell
    column → code, when the codes of one column stand side by side as headers.
    """

    line: int
    columns: Mapping[str, str]
    constants: Mapping[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    duplicated: tuple[str, ...]
    wide: Mapping[str, str] = field(default_factory=dict)


def recognise(
    cells: pl.DataFrame, tables: Mapping[str, Table], name: str, labels: Labels | None = None, sheet: str = ""
) -> tuple[Table, Header]:
    """The contract whose required columns the file has, and its header.

    `labels` (see `labels.py`) lets the codes of a list stand side by side as headers; `sheet` is the sheet's name.

    Raises ObservatoryError when no contract fits (it names the nearest and what is missing), or when a column stands
    twice.
    """
    rows = [_Row(*row) for row in cells.head(SEARCHED_ROWS).select(LINE, *cell_columns(cells)).rows()]
    found = {short: _best_header(rows, table, name, labels or {}, sheet) for short, table in tables.items()}
    fitting = [short for short, header in found.items() if not header.missing]
    if not fitting:
        raise _not_recognised(found, tables, name)
    best = max(fitting, key=lambda short: len(found[short].columns))
    if found[best].duplicated:
        raise ObservatoryError(
            f"{name}, ligne {found[best].line} : la colonne « {found[best].duplicated[0]} » figure deux fois.",
            "Demandez au producteur un fichier où chaque colonne n’a qu’un en-tête.",
        )
    return tables[best], found[best]


class _Row:
    """One of the first rows of a file: its line, its cells, and their words as headers are compared."""

    def __init__(self, line: int, *cells: str) -> None:
        self.line, self.cells = line, cells
        self.words = [normalise(cell) for cell in cells]
        self.distinct = frozenset(self.words)


def _best_header(rows: list[_Row], table: Table, name: str, labels: Labels, sheet: str) -> Header:
    """The first row that holds every required column, else the row that holds most of them."""
    constants = _from_name(table, name) | _from_sheet(table, sheet)
    has_values_above, has_codes = table.properties.get("cartouche") == "oui", "large" in table.properties
    candidates = []
    for rank, row in enumerate(rows):
        if has_values_above and rank:
            constants |= _labelled_values(rows[rank - 1].cells, table)
        if rank and not (has_values_above or has_codes or table.headers.knows(row.distinct)):
            continue  # it would say less than the first
        candidates.append(_match(row, table, dict(constants), labels))
        if not candidates[-1].missing:
            return candidates[-1]
    return min(candidates, key=lambda header: (len(header.missing), -len(header.columns)))


def _match(row: _Row, table: Table, constants: dict[str, str], labels: Labels) -> Header:
    columns: dict[str, str] = {}
    unknown, duplicated = {}, []
    for position, (cell, header) in enumerate(zip(row.cells, row.words, strict=True)):
        said = table.headers.said(header)
        constants |= said.implied
        if said.column in columns:
            duplicated.append(cell)
        elif said.column:
            columns[said.column] = f"c{position}"
        elif header and not said.is_ignored:
            unknown[f"c{position}"] = cell
    wide = _side_by_side(unknown, columns, table, labels)
    given = {*columns, *constants, *(table.properties["large"].values() if wide else ())}
    missing = [c.name for c in table.source_columns if c.required and not c.may_be_absent and c.name not in given]
    others = tuple(cell for place, cell in unknown.items() if place not in wide)
    return Header(row.line, columns, constants, others, tuple(missing), tuple(duplicated), wide)


def _side_by_side(
    unknown: Mapping[str, str], columns: Mapping[str, str], table: Table, labels: Labels
) -> dict[str, str]:
    """Cell column → code, when two headers or more are codes or labels of the column that the file does not have."""
    said = table.properties.get("large")
    if not said or said["codes"] in columns or said["effectif"] in columns:
        return {}
    known = labels.get(table.column(said["codes"]).nomenclature, {})
    found = {place: known[normalise(cell)] for place, cell in unknown.items() if normalise(cell) in known}
    return found if len(found) > 1 else {}


def _labelled_values(row: tuple[str, ...], table: Table) -> dict[str, str]:
    """What a line above the header says: a label of the contract's, then its value in the next cell that is filled."""
    filled = [cell for cell in row if cell]
    names = ((table.headers.said(normalise(label)).column, value) for label, value in pairwise(filled))
    return {column: value for column, value in names if column}


def _from_sheet(table: Table, sheet: str) -> dict[str, str]:
    """What the name of the sheet says, when each sheet holds one value of a column."""
    found = {c.name: re.search(c.from_sheet, sheet) for c in table.source_columns if c.from_sheet and sheet}
    return {column: match[1] for column, match in found.items() if match}


def _from_name(table: Table, name: str) -> dict[str, str]:
    """What the name of the file says: the vintage of a list that does not hold it."""
    found = {c.name: re.search(c.from_name, name) for c in table.source_columns if c.from_name}
    return {column: match[1] for column, match in found.items() if match}


def _not_recognised(found: Mapping[str, Header], tables: Mapping[str, Table], name: str) -> ObservatoryError:
    nearest = max(found, key=lambda short: len(found[short].columns))
    header, table = found[nearest], tables[nearest]
    if len(header.columns) < 2:
        known = " ; ".join(table.title for table in tables.values())
        return ObservatoryError(
            f"{name} ne ressemble à aucune source connue.",
            f"Vérifiez que c’est le bon fichier. Sources connues : {known}.",
        )
    if header.missing == ("edition_id",):
        return ObservatoryError(
            f"{name} est reconnu comme « {table.title} », mais rien ne dit de quelle édition il est.",
            "Écrivez son identifiant (code du territoire, trait bas, date : 75056_2027-01-28) dans le fichier ou dans son nom.",
        )
    if all(table.column(column).from_name for column in header.missing):
        return ObservatoryError(
            f"{name} est reconnu comme « {table.title} », mais rien ne dit de quelle année il est.",
            f"Mettez l’année dans le nom du fichier ou de son dossier, par exemple « {_with_year(name)} ».",
        )
    missing = ", ".join(_headers_of(table, column) for column in header.missing)
    return ObservatoryError(
        f"{name} ressemble à « {table.title} », mais il y manque : {missing}.",
        f"Demandez le fichier complet à {table.properties.get('aQuiDemander', 'son producteur')}.",
    )


def _with_year(name: str) -> str:
    stem, _, extension = name.rpartition("/")[2].rpartition(".")
    return f"{stem}-2026.{extension}"


def _headers_of(table: Table, name: str) -> str:
    column = table.column(name)
    shown = column.aliases or tuple(column.from_header) or (name,)
    return " ou ".join(pattern.replace(r"(\d{4})", "AAAA").replace(r"\d{4}", "AAAA") for pattern in shown)
