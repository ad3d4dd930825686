"""The same steps with our library, and as one would write them with pandas and Great Expectations on data frames: paired runs."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.measured import told
from tests.benchmarks.whole import write_world


def against_pandas(scale: float, rounds: int, folder: Path | None = None) -> dict:
    """Medians of both, how many times faster, and the part of the memory, over files of the 115, of persons and of leases. Each
    program says its own seconds (imports and what stands before are not counted) and its memory at the highest."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        world = write_world(Path(place), scale)
        pairs: list[tuple[dict, dict]] = []
        for _ in range(rounds):
            for name in ("memes", "memes-cles", "pandas"):
                shutil.rmtree(world.folder / name, ignore_errors=True)
            mine = told("tests.benchmarks.same_steps", str(world.incoming), str(world.folder / "memes"))
            theirs = told("tests.benchmarks.with_pandas", str(world.incoming), str(world.folder / "pandas"))
            pairs.append((mine, theirs))
            print(f"  {mine['secondes']:.1f} s, pandas {theirs['secondes']:.1f} s", flush=True)
        return {
            "demandes": world.requests(),
            "tours": rounds,
            "nous_s": statistics.median(mine["secondes"] for mine, _ in pairs),
            "pandas_s": statistics.median(theirs["secondes"] for _, theirs in pairs),
            "fois_plus_vite": statistics.median(theirs["secondes"] / mine["secondes"] for mine, theirs in pairs),
            "part_de_la_memoire": statistics.median(
                mine["memoire_max_octets"] / theirs["memoire_max_octets"] for mine, theirs in pairs
            ),
        }
