"""A warehouse built from the demonstration, once for the room."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from observatory.contracts.load import Catalogue, load_catalogue
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import build_models, check_table, checked_tables, open_for_build
from observatory.publication.release import Release, publish
from observatory.sources.intake import receive_incoming
from tests.conftest import Updated
from tests.publication.leak_bundle import write_clean


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


def bring_up_to_date(home: Home, catalogue: Catalogue) -> None:
    """What the task « preparer_la_publication » does, without Dagster."""
    receive_incoming(home, catalogue)
    for contract in catalogue.sources:
        refresh(home, catalogue, contract, "essai")
    with open_for_build(home, catalogue) as con:
        list(build_models(con, home, catalogue))
        for name in checked_tables(catalogue):
            check_table(con, home, catalogue, name, "essai")


@pytest.fixture(scope="session")
def built(updated: Updated) -> Home:
    """To read: every test takes a copy."""
    return updated.home


@pytest.fixture(scope="session")
def whole(built: Home, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Release, str]:
    """A home that published once, the whole of it; its release, and what was said meanwhile: to read, not to touch."""
    home = Home(tmp_path_factory.mktemp("publiee") / "maison")
    shutil.copytree(built.root, home.root, symlinks=True)
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger("observatory").addHandler(handler)
    try:
        return home, publish(home, catalogue, browser=None), said.getvalue()
    finally:
        logging.getLogger("observatory").removeHandler(handler)


@pytest.fixture()
def home(built: Home, tmp_path: Path) -> Home:
    """A copy of the built home that a test may spoil."""
    shutil.copytree(built.root, tmp_path / "maison", symlinks=True)
    return Home(tmp_path / "maison")


@pytest.fixture()
def update(catalogue: Catalogue) -> Callable[[Home], None]:
    return lambda home: bring_up_to_date(home, catalogue)


@pytest.fixture
def bundle(clean: Path, tmp_path: Path) -> Path:
    """A copy of the clean release that a test may spoil."""
    return shutil.copytree(clean, tmp_path / "2026")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small release that lets nothing be read."""
    folder = tmp_path_factory.mktemp("publiee") / "2026"
    write_clean(folder)
    return folder
