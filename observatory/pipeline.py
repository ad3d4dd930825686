"""The warehouse as a whole: models built from the lake, checked, and known by the fingerprint of what fed them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from observatory.contracts.ddl import create_statements
from observatory.contracts.load import Catalogue
from observatory.contracts.reference import corrections
from observatory.fingerprints import fingerprint, of_code, of_files
from observatory.home import PROJECT, Home
from observatory.lake.frozen import ERASURES, erasures, outcomes
from observatory.lake.partitions import lake_state, sha256_of
from observatory.quality import journal
from observatory.quality.check import CheckResult
from observatory.warehouse.models import Model, load_models
from observatory.workers import dismiss

if TYPE_CHECKING:
    import duckdb

    from observatory.warehouse.lineage import Origins, Traced
    from observatory.warehouse.run import ModelRun

SQL_FOLDER = PROJECT / "dbt_like_sql"
WHOLE = "complet"


@cache
def sql_models() -> dict[str, Model]:
    """The SQL models of the project, each after the ones it reads."""
    return load_models(SQL_FOLDER)


def late_models(con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue) -> list[str]:
    """The models of a warehouse that were not built from what stands today, or whose rows are no longer those that were built."""
    seen, own, built = _sources(home, catalogue), _own(home, catalogue), _built(con)
    for name, model in sql_models().items():
        is_standing = (
            name in built and built[name].state == _state(own[name], model, seen) and _is_whole(con, built[name])
        )
        seen[name] = built[name].told if is_standing else None
    return [name for name in sql_models() if seen[name] is None]


def checked_states(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, names: Iterable[str] | None = None
) -> dict[str, str]:
    """For each checked table, or those of `names`, the fingerprint that the journal keeps its results under: what the table and
    those that its checks look at hold, the checks themselves and the engine that runs them."""
    states, found = _lists(catalogue), {}
    built = _built(con)
    for name in checked_tables(catalogue) if names is None else names:
        checks = repr(catalogue.table(name).checks)
        seen = sorted(set(re.findall(r"\b(?:lake|ref|staging|core|marts)\.\w+", checks)))
        for one in {name, *seen} & built.keys() - states.keys():
            states[one] = replace(built[one], content=_content(con, one)).told
        found[name] = fingerprint(checks, of_code("quality"), [states.get(one) for one in (name, *seen)])
    return found


def _is_whole(con: duckdb.DuckDBPyConnection, one: _Built) -> bool:
    """Whether a model holds what it held when it was built: nobody has written in it since."""
    return one.content == _content(con, one.run.name)


def _content(con: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """How many rows a table holds, and the sum of their hashes; nothing for a view, None for a table that is gone."""
    import duckdb

    if (model := sql_models().get(name)) and model.kind == "VIEW":
        return ""
    try:
        rows = con.execute(f"SELECT count(*) || ' ' || coalesce(sum(hash(*COLUMNS(*))), 0) FROM {name}").fetchall()
    except duckdb.CatalogException:
        return None
    return rows[0][0]


def _sources(home: Home, catalogue: Catalogue) -> dict[str, str]:
    """What the models start from, relation → state: files and columns of a source of the lake, text of a code list."""
    states = _lists(catalogue)
    states["ref.effacements"] = fingerprint([sha256_of(path) for path in [home.frozen / ERASURES] if path.exists()])
    for name, table in catalogue.sources.items():
        columns = [(column.name, column.type, column.former_names) for column in table.columns]
        states[f"lake.{name}"] = fingerprint(columns, lake_state(home, name))
    return states


def _lists(catalogue: Catalogue) -> dict[str, str]:
    folder = catalogue.folder / "nomenclatures"
    paths = sorted((*folder.glob("*.csv"), *folder.glob("*.parquet")))
    states = {f"ref.{path.stem}": of_files(folder, [path]) for path in paths}
    return states | {"ref.corrections": of_files(catalogue.folder, (catalogue.folder / "corrections").glob("*.yaml"))}


def _own(home: Home, catalogue: Catalogue) -> dict[str, str]:
    """What makes each model, but for its inputs: SQL, statements of its contract, outcomes of the erased, estimators."""
    left = {name: sha256_of(path) for name, path in outcomes(home).items()}
    estimators = of_code("indicators", "warehouse")
    return {
        name: fingerprint(model.sql, _statements(catalogue, name), left.get(name), estimators)
        for name, model in sql_models().items()
    }


def _state(own: str, model: Model, seen: Mapping[str, str | None]) -> str:
    """What makes a model: its own, and what its inputs hold."""
    return fingerprint(own, [seen.get(source) for source in model.inputs])


def _statements(catalogue: Catalogue, name: str) -> list[str]:
    return create_statements(catalogue.tables[name]) if name in catalogue.tables else []


@contextmanager
def open_for_build(home: Home, catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse on its one connection, with the lake and the code lists of today in sight."""
    from observatory.warehouse.run import attach_lake, attach_nomenclatures, open_warehouse

    dismiss()  # no more files in this run: the models want the memory
    with open_warehouse(home.warehouse) as con:
        folders = {name: home.lake / name for name in catalogue.sources}
        schemas = {name: {c.name: c.type for c in table.columns} for name, table in catalogue.sources.items()}
        former = {name: {c.name: c.former_names for c in table.columns} for name, table in catalogue.sources.items()}
        con.begin()  # one for all: each would wait for the disk
        attach_lake(con, folders, schemas, former)
        attach_nomenclatures(con, catalogue.folder / "nomenclatures")
        for name, frame in (("corrections", corrections(catalogue.folder)), ("effacements", erasures(home))):
            con.register("entree", frame)
            con.execute(f"CREATE OR REPLACE TABLE ref.{name} AS SELECT * FROM entree")
            con.unregister("entree")
        con.execute("CREATE TABLE IF NOT EXISTS meta.modeles (modele VARCHAR PRIMARY KEY, empreinte VARCHAR NOT NULL)")
        con.execute("ALTER TABLE meta.modeles ADD COLUMN IF NOT EXISTS nb_lignes BIGINT")
        con.execute("ALTER TABLE meta.modeles ADD COLUMN IF NOT EXISTS colonnes JSON")
        con.execute("ALTER TABLE meta.modeles ADD COLUMN IF NOT EXISTS contenu VARCHAR")
        con.commit()
        yield con


def build_models(
    con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue, selected: Iterable[str] | None = None
) -> Iterator[ModelRun]:
    """Bring the selected models (all by default) up to date, and note for each the state that it was built in.

    A model whose SQL, contract and what its inputs hold are what they were when it was built, and whose rows are those that were
    built then, is not built again (`is_new` is False): what was made again and came out the same goes no further.
    """
    from observatory.warehouse.run import build

    models, built = sql_models(), _built(con)
    own, wanted = _own(home, catalogue), set(models if selected is None else selected)
    made: dict[str, _Built] = {}
    read = {source for name in wanted & models.keys() for source in models[name].inputs}
    seen: dict[str, str | None] = {**_sources(home, catalogue)}
    for name in read & built.keys() - wanted:  # a table holds what it held; a view, what the lake holds today
        one, model = built[name], models[name]
        is_same = model.kind == "TABLE" or one.state == _state(own[name], model, seen)
        seen[name] = one.told if is_same and _is_whole(con, one) else None

    def standing(name: str) -> ModelRun | None:
        one, model = built.get(name), models[name]
        is_sure = all(seen.get(source) for source in model.inputs if source in models)
        if one and is_sure and one.state == _state(own[name], model, seen) and _is_whole(con, one):
            seen[name] = one.told
            return one.run
        return None

    def note(run: ModelRun) -> None:
        name = run.name
        state = _state(own[name], models[name], seen)  # of what it read: an input that is late makes it late
        made[name] = one = _Built(state, _content(con, name), replace(run, state=state))
        seen[name] = one.told
        con.execute("DELETE FROM meta.modeles WHERE modele = ?", [name])  # both: half the time of INSERT OR REPLACE
        row = [name, state, run.nb_rows, json.dumps(run.columns), one.content]
        con.execute("INSERT INTO meta.modeles VALUES (?, ?, ?, ?, ?)", row)

    for run in build(con, models, wanted, lambda one: _statements(catalogue, one), outcomes(home), note, standing):
        yield made[run.name].run if run.is_new else run


@dataclass(frozen=True)
class _Built:
    """A model that stands in the warehouse: the state that it was built in, its rows then, and what is known of it."""

    state: str
    content: str | None
    run: ModelRun

    @property
    def told(self) -> str:
        """What those that read it depend on: the columns and rows of a table, what makes a view."""
        return fingerprint(list(self.run.columns.items()), self.content) if self.content else self.state


def _built(con: duckdb.DuckDBPyConnection) -> dict[str, _Built]:
    from observatory.warehouse.run import ModelRun, columns_of

    if "contenu" not in columns_of(con, "meta.modeles"):  # of an earlier version of the software: all is late
        return {}
    rows = con.execute(
        "SELECT modele, empreinte, contenu, nb_lignes, colonnes FROM meta.modeles WHERE contenu IS NOT NULL"
    )
    return {
        name: _Built(state, content, ModelRun(name, nb_rows, json.loads(columns), 0.0, False, state))
        for name, state, content, nb_rows, columns in rows.fetchall()
    }


def check_table(
    con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue, name: str, run_id: str, state: str = ""
) -> list[CheckResult]:
    """The results of the checks of a warehouse table's contract: those that the journal keeps of this very state, else run
    and kept there. state: that of `checked_states`, when it is known."""
    from observatory.quality.gx import run_checks

    state = state or checked_states(con, catalogue, [name])[name]
    if known := journal.results(home.journal, name).get((WHOLE, state)):
        return known
    results, now = run_checks(con, name, catalogue.table(name).checks), datetime.now(UTC)
    journal.record(home.journal, [journal.Entry(run_id, now, name, WHOLE, state, result) for result in results])
    return results


def checked_tables(catalogue: Catalogue) -> list[str]:
    """The warehouse tables whose contract has checks."""
    return [table.name for table in catalogue.tables.values() if table.schema == "marts" and table.checks]


def model_lineage(con: duckdb.DuckDBPyConnection, models: dict[str, Model]) -> dict[str, Origins]:
    """For each model, its columns and the columns they come from (lake, staging, core, marts; code lists left out). What had to
    be traced is kept in the warehouse."""
    traced = _traced(con)
    before = set(traced)
    found = column_origins(con, models, traced)
    con.execute("CREATE TABLE IF NOT EXISTS meta.lignages (cle VARCHAR PRIMARY KEY, origines JSON NOT NULL)")
    if new := [[key, json.dumps(traced[key])] for key in traced.keys() - before]:
        con.begin()
        con.executemany("INSERT INTO meta.lignages VALUES (?, ?)", new)
        con.commit()
    return {
        name: {column: [o for o in origins if not o[0].startswith("ref.")] for column, origins in columns.items()}
        for name, columns in found.items()
    }


def column_origins(
    con: duckdb.DuckDBPyConnection, models: dict[str, Model], traced: Traced | None = None
) -> dict[str, Origins]:
    """For each model of the warehouse, its columns and those of its inputs that they come from, code lists included."""
    from observatory.warehouse.lineage import column_lineage
    from observatory.warehouse.run import columns_of

    names = {source for model in models.values() for source in model.inputs} | set(models)
    schemas = {name: columns_of(con, name) for name in names & _relations(con)}
    standing = {name: model for name, model in models.items() if name in schemas}
    return column_lineage(standing, schemas, _traced(con) if traced is None else traced)


def _traced(con: duckdb.DuckDBPyConnection) -> Traced:
    """The lineages that the warehouse keeps, by what they were traced from."""
    if "meta.lignages" not in _relations(con):
        return {}
    rows = con.execute("SELECT cle, origines FROM meta.lignages").fetchall()
    return {
        key: {column: [(name, source) for name, source in origins] for column, origins in json.loads(told).items()}
        for key, told in rows
    }


def _relations(con: duckdb.DuckDBPyConnection) -> set[str]:
    rows = con.execute("SELECT table_schema, table_name FROM information_schema.tables").fetchall()
    return {f"{schema}.{name}" for schema, name in rows}
