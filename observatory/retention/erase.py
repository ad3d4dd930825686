"""The erasure, from who is forgotten to the certificate: prepared aside, held against what was published, then done at once."""

from __future__ import annotations

import json
import logging
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.frozen import ERASURES, OUTCOMES, erasures, outcomes
from observatory.pipeline import late_models, open_for_build
from observatory.replacement import Replacement, replacing
from observatory.research.shelf import CURRENT, Extract, extracts
from observatory.research.term import forget_folders
from observatory.retention.certificate import Certificate, Erased
from observatory.retention.files import Treated, erase_rows, moves
from observatory.retention.forgotten import mark
from observatory.retention.outcomes import freeze
from observatory.sources.intake import REFUSED

if TYPE_CHECKING:
    import duckdb
    import polars as pl

logger = logging.getLogger("observatory.effacement")
CERTIFICATES = "certificats"


def erase(home: Home, catalogue: Catalogue, today: date, simulate: bool = False) -> Certificate:
    """Erase whoever had no contact for 24 months, once their outcomes are frozen; the caller holds the home.

    The warehouse is deleted: « preparer_la_publication » builds it again. So are the secure research files that may hold them. With `simulate`, the certificate says what would be
    erased and nothing changes. Raises ObservatoryError, with nothing changed, when the warehouse is not up to date, or
    when a table to publish would not be what it was.
    """
    with replacing(home.root) as plan:
        after = Home(plan.folder / "apres")
        with open_for_build(home, catalogue) as con:
            _refuse_late(con, home, catalogue)
            mark(con, today)
            treated = erase_rows(con, home, catalogue, plan, after)
            horizons = con.sql("SELECT siao_dep, horizon, extraction FROM retention.horizons ORDER BY siao_dep").pl()
            siaos = _by_siao(con, horizons, treated)
        logger.info(f"{sum(one.nb_erased for one in treated)} lignes de personnes sans contact depuis 24 mois.")
        if simulate or not siaos:
            plan.clear()
            return Certificate(today, siaos, 0, 0, {}, _refused_files(home), is_simulated=simulate)
        _link_outcomes(home, after)
        _erasures(horizons, treated, home).write_parquet(after.frozen / ERASURES)
        frozen = freeze(home, catalogue, after, plan.folder / OUTCOMES)
        logger.info("Issues figées ; chaque table à publier est, ligne pour ligne, ce qu’elle était.")
        nb_files, nb_tables = sum(one.nb_erased > 0 for one in treated), len(catalogue.schema("marts"))
        ended = _extracts_of_the_forgotten(plan, home, after, today)
        told = tuple(extract.project for extract, _ in ended)
        certificate = Certificate(today, siaos, nb_files, nb_tables, frozen, _refused_files(home), told)
        _replace(plan, home, after, certificate)
    forget_folders(home, ended)
    return certificate


def _refuse_late(con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue) -> None:
    if late_models(con, home, catalogue):
        raise ObservatoryError(
            "L’entrepôt ne correspond plus aux fichiers reçus ou aux règles : rien n’a été effacé.",
            "Lancez « observatory build » (ou « preparer_la_publication » dans Dagster), puis recommencez.",
        )


def _by_siao(con: duckdb.DuckDBPyConnection, horizons: pl.DataFrame, treated: list[Treated]) -> tuple[Erased, ...]:
    """What each SIAO loses; nothing for one that loses nothing."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for one in treated:
        rows[one.siao][one.contract] += one.nb_erased
    counts = {
        name: dict(con.execute(f"SELECT siao_dep, count(*) FROM retention.{name} GROUP BY ALL").fetchall())
        for name in ("fiches", "menages")
    }
    return tuple(
        Erased(siao, horizon, counts["fiches"].get(siao, 0), counts["menages"].get(siao, 0), rows[siao])
        for siao, horizon, _ in horizons.rows()
        if rows[siao].total()
    )


def _erasures(horizons: pl.DataFrame, treated: list[Treated], home: Home) -> pl.DataFrame:
    """`ref.effacements` from now on: the files that this erasure treated stand for all that precedes its horizon."""
    import polars as pl

    files = pl.DataFrame([(one.siao, one.sha256) for one in treated], schema=["siao_dep", "fichiers"], orient="row")
    found = horizons.join(files.group_by("siao_dep").agg(pl.col("fichiers").sort()), on="siao_dep")
    return pl.concat([found, erasures(home).join(found, on="siao_dep", how="anti")]).sort("siao_dep")


def _link_outcomes(home: Home, after: Home) -> None:
    """What earlier erasures have left counts in the warehouse of `after` too."""
    folder = after.frozen / OUTCOMES
    folder.mkdir(parents=True)
    for path in outcomes(home).values():
        (folder / path.name).symlink_to(path)


def _extracts_of_the_forgotten(plan: Replacement, home: Home, after: Home, today: date) -> list[tuple[Extract, str]]:
    """The secure research files that may hold persons erased, or are over: their files leave in the same step."""
    ended = [(one, why) for one in extracts(home) if (why := one.state(after, today)) != CURRENT]
    for extract, _ in ended:
        for path in sorted(extract.folder.rglob("*")):
            if path.is_file():
                plan.remove(path)
    return ended


def _refused_files(home: Home) -> int:
    return sum(path.is_file() and path.suffix != ".txt" for path in (home.incoming / REFUSED).rglob("*"))


def _replace(plan: Replacement, home: Home, after: Home, certificate: Certificate) -> None:
    """Everything that takes the place of what was; the warehouse goes, it still holds the rows of the forgotten."""
    moves(plan, home, after)
    for path in sorted((plan.folder / OUTCOMES).glob("*.parquet")):
        plan.move(path, home.frozen / OUTCOMES / path.name)
    plan.move(after.frozen / ERASURES, home.frozen / ERASURES)
    texts = {".json": json.dumps(certificate.as_dict(), ensure_ascii=False, indent=1), ".md": certificate.as_text()}
    for suffix, text in texts.items():
        aside = plan.folder / f"certificat{suffix}"
        aside.write_text(text, encoding="utf-8")
        plan.move(aside, certificate_path(home, certificate.day, suffix))
    plan.remove(home.warehouse)
    plan.remove(home.warehouse.with_name(f"{home.warehouse.name}.wal"))


def certificate_path(home: Home, day: date, suffix: str = ".md") -> Path:
    """Where the certificate of an erasure of this day goes: the first free name."""
    folder, number = home.frozen / CERTIFICATES, 1
    while (path := folder / f"effacement-{day}-{number}{suffix}").exists():
        number += 1
    return path
