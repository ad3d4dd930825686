"""One home brought up to date by the task of staff, once for the room."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from assets.run import RunSummary, run_job
from observatory.demo import write_demo
from observatory.home import Home
from tests.assets.outside import watched
from tests.demo.one_siao import keep_one_siao


class Updated(NamedTuple):
    """A home where the demonstration was dropped, then received and built; what the run said; the persons of the SIAO as
    their file named them, before they became keys; what the run asked of the outside."""

    home: Home
    run: RunSummary
    persons: bytes
    asked: list[tuple[str, str]]


@pytest.fixture(scope="session")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Updated]:
    """To read: a test that changes something takes a copy. The environment is given back afterwards."""
    before = dict(os.environ)
    home = Home(tmp_path_factory.mktemp("maison")).create()
    write_demo(home)
    keep_one_siao(home)
    (persons,) = home.incoming.rglob("*-personnes-2026-01-01.csv")
    named = persons.read_bytes()
    with watched() as asked:
        run = run_job("mettre_a_jour", home)
    yield Updated(home, run, named, asked)
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def home(updated: Updated, tmp_path: Path) -> Home:
    """A copy of that home, which a test may change."""
    shutil.copytree(updated.home.root, tmp_path / "maison", symlinks=True)
    return Home(tmp_path / "maison")
