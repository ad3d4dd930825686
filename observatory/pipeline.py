"""The warehouse as a whole: models built from the lake, checked, and known by the fingerprint of what fed them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from observatory.contracts.ddl import create_statements
from observatory.contracts.load import Catalogue
from observatory.contracts.reference import corrections, rules_fingerprint
from observatory.home import PROJECT, Home
from observatory.lake.frozen import ERASURES, erasures, outcomes
from observatory.lake.partitions import manifests, sha256_of
from observatory.quality import journal
from observatory.quality.check import CheckResult
from observatory.warehouse.models import Model, load_models

if TYPE_CHECKING:
    import duckdb

    from observatory.warehouse.lineage import Origins
    from observatory.warehouse.run import ModelRun

SQL_FOLDER = PROJECT / "dbt_like_sql"
WHOLE = "complet"


@cache
def sql_models() -> dict[str, Model]:
    """The SQL models of the project, each after the ones it reads."""
    return load_models(SQL_FOLDER)


def state_fingerprint(home: Home, catalogue: Catalogue) -> str:
    """SHA-256 of all that makes the warehouse what it is: partitions of the lake, frozen outcomes, contracts, SQL."""
    entries = {name: [m["parquet_sha256"] for m in manifests(home, name)] for name in catalogue.sources}
    entries["gel"] = [sha256_of(path) for path in (*outcomes(home).values(), home.frozen / ERASURES) if path.exists()]
    text = json.dumps(entries, sort_keys=True) + rules_fingerprint(catalogue.folder)
    return hashlib.sha256(text.encode()).hexdigest()


def late_models(con: duckdb.DuckDBPyConnection, fingerprint: str) -> list[str]:
    """The models of a warehouse that were not built from the state of this fingerprint."""
    built = dict(con.execute("SELECT modele, empreinte FROM meta.modeles").fetchall())
    return [name for name in sql_models() if built.get(name) != fingerprint]


@contextmanager
def open_for_build(home: Home, catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse on its one connection, with the lake and the code lists of today in sight."""
    from observatory.warehouse.run import attach_lake, attach_nomenclatures, open_warehouse

    with open_warehouse(home.warehouse) as con:
        folders = {name: home.lake / name for name in catalogue.sources}
        schemas = {name: {c.name: c.type for c in table.columns} for name, table in catalogue.sources.items()}
        former = {name: {c.name: c.former_names for c in table.columns} for name, table in catalogue.sources.items()}
        attach_lake(con, folders, schemas, former)
        attach_nomenclatures(con, catalogue.folder / "nomenclatures")
        for name, frame in (("corrections", corrections(catalogue.folder)), ("effacements", erasures(home))):
            con.register("entree", frame)
            con.execute(f"CREATE OR REPLACE TABLE ref.{name} AS SELECT * FROM entree")
            con.unregister("entree")
        con.execute("CREATE TABLE IF NOT EXISTS meta.modeles (modele VARCHAR PRIMARY KEY, empreinte VARCHAR NOT NULL)")
        yield con


def build_models(
    con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue, selected: Iterable[str] | None = None
) -> Iterator[ModelRun]:
    """Build the selected models (all by default), and note for each the fingerprint of what it was built from."""
    from observatory.warehouse.run import build

    fingerprint = state_fingerprint(home, catalogue)

    def statements(name: str) -> list[str]:
        return create_statements(catalogue.tables[name]) if name in catalogue.tables else []

    for run in build(con, sql_models(), selected, statements, outcomes(home)):
        con.execute("INSERT OR REPLACE INTO meta.modeles VALUES (?, ?)", [run.name, fingerprint])
        yield run


def check_table(
    con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue, name: str, run_id: str
) -> list[CheckResult]:
    """Run the checks of a warehouse table's contract and keep their results in the journal."""
    from observatory.quality.gx import run_checks

    results = run_checks(con, name, catalogue.table(name).checks)
    fingerprint, now = state_fingerprint(home, catalogue), datetime.now(UTC)
    journal.record(home.journal, [journal.Entry(run_id, now, name, WHOLE, fingerprint, result) for result in results])
    return results


def checked_tables(catalogue: Catalogue) -> list[str]:
    """The warehouse tables whose contract has checks."""
    return [table.name for table in catalogue.tables.values() if table.schema == "marts" and table.checks]


def model_lineage(con: duckdb.DuckDBPyConnection, models: dict[str, Model]) -> dict[str, Origins]:
    """For each model, its columns and the columns they come from (lake, staging, core, marts; code lists left out)."""
    return {
        name: {column: [o for o in origins if not o[0].startswith("ref.")] for column, origins in columns.items()}
        for name, columns in column_origins(con, models).items()
    }


def column_origins(con: duckdb.DuckDBPyConnection, models: dict[str, Model]) -> dict[str, Origins]:
    """For each model of the warehouse, its columns and those of its inputs that they come from, code lists included."""
    from observatory.warehouse.lineage import column_lineage
    from observatory.warehouse.run import columns_of

    names = {source for model in models.values() for source in model.inputs} | set(models)
    known = {
        f"{s}.{t}" for s, t in con.execute("SELECT table_schema, table_name FROM information_schema.tables").fetchall()
    }
    schemas = {name: columns_of(con, name) for name in names & known}
    return column_lineage({name: model for name, model in models.items() if name in known}, schemas)
