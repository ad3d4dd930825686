"""Contracts for other tools: the Table Schema of a published table, and of a file that producers fill in."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from observatory.contracts.model import Column, ForeignKey, Table

LONGEST_LIST = 100
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


def published_schema(
    table: Table, codes: Mapping[str, frozenset[str]], published: Collection[str], version: str
) -> dict:
    """The Table Schema of a published CSV: fields, code lists, key, references to the other tables of `published` (short names).

    `version` is that of the release. A code list longer than `LONGEST_LIST` is named, not written.
    """
    return _head(table, table.published_name.replace(".", "-"), version) | {
        "fields": [_published_field(column, codes) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(k.columns),
                "reference": {
                    "resource": "" if k.target == table.short_name else k.target,
                    "fields": list(k.target_columns),
                },
            }
            for k in table.foreign_keys
            if k.target in published and _is_told(table, k)
        ],
        "missingValues": [""],
    }


def _is_told(table: Table, key: ForeignKey) -> bool:
    """Whether a Table Schema can say the reference: its columns are filled together. In SQL one of them empty is no reference; there, a broken one."""
    return len({table.column(name).required for name in key.columns}) == 1


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
    return _head(table, name, table.version) | {
        "fields": fields,
        "primaryKey": list(table.key),
        "missingValues": [""],
    }


def _head(table: Table, name: str, version: str) -> dict:
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": name,
        "title": table.title,
        "description": " ".join(part for part in (table.description, table.usage, table.limitations) if part),
        "version": version,
        "countryCode": "FR",
        "licenses": [{"name": "etalab-2.0", "title": "Licence Ouverte 2.0"}],
    }


def _published_field(column: Column, codes: Mapping[str, frozenset[str]]) -> dict:
    field = _field(column)
    if column.unit:
        field["unite"] = column.unit
    if column.nomenclature:
        field["nomenclature"] = column.nomenclature
        listed = codes.get(column.nomenclature, frozenset())
        if 0 < len(listed) <= LONGEST_LIST:
            field["constraints"]["enum"] = sorted(listed)
    return field


def _field(column: Column) -> dict:
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
        "constraints": {"required": column.required},
    }
