"""The contract of each published table, complete: ODCS v3.1, with inherited words written out and where the table stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from observatory.contracts.model import Check, Column, Table
from observatory.publication.opendata.about import FICTIONAL, LICENCE_URL, About
from observatory.publication.opendata.paths import contract_path, csv_path, parquet_path

LOGICAL = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "BOOLEAN": "boolean",
    "TIME": "time",
}
_INSIDE = re.compile(r"\b(?:FROM|JOIN)\s+(?!\{batch\})", re.IGNORECASE)


def write_contracts(folder: Path, tables: Mapping[str, Table], about: About, database: str) -> None:
    """Write `contrats/<schema>.<table>.odcs.yaml` for each table."""
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
        def ignore_aliases(self, _: object) -> bool:
            return True

    for table in tables.values():
        text = output_contract(table, tables, about, database)
        path = folder / contract_path(table)
        path.parent.mkdir(parents=True, exist_ok=True)
        written = yaml.dump(text, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=4096)
        path.write_text(written, encoding="utf-8")


def output_contract(table: Table, published: Mapping[str, Table], about: About, database: str) -> dict:
    """The contract of a table as it is published. A check whose query reads tables that stay inside keeps its words only."""
    mention = [FICTIONAL] if about.is_fictional else []
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": table.published_name,
        "name": table.title,
        "version": table.version,
        "status": "active",
        "domain": "sans-abrisme",
        "description": {
            "purpose": " ".join((*mention, table.description)),
            **({"usage": table.usage} if table.usage else {}),
            **({"limitations": table.limitations} if table.limitations else {}),
            "authoritativeDefinitions": [{"url": LICENCE_URL, "type": "termsOfUse", "description": about.licence}],
        },
        "servers": _servers(table, database),
        "team": {"name": table.owner},
        "customProperties": [
            {"property": "versionPublication", "value": about.version},
            {"property": "licence", "value": about.licence},
            {"property": "estFictif", "value": about.is_fictional},
        ],
        "schema": [_object(table, published)],
    }


def _servers(table: Table, database: str) -> list[dict]:
    parquet = parquet_path(table, "**") if table.published_partition else parquet_path(table)
    return [
        {"server": "base", "type": "duckdb", "database": database, "schema": table.published_schema},
        {"server": "parquet", "type": "local", "path": parquet, "format": "parquet"},
        {"server": "csv", "type": "local", "path": csv_path(table), "format": "csv"},
    ]


def _object(table: Table, published: Mapping[str, Table]) -> dict:
    keys = [
        {
            "type": "foreignKey",
            "from": [f"{table.short_name}.{column}" for column in key.columns],
            "to": [f"{key.target}.{column}" for column in key.target_columns],
        }
        for key in table.foreign_keys
        if key.target in published
    ]
    checks = [_check(check) for check in table.checks]
    return {
        "name": table.short_name,
        "physicalName": table.published_name,
        "physicalType": "table",
        "description": table.description,
        "dataGranularityDescription": table.grain,
        "properties": [_property(column, table) for column in table.columns],
        **({"relationships": keys} if keys else {}),
        **({"quality": checks} if checks else {}),
    }


def _property(column: Column, table: Table) -> dict:
    custom = {"unite": column.unit, "nomenclature": column.nomenclature}
    told = [{"property": name, "value": value} for name, value in custom.items() if value]
    key = {"primaryKey": True, "primaryKeyPosition": column.key_position} if column.key_position else {}
    cut = {"partitioned": True, "partitionKeyPosition": 1} if column.name == table.published_partition else {}
    return {
        "name": column.name,
        "logicalType": LOGICAL[column.type],
        "physicalType": column.type,
        "required": column.required,
        **key,
        **cut,
        "classification": "public",
        "description": column.description,
        **({"customProperties": told} if told else {}),
    }


def _check(check: Check) -> dict:
    query = check.kwargs.get("unexpected_rows_query", "")
    said = {"id": check.id, "severity": check.severity, "description": check.sentence}
    if check.dimension:
        said["dimension"] = check.dimension
    if _INSIDE.search(query):
        return said | {"type": "text"}
    implementation = {"type": check.expectation, "kwargs": dict(check.kwargs)}
    return said | {"type": "custom", "engine": "greatExpectations", "implementation": implementation}
