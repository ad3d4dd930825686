"""The long version of the cuts: each kind of move, link or removal of a file, before and after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.trials.kill import at_moves, kinds_of_moves
from tests.trials.notes import noted
from tests.trials.trial_kill import stage_of, telling


def run(folder: Path, notes: Path, world: Path, say: Callable[[str], None]) -> None:
    stage = stage_of(folder, world, say)
    with (
        noted(
            notes, "2-moves", "Arrêt brutal juste avant, et juste après, chaque sorte de déplacement de fichier"
        ) as note,
        telling(note) as toll,
    ):
        at_moves(stage, folder, kinds_of_moves(stage)[::-1], say, toll)
