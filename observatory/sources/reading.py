"""One file, read by the contract it fits: the door's only public function."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.contracts.reference import nomenclature_codes
from observatory.errors import ObservatoryError
from observatory.sources.cells import read_cells
from observatory.sources.header import recognise
from observatory.sources.typed import Typed, type_cells

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Reading:
    """A file read by its contract: what it is, what it holds, which part of the dataset it carries."""

    table: Table
    partition: str
    sha256: str
    name: str
    typed: Typed


def read_file(content: bytes, name: str, catalogue: Catalogue, received: date, contract: str | None = None) -> Reading:
    """Read a file by the contract it fits, or by the named one.

    Raises ObservatoryError when the file is empty, not a table, fits no contract, or carries two partitions.
    """
    tables = catalogue.sources
    if contract is not None:
        tables = {contract: _named(contract, tables)}
    cells = read_cells(content, name)
    table, header = recognise(cells, tables, name)
    typed = type_cells(cells, header, table, nomenclature_codes(catalogue.folder), received, name)
    return Reading(table, _partition(typed.rows, table, name), hashlib.sha256(content).hexdigest(), name, typed)


def _named(contract: str, tables: dict[str, Table]) -> Table:
    short = contract.removeprefix("lake.")
    if short not in tables:
        raise ObservatoryError(f"Aucun contrat « {contract} ».", f"Contrats connus : {', '.join(tables)}.")
    return tables[short]


def _partition(rows: pl.DataFrame, table: Table, name: str) -> str:
    """The part of the dataset that the file carries: the value of the partition column, else « complet »."""
    column = table.properties.get("partition")
    if column is None or rows.is_empty():
        return "complet" if column is None else "inconnue"
    found = rows[column].unique().to_list()
    if len(found) > 1:
        raise ObservatoryError(
            f"{name} mélange plusieurs parts ({column} : {', '.join(sorted(found))}).",
            "Déposez un fichier par part.",
        )
    return found[0]
