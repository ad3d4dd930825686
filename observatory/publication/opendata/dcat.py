"""`dcat.jsonld`: the release for catalogues of data (DCAT-AP 3, as data.gouv.fr harvests it)."""

from __future__ import annotations

from collections.abc import Sequence

from observatory.publication.opendata.about import LICENCE_URL, About
from observatory.publication.opendata.inventory import File

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TABLE_SCHEMA = "https://specs.frictionlessdata.io/table-schema/"


def catalogue(files: Sequence[File], about: About, database: str) -> dict:
    """A catalogue of one dataset, the release, whose distributions are its files and its `database`.

    Addresses are relative to the file itself, or to the `adresse` that the publisher gave.
    """
    told = about.told
    context = _CONTEXT | ({"@base": told["adresse"]} if told["adresse"] else {})
    shared = {
        "dct:title": _french(about.title),
        "dct:description": _french(about.description),
        "dct:publisher": {"@id": "#editeur"},
        "dct:language": _list("language", told["langue"]),
        "dct:license": {"@id": LICENCE_URL},
        "dct:issued": _moment(about),
        "dct:modified": _moment(about),
    }
    dataset = {
        "@id": "#jeu",
        "@type": "dcat:Dataset",
        **shared,
        "dct:identifier": f"{told['identifiant']}:{about.version}",
        "dcat:version": about.version,
        "dcat:contactPoint": _contact(about),
        "dcat:keyword": [_french(word) for word in told["mots_cles"]],
        "dcat:theme": _list("data-theme", told["theme"]),
        "dct:accrualPeriodicity": _list("frequency", told["frequence"]),
        "dct:accessRights": _list("access-right", "PUBLIC"),
        **_coverage(about),
        "dcat:distribution": [_database(about, database), *(_distribution(file, about) for file in files)],
    }
    return {
        "@context": context,
        "@graph": [
            {"@id": "#catalogue", "@type": "dcat:Catalog", **shared, "dcat:dataset": {"@id": "#jeu"}},
            dataset,
            _publisher(about),
            {"@id": LICENCE_URL, "@type": "dct:LicenseDocument", "dct:title": _french(about.licence)},
        ],
    }


def _distribution(file: File, about: About) -> dict:
    """A file; its media type and format by their addresses, its size and fingerprint, and the Table Schema it conforms to."""
    schema = {
        "@id": file.schema,
        "@type": "dct:Standard",
        "dct:title": _french("Schéma de la table (Table Schema)"),
        "dct:conformsTo": {"@id": _TABLE_SCHEMA, "@type": "dct:Standard"},
    }
    return {
        **_reached(file.path, about),
        "dct:title": _french(file.title),
        "dct:description": _french(file.description),
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{file.kind.media}",
            "@type": "dct:MediaType",
        },
        "dct:format": _list("file-type", file.kind.code, "dct:MediaTypeOrExtent"),
        "dcat:byteSize": {"@value": str(file.nb_bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        **({"dct:conformsTo": schema} if file.schema else {}),
    }


def _database(about: About, path: str) -> dict:
    """The DuckDB file, whose bytes are not the same twice: its fingerprint is in SHA256SUMS alone."""
    return {
        **_reached(path, about),
        "dct:title": _french("Toute la publication en un fichier – DuckDB"),
        "dct:description": _french("Tables et vues commentées, clés déclarées, dictionnaire."),
        "dcat:mediaType": {
            "@id": "https://www.iana.org/assignments/media-types/application/octet-stream",
            "@type": "dct:MediaType",
        },
    }


def _reached(path: str, about: About) -> dict:
    return {
        "@id": f"#{path}",
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": path},
        "dcat:downloadURL": {"@id": path},
        "dct:license": {"@id": LICENCE_URL},
        "dct:issued": _moment(about),
    }


def _publisher(about: About) -> dict:
    told = about.told["editeur"]
    page = {"foaf:homepage": {"@id": told["page"]}} if told["page"] else {}
    return {"@id": "#editeur", "@type": "foaf:Agent", "foaf:name": _french(told["nom"]), **page}


def _contact(about: About) -> dict:
    told = about.told["contact"]
    mail = {"vcard:hasEmail": {"@id": f"mailto:{told['courriel']}"}} if told["courriel"] else {}
    page = {"vcard:hasURL": {"@id": told["page"]}} if told["page"] else {}
    return {"@id": "#contact", "@type": "vcard:Kind", "vcard:fn": told["nom"], **mail, **page}


def _coverage(about: About) -> dict:
    """When, and where: an invented territory is nowhere."""
    place = {} if about.is_fictional else {"dct:spatial": _list("country", about.told["pays"], "dct:Location")}
    if about.first is None:
        return place
    days = {"dcat:startDate": about.first, "dcat:endDate": about.last}
    period = {name: {"@value": day.isoformat(), "@type": "xsd:date"} for name, day in days.items()}
    return place | {"dct:temporal": {"@type": "dct:PeriodOfTime", **period}}


def _list(name: str, code: str, kind: str | None = None) -> dict:
    """An entry of a European list of codes."""
    return {"@id": f"{_AUTHORITY}/{name}/{code}", **({"@type": kind} if kind else {})}


def _moment(about: About) -> dict:
    return {"@value": about.moment, "@type": "xsd:dateTime"}


def _french(text: str) -> dict:
    return {"@value": text, "@language": "fr"}
