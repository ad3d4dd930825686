"""The release as open data: the same tables as Parquet and CSV, and their descriptions for the tools and the portals.

`parquet/<schema>/<table>.parquet`, `csv/<schema>/<table>.csv` and its Table Schema, `contrats/<schema>.<table>.odcs.yaml`,
`datapackage.json` (Frictionless), `dcat.jsonld` (DCAT-AP), `croissant.json`, `LISEZMOI.md`, `LICENCE`, `SHA256SUMS`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.disclosure.protected import ProtectedTable
from observatory.errors import ObservatoryError
from observatory.publication.layout import in_order, tabular
from observatory.publication.opendata.about import read_about
from observatory.publication.opendata.croissant import croissant_dataset
from observatory.publication.opendata.datapackage import data_package
from observatory.publication.opendata.dcat import catalogue as dcat_catalogue
from observatory.publication.opendata.inventory import data_files
from observatory.publication.opendata.odcs import write_contracts
from observatory.publication.opendata.parquet import write_parquet
from observatory.publication.opendata.paths import csv_path, published, stored_tables
from observatory.publication.opendata.texts import as_written, read_back, write_csv
from observatory.publication.opendata.words import write_sums, write_words

__all__ = ["verify_open_data", "write_open_data", "write_sums"]


def write_open_data(folder: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue, database: str) -> None:
    """Write everything but SHA256SUMS in the folder of a release, where `geo/` is already; `database`: the name of the DuckDB file.

    Raises TypeError for anything but protected tables, before anything is written.
    """
    if not all(isinstance(table, ProtectedTable) for table in tables.values()):
        raise TypeError("only a ProtectedTable can be published")
    contracts = _listed(tables, catalogue)
    about = read_about(tables, contracts, catalogue)
    write_parquet(folder, tables, contracts, about)
    write_csv(folder, tables, contracts, about)
    write_contracts(folder, contracts, about, database)
    files = data_files(folder, list(contracts.values()))
    for name, text in {
        "datapackage.json": data_package(files, about),
        "dcat.jsonld": dcat_catalogue(files, about, database),
        "croissant.json": croissant_dataset(files, about),
    }.items():
        (folder / name).write_text(json.dumps(text, ensure_ascii=False, indent=1), encoding="utf-8")
    write_words(folder, files, about)


def verify_open_data(folder: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> None:
    """Read the written Parquet and CSV again: ObservatoryError when one is not the protected table."""
    import polars as pl

    stored = stored_tables(folder)
    for name, table in _listed(tables, catalogue).items():
        frame = tables[name].frame.sort(table.key)
        if not pl.read_parquet(stored[name], hive_partitioning=False).sort(table.key).equals(frame):
            raise _refused(f"Le Parquet de {table.published_name} diffère de la table protégée.")
        if not read_back(folder / csv_path(table), table).equals(as_written(table, tables[name])):
            raise _refused(f"Le CSV de {table.published_name} diffère de la table protégée.")


def _listed(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> dict[str, Table]:
    """The contracts of the tables that leave as Parquet and CSV, by short name, in the order of their lists."""
    flat = tabular(tables, catalogue)
    return {table.short_name: table for table in published(flat, in_order(flat, catalogue))}


def _refused(sentence: str) -> ObservatoryError:
    return ObservatoryError(
        sentence, "Relancez la publication ; si cela se reproduit, signalez-le à l’équipe technique."
    )
