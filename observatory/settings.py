"""What the machine lends to the work: memory, cores, a place to spill. Settings are variables of the environment.

| variable | default | what |
|---|---|---|
| OBSERVATORY_MEMOIRE | half of the machine’s memory | what DuckDB may hold; beyond, it spills: « 4 Go », « 800 Mo » |
| OBSERVATORY_COEURS | all | threads of DuckDB, and files read at once |
| OBSERVATORY_DEBORDEMENT | `.debordement/` in the data home | where it spills; what a run cut short left in the home goes with the next one |
| OBSERVATORY_GARDER_ORDRE | non | « oui »: keep the order of rows that no query asks for; takes more memory |
"""

from __future__ import annotations

import atexit
import gc
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import duckdb

MEMORY, CORES, SPILL, ORDER = "OBSERVATORY_MEMOIRE", "OBSERVATORY_COEURS", "OBSERVATORY_DEBORDEMENT", "OBSERVATORY_GARDER_ORDRE"  # fmt: skip
SPILLED = ".debordement"
MEGA = 1024**2
LEAST = 500 * MEGA  # under which even the demonstration fails
ROWS_TOGETHER = 122_880  # of a Parquet of the lake: a row group of DuckDB, so that each is read by one thread
_UNITS = {"mo": MEGA, "mb": MEGA, "go": 1024 * MEGA, "gb": 1024 * MEGA}


@dataclass(frozen=True)
class Settings:
    """`memory` in bytes; `cores`, None for all; `spill`, None for the folder of the home; `keeps_order` of rows."""

    memory: int
    cores: int | None = None
    spill: Path | None = None
    keeps_order: bool = False


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment. ObservatoryError for one that cannot be read, or less memory than the work needs."""
    given = os.environ if environment is None else environment
    memory = _bytes(given[MEMORY]) if given.get(MEMORY) else max(machine_memory() // 2, LEAST)
    if memory < LEAST:
        raise ObservatoryError(
            f"{MEMORY} vaut {given[MEMORY]} : le traitement demande {LEAST // MEGA} Mo au moins.",
            "Écrivez par exemple « 2 Go ».",
        )
    cores = given.get(CORES) or None
    if cores is not None and not re.fullmatch(r"[1-9]\d{0,2}", cores):
        raise ObservatoryError(f"{CORES} vaut « {cores} » : ce n’est pas un nombre de cœurs.", "Écrivez par exemple 2.")
    spill = Path(given[SPILL]).expanduser().resolve() if given.get(SPILL) else None
    return Settings(memory, int(cores) if cores else None, spill, given.get(ORDER, "").lower() == "oui")


def machine_memory() -> int:
    """The bytes that this machine, or the container in it, may hold."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    told = limit.read_text().strip() if limit.exists() else ""
    return min(whole, int(told)) if told.isdigit() else whole


def lend(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Hold a DuckDB connection to the settings; it spills in `home`, unless another place is set."""
    settings = read_settings()
    spill = settings.spill or home / SPILLED
    con.execute(f"SET memory_limit = '{settings.memory // MEGA}MiB'")
    con.execute(f"SET temp_directory = '{str(spill).replace(chr(39), chr(39) * 2)}'")
    con.execute(f"SET preserve_insertion_order = {str(settings.keeps_order).lower()}")
    if settings.cores:
        con.execute(f"SET threads = {settings.cores}")


def lent() -> str:
    """« 12,0 Go de mémoire sur les 24,0 de la machine, 2 cœurs »."""
    settings = read_settings()
    cores = settings.cores or os.cpu_count() or 1
    return f"{_told(settings.memory)} de mémoire sur les {_told(machine_memory())} de la machine, {cores} cœur{'s' * (cores > 1)}"


def shortage() -> ObservatoryError:
    """Memory has run out: what was lent, what the machine has, what to do."""
    memory, machine = read_settings().memory, machine_memory()
    more = (
        f"Donnez-en plus au traitement ({MEMORY}, par exemple « {machine * 3 // 4 // (1024 * MEGA)} Go »)"
        if memory < machine // 2 and machine > 2 * 1024 * MEGA
        else "Fermez d’autres programmes, ou prenez une machine qui en a plus"
    )
    return ObservatoryError(
        f"La mémoire prêtée au traitement ({_told(memory)} sur les {_told(machine)} de la machine) ne suffit pas : rien n’a été "
        "remplacé, la dernière publication est intacte.",
        f"{more} ; vérifiez aussi que le disque a de la place, il sert de débordement. Puis relancez.",
    )


def _told(memory: int) -> str:
    return f"{memory / (1024 * MEGA):.1f} Go".replace(".", ",")


def _bytes(text: str) -> int:
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*([a-z]{2})", text.strip().lower())
    if found is None or found[2] not in _UNITS:
        raise ObservatoryError(
            f"{MEMORY} vaut « {text} » : ce n’est pas une quantité.", "Écrivez par exemple « 4 Go »."
        )
    return int(float(found[1].replace(",", ".")) * _UNITS[found[2]])


def leave_at_once() -> None:
    """At its end, a process that only looks (the definitions, the screen) gives its memory back as it is, instead of looking through all
    of it for cycles once more: 0.7 s of processor. What is registered for the end is done as ever; a file that nobody closed may lose its
    last words, as Python warns, and we leave none open.
    """
    atexit.register(_leave)


def _leave() -> None:
    if "duckdb" not in sys.modules:  # it prints a page of its objects that are still there
        gc.freeze()
