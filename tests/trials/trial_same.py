"""The same files and the same code in two homes, in other folders, with other numbers of threads: the same content."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from observatory.home import Home
from tests.trials.child import in_child
from tests.trials.notes import noted
from tests.trials.survey import content
from tests.trials.world import FIRST, drop, drop_next, whole_run


def run(folder: Path, notes: Path, world: Path, say: Callable[[str], None]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with noted(notes, "6-same", "Mêmes fichiers, même code : même contenu") as note:
        made = {}
        for name, threads in (("a", "1"), ("un autre dossier/b", "4")):
            home = Home(folder / name).create()
            drop(home, world, FIRST)
            drop_next(home, world)
            ended = in_child(partial(bring, home), before=partial(os.environ.update, POLARS_MAX_THREADS=threads))
            note.faults += [ended.error] if ended.error else []
            made[name] = in_child(partial(content, home)).answer or {}
        one, other = made.values()
        for part in one:
            note.tried(part, 1, int(one[part] == other.get(part)), one[part])
            note.faults += [] if one[part] == other.get(part) else [f"{part} differs"]
        say(f"{note.faults}")


def bring(home: Home) -> str:
    return whole_run(home).version
