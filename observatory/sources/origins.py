"""Where each stored file comes from, and which one is in force for each part of a contract."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from observatory.errors import ObservatoryError
from observatory.home import Home


@dataclass(frozen=True)
class Origin:
    """Where a received file comes from; stored beside it as `<sha256>.json`."""

    contrat: str
    partition: str
    fichier_nom: str
    fichier_sha256: str
    recu_le: str
    extension: str

    @property
    def date_reception(self) -> date:
        return datetime.fromisoformat(self.recu_le).date()

    def path(self, home: Home) -> Path:
        """The stored file."""
        return home.raw / self.contrat / f"{self.fichier_sha256}{self.extension}"


def all_origins(home: Home, contract: str) -> list[Origin]:
    """Every stored file of a contract, those that another has replaced included."""
    return [_origin(path) for path in sorted((home.raw / contract).glob("*.json"))]


def _origin(path: Path) -> Origin:
    try:
        return Origin(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise ObservatoryError(
            f"La fiche de réception {path.parent.name}/{path.name} est abîmée : on ne sait plus ce qu’est ce fichier.",
            "Rétablissez-la depuis une sauvegarde ; ou supprimez-la et déposez de nouveau le fichier.",
        ) from None


def stored_bytes(home: Home, origin: Origin) -> bytes:
    """The content of a stored file; ObservatoryError when it is gone from `raw/`."""
    try:
        return origin.path(home).read_bytes()
    except FileNotFoundError:
        raise ObservatoryError(
            f"Le fichier reçu {origin.fichier_nom} ({origin.contrat}) n’est plus dans raw/.",
            "Rétablissez-le depuis une sauvegarde, ou déposez-le de nouveau dans incoming/.",
        ) from None


def origins_in_force(home: Home, contract: str) -> list[Origin]:
    """The last file received for each partition of a contract, by partition."""
    latest: dict[str, Origin] = {}
    for origin in all_origins(home, contract):
        if origin.partition not in latest or latest[origin.partition].recu_le < origin.recu_le:
            latest[origin.partition] = origin
    return [latest[partition] for partition in sorted(latest)]
