"""A copy of the home that the task of staff brought up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from observatory.home import Home
from tests.conftest import Updated


@pytest.fixture
def home(updated: Updated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """To change; Dagster keeps its history there."""
    made = Home(tmp_path / "maison")
    shutil.copytree(updated.home.root, made.root, symlinks=True)
    monkeypatch.setenv("OBSERVATORY_HOME", str(made.root))
    monkeypatch.setenv("DAGSTER_HOME", str(made.dagster))
    return made
