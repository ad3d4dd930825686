"""Contracts for other tools: the Frictionless data package of a set of tables."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.contracts.model import Column, Table

_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "boolean",
    "TIME": "time",
    "BLOB": "string",
}


def data_package(tables: Iterable[Table], version: str) -> dict:
    """A Frictionless data package (specs.frictionlessdata.io) of Parquet resources, schemas and keys included."""
    return {
        "name": "observatoire-sans-abrisme",
        "version": version,
        "licenses": [{"name": "etalab-2.0", "title": "Licence Ouverte 2.0"}],
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> dict:
    return {
        "name": table.short_name,
        "path": f"parquet/{table.short_name}.parquet",
        "format": "parquet",
        "title": table.title,
        "description": " ".join(part for part in (table.description, table.usage, table.limitations) if part),
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict:
    """The Table Schema of a table: fields, primary key, foreign keys."""
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": list(k.columns), "reference": {"resource": k.target, "fields": list(k.target_columns)}}
            for k in table.foreign_keys
        ],
    }


def producer_schema(table: Table, name: str, codes: dict[str, frozenset[str]]) -> dict:
    """The Table Schema of a file that producers fill in, as schema.data.gouv.fr publishes them: what the contract reads,
    with its code lists and bounds."""
    fields = []
    for column in table.source_columns:
        if not column.holds_wordings:
            field = _field(column)
            if column.nomenclature:
                field["constraints"]["enum"] = sorted(codes[column.nomenclature])
            if column.minimum is not None:
                field["constraints"]["minimum"] = column.minimum
            fields.append(field)
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": name,
        "title": table.title,
        "description": " ".join(part for part in (table.description, table.usage, table.limitations) if part),
        "version": table.version,
        "countryCode": "FR",
        "licenses": [{"name": "etalab-2.0", "title": "Licence Ouverte 2.0"}],
        "fields": fields,
        "primaryKey": list(table.key),
        "missingValues": [""],
    }


def _field(column: Column) -> dict:
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
        "constraints": {"required": column.required},
    }
