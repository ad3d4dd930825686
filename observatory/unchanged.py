"""Whether a task has anything to do: what it would start from, held against what it started from when it last ended well.

Nothing is read but names, sizes and dates of files, and the software itself: a task with nothing to do ends at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from observatory.fingerprints import fingerprint, of_files
from observatory.home import PROJECT, Home
from observatory.pseudonyms.key import key_folder

FILE = "derniers_travaux.json"
Seen = tuple[str, int, int]  # path, size, date


def state(home: Home, task: str) -> str:
    """The fingerprint of all that the task reads: the software, its contracts and its settings, the day (some answers depend on
    it), the files of the home that feed it, the journal of checks, what it made, and for a publication the browser."""
    folders = [home.raw, home.lake, home.frozen, home.document_template.parent, key_folder()]
    browser = ""
    if task == "publier":
        from observatory.publication.images import find_browser

        folders += [home.confidentiality, home.published]
        browser = str(find_browser() or "")
    files = sorted({*waiting(home), *(one for folder in folders for one in _files(folder))})
    kept = [home.warehouse, home.journal / "volumes_confirmes.json", *sorted(home.journal.glob("*.parquet"))]
    files += [_seen(path) for path in kept if path.exists()]
    settings = {
        name: text
        for name, text in os.environ.items()
        if name.startswith("OBSERVATORY_") and name != "OBSERVATORY_HOME"
    }
    return fingerprint(task, date.today().isoformat(), software(), settings, browser, files)


def software() -> str:
    """The fingerprint of the code, the templates, the contracts and the SQL."""
    rooms = ("observatory", "assets", "data_contracts", "dbt_like_sql")
    paths = (path for room in rooms for path in (PROJECT / room).rglob("*") if path.is_file())
    return of_files(PROJECT, (path for path in paths if path.parent.name != "__pycache__"))


def waiting(home: Home) -> set[Seen]:
    """The files dropped in `incoming/`."""
    from observatory.sources.intake import dropped_files

    return {_seen(path) for path in dropped_files(home)}


def last(home: Home, task: str) -> dict[str, Any] | None:
    """What the task said when it last ended well, if it would start from the very same now; else None."""
    kept = _read(home).get(task)
    return kept if kept and kept["etat"] == state(home, task) else None


def remember(home: Home, task: str, told: dict[str, Any], before: set[Seen]) -> None:
    """Keep what a task that ended well said. before: what waited when it began; a file dropped meanwhile was not seen, so
    nothing is kept then."""
    if waiting(home) - before:
        return
    kept = _read(home) | {
        task: {"etat": state(home, task), "le": datetime.now().isoformat(timespec="minutes"), "dit": told}
    }
    aside = home.journal / f"{FILE}.nouveau"
    aside.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(aside, home.journal / FILE)


def _read(home: Home) -> dict[str, Any]:
    try:
        return json.loads((home.journal / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _files(folder: Path) -> Iterator[Seen]:
    """Every file below a folder, hidden ones and what links lead to left out."""
    for top, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield _seen(Path(top, name))
        yield from (_seen(Path(top, name)) for name in inner if Path(top, name).is_symlink())


def _seen(path: Path) -> Seen:
    found = path.lstat()
    return str(path), found.st_size, found.st_mtime_ns
