"""Two tables that two engines made of the same model: equal, or how far apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RELATIVE = 1e-9  # sums of doubles do not add up in the same order


def difference(con: DuckDBPyConnection, relation: str, other: str) -> str:
    """What differs between a relation of DuckDB and what Spark made (another relation of the connection); empty when they are the
    same columns and the same rows, as multisets, doubles within `RELATIVE`. Counts only, no value."""
    ours, theirs = _columns(con, relation), _columns(con, other)
    if list(ours) != list(theirs):
        return f"colonnes {', '.join(sorted(set(ours) ^ set(theirs))) or 'dans un autre ordre'}"
    left = f"SELECT {', '.join(_quoted(ours))} FROM {relation}"
    right = f"SELECT {', '.join(f'CAST({_quoted([c])[0]} AS {kind}) AS {_quoted([c])[0]}' for c, kind in ours.items())} FROM {other}"
    only_ours, only_theirs = (_count(con, f"{a} EXCEPT ALL {b}") for a, b in ((left, right), (right, left)))
    if not only_ours and not only_theirs:
        return ""
    doubles = [column for column, kind in ours.items() if kind == "DOUBLE"]
    if only_ours == only_theirs and doubles and not _count(con, _apart(left, right, list(ours), doubles)):
        return ""
    return f"{only_ours} lignes de DuckDB sans égale dans Spark, {only_theirs} de Spark sans égale dans DuckDB ({_guilty(con, left, right, list(ours))})"


def _guilty(con: DuckDBPyConnection, left: str, right: str, columns: list[str]) -> str:
    """The columns whose values, alone, are not the same."""
    bad = [
        c
        for c in columns
        if _count(con, f"SELECT {_quoted([c])[0]} FROM ({left}) EXCEPT ALL SELECT {_quoted([c])[0]} FROM ({right})")
    ]
    return f"colonnes {', '.join(bad)}" if bad else "chaque colonne seule est égale"


def _apart(left: str, right: str, columns: list[str], doubles: list[str]) -> str:
    """The rows that differ once sorted by all that is no double, then by the doubles."""
    order = ", ".join(_quoted([c for c in columns if c not in doubles] + doubles))
    same = " AND ".join(
        f"(a.{c} IS NOT DISTINCT FROM b.{c} OR abs(a.{c} - b.{c}) <= {RELATIVE} * greatest(abs(a.{c}), abs(b.{c})))"
        if name in doubles
        else f"a.{c} IS NOT DISTINCT FROM b.{c}"
        for name, c in zip(columns, _quoted(columns), strict=True)
    )
    sides = ", ".join(
        f"{side} AS (SELECT *, row_number() OVER (ORDER BY {order}) AS _rang FROM ({query}))"
        for side, query in (("a", left), ("b", right))
    )
    return f"WITH {sides} SELECT 1 FROM a FULL JOIN b USING (_rang) WHERE ({same}) IS NOT true"


def _columns(con: DuckDBPyConnection, source: str) -> dict[str, str]:
    return {row[0]: row[1] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}


def _count(con: DuckDBPyConnection, query: str) -> int:
    return con.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0]


def _quoted(columns: list[str]) -> list[str]:
    return [f'"{column}"' for column in columns]
