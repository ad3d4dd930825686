"""Files that change together: written aside first, then moved over the old ones. What was cut short, the next run finishes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FOLDER, PLAN = ".remplacement", "plan.json"


@dataclass
class Replacement:
    """What will change under `root`: nothing does until the whole of it is written in `folder`."""

    root: Path
    _moves: list[tuple[str, str]] = field(default_factory=list)
    _removals: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where to write aside: on the same disk, for this account alone."""
        return self.root / FOLDER

    def move(self, aside: Path, target: Path) -> None:
        """A file written in `folder` will stand at `target`."""
        self._moves.append((str(aside.relative_to(self.folder)), str(target.relative_to(self.root))))

    def remove(self, target: Path) -> None:
        """`target` will be gone, if it is there."""
        self._removals.append(str(target.relative_to(self.root)))

    def clear(self) -> None:
        """Nothing will change after all."""
        self._moves.clear()
        self._removals.clear()

    def seal(self) -> None:
        """From here on, the change happens whatever interrupts it."""
        aside = self.folder / f"{PLAN}.nouveau"
        with aside.open("w", encoding="utf-8") as handle:
            json.dump({"deplacer": self._moves, "retirer": self._removals}, handle, ensure_ascii=False)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(aside, self.folder / PLAN)


@contextmanager
def replacing(root: Path) -> Iterator[Replacement]:
    """Prepare a change of several files under `root`, then do it; an error inside leaves everything as it was."""
    plan = Replacement(root)
    plan.folder.mkdir(mode=0o700)
    try:
        yield plan
        plan.seal()
    finally:
        finish(root)


def finish(root: Path) -> None:
    """Do what a sealed change still has to do; forget one that was not sealed."""
    folder = root / FOLDER
    plan = folder / PLAN
    if plan.exists():
        told = json.loads(plan.read_text(encoding="utf-8"))
        for aside, target in told["deplacer"]:
            if (folder / aside).exists():
                (root / target).parent.mkdir(parents=True, exist_ok=True)
                os.replace(folder / aside, root / target)
        for target in told["retirer"]:
            (root / target).unlink(missing_ok=True)
        plan.unlink()
    shutil.rmtree(folder, ignore_errors=True)
