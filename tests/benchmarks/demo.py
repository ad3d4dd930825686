"""How long the demo world takes and how much memory: `python -m tests.benchmarks.demo [scale…]`."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from observatory.demo import write_demo
from observatory.home import Home


def main(*scales: float) -> None:
    """Print, for each scale: 115 requests, files, megabytes, seconds, and the peak memory so far."""
    import polars as pl

    for scale in scales or (1, 6):
        with tempfile.TemporaryDirectory() as folder:
            home, started = Home(Path(folder)), time.perf_counter()
            paths = write_demo(home, scale=scale)
            seconds = time.perf_counter() - started
            requests = pl.read_parquet(home.truth / "demandes_verite.parquet")["nb_demandes"].sum()
            megabytes = sum(path.stat().st_size for path in paths) / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(
            f"{requests:>10} demandes, {len(paths)} fichiers, {megabytes:6.0f} Mo, {seconds:6.1f} s, {peak:.2f} Go au plus"
        )


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
