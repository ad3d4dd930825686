"""The smallest observatory whose run goes through every room: a few contracts, the models that read them, fictional files.

The code is the one of the project; only the list of tables is shorter, so that a run lasts seconds and can be cut 200 times.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from observatory import pipeline
from observatory.contracts.load import Catalogue, load_catalogue
from observatory.demo import write_demo
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.publication import description, release
from observatory.publication.families import contributors_tables
from observatory.sources.intake import receive_incoming

MARTS = (
    *("territoires", "relogement_mensuel", "relogement_annuel", "nuits_solidarite", "nuits_sommes", "places"),
    *("siao_lignes", "siao_completude"),
)
FIRST = (
    *("barometre-national", "barometre-regions", "communes-2025", "fictif-nuits-solidarite"),
    *("offre-places-Z11", "offre-places-Z12", "Z11-115-2025-11", "Z11-personnes"),
)
THEN = ("barometre-departements", "offre-places-Z13", "Z11-115-2025-12", "edition-Z1101")
WRONG = ("notes.csv", "nom;commune\nx;y\n")


@cache
def small_catalogue() -> Catalogue:
    """The contracts of the trial: all sources, and the tables of MARTS."""
    whole = load_catalogue()
    kept = {name: t for name, t in whole.tables.items() if t.schema != "marts" or t.short_name in MARTS}
    return Catalogue(kept, whole.folder)


@cache
def small_models() -> dict:
    """The models that the tables of MARTS, and the re-check of a release, are made of."""
    models, wanted = pipeline.sql_models(), {f"marts.{name}" for name in MARTS}
    for name in reversed(list(models)):
        if name in wanted or name in ("core.contenance", "core.groupes_acceleres", "core.territoires_membres"):
            wanted |= {name, *models[name].inputs}
    return {name: model for name, model in models.items() if name in wanted}


@contextmanager
def small_observatory() -> Iterator[Catalogue]:
    """The library, told of the contracts and the models of the trial only."""
    models = small_models()

    def contributors(policy) -> list[str]:
        return [name for name in contributors_tables(policy) if name in models]

    patches = [
        *(patch.object(room, "sql_models", lambda: models) for room in (pipeline, description)),
        patch.object(release, "contributors_tables", contributors),
    ]
    with ExitStack() as stack:
        for one in patches:
            stack.enter_context(one)
        yield small_catalogue()


def update(home: Home, catalogue: Catalogue) -> None:
    """What the task « mettre_a_jour » does, with its locks, without Dagster."""
    with home.create().lock():
        receive_incoming(home, catalogue)
    for contract in catalogue.sources:
        with home.lock():
            refresh(home, catalogue, contract, "essai")
    with home.lock(), pipeline.open_for_build(home, catalogue) as con:
        list(pipeline.build_models(con, home, catalogue))
        for name in pipeline.checked_tables(catalogue):
            pipeline.check_table(con, home, catalogue, name, "essai")


def whole_run(home: Home) -> release.Release:
    """The whole run: reception, lake, warehouse, disclosure, publication, swap."""
    with small_observatory() as catalogue:
        update(home, catalogue)
        return release.publish(home, catalogue, browser=None)


def write_world(folder: Path) -> Path:
    """The files of a very small fictional country, from which `drop` takes."""
    write_demo(Home(folder).create(), scale=0.05, years=(2025, 2025))
    return folder


def drop(home: Home, world: Path, names: Collection[str]) -> None:
    """Put in `incoming/` the files of the world whose name holds one of `names`."""
    for path in sorted((world / "incoming").rglob("*")):
        if path.is_file() and any(name in path.name for name in names):
            target = home.incoming / path.relative_to(world / "incoming")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def drop_next(home: Home, world: Path) -> None:
    """What arrives after the first release: new files, and one that no contract knows."""
    drop(home, world, THEN)
    name, text = WRONG
    (home.incoming / name).write_text(text, encoding="utf-8")
