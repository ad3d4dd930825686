"""Where each published table stands in the files of a release, and what a former release left there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.ddl import quote
from observatory.contracts.model import Table

if TYPE_CHECKING:
    import polars as pl

PARQUET, CSV, CONTRACTS = "parquet", "csv", "contrats"


def csv_path(table: Table) -> str:
    """`csv/recherche/siao_flux.csv`, from the folder of the release."""
    return f"{CSV}/{table.published_schema}/{table.short_name}.csv"


def schema_path(table: Table) -> str:
    """Its Table Schema, beside it."""
    return csv_path(table).removesuffix(".csv") + ".schema.json"


def contract_path(table: Table) -> str:
    """Its ODCS contract."""
    return f"{CONTRACTS}/{table.published_name}.odcs.yaml"


def parquet_path(table: Table, part: str = "") -> str:
    """`parquet/recherche/siao_flux.parquet`; of a part, `parquet/reference/communes/millesime_cog=2025/communes.parquet`."""
    folder = f"{PARQUET}/{table.published_schema}" + (f"/{table.short_name}/{part}" if part else "")
    return f"{folder}/{table.short_name}.parquet"


def parquet_parts(table: Table, frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The Parquet files of a table, with their rows by key: one, or one by value of `partitionPubliee` (`<column>=<value>/`).

    Every file bears the name of its table and all its columns, that of the partition too: it is read alone as with the others.
    A partitioned table without rows has one file, without a value.
    """
    import polars as pl

    frame = frame.sort(table.key) if table.key else frame
    column = table.published_partition
    if column is None or frame.is_empty():
        return {parquet_path(table): frame}
    values = frame[column].unique().sort().to_list()
    return {parquet_path(table, f"{column}={value}"): frame.filter(pl.col(column) == value) for value in values}


def part_of(path: str) -> str:
    """The value of the partition in the path of a Parquet file; empty for a whole table."""
    return path.split("/")[-2].partition("=")[2]


def stored_tables(release: Path | None) -> dict[str, list[Path]]:
    """The Parquet files of each table of a release, by short name; releases made before the folders of schemas too."""
    found: dict[str, list[Path]] = {}
    for path in sorted((release / PARQUET).rglob("*.parquet")) if release else ():
        found.setdefault(path.stem, []).append(path)
    return found


def reading(files: Sequence[Path]) -> str:
    """The SQL that reads the files of a table, with the types that they hold."""
    return f"read_parquet([{', '.join(quote(str(path)) for path in files)}], hive_partitioning = false)"


def published(names: Collection[str], contracts: Iterable[Table]) -> list[Table]:
    """The contracts of the named tables, in the order in which they are listed to readers: by schema, then name."""
    order = ("recherche", "comparaison", "reference", "meta")
    named = [table for table in contracts if table.short_name in names]
    return sorted(named, key=lambda table: (order.index(table.published_schema), table.short_name))
