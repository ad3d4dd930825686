"""The long version of the kills: 200 random moments."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.trials.kill import Stage, Toll, at_random, set_stage
from tests.trials.notes import Note, noted

SEED = 20261129


def run(folder: Path, notes: Path, world: Path, say: Callable[[str], None], kills: int = 200) -> None:
    stage = stage_of(folder, world, say)
    with (
        noted(
            notes, "1-kill", "Arrêt brutal (kill -9) à un moment tiré au hasard de l’exécution entière", SEED
        ) as note,
        telling(note) as toll,
    ):
        at_random(stage, folder, kills, SEED, say, toll)


def stage_of(folder: Path, world: Path, say: Callable[[str], None]) -> Stage:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stage = set_stage(folder, world)
    say(f"une exécution : {stage.seconds:.1f} s, {len(stage.moves)} déplacements ou retraits de fichiers")
    return stage


@contextmanager
def telling(note: Note) -> Iterator[Toll]:
    """The count of the kills, told in the note however the trial ends."""
    toll = Toll()
    try:
        yield toll
    finally:
        for place, times in sorted(toll.by_place.items()):
            note.tried(f"coupées : {place}", times, times)
        note.tried("exécutions coupées", toll.kills, toll.kills, f"{toll.ended_before} finies avant leur heure")
        note.tried("exécutions laissées aller ensuite", toll.let_through, toll.converged)
        note.faults += toll.faults
