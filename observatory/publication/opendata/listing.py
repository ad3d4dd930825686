"""The files of each table, for the page of downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from observatory.contracts.load import load_catalogue
from observatory.contracts.model import Table
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.layout import PUBLISHED, in_order, tabular
from observatory.publication.opendata.paths import (
    contract_path,
    csv_path,
    parquet_parts,
    parquet_path,
    part_of,
    published,
    schema_path,
)

LATER = ("figures", "requetes", "tables", "cles")  # tables of `meta` that are made once the pages are drawn
FORMAT = "Parquet"


@dataclass(frozen=True)
class Offered:
    """A table and the addresses of its files, from the folder of the release; `parquet`: what each file is, and its address."""

    table: Table
    csv: str
    schema: str
    contract: str
    parquet: tuple[tuple[str, str], ...]


def offered_tables(tables: Mapping[str, ProtectedTable]) -> dict[str, list[Offered]]:
    """What there is to download, by schema, in the order of the lists. A table without rows is offered as the others."""
    catalogue = load_catalogue()
    known = {table.short_name for schema in PUBLISHED for table in catalogue.schema(schema).values()}
    flat = tabular({name: table for name, table in tables.items() if name in known}, catalogue)
    later = [catalogue.table(f"meta.{name}") for name in LATER if name not in flat]
    found: dict[str, list[Offered]] = {}
    for table in published((*flat, *LATER), (*in_order(flat, catalogue), *later)):
        paths = (
            parquet_parts(table, flat[table.short_name].frame) if table.published_partition else [parquet_path(table)]
        )
        parts = tuple((part_of(path) or FORMAT, path) for path in paths)
        offered = Offered(table, csv_path(table), schema_path(table), contract_path(table), parts)
        found.setdefault(table.published_schema, []).append(offered)
    return found
