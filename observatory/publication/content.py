"""The fingerprint of what a release says, which anyone can make again from its CSV files."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.layout import in_order, tabular

if TYPE_CHECKING:
    import polars as pl


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """A table as its CSV file holds it: UTF-8, comma, a header, LF, empty for what is missing."""
    return frame.write_csv().encode()


def content_fingerprint(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> str:
    """The SHA-256 of the lines that `sha256sum csv/*/*.csv` writes for these tables, the schema `meta` apart."""
    names = {
        f"csv/{table.published_schema}/{table.short_name}.csv": tables[table.short_name].frame
        for table in in_order(tabular(tables, catalogue), catalogue)
        if table.schema != "meta"
    }
    lines = [f"{sha256(csv_bytes(frame)).hexdigest()}  {name}\n" for name, frame in sorted(names.items())]
    return sha256("".join(lines).encode()).hexdigest()
