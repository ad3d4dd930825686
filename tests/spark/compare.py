"""Two tables that two engines made of the same model: equal, or how far apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RELATIVE = 1e-9  # sums of doubles do not add up in the same order


def difference(con: DuckDBPyConnection, relation: str, other: str) -> str:
    """What differs between a relation of DuckDB and what Spark made (another relation of the connection).

    Empty when they are the same columns, of the same family of types, and the same rows, as multisets, doubles within
    `RELATIVE`. Counts only, no value.
    """
    ours, theirs = _columns(con, relation), _columns(con, other)
    if list(ours) != list(theirs):
        return f"colonnes {', '.join(sorted(set(ours) ^ set(theirs))) or 'dans un autre ordre'}"
    if mixed := [
        f"{name} ({ours[name]}, {theirs[name]})" for name in ours if _family(ours[name]) != _family(theirs[name])
    ]:
        return f"types de {', '.join(mixed)}"
    cast = ", ".join(f'CAST("{column}" AS {kind}) AS "{column}"' for column, kind in ours.items())
    left, right = f"SELECT {', '.join(_quoted(ours))} FROM {relation}", f"SELECT {cast} FROM {other}"
    only_ours, only_theirs = (_count(con, f"{a} EXCEPT ALL {b}") for a, b in ((left, right), (right, left)))
    if not only_ours and not only_theirs:
        return ""
    doubles = [column for column, kind in ours.items() if kind == "DOUBLE"]
    if only_ours == only_theirs and doubles and not _count(con, _apart(left, right, list(ours), doubles)):
        return ""
    guilty = _guilty(con, left, right, list(ours))
    return (
        f"{only_ours} lignes de DuckDB sans égale dans Spark, {only_theirs} de Spark sans égale dans DuckDB ({guilty})"
    )


def _family(kind: str) -> str:
    """All numbers are of one family: without a contract, each engine chooses how wide they are."""
    if kind.startswith("STRUCT") or kind.endswith("[]"):
        return "composé"
    is_number = kind.startswith("DECIMAL") or kind in (
        "TINYINT",
        "SMALLINT",
        "INTEGER",
        "BIGINT",
        "HUGEINT",
        "FLOAT",
        "DOUBLE",
    )
    return "nombre" if is_number else kind.removesuffix("_NS")  # Spark gives a time of day in nanoseconds


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
