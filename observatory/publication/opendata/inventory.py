"""The data files that a release holds, as catalogues list them: title, format, size, fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from observatory.contracts.model import Table
from observatory.publication.opendata.paths import PARQUET, csv_path, part_of, schema_path


class Kind(NamedTuple):
    """A format: its name, its media type (IANA), and its code in the European list of file types (empty: none)."""

    name: str
    media: str
    code: str


KINDS = {
    "csv": Kind("CSV", "text/csv", "CSV"),
    "parquet": Kind("Parquet", "application/vnd.apache.parquet", "PARQUET"),
    "gpkg": Kind("GeoPackage", "application/geopackage+sqlite3", "GPKG"),
}
GEO = "geo"


@dataclass(frozen=True)
class File:
    """A data file of a release: its path, from the folder of the release, and what it holds. `schema` is the path of its Table Schema."""

    path: str
    title: str
    description: str
    kind: Kind
    nb_bytes: int
    sha256: str
    table: Table | None = None
    schema: str | None = None

    @property
    def part(self) -> str:
        """The value of the partition that it holds; empty when it is a whole table."""
        return part_of(self.path)


def data_files(folder: Path, tables: Sequence[Table]) -> list[File]:
    """CSV, then Parquet, of each table, then the geographic files that are there."""
    texts = [_of(folder, csv_path(table), table) for table in tables]
    names = {table.published_name: table for table in tables}
    binary = []
    for path in sorted((folder / PARQUET).rglob("*.parquet")):
        relative = path.relative_to(folder)
        binary.append(_of(folder, relative.as_posix(), names[f"{relative.parts[1]}.{path.stem}"]))
    drawn = sorted(path for path in (folder / GEO).glob("*") if path.suffix[1:] in KINDS)
    return [*texts, *binary, *(_outlines(folder, path) for path in drawn)]


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _of(folder: Path, path: str, table: Table) -> File:
    kind = KINDS[path.rpartition(".")[2]]
    title = f"{table.title} – {', '.join(filter(None, (table.published_name, part_of(path), kind.name)))}"
    file = folder / path
    return File(path, title, table.description, kind, file.stat().st_size, fingerprint(file), table, schema_path(table))


def _outlines(folder: Path, path: Path) -> File:
    kind = KINDS[path.suffix[1:]]
    levels = "tous les niveaux" if kind.code == "GPKG" else path.stem.upper()
    name = "GeoParquet" if kind.code == "PARQUET" else kind.name
    return File(
        path.relative_to(folder).as_posix(),
        f"Contours simplifiés – {levels}, {name}",
        "Contours des territoires, simplifiés, frontières communes gardées, en longitude et latitude (EPSG:4326).",
        kind,
        path.stat().st_size,
        fingerprint(path),
    )
