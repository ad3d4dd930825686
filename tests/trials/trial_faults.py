"""What breaks under a home: disk, memory, clock, files cut or gone. One whole run with the fault, one after it is over."""

from __future__ import annotations

import resource
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from observatory.home import Home
from tests.trials.child import in_child
from tests.trials.kill import set_stage
from tests.trials.notes import noted
from tests.trials.survey import content, damage
from tests.trials.world import whole_run

SENTENCE = "observatory.errors.ObservatoryError"


@dataclass(frozen=True)
class Fault:
    """`spoil` changes the home, `limit` the process; `heals`: the run itself must succeed, and mend what was spoilt;
    `may_die`: a library may end the process without a word, which is then a kill like another."""

    name: str
    spoil: Callable[[Home], None] = lambda home: None
    limit: Callable[[], None] | None = None
    heals: bool = True
    may_die: bool = False
    mend: Callable[[Home], None] = lambda home: None


def _first(home: Home, pattern: str) -> Path:
    return min(home.root.glob(pattern))


def _cut(pattern: str) -> Callable[[Home], None]:
    def spoil(home: Home) -> None:
        path = _first(home, pattern)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return spoil


def _gone(pattern: str) -> Callable[[Home], None]:
    return lambda home: _first(home, pattern).unlink()


def _scribbled(home: Home) -> None:
    found = bytearray(home.warehouse.read_bytes())
    found[:4096] = b"x" * 4096
    home.warehouse.write_bytes(found)


def full_disk() -> None:
    """No file may grow beyond 64 KiB: what a full disk does to every writer, without a disk to fill."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))


def little_memory() -> None:
    """What the process holds now, and 64 MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * 4096 + 2**26, resource.RLIM_INFINITY))


def clock_back() -> None:
    patch("observatory.publication.release._now", lambda: datetime(2001, 1, 1, tzinfo=UTC)).start()


FAULTS = (
    Fault("disque plein", limit=full_disk, heals=False),
    Fault("mémoire trop petite", limit=little_memory, heals=False, may_die=True),
    Fault("horloge revenue en 2001", limit=clock_back),
    Fault("entrepôt abîmé", _scribbled, heals=False, mend=lambda home: home.warehouse.unlink()),
    Fault("entrepôt supprimé", _gone("warehouse.duckdb")),
    Fault("Parquet du lac coupé", _cut("lake/barometre_relogement/*.parquet")),
    Fault("Parquet du lac supprimé", _gone("lake/barometre_relogement/*.parquet")),
    Fault("manifeste du lac coupé", _cut("lake/barometre_relogement/*.json")),
    Fault("manifeste du lac supprimé", _gone("lake/barometre_relogement/*.json")),
    Fault("journal supprimé", lambda home: shutil.rmtree(home.journal)),
    Fault("fichier reçu supprimé, encore dans le lac", _gone("raw/barometre_relogement/*.csv")),
)


def run(folder: Path, notes: Path, world: Path, say: Callable[[str], None]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stage = set_stage(folder, world)
    home = Home(folder / "panne")
    with noted(notes, "4-faults", "Pannes de la machine, fichiers abîmés ou supprimés") as note:
        for fault in FAULTS:
            shutil.rmtree(home.root, ignore_errors=True)
            shutil.copytree(folder / "temoin", home.root, symlinks=True)
            fault.spoil(home)
            ended = in_child(lambda: whole_run(home).version, before=fault.limit)
            found = _judge(fault, ended, home, stage)
            note.faults += [f"{fault.name} : {what}" for what in found]
            note.tried(fault.name, 1, int(not found), _told(ended))
            say(f"{fault.name} : {found or 'tenu'} {ended.error[:160]}")


def _told(ended) -> str:
    if ended.error:
        return f"« {ended.error.removeprefix(f'{SENTENCE}: ').partition('. ')[0]}. »"
    return "exécution interrompue sans phrase" if ended.was_killed else "réparé par l’exécution elle-même"


def _judge(fault: Fault, ended, home: Home, stage) -> list[str]:
    found = [] if not ended.error or ended.error.startswith(SENTENCE) else [ended.error[:200]]
    died = ended.was_killed and not ended.error
    found += ["the run died"] if died and not fault.may_die else []
    found += ["nothing was said"] if not fault.heals and not ended.error and not died else []
    found += [f"refused: {ended.error[:200]}"] if fault.heals and ended.error else []
    fault.mend(home)
    seen = in_child(lambda: damage(home, {}))
    if not ended.error or not fault.heals:
        again = in_child(lambda: whole_run(home).version)
        found += [f"again: {again.error[:200]}"] if again.error else []
        after = in_child(lambda: content(home)).answer or {}
        found += [f"{part} differs" for part, told in stage.expected.items() if after.get(part) != told]
    return [*found, *(seen.answer or [seen.error])] if seen.answer or seen.error else found
