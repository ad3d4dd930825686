"""The published tables as Parquet: ZSTD, rows by key, what each file is told in its own metadata."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from observatory.contracts.model import Table
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.opendata.about import FICTIONAL, LICENCE_URL, About
from observatory.publication.opendata.paths import parquet_parts

ROWS_PER_GROUP = 65_536


def write_parquet(
    folder: Path, tables: Mapping[str, ProtectedTable], contracts: Mapping[str, Table], about: About
) -> None:
    """Write each table in `folder/parquet/<schema>/`. Raises TypeError for anything but a ProtectedTable.

    The metadata of a file are texts: `titre`, `definition`, `grain`, `usage`, `limites`, `cle`, `version`, `licence`, `mention` (of
    fictional data) and `colonnes`, a JSON object by column (type, definition, unit, code list).
    """
    for name, table in contracts.items():
        if not isinstance(tables[name], ProtectedTable):
            raise TypeError("only a ProtectedTable can be published")
        for path, rows in parquet_parts(table, tables[name].frame).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            rows.write_parquet(
                folder / path,
                compression="zstd",
                statistics=True,
                row_group_size=ROWS_PER_GROUP,
                metadata=_metadata(table, about),
            )


def _metadata(table: Table, about: About) -> dict[str, str]:
    columns = {
        column.name: {
            "type": column.type,
            "definition": column.description,
            **({"unite": column.unit} if column.unit else {}),
            **({"nomenclature": column.nomenclature} if column.nomenclature else {}),
        }
        for column in table.columns
    }
    told = {
        "table": table.published_name,
        "titre": table.title,
        "definition": table.description,
        "grain": table.grain,
        "usage": table.usage,
        "limites": table.limitations,
        "cle": ", ".join(table.key),
        "version": about.version,
        "licence": f"{about.licence} – {LICENCE_URL}",
        "mention": FICTIONAL if about.is_fictional else "",
        "colonnes": json.dumps(columns, ensure_ascii=False),
    }
    return {name: text for name, text in told.items() if text}
