"""Find the header of a file, and which column of which contract each of its cells is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.contracts.model import Table
from observatory.errors import ObservatoryError
from observatory.sources.cells import LINE, cell_columns

if TYPE_CHECKING:
    import polars as pl

SEARCHED_ROWS = 30


@dataclass(frozen=True)
class Header:
    """Where the header of a file stands and what it says for one contract.

    `columns`: contract column → cell column; `constants`: contract column → value that the header implies;
    `unknown`: headers that the contract does not know; `missing`: required columns that were not found.
    """

    line: int
    columns: Mapping[str, str]
    constants: Mapping[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    duplicated: tuple[str, ...]


def normalise(header: str) -> str:
    """A header in lower case, without accents, with `_` for anything else: « N° demande » → `numero_demande`."""
    text = header.strip().lower().replace("n°", "numero ").replace("nb.", "nb ")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_")


def recognise(cells: pl.DataFrame, tables: Mapping[str, Table], name: str) -> tuple[Table, Header]:
    """The contract whose required columns the file has, and its header.

    Raises ObservatoryError when no contract fits (it names the nearest and what is missing), or when a column stands
    twice.
    """
    found = {short: _best_header(cells, table) for short, table in tables.items()}
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


def _best_header(cells: pl.DataFrame, table: Table) -> Header:
    """The first row that holds every required column, else the row that holds most of them."""
    rows = cells.head(SEARCHED_ROWS).select(LINE, *cell_columns(cells)).rows()
    candidates = [_match(row[0], row[1:], table) for row in rows]
    return min(candidates, key=lambda header: (len(header.missing), -len(header.columns)))


def _match(line: int, row: tuple[str, ...], table: Table) -> Header:
    accepted = {alias: column.name for column in table.source_columns for alias in column.aliases}
    accepted = {column.name: column.name for column in table.source_columns} | accepted
    implied = {h: (c.name, value) for c in table.source_columns for h, value in c.from_header.items()}
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    unknown, duplicated = [], []
    for position, cell in enumerate(row):
        header = normalise(cell)
        if header in implied:
            constants.update([implied[header]])
        if header in accepted and accepted[header] in columns:
            duplicated.append(cell)
        elif header in accepted:
            columns[accepted[header]] = f"c{position}"
        elif header:
            unknown.append(cell)
    missing = [c.name for c in table.source_columns if c.required and c.name not in columns and c.name not in constants]
    return Header(line, columns, constants, tuple(unknown), tuple(missing), tuple(duplicated))


def _not_recognised(found: Mapping[str, Header], tables: Mapping[str, Table], name: str) -> ObservatoryError:
    nearest = max(found, key=lambda short: len(found[short].columns))
    header, table = found[nearest], tables[nearest]
    if len(header.columns) < 2:
        known = " ; ".join(table.title for table in tables.values())
        return ObservatoryError(
            f"{name} ne ressemble à aucune source connue.",
            f"Vérifiez que c’est le bon fichier. Sources connues : {known}.",
        )
    missing = ", ".join(_headers_of(table, column) for column in header.missing)
    return ObservatoryError(
        f"{name} ressemble à « {table.title} », mais il y manque : {missing}.",
        f"Demandez le fichier complet à {table.properties.get('aQuiDemander', 'son producteur')}.",
    )


def _headers_of(table: Table, name: str) -> str:
    column = table.column(name)
    return " ou ".join(column.aliases or tuple(column.from_header) or (name,))
