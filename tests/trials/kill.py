"""SIGKILL during the whole run: at random moments, and before and after each move, link and removal of a file."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from observatory.home import Home
from tests.trials.child import in_child
from tests.trials.survey import content, damage, dropped, leftovers
from tests.trials.world import FIRST, drop, drop_next, whole_run

CALLS = ("replace", "rename", "symlink", "unlink")
CHAIN = 5  # kills in a row before the run that is let through


@dataclass(frozen=True)
class Stage:
    """A home with one release and new files that wait; what an undisturbed run makes of it, how long, and what it moves."""

    home: Home
    received: dict[str, str]
    expected: dict[str, str]
    seconds: float
    moves: list[str]


@dataclass
class Toll:
    """What the trial counts."""

    kills: int = 0
    ended_before: int = 0
    let_through: int = 0
    converged: int = 0
    faults: list[str] = field(default_factory=list)
    by_place: dict[str, int] = field(default_factory=dict)


def set_stage(folder: Path, world: Path) -> Stage:
    """Publish once, drop new files, then let one run through on a copy."""
    home = Home(folder / "depart").create()
    drop(home, world, FIRST)
    first = in_child(lambda: whole_run(home).version)
    if first.error:
        raise RuntimeError(first.error)
    drop_next(home, world)
    received = dropped(home)
    copy = _copy(home, folder / "temoin")
    moves = folder / "mouvements.txt"
    ended = in_child(lambda: whole_run(copy).version, before=lambda: _cut(copy, moves, None, ""))
    seen = in_child(lambda: {"content": content(copy), "damage": damage(copy, received)})
    if ended.error or seen.error or seen.answer["damage"]:
        raise RuntimeError(f"{ended.error} {seen.error} {seen.answer}")
    return Stage(home, received, seen.answer["content"], ended.seconds, moves.read_text("utf-8").splitlines())


def at_random(stage: Stage, folder: Path, kills: int, seed: int, say: Callable[[str], None], toll: Toll) -> None:
    """Kill at `kills` moments drawn over the length of a run, CHAIN in a row, then let a run through and compare."""
    chance = random.Random(seed)
    while toll.kills < kills:
        home = _copy(stage.home, folder / "alea")
        for _ in range(min(CHAIN, kills - toll.kills)):
            after = chance.uniform(0.05, stage.seconds)
            _one_kill(stage, home, toll, f"after {after:.3f} s", kill_after=after)
        _let_through(stage, home, toll)
        say(f"kill -9 : {toll.kills}/{kills}, {len(toll.faults)} fautes {toll.faults[-3:]}")


def at_moves(stage: Stage, folder: Path, places: list[tuple[int, str]], say: Callable[[str], None], toll: Toll) -> None:
    """Cut a run just before, or just after, the n-th call that moves, links or removes a file; then let one through."""
    for rank, side in places:
        home = _copy(stage.home, folder / "coupe")
        label = f"{side} {stage.moves[rank]}"
        _one_kill(stage, home, toll, label, before=lambda rank=rank, side=side, home=home: _cut(home, None, rank, side))
        _let_through(stage, home, toll)
        say(f"coupes : {toll.kills + toll.ended_before}/{len(places)}, {len(toll.faults)} fautes {toll.faults[-3:]}")


def kinds_of_moves(stage: Stage) -> list[tuple[int, str]]:
    """One place for each kind of move (its function and the shape of the path), before and after."""
    first = {}
    for rank, label in enumerate(stage.moves):
        kind = re.sub(r"[0-9a-f]{8,}|\d+|(?<=^replace journal/)\S+|(?<=^unlink journal/)\S+", "#", label)
        first.setdefault(kind if "quarantine" not in kind else kind.split("/")[0], rank)
    return [(rank, side) for rank in first.values() for side in ("avant", "après")]


def _one_kill(stage: Stage, home: Home, toll: Toll, label: str, **how: object) -> None:
    ended = in_child(lambda: whole_run(home).version, **how)
    if ended.was_killed:
        toll.kills += 1
    else:
        toll.ended_before += 1
        if ended.error:
            toll.faults.append(f"{label} : {ended.error}")
    place = _place(home, stage)
    toll.by_place[place] = toll.by_place.get(place, 0) + 1
    seen = in_child(lambda: damage(home, stage.received))
    toll.faults += [f"{label} : {what}" for what in seen.answer or [seen.error] if what]


def _let_through(stage: Stage, home: Home, toll: Toll) -> None:
    ended = in_child(lambda: whole_run(home).version)
    toll.let_through += 1
    if ended.error:
        toll.faults.append(f"next run : {ended.error}")
        return
    seen = in_child(lambda: {"content": content(home), "damage": damage(home, stage.received), "left": leftovers(home)})
    if seen.error:
        toll.faults.append(seen.error)
        return
    found, before = seen.answer["content"], len(toll.faults)
    toll.faults += [f"next run : {part} differs" for part, told in stage.expected.items() if found[part] != told]
    toll.faults += [
        f"next run : {what}" for what in [*seen.answer["damage"], *(f"left : {n}" for n in seen.answer["left"])]
    ]
    toll.converged += len(toll.faults) == before


def _place(home: Home, stage: Stage) -> str:
    """Where the run was when it was cut, from what it left."""
    if any(path.name.startswith(".20") for path in home.published.iterdir()):
        return "publication (mise à part)"
    releases = {path.name for path in home.published.iterdir() if path.name[0].isdigit()}
    known = {path.name for path in stage.home.published.iterdir() if path.name[0].isdigit()}
    if releases - known:
        return "après l’échange"
    if {p.name for p in home.incoming.rglob("*") if p.is_file() and "refuses" not in p.parts}:
        return "réception"
    return "lac, entrepôt ou protection"


def _cut(home: Home, moves: Path | None, rank: int | None, side: str) -> None:
    """In a child: note each call that moves a file of the home, or end the process at one of them."""
    count = iter(range(1_000_000))
    for name in CALLS:
        setattr(os, name, _watched(name, getattr(os, name), home.root, moves, rank, side, count))


def _watched(
    name: str, call: Callable, root: Path, moves: Path | None, rank: int | None, side: str, count: Iterator[int]
):
    def watched(first, *others, **named):
        target = Path(os.fspath(first if name == "unlink" else others[0]))
        if not target.is_absolute() or not target.is_relative_to(root):
            return call(first, *others, **named)
        here = next(count)
        if moves is not None:
            with moves.open("a", encoding="utf-8") as handle:
                handle.write(f"{name} {target.relative_to(root).as_posix()}\n")
        if here == rank and side == "avant":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = call(first, *others, **named)
        if here == rank and side == "après":
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    return watched


def _copy(home: Home, target: Path) -> Home:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(home.root, target, symlinks=True)
    return Home(target)
