"""`datapackage.json`: the release as a Frictionless data package."""

from __future__ import annotations

from collections.abc import Sequence

from observatory.publication.opendata.about import LICENCE_URL, About
from observatory.publication.opendata.inventory import File


def data_package(files: Sequence[File], about: About) -> dict:
    """The description of the files (specs.frictionlessdata.io, version 1), schemas by reference.

    A CSV is a table, named as it, which tools check against its schema, references included. Other files are described and hashed
    as files: they say their types themselves.
    """
    return {
        "profile": "data-package",
        "name": about.told["identifiant"],
        "id": f"{about.told['identifiant']}:{about.version}",
        "title": about.title,
        "description": about.description,
        "version": about.version,
        "created": about.moment,
        "licenses": [{"name": "etalab-2.0", "title": about.licence, "path": LICENCE_URL}],
        "contributors": [_publisher(about)],
        "sources": [_source(*told) for told in about.sources],
        "keywords": list(about.told["mots_cles"]),
        "resources": [_resource(file) for file in files],
    }


def _publisher(about: About) -> dict:
    told = about.told["editeur"]
    given = {"path": told["page"], "email": about.told["contact"]["courriel"]}
    return {"title": told["nom"], "role": "publisher"} | {name: text for name, text in given.items() if text}


def _source(producer: str, licence: str, address: str) -> dict:
    return {"title": f"{producer} ({licence})"} | ({"path": address} if address.startswith("http") else {})


def _resource(file: File) -> dict:
    is_text = file.kind.code == "CSV"
    name = file.table.short_name if is_text else file.path.lower().replace("=", "-")
    return {
        "name": name,
        "path": file.path,
        "type": "table" if is_text else "file",
        "title": file.title,
        "description": file.description,
        "format": file.kind.name.lower(),
        "mediatype": file.kind.media,
        **({"encoding": "utf-8"} if is_text else {}),
        "bytes": file.nb_bytes,
        "hash": f"sha256:{file.sha256}",
        **({"schema": file.schema} if file.schema else {}),
    }
