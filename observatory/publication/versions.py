"""The name of a release, `AAAA.MM.n` (the n-th of a month), the moment it is made, and the releases of a home in their order."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from observatory.home import Home

logger = logging.getLogger("observatory.publication")
CURRENT, EVIDENCE, MEMORY = "current", "confidentialite.json", "manifeste.json"
_NAME = re.compile(r"(\d{4})\.(\d{2})\.(\d+)")
_FORMER = "%Y-%m-%dT%H-%M-%SZ"  # the first releases bear their moment
_FORMER_NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z")


def rank(version: str) -> tuple[int, int, int, str]:
    """What puts versions in the order in which they were published: 2026.11.10 after 2026.11.9."""
    if told := _NAME.fullmatch(version):
        return *map(int, told.groups()), version
    return int(version[:4]), int(version[5:7]), 0, version


def releases(folder: Path) -> list[Path]:
    """The folders named after a version, the oldest first."""
    named = (path for path in folder.glob("[0-9]*") if _NAME.fullmatch(path.name) or _FORMER_NAME.fullmatch(path.name))
    return sorted(named, key=lambda path: rank(path.name))


def current_release(home: Home) -> Path | None:
    """The folder of the current release, or None."""
    current = home.published / CURRENT
    return current.resolve() if current.exists() else None


def next_release(home: Home, now: datetime) -> tuple[str, datetime]:
    """The version to make, and its moment (UTC): `now`, or the second after the last one when the clock went back, so that
    versions stay in the order in which they were published."""
    known = [path for folder in (home.published, home.confidentiality) for path in releases(folder)]
    at = now.replace(microsecond=0)
    if known:
        last = max(map(_made_at, known))
        if at < last:
            logger.warning(
                f"L’horloge de cette machine retarde sur la dernière publication ({last:%d/%m/%Y %H:%M} UTC) : "
                "réglez-la. La nouvelle version prend la seconde suivante."
            )
        at = max(at, last + timedelta(seconds=1))
    return f"{at:%Y.%m}.{1 + _last_of_month(at, (path.name for path in known))}", at


def _last_of_month(at: datetime, versions: Iterable[str]) -> int:
    return max((n for year, month, n, _ in map(rank, versions) if (year, month) == (at.year, at.month)), default=0)


def _made_at(folder: Path) -> datetime:
    """When a release was made: as its evidence or its memory says, or its former name."""
    for name in (EVIDENCE, MEMORY):
        if (folder / name).exists():
            told = json.loads((folder / name).read_text(encoding="utf-8")).get("publie_le")
            if told:
                return datetime.fromisoformat(told)
    try:
        return datetime.strptime(folder.name, _FORMER).replace(tzinfo=UTC)
    except ValueError:
        year, month, _, _ = rank(folder.name)
        return datetime(year, month, 1, tzinfo=UTC)
