"""The words of the site and its twenty indicators, read from `reference/`: one file each, written by hand."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from observatory.charts.french import capital, sorting, typographic
from observatory.contracts.strict_yaml import read_yaml
from observatory.publication.story import CHAPTERS

FOLDER = Path(__file__).resolve().parent / "reference"


@cache
def terms() -> tuple[dict[str, Any], ...]:
    """Every term in alphabetical order: `id` (its anchor), `terme`, `sens`, `confusion`, `source`, `url`, `autres`, `voir`
    (terms), `pages`, `indicateurs` (codes)."""
    found = [_term(entry) for entry in read_yaml(FOLDER / "glossaire.yaml")]
    return tuple(sorted(found, key=lambda one: (one["lettre"] != "0-9", sorting(_bare(one["terme"])))))


@cache
def indicators() -> tuple[dict[str, Any], ...]:
    """The indicators I1 to I20: `id`, `code`, `nom`, `sens`, `unite`, `pages`, `colonnes` (table.column), `absent` (why it
    is not published, or "")."""
    return tuple(
        {
            **entry,
            "id": entry["code"].lower(),
            "nom": typographic(entry["nom"]),
            "sens": typographic(entry["sens"]),
            "unite": typographic(entry["unite"]),
            "absent": typographic(entry.get("absent", "")),
        }
        for entry in read_yaml(FOLDER / "indicateurs.yaml")
    )


def glossary(published: set[str]) -> dict[str, Any]:
    """What the page shows: terms by letter, those that each one is linked to, the indicators and whether they are published.

    published: names of the tables of the release.
    """
    by_name = {one["terme"]: one for one in terms()}
    told = [{**one, "voir": [by_name[name] for name in one["voir"]]} for one in terms()]
    listed = [
        {**one, "publiees": [name for name in one["colonnes"] if name.partition(".")[0] in published]}
        for one in indicators()
    ]
    return {
        "lettres": [(letter, list(group)) for letter, group in groupby(told, key=lambda one: one["lettre"])],
        "indicateurs": listed,
        "nb_termes": len(told),
        "chapitres": {code: title for code, (title, _) in CHAPTERS.items()},
    }


def anchor(text: str) -> str:
    """« sans-domicile » for « Sans domicile »: letters and figures, hyphens between."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _term(entry: dict[str, Any]) -> dict[str, Any]:
    name = entry["terme"]
    letter = sorting(_bare(name))[0].upper()
    return {
        "id": anchor(name),
        "terme": name,
        "titre": typographic(capital(name)),
        "lettre": "0-9" if letter.isdigit() else letter,
        "sens": typographic(entry["sens"]),
        "confusion": typographic(entry.get("confusion", "")),
        "source": typographic(entry.get("source", "")),
        "url": entry.get("url", ""),
        "autres": entry.get("autres", []),
        "voir": entry.get("voir", []),
        "pages": entry.get("pages", []),
        "indicateurs": entry.get("indicateurs", []),
    }


def _bare(name: str) -> str:
    """The name without its quotation marks, for the order of a dictionary."""
    return name.strip("«» \u00a0")
