"""The private warehouse: opened by one writer, given its inputs, then built model after model."""

from __future__ import annotations

import glob
import logging
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError, of_the_machine
from observatory.settings import lend
from observatory.warehouse import refusals
from observatory.warehouse.functions import register_functions
from observatory.warehouse.models import Model

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCHEMAS = ("lake", "ref", "staging", "core", "marts", "meta")

log = logging.getLogger("observatory.warehouse")


@dataclass(frozen=True)
class ModelRun:
    """A model that stands: rows, columns (name → DuckDB type, in order), seconds it took; `is_new` when it was just built;
    `state`, the fingerprint of all that made it."""

    name: str
    nb_rows: int
    columns: dict[str, str]
    seconds: float
    is_new: bool = True
    state: str = ""


@contextmanager
def open_warehouse(path: Path) -> Iterator[DuckDBPyConnection]:
    """The warehouse file, created with its folder and schemas if need be, open for writing and closed on leaving.

    Raises ObservatoryError when another process holds it, when it is not a DuckDB file, or when the machine lacks disk, memory or rights
    for what is done with it.
    """
    import duckdb

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        con = duckdb.connect(str(path))
    except duckdb.Error as error:
        raise refusals.closed_warehouse(path, error) from None
    try:
        try:
            lend(con, path.parent)
            for schema in SCHEMAS:
                con.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        except duckdb.Error as error:
            raise refusals.closed_warehouse(path, error) from None
        register_functions(con)
        yield con
    except duckdb.Error as error:  # a disk that fills may be met anywhere
        raise of_the_machine(error) or error from None
    finally:
        con.close()


def attach_lake(
    con: DuckDBPyConnection,
    folders: dict[str, Path],
    schemas: dict[str, dict[str, str]],
    former: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
) -> None:
    """A view `lake.<contract>` over the Parquet files of each contract's folder, with the columns of the contract.

    Keys are contract names (`lake.x`, or `x`), the same in all arguments; `schemas` gives the columns of the contract (name →
    DuckDB type), `former` the names that earlier versions gave to some. Files are matched by column name, whatever the version
    that wrote them: a column that came later is empty, one that is gone is left. A contract without a file yet is an empty view.

    Raises ObservatoryError when a file is not Parquet, or holds values that do not take the type of today.
    """
    import duckdb

    for contract, folder in folders.items():
        name, columns = f"lake.{contract.removeprefix('lake.')}", schemas[contract]
        try:
            if any(folder.glob("*.parquet")):
                files = _literal(f"{glob.escape(str(folder.absolute()))}/*.parquet")
                source = f"FROM read_parquet({files}, union_by_name = true, hive_partitioning = false)"
                query = _as_today(con, name, source, columns, (former or {}).get(contract, {}))
            else:
                empty = (f'CAST(NULL AS {kind}) AS "{column}"' for column, kind in columns.items())
                query = f"SELECT {', '.join(empty)} WHERE false"
            con.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
        except duckdb.Error as error:
            raise refusals.unreadable_lake(name, folder, error) from None


def _as_today(
    con: DuckDBPyConnection,
    name: str,
    source: str,
    columns: Mapping[str, str],
    former: Mapping[str, tuple[str, ...]],
) -> str:
    """The query that gives stored files the columns and types of their contract of today."""
    stored = columns_of(con, source)
    chosen, doubtful = [], []
    for column, kind in columns.items():
        found = [one for one in (column, *former.get(column, ())) if one in stored]
        value = f"coalesce({', '.join(map(_name, found))})" if found else "NULL"
        chosen.append(f"CAST({value} AS {kind}) AS {_name(column)}")
        if {stored[one] for one in found} - {kind}:
            doubtful.append((column, f"count_if({value} IS NOT NULL AND TRY_CAST({value} AS {kind}) IS NULL)"))
    if doubtful:
        counts = con.execute(f"SELECT {', '.join(test for _, test in doubtful)} {source}").fetchall()[0]
        if bad := [column for (column, _), nb in zip(doubtful, counts) if nb]:
            raise refusals.outdated_lake(name, bad)
    return f"SELECT {', '.join(chosen)} {source}"


def _name(column: str) -> str:
    return f'"{column}"'


def attach_nomenclatures(con: DuckDBPyConnection, folder: Path, only: Container[str] | None = None) -> None:
    """A table `ref.<stem>` for each CSV of the folder (UTF-8, « ; »), or for those of `only` (`ref.x`): all columns VARCHAR, empty
    cells NULL.

    A Parquet file (the list of communes) gives a table with the types that it holds. Raises ObservatoryError with the file, and the line when it is known, of a row that does not fit the header.
    """
    import duckdb

    asked = [path for path in sorted(folder.iterdir()) if only is None or f"ref.{path.stem}" in only]
    for path in (path for path in asked if path.suffix == ".csv"):
        try:
            with path.open(encoding="utf-8-sig") as lines:
                header = [cell.strip('"') for cell in lines.readline().strip().split(";")]
            columns = ", ".join(f"{_literal(column)}: 'VARCHAR'" for column in header)
            con.execute(
                f'CREATE OR REPLACE TABLE ref."{path.stem}" AS SELECT * FROM read_csv('
                f"{_literal(glob.escape(str(path)))}, auto_detect = false, header = true, columns = {{{columns}}}, "
                """delim = ';', quote = '"', escape = '"')"""
            )
        except (UnicodeDecodeError, duckdb.Error) as error:
            raise refusals.unreadable_nomenclature(path, error) from None
    for path in (path for path in asked if path.suffix == ".parquet"):
        con.execute(f'CREATE OR REPLACE TABLE ref."{path.stem}" AS FROM {_literal(str(path.absolute()))}')


def build(
    con: DuckDBPyConnection,
    models: dict[str, Model],
    selected: Iterable[str] | None = None,
    ddl: Callable[[str], list[str]] | None = None,
    frozen: Mapping[str, Path] | None = None,
    note: Callable[[ModelRun], None] | None = None,
    standing: Callable[[str], ModelRun | None] | None = None,
) -> Iterator[ModelRun]:
    """Run the selected models (all if None) in the order of the graph, each in a transaction of its own.

    `frozen`: model → Parquet of the outcomes that persons erased since have left, added to what the model computes. `note` is
    called in the transaction of each model, once it stands: what it writes and the model are kept together, or neither is.
    `standing` is asked before each, once those before it are made: a model that it knows is not run.

    Each becomes what its `kind` says, a view or a table. Where `ddl(name)` gives the statements of a contract (CREATE OR
    REPLACE TABLE, COMMENT ON…), the table has its types, key and comments and is filled by column name.

    Raises ObservatoryError, and leaves the last table as it was, when a name is unknown, an input is not there yet,
    or the query fails or does not give the contract's columns, types and key. Never with a data value.
    """
    wanted = set(models if selected is None else selected)
    if unknown := sorted(wanted - models.keys()):
        raise ObservatoryError(f"Modèle inconnu : {', '.join(unknown)}.", "Le nom s’écrit couche.fichier.")
    kinds = _kinds(con)
    for model in models.values():
        if model.name not in wanted:
            continue
        if standing and (known := standing(model.name)):
            yield known
        else:
            statements = ddl(model.name) if ddl and model.layer != "staging" else []
            run = _run(con, model, statements or [], (frozen or {}).get(model.name), kinds, note)
            kinds[model.name] = model.kind
            log.info("%s : %s lignes", run.name, f"{run.nb_rows:,}".replace(",", "\u202f"))
            yield run


def columns_of(con: DuckDBPyConnection, relation: str) -> dict[str, str]:
    """Name → DuckDB type of the columns of a relation (`lake.x`) or of a query, in order."""
    return {row[0]: row[1] for row in con.execute(f"DESCRIBE {relation}").fetchall()}


def _run(
    con: DuckDBPyConnection,
    model: Model,
    ddl: list[str],
    frozen: Path | None,
    kinds: Mapping[str, str],
    note: Callable[[ModelRun], None] | None,
) -> ModelRun:
    import duckdb

    started = perf_counter()
    if missing := [name for name in model.inputs if name not in kinds]:
        raise refusals.missing_inputs(model.name, missing)
    con.execute("BEGIN")
    try:
        model = replace(model, sql=_with_frozen(con, model, frozen)) if frozen else model
        # DuckDB replaces a table by a table only: a model may have been a view before, and the reverse
        if model.name in kinds:
            con.execute(f"DROP {kinds[model.name]} {model.name}")
        nb_rows, columns = _fill(con, model, ddl) if ddl else _create(con, model)
        run = ModelRun(model.name, nb_rows, columns, perf_counter() - started)
        if note:
            note(run)
        con.execute("COMMIT")
    except BaseException as error:
        with suppress(duckdb.Error):  # nothing is left to take back when it is the end of the transaction that failed
            con.execute("ROLLBACK")
        if isinstance(error, duckdb.Error):
            raise refusals.failed_query(model.name, error) from None
        raise
    return run


def _with_frozen(con: DuckDBPyConnection, model: Model, path: Path) -> str:
    """The query of a model, with the outcomes of the Parquet file added: sum, min or max of what its header declares.

    Raises ObservatoryError when the file does not have the columns of the model, which has changed since.
    """
    columns = columns_of(con, model.sql)
    source = f"read_parquet({_literal(str(path.absolute()))})"
    refusals.hold_frozen(model.name, columns, columns_of(con, f"FROM {source}"))
    chosen = ", ".join(
        f'{model.frozen[name]}("{name}")::{kind} AS "{name}"' if name in model.frozen else f'"{name}"'
        for name, kind in columns.items()
    )
    computed = model.sql.strip().rstrip(";")
    return f"SELECT {chosen} FROM (SELECT * FROM ({computed}\n) UNION ALL BY NAME FROM {source}) GROUP BY ALL"


def _create(con: DuckDBPyConnection, model: Model) -> tuple[int, dict[str, str]]:
    """The rows and the columns of a model that no contract describes."""
    told = con.execute(f"CREATE {model.kind} {model.name} AS {model.sql}")
    told = con.execute(f"SELECT count(*) FROM {model.name}") if model.kind == "VIEW" else told
    return told.fetchall()[0][0], columns_of(con, model.name)


def _fill(con: DuckDBPyConnection, model: Model, ddl: list[str]) -> tuple[int, dict[str, str]]:
    """The rows and the columns of a model that its contract describes."""
    import duckdb

    for statement in ddl:
        con.execute(statement)
    described = con.execute(f"DESCRIBE {model.name}").fetchall()
    expected, given = {row[0]: row[1] for row in described}, columns_of(con, model.sql)
    key = [row[0] for row in described if row[3] == "PRI"]
    refusals.hold_columns(model.name, expected, given)
    try:
        nb_rows = con.execute(f"INSERT INTO {model.name} BY NAME {model.sql}").fetchall()[0][0]
    except duckdb.ConversionException as error:
        with con.cursor() as other:  # this transaction is lost: the question needs one of its own
            raise refusals.uncast_value(other, model, expected, given, error) from None
    except duckdb.ConstraintException as error:
        raise refusals.broken_constraint(model.name, key, error) from None
    return nb_rows, expected


def _kinds(con: DuckDBPyConnection) -> dict[str, str]:
    """Relations of the warehouse → TABLE or VIEW."""
    rows = con.execute(
        "SELECT table_schema || '.' || table_name, if(table_type = 'VIEW', 'VIEW', 'TABLE') "
        "FROM information_schema.tables WHERE table_catalog = current_database()"
    )
    return dict(rows.fetchall())


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
