"""Several at once: 20 readers during 10 publications, two whole runs together, an update during a publication."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from observatory.home import Home
from tests.trials.child import in_child
from tests.trials.crowd import read_until, times
from tests.trials.kill import Stage, set_stage
from tests.trials.notes import Note, noted
from tests.trials.survey import content, damage
from tests.trials.world import release, small_observatory, update, whole_run

READERS, PUBLICATIONS = 20, 10
BUSY = "Un autre traitement est en cours"


def run(folder: Path, notes: Path, world: Path, say: Callable[[str], None]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stage = set_stage(folder, world)
    with noted(notes, "5-crowd", "Plusieurs à la fois") as note, ThreadPoolExecutor(READERS + 1) as pool:
        home = Home(folder / "temoin")
        stop = folder / "fin"
        readers = [pool.submit(in_child, lambda: read_until(home, stop), cap=3600) for _ in range(READERS)]
        published = in_child(lambda: times(lambda: publish(home), PUBLICATIONS, stop), cap=3600)
        ended = [one.result() for one in readers]
        reads = sum(one.answer["reads"] for one in ended if one.answer)
        note.tried(
            "lecteurs pendant 10 publications", READERS, sum(bool(one.answer) for one in ended), f"{reads} lectures"
        )
        note.tried("publications", PUBLICATIONS, published.answer or 0)
        note.faults += [one.error for one in [*ended, published] if one.error]
        say(f"{reads} lectures, {note.faults}")
        for name, others in (
            ("deux exécutions entières lancées ensemble", (everything, everything)),
            ("une mise à jour pendant une publication", (everything, bring)),
        ):
            _together(note, name, others, Home(folder / "ensemble"), stage, pool)
            say(f"{name} : {note.lines[-1]} {note.faults}")


def _together(note: Note, name: str, works: Sequence, home: Home, stage: Stage, pool: ThreadPoolExecutor) -> None:
    """Runs started at the same moment, then one alone: no error but a refusal, nothing lost, the same content."""
    shutil.rmtree(home.root, ignore_errors=True)
    shutil.copytree(stage.home.root, home.root, symlinks=True)
    told = [one.result().error for one in [pool.submit(in_child, partial(work, home)) for work in works]]
    after = in_child(partial(everything, home))
    harm, seen = in_child(lambda: damage(home, stage.received)), in_child(lambda: content(home))
    found = [error for error in told if error and BUSY not in error]
    found += [one.error for one in (after, harm, seen) if one.error] + (harm.answer or [])
    found += ["another content"] if seen.answer != stage.expected else []
    busy = sum(BUSY in error for error in told)
    note.tried(name, 1, int(not found), f"{busy} refusée en une phrase (« {BUSY} ») ; ensuite, même contenu")
    note.faults += [f"{name} : {what}" for what in found]


def everything(home: Home) -> str:
    return whole_run(home).version


def publish(home: Home) -> None:
    with small_observatory() as catalogue:
        release.publish(home, catalogue, browser=None)


def bring(home: Home) -> None:
    with small_observatory() as catalogue:
        update(home, catalogue)
