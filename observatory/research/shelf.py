"""Where the secure research files are kept: `recherche/<projet>/<jour>/`, the text of each project beside them; and their state."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.frozen import erasures

MANIFEST, DATA, PROJECT_FILE = "manifeste.json", "extrait.parquet", "projet.yaml"
CURRENT, EXPIRED, ERASED, DAMAGED = "en cours", "expiré", "personnes effacées depuis", "abîmé"


@dataclass(frozen=True)
class Extract:
    """An extract on the shelf: `project` (its slug), `folder`, and what its manifest says (empty when it cannot be read)."""

    project: str
    folder: Path
    manifest: dict

    def state(self, home: Home, today: date) -> str:
        """In force, or why it must be destroyed: its term is over, persons of its SIAO were erased since, or it does not open."""
        try:
            term, known = date.fromisoformat(self.manifest["expire_le"]), self.manifest["effacements"]
        except (KeyError, ValueError, TypeError):
            return DAMAGED
        if today > term:
            return EXPIRED
        now = erased_until(home, self.manifest["departements"])
        return CURRENT if known == now else ERASED

    def fingerprint(self) -> str:
        """SHA-256 of its data as they are on the disk; empty when there are none."""
        path = self.folder / DATA
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def erased_until(home: Home, departements: list[str]) -> dict[str, str]:
    """For each SIAO, the day before which persons without contact were erased, if an erasure treated it."""
    rows = erasures(home).select("siao_dep", "horizon").rows()
    return {siao: horizon.isoformat() for siao, horizon in sorted(rows) if siao in departements}


def extracts(home: Home) -> list[Extract]:
    """Every extract of a home, by project."""
    folders = sorted(path for path in home.research.glob("*/[!.]*") if path.is_dir())
    return [Extract(folder.parent.name, folder, _manifest(folder)) for folder in folders]


def extract_of(home: Home, project: str) -> Extract | None:
    """The extract of a project; a project has one at most."""
    return next((one for one in extracts(home) if one.project == project), None)


def to_destroy(home: Home, today: date) -> list[Extract]:
    """The extracts that may not be kept any longer."""
    return [one for one in extracts(home) if one.state(home, today) != CURRENT]


def projects(home: Home) -> Iterator[tuple[str, Path]]:
    """Each project that was ever extracted, and its approved text."""
    for path in sorted(home.research.glob(f"*/{PROJECT_FILE}")):
        yield path.parent.name, path


def sweep(home: Home) -> None:
    """Take away what an extraction cut short left aside."""
    for path in home.research.glob("*/.*"):
        shutil.rmtree(path, ignore_errors=True)


def take_away(extract: Extract) -> None:
    """Delete an extract, its data first."""
    try:
        (extract.folder / DATA).unlink(missing_ok=True)
        shutil.rmtree(extract.folder)
    except OSError:
        raise ObservatoryError(
            f"L’extrait du projet « {extract.project} » ne peut pas être détruit.",
            f"Vérifiez les droits de {extract.folder}, puis relancez « observatory research expire {extract.project} ».",
        ) from None


def _manifest(folder: Path) -> dict:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
