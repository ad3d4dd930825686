"""The whole work, from the files of a country to its published bundle, beside the plainest DuckDB script of the same transformations.

`python -m tests.benchmarks.whole SCALE [ROUNDS]`. The country is that of the demonstration, SCALE times as large (1: 150 000
requests to the 115; 66: ten million), without images: no browser is asked. Each round builds both from nothing, one after the
other; the script has no check, no protection and no publication, and takes the small sources as tables.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measured import Measure, run

SETTINGS = {"OBSERVATORY_BROWSER": "/aucun", "OBSERVATORY_MEMOIRE": "3 Go"}  # no image; 4 Go of memory in all


@dataclass(frozen=True)
class World:
    """The files of a country, to be received again and again, and where keys and homes go."""

    folder: Path

    @property
    def incoming(self) -> Path:
        return self.folder / "fichiers" / "incoming"

    @property
    def environment(self) -> dict[str, str]:
        return {**SETTINGS, "OBSERVATORY_CLES": str(self.folder / "cles")}

    def requests(self) -> int:
        import polars as pl

        return int(pl.read_parquet(self.folder / "fichiers" / "truth" / "demandes_verite.parquet")["nb_demandes"].sum())


def write_world(folder: Path, scale: float) -> World:
    """Draw the country; its key too."""
    world = World(folder)
    command = ["--home", str(folder / "fichiers"), "demo", "--scale", f"{scale:g}".replace(".", ",")]
    run("observatory.cli.main", *command, environment=world.environment)
    return world


def a_home(world: World, name: str) -> Path:
    """A new home where the files wait."""
    home = world.folder / name
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(world.incoming, home / "incoming", copy_function=os.link)
    return home


def ours(world: World, home: Path, again: bool = False) -> tuple[Measure, Measure]:
    """Received, checked, built, checked; then protected, searched, published."""
    more = ("--again",) if again else ()
    build = run("observatory.cli.main", "--home", str(home), "build", "--json", *more, environment=world.environment)
    return build, run(
        "observatory.cli.main", "--home", str(home), "publish", "--json", *more, environment=world.environment
    )


def plain(world: World, lake: Path) -> Measure:
    """The script, on the same files."""
    out = world.folder / "simple.duckdb"
    out.unlink(missing_ok=True)
    found = run("tests.benchmarks.plain_duckdb", str(world.incoming), str(lake), str(out))
    out.unlink(missing_ok=True)
    return found


def together(parts: tuple[Measure, Measure]) -> Measure:
    """Two runs, one after the other."""
    build, publish = parts
    return Measure(
        build.seconds + publish.seconds,
        build.processor + publish.processor,
        max(build.memory, publish.memory),
        build.read + publish.read,
    )


def measure(scale: float, rounds: int = 5, folder: Path | None = None) -> dict:
    """Medians of the rounds: requests, ours and plain as `Measure`, ratio of their seconds (median of the pairs)."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        world = write_world(Path(place), scale)
        pairs, bundle = [], 0
        for _ in range(rounds):
            home = a_home(world, "maison")
            parts = ours(world, home)
            current = (home / "published" / "current").resolve()
            bundle = sum(path.stat().st_size for path in current.rglob("*") if path.is_file())
            pairs.append((together(parts), plain(world, home / "lake"), parts))
            print(
                f"  {parts[0].seconds:.1f} s + {parts[1].seconds:.1f} s ; script {pairs[-1][1].seconds:.1f} s",
                flush=True,
            )
        return {
            "demandes": world.requests(),
            "tours": rounds,
            "nous": vars(median([pair[0] for pair in pairs])),
            "construction_s": statistics.median(pair[2][0].seconds for pair in pairs),
            "publication_s": statistics.median(pair[2][1].seconds for pair in pairs),
            "script": vars(median([pair[1] for pair in pairs])),
            "rapport": statistics.median(pair[0].seconds / pair[1].seconds for pair in pairs),
            "publication_octets": bundle,
        }


def median(found: list[Measure]) -> Measure:
    """The median of each figure on its own."""
    return Measure(
        *(statistics.median(getattr(one, name) for one in found) for name in ("seconds", "processor", "memory", "read"))
    )


if __name__ == "__main__":
    print(measure(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5))
