"""How many lines a file was expected to hold: a jump holds it back (check GEN-18) until someone says that the file is right."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from observatory.charts.french import number
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.replacement import write_aside
from observatory.sources.intake import Origin, origins_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHECK = "GEN-18"
PERIODS = 6  # the months before that say what a month holds
ENOUGH = 3
_MONTH = re.compile(r"(?P<series>.*)(?P<month>20\d\d-\d\d)")


def expected_lines(held: Mapping[str, int], partition: str) -> tuple[int | None, str]:
    """The lines that a file of this partition should hold, and what says so; None when nothing does.

    held: lines read of each partition that stands in the lake. A file that replaces another is held against it; a new month of a
    series, against the median of the last six months of the same series.
    """
    if partition in held:
        return held[partition], "le fichier qu’il remplace"
    if (own := _MONTH.fullmatch(partition)) is None:
        return None, ""
    told = [(found["month"], held[name]) for name in held if (found := _MONTH.fullmatch(name)) and _same(found, own)]
    before = [lines for month, lines in sorted(told) if month < own["month"]][-PERIODS:]
    if len(before) < ENOUGH:
        return None, ""
    return round(median(before)), f"la médiane des {len(before)} mois précédents"


def _same(found: re.Match[str], own: re.Match[str]) -> bool:
    return found["series"] == own["series"]


def jump(file_name: str, nb_read: int, nb_expected: int, said_by: str) -> str:
    """The sentence of a jump: how many lines, how many expected, by how much they differ."""
    share = abs(nb_read - nb_expected) / nb_expected
    way = "en moins" if nb_read < nb_expected else "en plus"
    return (
        f"{file_name} contient {number(100 * share, 0)}\u00a0% de lignes {way}\u00a0: {number(nb_read)} lues, "
        f"{number(nb_expected)} attendues d’après {said_by}."
    )


def is_confirmed(home: Home | None, sha256: str) -> bool:
    """Someone said that this file is right, whatever its number of lines."""
    return home is not None and sha256 in _confirmed(home)


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
            f"Aucun fichier reçu de {contract} pour {', '.join(unknown)}\u00a0: aucun volume n’a été confirmé.",
            f"Parts reçues\u00a0: {', '.join(received) or 'aucune'}.",
        )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = {received[name].fichier_sha256: _entry(received[name], now) for name in partitions}
    write_aside(_path(home), json.dumps(_confirmed(home) | told, ensure_ascii=False, indent=1).encode())


def _entry(origin: Origin, now: str) -> dict[str, str]:
    return {"contrat": origin.contrat, "partition": origin.partition, "fichier": origin.fichier_nom, "confirme_le": now}


def _confirmed(home: Home) -> dict[str, dict[str, str]]:
    path = _path(home)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _path(home: Home) -> Path:
    return home.journal / "volumes_confirmes.json"
