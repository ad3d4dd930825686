"""How many lines a file was expected to hold: a jump holds it back (check GEN-18) until someone says that the file is right."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.sources.origins import Origin, origins_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHECK = "GEN-18"
PERIODS = 6  # those before that say what a month, or an extraction, holds
ENOUGH = 3
REPLACED = "le fichier qu’il remplace"
_MONTH = re.compile(r"(?P<series>.*?)(?P<month>20\d\d-\d\d(?:-\d\d)?)")


@dataclass(frozen=True)
class Volume:
    """The lines expected of a file (None: nothing says), what says so, and whether someone said that the file is right."""

    nb_attendu: int | None = None
    d_apres: str = ""
    est_confirme: bool = False

    @property
    def remplace(self) -> bool:
        """Whether the file replaces another: its lines should then be much the same."""
        return self.d_apres == REPLACED

    def sentence(self, nb_read: int) -> str:
        """« 40 % de lignes en moins : 600 lues, 1000 attendues d’après le fichier qu’il remplace »."""
        share = round(100 * abs(nb_read - self.nb_attendu) / self.nb_attendu)
        way = "en moins" if nb_read < self.nb_attendu else "en plus"
        return f"{share} % de lignes {way} : {nb_read} lues, {self.nb_attendu} attendues d’après {self.d_apres}"


NOTHING_EXPECTED = Volume()


def volume_of(home: Home, entries: Iterable[Mapping[str, Any]], partition: str, sha256: str) -> Volume:
    """What is expected of a file. entries: the manifests of the partitions of its contract that stand in the lake."""
    entries = list(entries)
    if any((entry["partition"], entry["fichier_sha256"]) == (partition, sha256) for entry in entries):
        return NOTHING_EXPECTED  # it stands already: read again, less the lines of those whom an erasure took away
    held = {entry["partition"]: entry["nb_lignes_lues"] for entry in entries}
    return Volume(*expected_lines(held, partition), sha256 in _confirmed(home))


def expected_lines(held: Mapping[str, int], partition: str) -> tuple[int | None, str]:
    """The lines that a file of this partition should hold, and what says so; None when nothing does.

    held: lines read of each partition that stands in the lake. A file that replaces another is held against it; a new month or
    extraction, against the median of the last six of the same series.
    """
    if partition in held:
        return held[partition], REPLACED
    if (own := _MONTH.fullmatch(partition)) is None:
        return None, ""
    told = [(found["month"], held[name]) for name in held if (found := _MONTH.fullmatch(name)) and _same(found, own)]
    before = [lines for month, lines in sorted(told) if month < own["month"]][-PERIODS:]
    if len(before) < ENOUGH:
        return None, ""
    return round(median(before)), f"la médiane des {len(before)} périodes précédentes"


def _same(found: re.Match[str], own: re.Match[str]) -> bool:
    return found["series"] == own["series"]


def series_of(partition: str) -> str:
    """What the partitions that say how many lines this one should hold have in common; a series of its own without a month."""
    found = _MONTH.fullmatch(partition)
    return f"{found['series']}…" if found else partition


def confirm_volumes(home: Home, contract: str, partitions: Iterable[str]) -> None:
    """Say that the files last received for these partitions are right; kept in the journal, with the day.

    Raises ObservatoryError, with the partitions received, when one of those asked for is not among them.
    """
    partitions = list(partitions)
    if not partitions:
        return
    received = {origin.partition: origin for origin in origins_in_force(home, contract)}
    if unknown := [name for name in partitions if name not in received]:
        raise ObservatoryError(
            f"Aucun fichier reçu de {contract} pour {', '.join(unknown)} : aucun volume n’a été confirmé.",
            f"Parts reçues : {', '.join(received) or 'aucune'}.",
        )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = {received[name].fichier_sha256: _entry(received[name], now) for name in partitions}
    aside = _path(home).with_suffix(".nouveau")
    aside.write_text(json.dumps(_confirmed(home) | told, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(aside, _path(home))


def _entry(origin: Origin, now: str) -> dict[str, str]:
    return {"contrat": origin.contrat, "partition": origin.partition, "fichier": origin.fichier_nom, "confirme_le": now}


def _confirmed(home: Home) -> dict[str, dict[str, str]]:
    path = _path(home)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _path(home: Home) -> Path:
    return home.journal / "volumes_confirmes.json"
