"""Several at once: 20 readers during 10 publications, two whole runs together, an update during a publication."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from observatory.home import Home
from tests.trials.child import in_child
from tests.trials.crowd import read_until, times
from tests.trials.kill import set_stage
from tests.trials.notes import noted
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
        for name, first, second in (
            ("deux exécutions entières lancées ensemble", whole_run, whole_run),
            ("une mise à jour pendant une publication", whole_run, bring),
        ):
            home = Home(folder / "ensemble")
            shutil.rmtree(home.root, ignore_errors=True)
            shutil.copytree(stage.home.root, home.root, symlinks=True)
            both = [pool.submit(in_child, lambda work=work: bool(work(home)) or True) for work in (first, second)]
            told = [one.result().error for one in both]
            after = in_child(lambda: whole_run(home).version)
            seen = in_child(lambda: {"content": content(home), "damage": damage(home, stage.received)}).answer or {}
            found = [error for error in told if error and BUSY not in error] + ([after.error] if after.error else [])
            found += seen.get("damage", ["unreadable"])
            found += ["another content"] if seen.get("content") != stage.expected else []
            busy = sum(BUSY in error for error in told)
            note.tried(name, 1, int(not found), f"{busy} refusée en une phrase (« {BUSY} ») ; puis même contenu")
            note.faults += [f"{name} : {what}" for what in found]
            say(f"{name} : {found or 'tenu'} {told}")


def publish(home: Home) -> None:
    with small_observatory() as catalogue:
        release.publish(home, catalogue, browser=None)


def bring(home: Home) -> None:
    with small_observatory() as catalogue:
        update(home, catalogue)
