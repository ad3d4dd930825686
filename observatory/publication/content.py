"""The fingerprint of what a release says, which anyone can make again from its CSV files."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from observatory.contracts.load import Catalogue
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.layout import in_order, tabular
from observatory.publication.opendata.paths import csv_path
from observatory.publication.opendata.texts import csv_bytes


def content_fingerprint(tables: Mapping[str, ProtectedTable], catalogue: Catalogue) -> str:
    """The SHA-256 of the lines of SHA256SUMS about these tables in `csv/`, the schema `meta` apart."""
    written = {
        csv_path(table): csv_bytes(table, tables[table.short_name])
        for table in in_order(tabular(tables, catalogue), catalogue)
        if table.schema != "meta"
    }
    lines = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(written.items())]
    return sha256("".join(lines).encode()).hexdigest()
