"""What a trial found, kept as a note until the tables are written: lines of figures, faults, where and with which seed."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path


@dataclass
class Note:
    """`lines`: what was tried, how many times, how many survived, what happened. `faults`: what did not hold."""

    trial: str
    title: str
    seed: int | None = None
    lines: list[tuple[str, int, int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    day: str = ""
    machine: str = ""

    def tried(self, what: str, times: int, survived: int, told: str = "") -> None:
        self.lines.append((what, times, survived, told))


@contextmanager
def noted(folder: Path, trial: str, title: str, seed: int | None = None) -> Iterator[Note]:
    """A note to fill in; written in `folder` when the trial ends, even before its end: it holds what was really done."""
    note, started = Note(trial, title, seed), time.monotonic()
    try:
        yield note
    finally:
        note.seconds, note.day, note.machine = round(time.monotonic() - started, 1), date.today().isoformat(), machine()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{trial}.json").write_text(json.dumps(asdict(note), ensure_ascii=False, indent=1), encoding="utf-8")


def read_notes(folder: Path) -> list[Note]:
    return [Note(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def machine() -> str:
    """Kernel, processor cores and memory: what a reader needs to judge the times; never a name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cœurs, {memory:.0f} Gio, Python {platform.python_version()}"
