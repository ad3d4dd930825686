"""An invented population for the ladder and the audit; the home of the demonstration, with an extract of it, made once."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import FOLDER, Catalogue
from observatory.contracts.model import Table
from observatory.home import Home
from observatory.research.audit import Promise
from observatory.research.columns import MONTH, PERSON, WITHHELD, contract, descriptors, facts, lists
from observatory.research.create import Created, create
from observatory.research.facts import ORDINARY, soften
from observatory.research.ladder import Climbed, climb
from observatory.warehouse.run import attach_nomenclatures
from tests.cli.conftest import cli

__all__ = ["cli"]
TODAY = date(2026, 2, 1)
PROJECT = """projet: {projet}
titre: "Sortir de l’hébergement"
organisme: "Laboratoire d’essai"
finalite: "Étudier les sorties"
base_legale: "Convention 12, avis du 3 janvier"
approuve_par: "La directrice de l’observatoire"
approuve_le: 2026-01-15
expire_le: 2027-01-15
perimetre:
  departements: ["Z11"]
  mois_debut: 2025-01
  mois_fin: 2025-12
colonnes: [{colonnes}]
k: 5
"""
POPULATION = """
CREATE SCHEMA ref; CREATE SCHEMA extraits;
CREATE TABLE extraits.personnes_mois AS
WITH personnes AS (
  SELECT i, hash(i || 'a') AS a, hash(i || 'b') AS b, hash(i || 'c') AS c, hash(i || 'd') AS d, hash(i || 'e') AS e FROM range({size}) AS t(i)
),
mois AS (
  SELECT *, unnest(generate_series((c % 24)::BIGINT, least(c % 24 + d % 14, 23)::BIGINT)) AS m FROM personnes
)
SELECT
  'p' || i AS cle_personne,
  'm' || i // 2 AS foyer,
  strftime(DATE '2024-01-01' + to_months(m::INTEGER), '%Y-%m') AS mois_presence,
  ['Z11', 'Z11', 'Z12', 'Z13'][(a % 4)::INTEGER + 1] AS departement_presence,
  ['H', 'H', 'F', 'F', 'F', 'AUTRE_NR'][(b % 6)::INTEGER + 1] AS sexe_large,
  ['MOINS_18', '18_24', '25_54', '25_54', '55_PLUS'][(e % 5)::INTEGER + 1] AS age_large,
  ['ISOLE', 'ISOLE', 'COUPLE', 'FAMILLE', 'AUTRE_NR'][(hash(i || 'f') % 5)::INTEGER + 1] AS menage_large,
  if(m = c % 24, 'PREMIERE', 'SANS_ENTREE') AS entree_mois,
  ['RUE', 'HEBERGE', 'HEBERGE', 'TIERS'][(hash(i || '-' || m) % 4)::INTEGER + 1] AS situation_large,
  'AUCUNE' AS nuits_demandees,
  'SANS_DEMANDE' AS acces_115,
  'SANS_DEMANDE' AS etat_insertion,
  '22_PLUS' AS nuits_hebergees,
  'URGENCE' AS hebergement_large,
  CASE WHEN m = least(c % 24 + d % 14, 23) AND m < 23 THEN ['LOGEMENT', 'SANS_NOUVELLES'][(d % 2)::INTEGER + 1] ELSE 'EN_COURS' END AS issue_mois
FROM mois
"""


@pytest.fixture(scope="session")
def table(catalogue: Catalogue) -> Table:
    """The contract of what may be asked."""
    return contract(catalogue)


@pytest.fixture
def write_project(tmp_path: Path, table: Table) -> Callable[..., Path]:
    """A project file: `changes` are (old text, new text)."""

    def write(*changes: tuple[str, str], name: str = "essai") -> Path:
        text = PROJECT.format(projet=name, colonnes=", ".join((*descriptors(table), *facts(table))))
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


class Population:
    """Persons by month in memory, as the warehouse would draw them, and what the ladder makes of them."""

    def __init__(self, con: duckdb.DuckDBPyConnection, table: Table) -> None:
        self.con, self.table = con, table
        self.descriptors, self.facts, self.lists = descriptors(table), facts(table), lists(table)

    def protect(self, k: int = 10, without: tuple[str, ...] = ()) -> Climbed:
        self.descriptors = tuple(name for name in self.descriptors if name not in without)
        return climb(self.con, self.descriptors, self.facts, self.lists, k)

    def soften(self, k: int = 10) -> dict[str, int]:
        return soften(self.con, self.descriptors, self.facts, self.lists, k)

    def shown(self) -> pl.DataFrame:
        return self.con.sql("FROM extraits.protege").pl()

    def written(self, folder: Path) -> tuple[Path, pl.DataFrame]:
        """The file as it would be handed out, and the household of each person."""
        named = self.con.sql(f"SELECT 'r-' || md5(cle_personne) AS {PERSON}, * FROM extraits.protege").pl()
        path = folder / "extrait.parquet"
        named.select(PERSON, MONTH, *self.descriptors, *self.facts).sort(PERSON, MONTH).write_parquet(path)
        return path, named.select(PERSON, "foyer").unique()

    def promise(self, k: int = 10) -> Promise:
        codes = {
            name: self.con.execute(f"SELECT code, regroupement FROM ref.{self.lists[name]}").fetchall()
            for name in (*self.descriptors, *self.facts)
            if self.lists[name]
        }
        return Promise(
            k,
            self.descriptors,
            self.facts,
            {name: frozenset(code for code, _ in pairs) for name, pairs in codes.items()},
            {
                name: frozenset(code for code, group in pairs if group != ORDINARY and code != WITHHELD)
                for name, pairs in codes.items()
            },
            frozenset({"Z11", "Z12", "Z13"}),
            ("2024-01", "2025-12"),
        )


@pytest.fixture(scope="session")
def codes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code lists of the secure research file, alone."""
    folder = tmp_path_factory.mktemp("nomenclatures")
    for path in (FOLDER / "nomenclatures").glob("recherche_*.csv"):
        shutil.copy(path, folder)
    return folder


@contextmanager
def populated(table: Table, codes: Path, size: int) -> Iterator[Population]:
    with duckdb.connect() as con:
        con.execute(POPULATION.format(size=size))
        attach_nomenclatures(con, codes)
        yield Population(con, table)


@pytest.fixture
def nobody(table: Table, codes: Path) -> Iterator[Population]:
    """No person yet."""
    with populated(table, codes, 0) as population:
        yield population


@pytest.fixture
def population(table: Table, codes: Path) -> Iterator[Population]:
    with populated(table, codes, 1500) as population:
        yield population


class Handed(NamedTuple):
    """A file that keeps its promise, and the household of each person."""

    path: Path
    promise: Promise
    households: pl.DataFrame
    climbed: Climbed


@pytest.fixture(scope="session")
def handed(table: Table, codes: Path, tmp_path_factory: pytest.TempPathFactory) -> Handed:
    with populated(table, codes, 1500) as population:
        climbed = population.protect(10)
        population.soften(10)
        path, households = population.written(tmp_path_factory.mktemp("extrait"))
        return Handed(path, population.promise(10), households, climbed)


class Extracted(NamedTuple):
    """A home that holds an extract of the demonstration, what the creation said, the text of its project."""

    home: Home
    created: Created
    said: str
    project: Path


@pytest.fixture(scope="session")
def extracted(updated, catalogue: Catalogue, table: Table, tmp_path_factory: pytest.TempPathFactory) -> Extracted:
    """To read: a test that changes something takes a copy."""
    home = Home(tmp_path_factory.mktemp("recherche") / "maison")
    shutil.copytree(updated.home.root, home.root, symlinks=True)
    path = tmp_path_factory.mktemp("projet") / "essai.yaml"
    path.write_text(PROJECT.format(projet="essai", colonnes=", ".join((*descriptors(table), *facts(table)))), "utf-8")
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())
    logging.getLogger("observatory").addHandler(handler)
    try:
        with home.lock():
            made = create(home, catalogue, path, TODAY)
    finally:
        logging.getLogger("observatory").removeHandler(handler)
    return Extracted(home, replace(made), "\n".join(said), path)
