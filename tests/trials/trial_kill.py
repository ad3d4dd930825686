"""The long version of the kills: 200 random moments, and each kind of move cut before and after."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.trials.kill import Toll, at_moves, at_random, kinds_of_moves, set_stage
from tests.trials.notes import noted

SEED = 20261129


def run(folder: Path, notes: Path, world: Path, say: Callable[[str], None], kills: int = 200) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stage = set_stage(folder, world)
    say(f"une exécution : {stage.seconds:.1f} s, {len(stage.moves)} déplacements ou retraits de fichiers")
    with noted(notes, "1-kill-moments", "Arrêt brutal (kill -9) à un moment tiré au hasard", SEED) as note:
        _tell(note, at_random(stage, folder, kills, SEED, say))
    with noted(notes, "2-kill-moves", "Arrêt brutal juste avant et juste après un déplacement de fichier") as note:
        _tell(note, at_moves(stage, folder, kinds_of_moves(stage), say))


def _tell(note, toll: Toll) -> None:
    for place, times in sorted(toll.by_place.items()):
        note.tried(f"coupée : {place}", times, times)
    note.tried("exécutions coupées", toll.kills, toll.kills, f"{toll.ended_before} finies avant leur heure")
    note.tried("exécutions laissées aller ensuite", toll.runs - toll.kills - toll.ended_before, toll.converged)
    note.faults += toll.faults
