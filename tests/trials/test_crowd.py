"""A sample of the crowd: readers in processes of their own, while releases take each other's place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb

from observatory.home import PROJECT, Home
from observatory.publication import release as releases

READ = "from pathlib import Path; from observatory.home import Home; from tests.trials.crowd import read_until; print(read_until(Home(Path({!r})), Path({!r}), 0.01))"  # fmt: skip


def put_release(home: Home, rank: int) -> None:
    """A release of two tables, written aside and swapped as a publication does."""
    version = f"2026-01-01T00-00-{rank:02}Z"
    aside = home.published / f".{version}"
    aside.mkdir()
    with duckdb.connect(str(aside / releases.DATABASE)) as con:
        con.execute("CREATE SCHEMA meta")
        con.execute(f"CREATE TABLE meta.version AS SELECT '{version}' AS version_publication")
        con.execute(f"CREATE TABLE t AS FROM range({1000 + rank})")
    releases._swap(home, aside, version)
    releases._prune(home)


def test_readers_never_see_a_torn_release(tmp_path: Path):
    home, stop = Home(tmp_path / "maison").create(), tmp_path / "fin"
    put_release(home, 0)
    command = [sys.executable, "-c", READ.format(str(home.root), str(stop))]
    readers = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for rank in range(1, 40):
        put_release(home, rank)
    stop.touch()
    for reader in readers:
        _, said = reader.communicate(timeout=60)
        assert reader.returncode == 0, said.decode()
