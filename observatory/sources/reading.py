"""One file, read by the contract it fits: the door's only public function."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.contracts.reference import code_periods, lists_fingerprint, nomenclature_codes
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pseudonyms.key import FINGERPRINT
from observatory.sources.cells import laid_flat, read_sheets, without_blank_lines
from observatory.sources.header import Header, recognise
from observatory.sources.identities import EXACT
from observatory.sources.known import KnownCodes, known_codes
from observatory.sources.labels import Labels, Words, known_labels, no_answers
from observatory.sources.nominative import pseudonymise, stored
from observatory.sources.typed import Typed, together, type_cells
from observatory.sources.unexpected import refuse_left_sheet, refuse_unexpected

if TYPE_CHECKING:
    import polars as pl


KEPT_LISTS = 16
BEGINNING = 65_536  # bytes of a text that hold its header
STRAY_SHARE = 0.03  # of the lines of a file, under which a month is not what the file is about
# an official list is received, then brought to the lake by the same process: it is read once. What a file of figures
# gives depends on those lists, so it is always read again
_LISTS_READ: dict[tuple, tuple[str, Reading]] = {}


@dataclass(frozen=True)
class Reading:
    """A file read by its contract: what it is, what it holds, which part of the dataset it carries.

    `left_sheets`: the sheets of a workbook that this contract did not read.
    """

    table: Table
    partition: str
    sha256: str
    name: str
    typed: Typed
    left_sheets: tuple[str, ...] = ()

    @property
    def kept(self) -> bytes | None:
        """Of a file of persons, what may be stored in its place."""
        return None if self.typed.understood is None else stored(self.typed.understood)


@dataclass(frozen=True)
class _Part:
    """A sheet that fits a contract, and its header."""

    sheet: str
    cells: pl.DataFrame
    table: Table
    header: Header


def read_file(
    content: bytes,
    name: str,
    catalogue: Catalogue,
    received: date,
    contract: str | None = None,
    home: Home | None = None,
) -> Reading:
    """Read a file by the contract it fits, or by the named one; of a workbook, what fits the first contract found.

    The codes of communes and EPCI are held against the official files that `home` has received, and the list that
    ships with the software.

    Raises ObservatoryError when the file is empty, not a table, fits no contract, or carries two partitions.
    """
    return read_contracts(content, name, catalogue, received, contract, home)[0]


def read_contracts(
    content: bytes,
    name: str,
    catalogue: Catalogue,
    received: date,
    contract: str | None = None,
    home: Home | None = None,
) -> list[Reading]:
    """One reading for each contract that the sheets of a file fit, in their order; see `read_file`."""
    digest = hashlib.sha256(content).hexdigest()
    key = (digest, name, received)
    state, known = _LISTS_READ.get(key, (None, None))
    if (
        known
        and state == lists_fingerprint(catalogue.folder)
        and contract in (None, known.table.short_name)
        and known.table in catalogue.sources.values()
    ):
        return [known]
    tables = catalogue.sources
    if contract is not None:
        tables = {contract: _named(contract, tables)}
    sheets = read_sheets(content, name)
    parts = _parts(sheets, tables, name, catalogue)
    if len(parts) > 1 and any(part.table.is_nominative for part in parts):
        raise ObservatoryError(
            f"{name} : une feuille nomme des personnes, d’autres sont d’une autre source.",
            "Déposez chaque feuille dans un fichier à part : rien n’a été gardé.",
        )
    if not any(part.table.is_nominative for part in parts):
        for sheet in set(sheets) - {part.sheet for part in parts} if len(sheets) > 1 else ():
            refuse_left_sheet(sheets[sheet], f"{name}, feuille « {sheet} »")
    places = known_codes(home, catalogue.folder) if any(not part.table.is_reference for part in parts) else None
    readings = []
    for table in dict.fromkeys(part.table.short_name for part in parts):
        mine = [part for part in parts if part.table.short_name == table]
        left = tuple(sheet for sheet in sheets if sheet not in {part.sheet for part in mine})
        readings.append(_read(mine, left, digest, name, catalogue, places, received, home))
    # a sheet of a workbook that was left empty says nothing
    readings = [reading for reading in readings if reading.typed.nb_read] or readings[:1]
    first = readings[0]
    if len(readings) == 1 and first.table.is_reference and first.typed.rows.estimated_size("mb") < 50:
        _LISTS_READ[key] = (lists_fingerprint(catalogue.folder), first)
        while len(_LISTS_READ) > KEPT_LISTS:
            del _LISTS_READ[next(iter(_LISTS_READ))]
    return readings


def contracts_fitted(content: bytes, name: str, catalogue: Catalogue) -> list[str]:
    """The contracts that the sheets of a file fit, by their headers; empty when none does. No row is typed.

    Of a text, the beginning is enough.
    """
    if len(content) > BEGINNING and content[:4] not in (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0", b"SQLi"):
        content = content[:BEGINNING].rpartition(b"\n")[0] or content[:BEGINNING]
    try:
        parts = _parts(read_sheets(content, name), catalogue.sources, name, catalogue)
    except ObservatoryError:
        return []
    return list(dict.fromkeys(part.table.name for part in parts))


def _parts(sheets: dict[str, pl.DataFrame], tables: dict[str, Table], name: str, catalogue: Catalogue) -> list[_Part]:
    """The sheets that fit a contract. A contract takes the first sheet that fits it, or all of them when it says so."""
    labels, parts, refusals = known_labels(catalogue.folder), [], []
    for sheet, cells in sheets.items():
        where = f"{name}, feuille « {sheet} »" if len(sheets) > 1 else name
        title = sheet if len(sheets) > 1 else ""
        try:
            cells, (table, header) = _recognised(cells, tables, where, labels, title)
        except ObservatoryError as refusal:
            refusals.append(refusal)
            continue
        again = any(part.table.short_name == table.short_name for part in parts)
        if not again or table.properties.get("feuilles") == "toutes":
            parts.append(_Part(title, cells, table, header))
    if not parts:
        raise refusals[0]
    return parts


def _recognised(
    cells: pl.DataFrame, tables: dict[str, Table], where: str, labels: Labels, title: str
) -> tuple[pl.DataFrame, tuple[Table, Header]]:
    """The cells, and the contract that they fit; a form, whose headers go down the first column, is laid flat."""
    try:
        return cells, recognise(cells, tables, where, labels, title)
    except ObservatoryError:
        forms = {name: table for name, table in tables.items() if table.properties.get("fiche") == "oui"}
        flat = laid_flat(cells) if forms else None
        if flat is None:
            raise
        try:
            return flat, recognise(flat, forms, where, labels, title)
        except ObservatoryError:
            pass
        raise


def _read(
    parts: list[_Part],
    left: tuple[str, ...],
    digest: str,
    name: str,
    catalogue: Catalogue,
    places: KnownCodes | None,
    received: date,
    home: Home | None,
) -> Reading:
    table = parts[0].table
    folder = catalogue.folder
    words = Words(nomenclature_codes(folder), known_labels(folder), no_answers(folder), code_periods(folder))
    typed = []
    for part in parts:
        where = f"{name}, feuille « {part.sheet} »" if part.sheet else name
        if not table.is_nominative:
            refuse_unexpected(part.cells, part.header, table, where)
        known = None if table.is_reference else places
        cells, header, sheet = part.cells, part.header, part.sheet
        if table.is_nominative:
            (cells, header), sheet = pseudonymise(without_blank_lines(cells), header, table, home, where), ""
        typed.append(type_cells(cells, header, table, words, known, received, where, sheet))
    whole = together(typed)
    if table.is_nominative:
        digest = _under_its_key(digest, whole.rows, table)
    return Reading(table, _named_file(_partition(whole.rows, table, name), name), digest, name, whole, left)


def _named(contract: str, tables: dict[str, Table]) -> Table:
    short = contract.removeprefix("lake.")
    if short not in tables:
        raise ObservatoryError(f"Aucun contrat « {contract} ».", f"Contrats connus : {', '.join(tables)}.")
    return tables[short]


def _named_file(partition: str, name: str) -> str:
    """The partition, which names a file of the lake: ObservatoryError when a cell gave it a sign that no name of file may hold."""
    if re.search(r"[/\\\x00-\x1f]|^\.", partition):
        raise ObservatoryError(
            f"{name} : l’identifiant de ce que le fichier décrit contient un signe interdit (barre, point initial ou signe invisible).",
            "Demandez au producteur de le corriger.",
        )
    return partition


def _partition(rows: pl.DataFrame, table: Table, name: str) -> str:
    """The part of the dataset that the file carries: the value of the partition column, else « complet ».

    A contract may add the column that tells two files of one part from each other: its only value, or « ensemble ».
    `periode` names a column of dates: the part is then a month or a year; with `etendue` too, the part says both, and a file
    of several extents is named after the first and the last. Without a partition column, so is what the file covers.
    """
    column, extent = table.properties.get("partition"), table.properties.get("etendue")
    period = table.properties.get("periode")
    if column is None and extent is None:
        return "complet"
    if rows.is_empty():
        return "inconnue"
    found = [str(value) for value in rows[column].unique().to_list()] if column else []
    if len(found) > 1:
        raise ObservatoryError(
            f"{name} mélange plusieurs parts ({column} : {', '.join(sorted(found))}).",
            "Déposez un fichier par part.",
        )
    if period and extent is None:
        return f"{found[0]}-{_months(rows[period])}"
    if extent is None:
        return found[0]
    values = [str(value) for value in rows[extent].unique().sort().to_list()]
    several = "ensemble" if found and not period else f"{values[0]}--{values[-1]}"
    found += [_months(rows[period])] if period else []
    return "-".join([*found, values[0] if len(values) == 1 else several])


def _months(dates: pl.Series) -> str:
    """The month that a file is about (AAAA-MM), the year when it holds all of one, else its first and last months; a few
    lines of a month nearby do not count."""
    months = dates.dt.strftime("%Y-%m")
    counts = months.value_counts(sort=False)
    held = counts.filter(counts["count"] >= STRAY_SHARE * months.len())[months.name].sort().to_list()
    if len(held) == 12 and held[0][:4] == held[-1][:4]:
        return held[0][:4]
    return held[0] if len(held) == 1 else f"{held[0]}--{held[-1]}"


def _under_its_key(digest: str, rows: pl.DataFrame, table: Table) -> str:
    """The fingerprint of a file of persons: with that of its key and the method of its keys, for the same file under a new
    key or another method is another version, and nobody who holds the file can tell that it was received."""
    key = rows[FINGERPRINT].drop_nulls().first() or ""
    column = table.properties.get("identite", {}).get("methode")
    method = rows[column].drop_nulls().first() if column else EXACT
    under = key if method in (None, EXACT) else f"{key} {method}"
    return hashlib.sha256(f"{digest} {under}".encode()).hexdigest()
