"""A release: re-checked, protected, built aside, verified, then swapped in one step. The former ones are kept."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.disclosure.policy import Policy
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.errors import ObservatoryError, of_the_machine
from observatory.home import Home
from observatory.publication.changes import DICTIONARY, HISTORY, changes_table, history_table, numbers_before
from observatory.publication.changes import NAME as CHANGES
from observatory.publication.citing import write_citing
from observatory.publication.computed import compute_all
from observatory.publication.confidentiality import protect_all
from observatory.publication.content import content_fingerprint
from observatory.publication.contents import contents
from observatory.publication.database import verify_database, write_database
from observatory.publication.description import describe, shaped, with_computed_checks
from observatory.publication.dictionary import measured, without_measures
from observatory.publication.elements import elements
from observatory.publication.evidence import evidence_tables, refuse_leaks, write_evidence
from observatory.publication.families import contributors_tables
from observatory.publication.layout import tabular
from observatory.publication.memory import read_memory, remember, require_new_version
from observatory.publication.opendata import verify_open_data, write_open_data, write_sums
from observatory.publication.policy_file import load_policy
from observatory.publication.recheck import recheck
from observatory.publication.revisions import NAME as REVISIONS
from observatory.publication.revisions import revisions_table
from observatory.publication.tables import Tables
from observatory.publication.versions import CURRENT, current_release, next_release, releases
from observatory.settings import lend

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from observatory.publication.composition import Composition
    from observatory.publication.images import Drawn
    from observatory.publication.site import SiteReport

logger = logging.getLogger("observatory.publication")
KEPT_WHOLE = 5
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
    """Publish what the warehouse holds, as version `AAAA.MM.n`.

    Raises ObservatoryError, and leaves the current release untouched, when the re-check refuses, when nothing has a
    disclosure policy, when the attack on what would be shown finds a protected cell, or when what was written differs
    from what was protected.
    """
    import polars as pl

    with home.lock():
        _forget_cut_short(home)
        version, started = next_release(home, _now())
        policy = load_policy(catalogue.folder / "disclosure.yaml")
        previous = current_release(home)
        memory = read_memory(home, previous)
        require_new_version(policy, memory)
        frames, meta, holds = _read_tables(
            home, catalogue, policy, (version, started), previous.name if previous else None
        )
        counts = protect_all(frames, policy, holds, memory, home, version, _read_contributors(home, policy))
        _require_figures(counts.tables)
        deduced, lines, not_deduced, checked = compute_all(counts.tables, policy, catalogue)
        content = content_fingerprint(counts.tables | deduced, catalogue)
        meta["version"] = meta["version"].with_columns(empreinte_contenu=pl.lit(content))
        evidence = (*counts.evidence, *lines)
        at = started.replace(microsecond=0, tzinfo=None)
        meta["controles"] = with_computed_checks(catalogue, meta["controles"], checked, at)
        meta |= evidence_tables(catalogue, evidence, memory, policy, version)
        described = protect_all(meta, policy, holds, memory, home, version)
        tables = counts.tables | deduced | described.tables
        tables[CHANGES] = changes_table(previous, tables, catalogue, policy)
        tables[REVISIONS] = revisions_table(previous, tables, catalogue, policy, version, started)
        composed, proved = _compose(tables, catalogue, policy)
        tables |= proved
        tables[HISTORY] = history_table(previous, tables, catalogue, policy, version, started.date())
        tables |= {name: already_public(name, frame, policy) for name, frame in contents(tables, catalogue).items()}
        tables[DICTIONARY] = measured(tables, catalogue, policy)
        composed = replace(composed, tables=Tables(tables))
        aside = home.published / f".{version}"
        try:
            site = _build(home, aside, tables, composed, catalogue, browser, previous)
            write_evidence(aside, version, started, memory.last, evidence)
            write_sums(aside)
            refuse_leaks(
                home,
                aside,
                version,
                counts.guarded,
                tables | {DICTIONARY: without_measures(tables[DICTIONARY])},
                {*deduced, CHANGES, REVISIONS},
                numbers_before(previous),
            )
            remember(home, memory, version, started, policy, counts.journals)
            folder = _swap(home, aside, version)
            _remember_images(home, version, site)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _prune(home)
    left_out = (*counts.left_out, *not_deduced, *described.left_out)
    for message in (*left_out, *site.messages):
        logger.warning(message)
    rows = {name: table.frame.height for name, table in tables.items()}
    return Release(version, folder, rows, left_out, site)


def _now() -> datetime:
    return datetime.now(UTC)


def _require_figures(tables: Mapping[str, ProtectedTable]) -> None:
    if not set(tables) & {
        "relogement_mensuel",
        "relogement_annuel",
        "nuits_solidarite",
        "siao_demandes",
        "attributions",
    }:
        raise ObservatoryError(
            "Aucune table de chiffres n’a de politique de confidentialité signée : rien n’est publié.",
            "Complétez et faites signer data_contracts/disclosure.yaml.",
        )


def _read_tables(
    home: Home, catalogue: Catalogue, policy: Policy, named: tuple[str, datetime], previous: str | None
) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame], pl.DataFrame]:
    """Once the re-check has passed: the marts, sorted by key; the tables that describe them; what territories hold."""
    with _warehouse(home) as con:
        recheck(home, catalogue, con)
        frames = {
            name: con.sql(f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}").pl()
            for name, table in catalogue.schema("marts").items()
        }
        return frames, describe(home, catalogue, policy, con, named, previous), elements(con)


def _compose(
    tables: Mapping[str, ProtectedTable], catalogue: Catalogue, policy: Policy
) -> tuple[Composition, dict[str, ProtectedTable]]:
    """What the release shows, and the tables that tell of each figure what it is made of."""
    from observatory.publication.composition import compose
    from observatory.publication.proofs import figure_tables

    composed = compose(tables)
    told = {name: shaped(catalogue, name, frame) for name, frame in figure_tables(composed).items()}
    return composed, {name: already_public(name, frame, policy) for name, frame in told.items()}


def _read_contributors(home: Home, policy: Policy) -> dict[str, pl.DataFrame]:
    """Who makes the counts that the policy protects from contributors: for the protection alone, never written."""
    with _warehouse(home) as con:
        return {name: con.sql(f"FROM {name} ORDER BY ALL").pl() for name in contributors_tables(policy)}


@contextmanager
def _warehouse(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, to read; ObservatoryError when it is absent, held by another program or damaged."""
    import duckdb

    from observatory.warehouse.refusals import closed_warehouse, damaged_warehouse

    if not home.warehouse.exists():
        raise ObservatoryError("L’entrepôt n’existe pas encore.", "Lancez « observatory build » d’abord.")
    try:
        con = duckdb.connect(str(home.warehouse), read_only=True)
    except duckdb.Error as error:
        raise closed_warehouse(home.warehouse, error) from None
    try:
        lend(con, home.root)
        yield con
    except duckdb.Error as error:  # a table that is not there was never built, or the file was cut
        raise of_the_machine(error) or damaged_warehouse() from None
    finally:
        con.close()


def _build(
    home: Home,
    folder: Path,
    tables: Mapping[str, ProtectedTable],
    composed: Composition,
    catalogue: Catalogue,
    browser: Path | None,
    previous: Path | None,
) -> SiteReport:
    from observatory.publication.site import write_site
    from observatory.territories.geobundle import write_geo

    folder.mkdir(parents=True)
    flat = tabular(tables, catalogue)
    write_database(folder / DATABASE, flat, catalogue)
    verify_database(folder / DATABASE, flat, catalogue)
    for name in tables.keys() - flat.keys():
        write_geo(folder / "geo", tables[name].frame)
    write_citing(folder, composed)
    write_open_data(folder, flat, catalogue, DATABASE)
    verify_open_data(folder, flat, catalogue)
    logger.info("Base, Parquet, CSV, leurs descriptions et fichiers géographiques écrits et vérifiés.")
    return write_site(folder, composed, browser, home.document_template, _images_before(home, previous))


def _images_before(home: Home, previous: Path | None) -> Drawn | None:
    """The images of the release in place, if what is known of them is of that release."""
    from observatory.publication.images import Drawn

    try:
        known = json.loads(home.drawn.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # nothing known, or a file cut short: all is drawn
        return None
    is_in_place = previous is not None and known["version"] == previous.name
    return Drawn(previous / "figures", known["figures"]) if is_in_place else None


def _remember_images(home: Home, version: str, site: SiteReport) -> None:
    text = json.dumps({"version": version, "figures": dict(site.images.prints)})
    aside = home.drawn.with_suffix(".nouveau")
    aside.write_text(text, encoding="utf-8")
    os.replace(aside, home.drawn)


def _swap(home: Home, aside: Path, version: str) -> Path:
    """Give the release its name and point `current` at it, in one step each: no reader sees half a release."""
    folder = home.published / version
    os.rename(aside, folder)
    link = home.published / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(version)
    os.replace(link, home.published / CURRENT)
    return folder


def _forget_cut_short(home: Home) -> None:
    """Take away what a publication that was killed had written aside: nobody has seen it, and no later one reads it."""
    for folder in (home.published, home.confidentiality):
        for aside in folder.glob(".[0-9]*"):
            shutil.rmtree(aside)


def _prune(home: Home) -> None:
    """Keep the data of every release, so that what was cited can be found again, and the pages and images of the last ones; a
    reader that holds an older file open is not disturbed."""
    for folder in releases(home.published)[:-KEPT_WHOLE]:
        for heavy in ("site", "figures"):
            shutil.rmtree(folder / heavy, ignore_errors=True)
