"""A small observatory with the exports of one SIAO over five years, built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from observatory.contracts.load import Catalogue, load_catalogue
from observatory.demo import write_demo
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import build_models, open_for_build
from observatory.pseudonyms.key import key_path
from observatory.research.create import create
from observatory.retention.certificate import Certificate
from observatory.retention.erase import erase
from observatory.sources.intake import receive_incoming
from tests.research.conftest import PROJECT

LAST_YEAR = 2025
TODAY, HORIZON = date(LAST_YEAR + 1, 1, 15), date(LAST_YEAR - 1, 1, 1)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


def take_in(home: Home, catalogue: Catalogue) -> list[str]:
    """Receive and check; the partitions that were refused."""
    receive_incoming(home, catalogue)
    outcomes = [one for contract in catalogue.sources for one in refresh(home, catalogue, contract, "essai")]
    return [one.partition for one in outcomes if not one.is_kept]


def bring_up_to_date(home: Home, catalogue: Catalogue) -> list[str]:
    """Receive, check and build; the partitions that were refused."""
    refused = take_in(home, catalogue)
    with open_for_build(home, catalogue) as con:
        list(build_models(con, home, catalogue))
    return refused


@pytest.fixture(scope="session")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """What a team would receive of one SIAO and of the SNE of its département: nothing is read yet."""
    home = Home(tmp_path_factory.mktemp("depose")).create()
    write_demo(home, scale=0.2, years=(2022, LAST_YEAR))
    for path in home.incoming.rglob("*"):
        kept = ("-siao-Z11-" in path.name, "-attributions-Z11-" in path.name, path.parent.name == "territoires")
        if path.is_file() and not any(kept):
            path.unlink()
    return home


def copied(home: Home, folder: Path) -> Home:
    return Home(Path(shutil.copytree(home.root, folder, symlinks=True)))


def come_late(dropped: Home) -> list[Path]:
    """The files that a team receives after the others: the last year of the 115, and what closes it."""
    return [
        path
        for path in dropped.incoming.rglob("*")
        if f"-115-{LAST_YEAR}" in path.name or f"-{LAST_YEAR + 1}-" in path.name
    ]


def drop_late(dropped: Home, home: Home) -> None:
    for path in come_late(dropped):
        target = home.incoming / path.relative_to(dropped.incoming)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


@pytest.fixture(scope="session")
def early(dropped: Home, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Home:
    """The observatory before the last files came: to read, a test that changes something takes a copy."""
    home = copied(dropped, tmp_path_factory.mktemp("avant") / "maison")
    for path in come_late(dropped):
        (home.incoming / path.relative_to(dropped.incoming)).unlink()
    bring_up_to_date(home.create(), catalogue)
    return home


@pytest.fixture(scope="session")
def built(dropped: Home, early: Home, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Home:
    """The same once they came: every file was received."""
    home = copied(early, tmp_path_factory.mktemp("construite") / "maison")
    drop_late(dropped, home)
    assert bring_up_to_date(home, catalogue) == []
    return home


def erased(home: Home, catalogue: Catalogue, today: date = TODAY) -> Certificate:
    with home.lock():
        return erase(home, catalogue, today)


class Erasure(NamedTuple):
    """An erasure, and the home just after it: its warehouse is gone. Before it, a research file was made there (its folder),
    and the erasure simulated: what the simulation said, and whether file and key were still there."""

    certificate: Certificate
    home: Home
    extract: Path
    simulated: Certificate
    was_kept: bool


@pytest.fixture(scope="session")
def erasure(built: Home, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Erasure]:
    folder = tmp_path_factory.mktemp("effacee")
    home, project = copied(built, folder / "maison"), folder / "essai.yaml"
    project.write_text(
        PROJECT.format(projet="essai", colonnes="sexe_large, situation_large, issue_mois")
        .replace("2026-01-15", TODAY.isoformat())
        .replace("2025-01\n", f"{HORIZON.year - 1}-01\n"),
        encoding="utf-8",
    )
    try:
        with home.lock():
            extract = create(home, catalogue, project, TODAY).folder
            simulated = erase(home, catalogue, TODAY, simulate=True)
        was_kept = extract.exists() and key_path("recherche-essai").exists()
        yield Erasure(erased(home, catalogue), home, extract, simulated, was_kept)
    finally:
        key_path("recherche-essai").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def rebuilt(erasure: Erasure, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Home:
    """That home, its warehouse built again."""
    home = copied(erasure.home, tmp_path_factory.mktemp("refaite") / "maison")
    assert bring_up_to_date(home, catalogue) == []
    return home


@pytest.fixture
def home(built: Home, tmp_path: Path) -> Home:
    """A copy of the built home that a test may erase from."""
    return copied(built, tmp_path / "maison")


@pytest.fixture
def update(catalogue: Catalogue) -> Callable[[Home], list[str]]:
    return lambda home: bring_up_to_date(home, catalogue)
