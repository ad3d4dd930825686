"""The gate: every check of a contract on a candidate, inside DuckDB, before it replaces the last good partition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.ddl import polars_schema
from observatory.contracts.load import Catalogue
from observatory.contracts.reference import corrections
from observatory.home import Home
from observatory.lake.frozen import erasures
from observatory.lake.versions import as_today
from observatory.lake.volumes import NOTHING_EXPECTED, Volume
from observatory.quality.check import CheckResult
from observatory.settings import lend
from observatory.sources.reading import Reading

if TYPE_CHECKING:
    from datetime import date

    import duckdb
    import polars as pl

FILES = "lake.fichiers"


def file_row(reading: Reading, received: date) -> pl.DataFrame:
    """What is known of the file, as one row of `lake.fichiers`."""
    import polars as pl

    from observatory.contracts.load import load_catalogue

    typed = reading.typed
    row = {
        "contrat": reading.table.contract_id,
        "partition": reading.partition,
        "fichier_sha256": reading.sha256,
        "date_reception": received,
        "version_contrat": reading.table.version,
        "fichier_nom": reading.name,
        "nb_lignes_lues": typed.nb_read,
        "nb_lignes_typees": typed.rows.height,
        "nb_lignes_quarantaine": typed.quarantine.height,
        "nb_codes_inconnus": typed.nb_unknown_codes,
        "nb_codes_perimes": typed.nb_stale_codes,
        "nb_colonnes_inconnues": len(typed.unknown_columns),
    }
    return pl.DataFrame([row], schema=polars_schema(load_catalogue().table(FILES)))


def candidate_rows(reading: Reading, received: date) -> pl.DataFrame:
    """The typed rows with the columns that reception adds, in the order of the contract."""
    import polars as pl

    columns = [column.name for column in reading.table.columns]
    return reading.typed.rows.with_columns(
        fichier_sha256=pl.lit(reading.sha256),
        date_reception=pl.lit(received),
        version_contrat=pl.lit(reading.table.version),
    ).select(columns)


def examine(
    reading: Reading,
    received: date,
    catalogue: Catalogue,
    previous: Path | None,
    home: Home | None = None,
    volume: Volume = NOTHING_EXPECTED,
) -> list[CheckResult]:
    """Run the checks of every file, then those of the contract, on the candidate.

    `previous` is the last good partition: checks may compare with it (table `precedent`). `home` says what was erased,
    `volume` how many lines were expected (table `volume`).
    """
    from observatory.quality.gx import run_checks

    with _tables(reading, received, catalogue, previous, home, volume) as con:
        return run_checks(con, "reception", catalogue.table(FILES).checks) + run_checks(
            con, "candidat", reading.table.checks
        )


@contextmanager
def _tables(
    reading: Reading, received: date, catalogue: Catalogue, previous: Path | None, home: Home | None, volume: Volume
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that shows the candidate, the file's counts, the previous partition and the code lists that checks name."""
    import polars as pl

    candidate = candidate_rows(reading, received)
    counted = {"nb_attendu": pl.Int64, "d_apres": pl.String, "est_confirme": pl.Boolean, "remplace": pl.Boolean}
    frames = {
        "candidat": candidate,
        "precedent": as_today(pl.read_parquet(previous, glob=False), reading.table) if previous else candidate.clear(),
        "reception": file_row(reading, received),
        "volume": pl.DataFrame([asdict(volume) | {"remplace": volume.remplace}], schema=counted),
        "effacements": erasures(home),
    }
    asked = {name for check in reading.table.checks for name in re.findall(r"ref\.\w+", str(check.kwargs))}
    with _database(catalogue.folder, frozenset(asked), home.root if home else None).cursor() as con:
        if home:
            lend(con, home.root)
        for name, frame in frames.items():
            con.register(name, frame)
        con.execute("CREATE OR REPLACE TABLE ref.effacements AS FROM effacements")
        yield con


@lru_cache(maxsize=8)  # a contract's: a database takes longer to open than a small file to check
def _database(folder: Path, lists: frozenset[str], root: Path | None) -> duckdb.DuckDBPyConnection:
    """In memory, with the code lists asked for, for the files of one home (`root`), which lends the place where it spills."""
    import duckdb

    from observatory.warehouse.run import attach_nomenclatures

    con = duckdb.connect()
    con.execute("CREATE SCHEMA ref")
    con.register("corrections", corrections(folder))
    con.execute("CREATE TABLE ref.corrections AS FROM corrections")
    con.unregister("corrections")
    if lists:
        attach_nomenclatures(con, folder / "nomenclatures", lists)
    return con
