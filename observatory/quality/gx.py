"""Great Expectations inside DuckDB: a batch of checks on one table, on the caller's own connection.

The only module that knows Great Expectations. No type, message or value of the engine leaves it.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from observatory.errors import ObservatoryError
from observatory.quality.check import Check, CheckResult, batch_query, repeated_keys_query, rows_at_fault_sql
from observatory.quality.later import imported_later, not_there

if TYPE_CHECKING:
    import duckdb

log = logging.getLogger("observatory.quality")
UNDONE = (
    "Ce contrôle n’a pas pu être fait, il ne dit donc rien du fichier : la machine a manqué de mémoire ou de place, ou le "
    "contrôle est mal écrit. Relancez ; si cela se reproduit, signalez-le à l’équipe technique."
)

# what the engine imports for its own figures and for tests of distributions
UNUSED = ("altair", "scipy", "scipy.stats")
# another engine, where it is installed: in a process of ours it ends the process when it is imported
ANOTHER = "pyspark"

# what SQLAlchemy would take for a parameter, or for an escaped one, in the text of a query
_PARAMETER = re.compile(r"(?<![:\w\\])(?=:\w+(?![:\w]))")
_ESCAPED = re.compile(r"(?=\\:\w*(?![:\w]))")


def run_checks(con: duckdb.DuckDBPyConnection, table: str, checks: Sequence[Check]) -> list[CheckResult]:
    """Evaluate all `checks` on `table` in one validation run; one result per check, in the same order.

    `con` is used as it is (its schemas, views and temporary tables are visible) and stays open and usable; a pending
    result on it is lost. Call it outside a transaction: a check that fails technically would abort the caller's.
    `table` is what DuckDB accepts after FROM (`lac.barometre`, a view), quoted where needed: never a user's input.
    A check that cannot be evaluated (unknown column, SQL error, absent table) is a result, never an exception.
    Raises `ObservatoryError` when two checks share an identifier.
    """
    repeated = [name for name, times in Counter(check.id for check in checks).items() if times > 1]
    if repeated:
        raise ObservatoryError(
            f"Des contrôles de « {table} » portent le même identifiant : {', '.join(repeated)}.",
            "Donnez à chaque contrôle un identifiant unique dans le contrat.",
        )
    outcomes = _outcomes(con, table, checks) if checks else {}
    results = [_result(con, table, check, outcomes.get(check.id)) for check in checks]
    failed = sum(not result.passed for result in results)
    log.debug("« %s » : contrôles évalués : %d, non satisfaits : %d.", table, len(results), failed)
    return results


def _result(con: duckdb.DuckDBPyConnection, table: str, check: Check, passed: bool | None) -> CheckResult:
    """`passed` is None for a check that could not be evaluated."""
    if passed is None:
        return CheckResult(check.id, check.severity, UNDONE, False, None, technical_error=True)
    nb_rows = 0 if passed else None
    if not passed:
        with suppress(Exception):
            sql = rows_at_fault_sql(table, check)
            nb_rows = int(con.execute(sql).fetchall()[0][0]) if sql else None
    return CheckResult(check.id, check.severity, check.sentence, passed, nb_rows)


def _outcomes(con: duckdb.DuckDBPyConnection, table: str, checks: Sequence[Check]) -> dict[str, bool]:
    """Whether each check passed, by identifier; those that could not be evaluated are absent."""
    room = _engine_room()
    expectations = [built for check in checks if (built := _expectation(room, check)) is not None]
    try:
        with room.lend(con) as datasource:
            asset = datasource.add_query_asset("lot", query=f"SELECT * FROM {table}")
            batch = asset.add_batch_definition_whole_table("lot").get_batch()
            # the constructor, not add_expectation, which drops a second check with the same arguments
            suite = room.suite(name="controles", expectations=expectations)
            results = batch.validate(suite, result_format="BOOLEAN_ONLY").results
    except Exception as error:  # noqa: BLE001 - whatever the engine raises is an answer, and its text stays here
        log.info("« %s » : aucun contrôle n’a pu être évalué (%s).", table, type(error).__name__)
        return {}
    evaluated = [result for result in results if result.exception_info.get("raised_exception") is False]
    return {result.expectation_config.meta["id"]: bool(result.success) for result in evaluated}


def _expectation(room: SimpleNamespace, check: Check) -> Any | None:
    """The engine's object for a check, or None when the type or its arguments are unknown to the engine."""
    kwargs = dict(check.kwargs)
    with suppress(Exception):
        # the engine reads every column to compare keys: a query that reads those of the key says the same, sooner
        if query := repeated_keys_query(check):
            kwargs = {"unexpected_rows_query": query}
        if "unexpected_rows_query" in kwargs:
            kwargs["unexpected_rows_query"] = _engine_query(kwargs["unexpected_rows_query"])
            return room.query_expectation(**kwargs, meta={"id": check.id})
        return room.expectation_class(check.expectation)(**kwargs, meta={"id": check.id})
    return None


def _engine_query(query: str) -> str:
    """The query in the engine's two rounds of templating; it fetches a column of 1, never a value of the data."""
    text = batch_query(query, "\0", "1 AS ligne").replace("{", "{{").replace("}", "}}").replace("\0", "{batch}")
    return _PARAMETER.sub(r"\\", _ESCAPED.sub(r"\\", text))


@cache
def _engine_room() -> SimpleNamespace:
    """Import the engine once per process (about 3 s), quiet and without telemetry; return what this module uses of it."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # its messages quote values of the data: they reach no handler
    engine_log = logging.getLogger("great_expectations")
    engine_log.addHandler(logging.NullHandler())
    engine_log.propagate = False
    import duckdb_engine

    with imported_later(*UNUSED), not_there(ANOTHER):
        import great_expectations as gx
        from great_expectations.compatibility.pydantic import PrivateAttr
        from great_expectations.datasource.fluent import SQLDatasource
        from great_expectations.expectations.registry import get_expectation_impl

    # SQLAlchemy keeps functions of duckdb_engine past the end, and DuckDB then prints a page of leaks at exit
    atexit.register(vars(duckdb_engine).clear)

    class BorrowedConnection(duckdb_engine.ConnectionWrapper):
        """The caller's connection: never closed, and no transaction on it.

        The engine ends its transaction before it fetches, and DuckDB would then have no result left to give.
        """

        def close(self) -> None: ...

        begin = commit = rollback = close

    class CountedRows(gx.expectations.UnexpectedRowsExpectation):
        """The engine's, which runs a query once to count its rows, and once more for rows that nobody asks for."""

        metric_dependencies = ("unexpected_rows_query.row_count",)
        _told: Any = PrivateAttr(None)

        @property
        def configuration(self) -> Any:
            """Asked some thirty times of each check, which no longer changes once it is written."""
            self._told = self._told or super().configuration
            return self._told

        def _validate(self, metrics: dict, *_: object, **__: object) -> dict:
            return {"success": metrics["unexpected_rows_query.row_count"] == 0}

    # one for all: they keep nothing, and take longer to make than most tables to check
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    context.variables.save = lambda: None  # it would write its YAML all the same
    borrowed = BorrowedConnection(None)
    datasource = SQLDatasource(name="duckdb", connection_string="duckdb://", kwargs={"creator": lambda: borrowed})
    datasource._data_context = context

    @contextmanager
    def lend(con: duckdb.DuckDBPyConnection) -> Iterator[SQLDatasource]:
        borrowed.__init__(con)
        try:
            yield datasource
        finally:
            datasource.assets.clear()
            borrowed.__init__(None)  # without this the database file would stay open

    return SimpleNamespace(
        lend=lend, suite=gx.ExpectationSuite, expectation_class=get_expectation_impl, query_expectation=CountedRows
    )
