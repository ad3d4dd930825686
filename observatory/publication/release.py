"""A release: re-checked, protected, built aside, verified, then swapped in one step. The last ones are kept."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.disclosure.policy import Policy, load_policy
from observatory.disclosure.protected import ProtectedTable, protect
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication.database import verify_database, write_database, write_parquet
from observatory.publication.description import describe
from observatory.publication.recheck import recheck

if TYPE_CHECKING:
    import polars as pl

    from observatory.publication.site import SiteReport

logger = logging.getLogger("observatory.publication")
KEPT_RELEASES = 5
CURRENT = "current"
DATABASE = "observatory.duckdb"


@dataclass(frozen=True)
class Release:
    """What was published: its version and folder, rows by table, what was left out and why, the site's report."""

    version: str
    folder: Path
    rows: dict[str, int]
    left_out: tuple[str, ...]
    site: SiteReport


def publish(home: Home, catalogue: Catalogue, browser: Path | None) -> Release:
    """Publish what the warehouse holds, as version `AAAA-MM-JJTHH-MM-SSZ`.

    Raises ObservatoryError, and leaves the current release untouched, when the re-check refuses, when nothing has a
    disclosure policy, or when what was written differs from what was protected.
    """
    with home.lock():
        version = _now().strftime("%Y-%m-%dT%H-%M-%SZ")
        policy = load_policy(catalogue.folder / "disclosure.yaml")
        frames = _read_tables(home, catalogue, policy, version)
        tables, left_out = protect_all(frames, policy)
        aside = home.published / f".{version}"
        try:
            site = _build(aside, tables, catalogue, version, browser)
            folder = _swap(home, aside, version)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _prune(home)
    for message in (*left_out, *site.messages):
        logger.warning(message)
    rows = {name: table.frame.height for name, table in tables.items()}
    return Release(version, folder, rows, tuple(left_out), site)


def current_release(home: Home) -> Path | None:
    """The folder of the current release, or None."""
    current = home.published / CURRENT
    return current.resolve() if current.exists() else None


def protect_all(frames: Mapping[str, pl.DataFrame], policy: Policy) -> tuple[dict[str, ProtectedTable], list[str]]:
    """Protect every table; what has no policy is left out, with the reason."""
    tables, left_out = {}, []
    for name, frame in frames.items():
        try:
            tables[name] = protect(name, frame, policy)
        except ObservatoryError as refusal:
            left_out.append(str(refusal))
            continue
        if tables[name].nb_withheld:
            left_out.append(
                f"{name} : {tables[name].nb_withheld} lignes retenues (niveau plus fin que la politique ne le permet)."
            )
    if not set(tables) & {"relogement_mensuel", "relogement_annuel", "nuits_solidarite"}:
        raise ObservatoryError(
            "Aucune table de chiffres n’a de politique de confidentialité signée : rien n’est publié.",
            "Complétez et faites signer data_contracts/disclosure.yaml.",
        )
    return tables, left_out


def _now() -> datetime:
    return datetime.now(UTC)


def _read_tables(home: Home, catalogue: Catalogue, policy: Policy, version: str) -> dict[str, pl.DataFrame]:
    """The tables of the warehouse, sorted by key, once the re-check has passed; and those that describe them."""
    import duckdb

    if not home.warehouse.exists():
        raise ObservatoryError("L’entrepôt n’existe pas encore.", "Lancez « observatory build » d’abord.")
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        recheck(home, catalogue, con)
        frames = {
            name: con.sql(f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}").pl()
            for name, table in catalogue.schema("marts").items()
        }
        previous = current_release(home)
        return frames | describe(home, catalogue, policy, con, version, previous.name if previous else None)


def _build(
    folder: Path, tables: Mapping[str, ProtectedTable], catalogue: Catalogue, version: str, browser: Path | None
) -> SiteReport:
    from observatory.publication.site import build_site
    from observatory.territories.geobundle import write_geo

    folder.mkdir(parents=True)
    drawn = {name for name, table in catalogue.schema("marts").items() if table.is_geographic}
    tabular = {name: table for name, table in tables.items() if name not in drawn}
    write_database(folder / DATABASE, tabular, catalogue)
    verify_database(folder / DATABASE, tabular, catalogue)
    write_parquet(folder / "parquet", tabular, catalogue, version)
    for name in drawn & tables.keys():
        write_geo(folder / "geo", tables[name].frame)
    logger.info("Base, Parquet et fichiers géographiques écrits et vérifiés.")
    return build_site(folder, tables, browser)


def _swap(home: Home, aside: Path, version: str) -> Path:
    """Give the release its name and point `current` at it, in one step each: no reader sees half a release."""
    folder = home.published / version
    if folder.exists():
        raise ObservatoryError("Une publication vient d’avoir lieu dans la même seconde.", "Relancez la publication.")
    os.rename(aside, folder)
    link = home.published / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(version)
    os.replace(link, home.published / CURRENT)
    return folder


def _prune(home: Home) -> None:
    """Keep the last releases; a reader that holds an older file open is not disturbed."""
    releases = sorted(path for path in home.published.iterdir() if path.name[0].isdigit())
    for folder in releases[:-KEPT_RELEASES]:
        shutil.rmtree(folder)
