"""The end of an extract: its files and its key are destroyed, the journal stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pseudonyms.key import destroy_key, key_path
from observatory.research import journal
from observatory.research.shelf import (
    CURRENT,
    DATA,
    Extract,
    extract_of,
    extracts,
    projects,
    sweep,
    take_away,
    to_destroy,
)

ON_DEMAND, ORPHAN = "demande", "clé sans extrait"


def expire(home: Home, today: date) -> list[tuple[str, str]]:
    """Destroy what may not be kept any longer, and the keys that are left without an extract: (project, why) for each. The
    caller holds the home."""
    sweep(home)
    ended = [(one, one.state(home, today)) for one in to_destroy(home, today)]
    forget_folders(home, ended)
    for project in orphans(home):
        destroy_key(f"recherche-{project}")
        journal.record(home, journal.DESTROYED, project, motif=ORPHAN)
    return [(extract.project, why) for extract, why in ended]


def expire_now(home: Home, project: str, today: date, before_term: bool = False) -> str:
    """Destroy the extract of a project, and its key; gives why. ObservatoryError when there is none, or when it is in force and `before_term`
    is not said. The caller holds the home."""
    sweep(home)
    extract = extract_of(home, project)
    if extract is None:
        if project not in dict(projects(home)):
            raise ObservatoryError(
                f"Aucun projet de recherche « {project} ».", "Relisez les noms : observatory research list."
            )
        destroy_key(f"recherche-{project}")
        return "aucun extrait"
    why = extract.state(home, today)
    if why == CURRENT and not before_term:
        raise ObservatoryError(
            f"L’extrait du projet « {project} » est en cours jusqu’au {date.fromisoformat(extract.manifest['expire_le']):%d/%m/%Y}.",
            "Pour le détruire avant son terme, ajoutez --now.",
        )
    why = ON_DEMAND if why == CURRENT else why
    forget_folders(home, [(extract, why)])
    return why


def forget_folders(home: Home, ended: Iterable[tuple[Extract, str]]) -> None:
    """Destroy extracts, whatever is left of them, and their keys, and say so in the journal: (extract, why)."""
    for extract, why in ended:
        take_away(extract)
        destroy_key(f"recherche-{extract.project}")
        journal.record(
            home,
            journal.DESTROYED,
            extract.project,
            extrait=extract.folder.name,
            empreinte=str(extract.manifest.get("fichiers", {}).get(DATA, "")),
            motif=why,
        )


def strangers(home: Home) -> list[str]:
    """Projects whose extract is not the one that the journal saw made."""
    made = {(act["projet"], act.get("empreinte")) for act in journal.read(home) if act["geste"] == journal.CREATED}
    return [one.project for one in extracts(home) if (one.project, one.fingerprint()) not in made]


def orphans(home: Home) -> list[str]:
    """Projects whose key is there and whose extract is not."""
    return [
        name for name, _ in projects(home) if extract_of(home, name) is None and key_path(f"recherche-{name}").exists()
    ]
