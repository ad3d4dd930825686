"""Fixtures that every room's tests may use."""

from __future__ import annotations

import os
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from observatory.contracts.load import Catalogue, load_catalogue
from observatory.home import Home
from observatory.pseudonyms.key import FOLDER, create_key

if TYPE_CHECKING:
    from assets.run import RunSummary

ROOT = Path(__file__).resolve().parent.parent
WHOLE_ROOMS = ("publication", "assets", "research", "retention", "demo", "browser")  # the longest first
SAME_HOME = {
    "assets": "publication",
    "research": "publication",
}  # all begin with the same home, built by the task of staff


class Updated(NamedTuple):
    """A home where the demonstration was dropped, then received and built; what the run said; the persons of the SIAO as
    their file named them, before they became keys; what the run asked of the outside."""

    home: Home
    run: RunSummary
    persons: bytes
    asked: list[tuple[str, str]]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """A room whose tests share a costly home runs in one process; elsewhere, a file does."""
    from xdist.scheduler import LoadScopeScheduling

    class Rooms(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            room = file.split("/")[1]
            return SAME_HOME.get(room, room) if room in WHOLE_ROOMS else file

    return Rooms(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest rooms begin first, so that no process is left alone with one at the end."""
    rooms = {room: rank for rank, room in enumerate(WHOLE_ROOMS)}
    items.sort(key=lambda item: rooms.get(item.path.parent.name, len(rooms)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real open data beside the project; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("données réelles absentes : le dossier « shared » n’est pas à côté du projet")
    return folder


@pytest.fixture(scope="session", autouse=True)
def key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A key for the files of persons, in a folder of the tests: never that of the account."""
    folder = tmp_path_factory.mktemp("cles")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(folder))
        yield create_key("siao")


@pytest.fixture(scope="session")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Updated:
    """To read: a test that changes something takes a copy. The environment is given back at once."""
    from assets.run import run_job
    from observatory.demo import write_demo
    from tests.assets.outside import watched
    from tests.demo.one_siao import keep_one_siao

    home = Home(tmp_path_factory.mktemp("maison")).create()
    write_demo(home)
    keep_one_siao(home)
    (persons,) = home.incoming.rglob("*-personnes-2026-01-01.csv")
    named, before = persons.read_bytes(), dict(os.environ)
    try:
        with watched() as asked:
            run = run_job("preparer_la_publication", home)
        return Updated(home, run, named, asked)
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty data home."""
    return Home(tmp_path / "donnees").create()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The contracts of the project."""
    return load_catalogue()


@pytest.fixture(scope="session")
def linking(catalogue: Catalogue) -> Catalogue:
    """The contracts of the project, with the probabilistic linkage of persons switched on."""
    persons = catalogue.table("lake.siao_personne")
    said = persons.properties["rapprochement"] | {"methode": "probabiliste"}
    switched = replace(persons, properties={**persons.properties, "rapprochement": said})
    return Catalogue(catalogue.tables | {persons.name: switched}, catalogue.folder)


@pytest.fixture(scope="session")
def departements() -> Callable[..., list[str]]:
    """Makes the lines of a clean Baromètre file: fictional départements, cumulative persons, header first."""

    def lines(codes: tuple[str, ...] = ("Z11", "Z12", "Z13"), months: int = 12, step: int = 10) -> list[str]:
        ends = [f"2021-{month:02}-{monthrange(2021, month)[1]}" for month in range(1, months + 1)]
        return ["mesure,indicateur,id_indicateur,code_departement,libelle_departement,date,valeur,unite"] + [
            f"Logement,Accès,logement-sans-domicile-hebergement-urgence,{code},Nom,{end},{step * rank}.0,personnes"
            for code in codes
            for rank, end in enumerate(ends, start=1)
        ]

    return lines
