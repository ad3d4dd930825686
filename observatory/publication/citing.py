"""What goes with the files of a release to cite it and to know what it changes: `CITATION.cff` and the notes of the version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.charts.french import NBSP, capital, full_date, number, plural
from observatory.publication.labels import PUBLISHER
from observatory.publication.whats_new import COLUMNS, whats_new

if TYPE_CHECKING:
    from observatory.publication.composition import Composition

CITATION, NOTES = "CITATION.cff", "NOTES-DE-VERSION.md"
FICTIONAL = "Données fictives de démonstration : à ne pas citer."
SPDX = "etalab-2.0"


def cited(version: Mapping[str, Any]) -> str:
    """How to cite this release and no other, in one sentence."""
    mark = "données fictives de démonstration, à ne pas citer, " if version["est_fictif"] else ""
    return (
        f"{PUBLISHER}, {mark}version {version['version_publication']}, {full_date(version['publie_le'].date())}, "
        f"empreinte {version['empreinte_contenu'][:12]}, {version['licence']}."
    )


def write_citing(folder: Path, made: Composition) -> None:
    """Write both files at the root of a release."""
    import yaml

    version = made.tables.version
    text = yaml.safe_dump(_citation(version), allow_unicode=True, sort_keys=False, width=120)
    (folder / CITATION).write_text(text, encoding="utf-8")
    (folder / NOTES).write_text("\n".join(_notes(made)) + "\n", encoding="utf-8")


def _citation(version: Mapping[str, Any]) -> dict[str, Any]:
    """The Citation File Format 1.2.0 (citation-file-format.github.io) of a dataset."""
    title = f"{PUBLISHER} : données publiées"
    return {
        "cff-version": "1.2.0",
        "message": FICTIONAL
        if version["est_fictif"]
        else "Citez la version que vous avez lue : deux versions diffèrent.",
        "type": "dataset",
        "title": f"{title} (données fictives)" if version["est_fictif"] else title,
        "authors": [{"name": PUBLISHER}],
        "version": version["version_publication"],
        "date-released": version["publie_le"].date(),
        "license": SPDX,
        "license-url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{version['empreinte_contenu']}",
                "description": "Empreinte du contenu, que les fichiers CSV permettent de refaire.",
            }
        ],
        "keywords": ["sans-abrisme", "Logement d’abord", "SIAO", "Nuits de la solidarité", "logement social"],
    }


def _notes(made: Composition) -> Iterator[str]:
    version = made.tables.version
    told = whats_new(made.tables, made.atlas)
    yield f"# Version {version['version_publication']}, {full_date(version['publie_le'].date())}\n"
    if version["est_fictif"]:
        yield f"**{FICTIONAL}**\n"
    yield f"Pour citer{NBSP}: {cited(version)}\n"
    if not version["version_precedente"]:
        yield f"Première version{NBSP}: rien ne la précède."
        return
    yield f"Comparée à la version {version['version_precedente']}. La liste entière, valeur par valeur, est la table `meta.changements`{NBSP};"
    yield "ce qu’ont changé toutes les versions, la table `meta.revisions`.\n"
    yield "## Chiffres\n"
    yield from _figures(told["resume"])
    yield "\n## Fichiers reçus\n"
    yield from [
        f"- `{one['contrat']}`{', ' + one['producteur'] if one['producteur'] else ''}{NBSP}: {one['combien']}"
        for one in told["fichiers"]
    ] or ["Aucun fichier nouveau ni remplacé."]
    yield "\n## Tables et définitions\n"
    yield from [_defined(one) for one in told["definitions"]] or ["Mêmes tables, mêmes colonnes, mêmes définitions."]
    yield "\n## Corrections et règles\n"
    corrections = [
        f"- {capital(one['nature'])} ({one['ligne']}){NBSP}: {one['apres'] or one['avant']}"
        for one in told["corrections"]
    ]
    rules = [
        f"- {capital(one['nature'])}{NBSP}: version {one['apres']}, au lieu de {one['avant']}" for one in told["regles"]
    ]
    yield from [*corrections, *rules] or ["Ni correction, ni règle nouvelle."]


def _figures(lines: list[dict[str, Any]]) -> Iterator[str]:
    if not lines:
        yield "Aucun chiffre n’a changé."
        return
    yield f"| Table | Années | {' | '.join(COLUMNS.values())} |"
    yield f"|---|---|{'---:|' * len(COLUMNS)}"
    for one in lines:
        counts = " | ".join(number(one["comptes"][nature]) for nature in COLUMNS)
        yield f"| `{one['table']}` | {one['quand']} | {counts} |"


def _defined(one: dict[str, Any]) -> str:
    where = f"{one['table']}.{one['colonne']}" if one["colonne"] else one["table"]
    lines = f" ({plural(one['nb'], 'ligne')})" if one["nb"] else ""
    said = f"{NBSP}: « {one['avant']} » devient « {one['apres']} »" if one["avant"] and one["apres"] else ""
    return f"- `{where}`{NBSP}: {one['nature']}{lines}{said}"
