"""One file, read by the contract it fits: the door's only public function."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.contracts.reference import nomenclature_codes, rules_fingerprint
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.sources.cells import read_cells
from observatory.sources.header import recognise
from observatory.sources.known import known_codes
from observatory.sources.typed import Typed, type_cells

if TYPE_CHECKING:
    import polars as pl


KEPT_LISTS = 16
# an official list is received, then brought to the lake by the same process: it is read once. What a file of figures
# gives depends on those lists, so it is always read again
_LISTS_READ: dict[tuple, Reading] = {}


@dataclass(frozen=True)
class Reading:
    """A file read by its contract: what it is, what it holds, which part of the dataset it carries."""

    table: Table
    partition: str
    sha256: str
    name: str
    typed: Typed


def read_file(
    content: bytes,
    name: str,
    catalogue: Catalogue,
    received: date,
    contract: str | None = None,
    home: Home | None = None,
) -> Reading:
    """Read a file by the contract it fits, or by the named one.

    The codes of communes and EPCI are held against the official files that `home` has received, and the list that
    ships with the software.

    Raises ObservatoryError when the file is empty, not a table, fits no contract, or carries two partitions.
    """
    digest = hashlib.sha256(content).hexdigest()
    key = (digest, name, received, rules_fingerprint(catalogue.folder))
    known = _LISTS_READ.get(key)
    if known and contract in (None, known.table.short_name):
        return known
    tables = catalogue.sources
    if contract is not None:
        tables = {contract: _named(contract, tables)}
    cells = read_cells(content, name)
    table, header = recognise(cells, tables, name)
    places = None if table.is_reference else known_codes(home, catalogue.folder)
    typed = type_cells(cells, header, table, nomenclature_codes(catalogue.folder), places, received, name)
    reading = Reading(table, _partition(typed.rows, table, name), digest, name, typed)
    if table.is_reference and typed.rows.estimated_size("mb") < 50:
        _LISTS_READ[key] = reading
        while len(_LISTS_READ) > KEPT_LISTS:
            del _LISTS_READ[next(iter(_LISTS_READ))]
    return reading


def _named(contract: str, tables: dict[str, Table]) -> Table:
    short = contract.removeprefix("lake.")
    if short not in tables:
        raise ObservatoryError(f"Aucun contrat « {contract} ».", f"Contrats connus : {', '.join(tables)}.")
    return tables[short]


def _partition(rows: pl.DataFrame, table: Table, name: str) -> str:
    """The part of the dataset that the file carries: the value of the partition column, else « complet ».

    A contract may add the column that tells two files of one part from each other: its only value, or « ensemble ».
    """
    column = table.properties.get("partition")
    if column is None or rows.is_empty():
        return "complet" if column is None else "inconnue"
    found = [str(value) for value in rows[column].unique().to_list()]
    if len(found) > 1:
        raise ObservatoryError(
            f"{name} mélange plusieurs parts ({column} : {', '.join(sorted(found))}).",
            "Déposez un fichier par part.",
        )
    extent = table.properties.get("etendue")
    if extent is None:
        return found[0]
    values = rows[extent].unique().to_list()
    return f"{found[0]}-{values[0] if len(values) == 1 else 'ensemble'}"
