"""What is paid whatever the size: an import, the help, the definitions of Dagster, the smallest build, a task with nothing to do, a new month.

`python -m tests.benchmarks.fixed [ROUNDS]`.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measured import ROOT
from tests.benchmarks.whole import World, a_home, ours, together

BIN = Path(sys.executable).parent
PROGRAM = "from observatory.cli.program import main; main()"  # `observatory`, whatever folder is installed


def measure(rounds: int = 5, folder: Path | None = None) -> dict[str, float]:
    """Medians, in seconds, on a Python that keeps its compiled modules, as everybody's does."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        commands: dict[str, Callable[[], object]] = {
            "import": lambda: _call(sys.executable, "-c", "import observatory"),
            "aide": lambda: _call(str(BIN / "observatory"), "--help"),
            "definitions": lambda: _call(str(BIN / "dagster"), "definitions", "validate"),
            "plus_petite_construction": lambda: _smallest(Path(place) / "petite"),
        }
        for command in commands.values():
            command()  # what is compiled or read from the disk once is not counted
        return {name: statistics.median(_seconds(command) for _ in range(rounds)) for name, command in commands.items()}


def reruns(world: World, rounds: int = 1) -> dict[str, float]:
    """Of a country: the full run, the run with nothing new, and the run with one more month of requests to the 115 of every SIAO, after the
    rest; in seconds (medians), and the month as a part of the full run."""
    full, nothing, month = [], [], []
    for _ in range(rounds):
        home = a_home(world, "vecue")
        late = sorted((home / "incoming").rglob("*-115-2025-12.csv"))
        aside = world.folder / "a_part"
        for path in late:
            kept = aside / path.relative_to(home)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, kept)
        full.append(together(ours(world, home)).seconds)
        nothing.append(together(ours(world, home)).seconds)
        shutil.copytree(aside, home, dirs_exist_ok=True)
        month.append(together(ours(world, home)).seconds)
    told = {
        "complet": statistics.median(full),
        "rien_de_nouveau": statistics.median(nothing),
        "un_mois": statistics.median(month),
    }
    return told | {"part_du_mois": told["un_mois"] / told["complet"]}


def _smallest(home: Path) -> None:
    """One published file of night counts, received and built in an empty home."""
    shutil.rmtree(home, ignore_errors=True)
    place = home / "incoming" / "nuits.csv"
    place.parent.mkdir(parents=True)
    place.write_text(
        "edition_id,territoire_code_type,territoire_code,territoire_libelle,date_nuit,date_nuit_precision,indicateur,type_lieu,valeur,"
        "unite,statut_resultat,statut_motif,perimetre_code,source_titre,source_url,note\n"
        "Z1101_2024,COM,Z1101,Ville fictive,2024-01-25,JOUR,personnes_decomptees,RUE,120,PERSONNE,DEFINITIF,SOURCE,EQUIPEMENTS,"
        "Données fictives,https://exemple.invalid/,\n",
        encoding="utf-8",
    )
    _call(sys.executable, "-c", PROGRAM, "--home", str(home), "build", "--json")


def _call(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)


def _seconds(command: Callable[[], object]) -> float:
    started = time.perf_counter()
    command()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
