"""Readers of the published database while it is published again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from observatory.home import Home
from observatory.publication.release import DATABASE


def read_until(home: Home, stop: Path, rest: float = 0.5) -> dict[str, int]:
    """Open the current database again and again until `stop` exists: how many times, and how many versions were seen.

    Raises what DuckDB raises, and ValueError when what is read is not one release, whole.
    """
    import duckdb

    reads, seen = 0, set()
    while not stop.exists():
        with duckdb.connect(str(home.published / "current" / DATABASE), read_only=True) as con:
            ((version,),) = con.execute("SELECT version_publication FROM meta.version").fetchall()
            tables = con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
            rows = sum(con.execute(f'SELECT count(*) FROM "{s}"."{t}"').fetchone()[0] for s, t in tables)
        if not rows or not tables:
            raise ValueError(f"version {version} is empty")
        reads, seen = reads + 1, seen | {version}
        time.sleep(rest)
    return {"reads": reads, "versions": len(seen)}


def times(work: Callable[[], object], count: int, stop: Path) -> int:
    """Do `work` so many times, then tell the readers to stop, whatever happened."""
    try:
        for _ in range(count):
            work()
    finally:
        stop.touch()
    return count
