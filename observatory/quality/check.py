"""What a check is, what it answers, and the plain SQL that counts the rows it finds at fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from observatory.contracts.model import BLOCKING, Check

_COUNTABLE = {"column", "column_list", "min_value", "max_value", "strict_min", "strict_max", "value_set", "mostly"}
_UNIQUE = {"expect_column_values_to_be_unique": "column", "expect_compound_columns_to_be_unique": "column_list"}


@dataclass(frozen=True)
class CheckResult:
    """The answer of one check: no value of the data, no engine message.

    `nb_rows` is the number of offending rows: 0 when passed, None when it is not known. A check that could not be
    evaluated has `technical_error` set and has not passed.
    """

    id: str
    severity: str
    sentence: str
    passed: bool
    nb_rows: int | None = None
    technical_error: bool = False

    @property
    def is_blocking_failure(self) -> bool:
        """True when nothing downstream may run: a `bloquant` check that did not pass, or could not be evaluated."""
        return self.severity == BLOCKING and not self.passed


def rows_at_fault_sql(table: str, check: Check) -> str | None:
    """The query that counts the offending rows of a failed check, or None when plain SQL does not say it.

    Same definitions as the engine's: nulls are skipped except by the null check; every row of a repeated key counts.
    """
    kwargs = check.kwargs
    names = [_name(column) for column in kwargs.get("column_list", [kwargs.get("column", "")])]
    if check.expectation == "unexpected_rows_expectation":
        return batch_query(kwargs["unexpected_rows_query"], table, "count(*)")
    if kwargs.keys() - _COUNTABLE:
        return None
    match check.expectation:
        case "expect_column_values_to_not_be_null":
            return f"SELECT count(*) FROM {table} WHERE {names[0]} IS NULL"
        case "expect_column_values_to_be_in_set":
            return f"SELECT count(*) FROM {table} WHERE {names[0]} NOT IN ({_values(kwargs['value_set'])})"
        case "expect_column_values_to_be_between":
            return f"SELECT count(*) FROM {table} WHERE NOT ({_bounds(names[0], kwargs)})"
        case "expect_column_values_to_be_unique" | "expect_compound_columns_to_be_unique":
            keys = repeated_keys_query(check)
            return keys and f"SELECT coalesce(sum(nb), 0) FROM ({keys.replace('{batch}', table)})"
    return None


def repeated_keys_query(check: Check) -> str | None:
    """The query on `{batch}` that gives the keys that several rows share, with their number `nb`; None when the check is not
    about the uniqueness of columns, or has options.

    As the engine does, a key of which a column is null is shared with none.
    """
    columns = _UNIQUE.get(check.expectation, "")
    if check.kwargs.keys() != {columns}:
        return None
    names = [_name(column) for column in _listed(check.kwargs[columns])]
    given = " AND ".join(f"{name} IS NOT NULL" for name in names)
    return f"SELECT count(*) AS nb FROM {{batch}} WHERE {given} GROUP BY {', '.join(names)} HAVING count(*) > 1"


def batch_query(query: str, table: str, select: str) -> str:
    """Wrap a query on `{batch}` so that it selects `select` from its rows; the lines around it bear a final comment."""
    body = query.strip("; \t\r\n").replace("{batch}", "lot_controle")
    source = f"WITH lot_controle AS NOT MATERIALIZED (SELECT * FROM {table})"
    return f"{source} SELECT {select} FROM (\n{body}\n) AS lignes_en_cause"


def _bounds(name: str, kwargs: Mapping[str, Any]) -> str:
    low, high = kwargs.get("min_value"), kwargs.get("max_value")
    above = "true" if low is None else f"{name} {'>' if kwargs.get('strict_min') else '>='} {_values([low])}"
    below = "true" if high is None else f"{name} {'<' if kwargs.get('strict_max') else '<='} {_values([high])}"
    return f"{above} AND {below}"


def _listed(columns: str | list[str]) -> list[str]:
    return [columns] if isinstance(columns, str) else columns


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _values(values: Iterable[Any]) -> str:
    return ", ".join(str(v) if isinstance(v, (int, float)) else "'" + str(v).replace("'", "''") + "'" for v in values)
