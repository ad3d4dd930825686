"""The journal of the secure research files: one JSON line for each act, added and never changed, each holding the print of the one before.

Who, when, what, which project, which fingerprint: never a value of the data. The chain shows a line changed or taken away; not the last
ones cut off, which the backups tell.
"""

from __future__ import annotations

import hashlib
import json
import os
import pwd
from datetime import UTC, datetime

from observatory.errors import ObservatoryError
from observatory.home import Home

NAME = "journal.jsonl"
START = "0" * 64
CREATED, REFUSED, DESTROYED = "CREATION", "REFUS", "DESTRUCTION"


def record(home: Home, act: str, project: str, **about: str) -> None:
    """Add an act: `about` holds what it was about (extract, fingerprint of its file, term, motive)."""
    path = home.research / NAME
    path.parent.mkdir(mode=0o700, exist_ok=True)
    line = {
        "moment": datetime.now(UTC).isoformat(timespec="seconds"),
        "compte": pwd.getpwuid(os.geteuid()).pw_name,
        "geste": act,
        "projet": project,
        **about,
        "precedente": _print_of(_lines(home)[-1]) if _lines(home) else START,
    }
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as handle:
        handle.write(json.dumps(line, ensure_ascii=False) + "\n")
        handle.flush()
        os.fsync(handle.fileno())


def read(home: Home) -> list[dict[str, str]]:
    """Every act, oldest first; ObservatoryError when a line was changed or taken away."""
    before, acts = START, []
    for number, text in enumerate(_lines(home), start=1):
        try:
            act = json.loads(text)
            is_next = act["precedente"] == before
        except (ValueError, KeyError, TypeError):
            is_next = False
        if not is_next:
            raise ObservatoryError(
                f"Le journal des fichiers de recherche a été modifié ou coupé (ligne {number}).",
                "Comparez-le à celui de la dernière sauvegarde, et dites-le au délégué à la protection des données.",
            )
        acts.append(act)
        before = _print_of(text)
    return acts


def _lines(home: Home) -> list[str]:
    path = home.research / NAME
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _print_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
