"""`croissant.json`: the tables of the release for the tools of machine learning (MLCommons Croissant)."""

from __future__ import annotations

from collections.abc import Sequence

from observatory.contracts.model import Column, Table
from observatory.publication.opendata.about import LICENCE_URL, About
from observatory.publication.opendata.inventory import File

_CONTEXT = {
    "@language": "fr",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "VARCHAR": "sc:Text",
    "INTEGER": "sc:Integer",
    "BIGINT": "sc:Integer",
    "DOUBLE": "sc:Float",
    "DATE": "sc:Date",
    "TIMESTAMP": "sc:DateTime",
    "BOOLEAN": "sc:Boolean",
    "TIME": "sc:Time",
}


def croissant_dataset(files: Sequence[File], about: About) -> dict:
    """Each Parquet as a file and as a set of records, with its key: Croissant 1.0.

    Parquet and not CSV: the tools that read Croissant guess the types of a CSV, and would make numbers of the codes.
    """
    held = [file for file in files if file.kind.code == "PARQUET" and file.table]
    editor = about.told["editeur"]
    publisher = {"@type": "Organization", "name": editor["nom"], **({"url": editor["page"]} if editor["page"] else {})}
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.told["identifiant"],
        "alternateName": about.title,
        "description": about.description,
        "url": about.told["adresse"] or ".",
        "license": LICENCE_URL,
        "version": about.version,
        "datePublished": about.published.date().isoformat(),
        "citeAs": about.citation,
        "inLanguage": "fr",
        "keywords": list(about.told["mots_cles"]),
        "creator": publisher,
        "publisher": publisher,
        "distribution": [_file(file) for file in held],
        "recordSet": [_records(file, file.table) for file in held],
    }


def _file(file: File) -> dict:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.description,
        "contentUrl": file.path,
        "contentSize": f"{file.nb_bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.sha256,
    }


def _records(file: File, table: Table) -> dict:
    name = ".".join(filter(None, (table.published_name, file.part)))
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.description,
        "key": [{"@id": f"{name}/{column}"} for column in table.key],
        "field": [_field(file, name, column) for column in table.columns],
    }


def _field(file: File, records: str, column: Column) -> dict:
    return {
        "@type": "cr:Field",
        "@id": f"{records}/{column.name}",
        "name": f"{records}/{column.name}",
        "description": column.description,
        "dataType": _TYPES[column.type],
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
    }
