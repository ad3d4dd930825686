"""Two databases made of the same files, table by table: `python -m tests.benchmarks.beside WAREHOUSE OUT.duckdb`.

For each table of core and marts: rows on each side, and how many rows of one are not in the other, keys of persons left out
(each side makes its own) and decimals held to the sixth. The same table says nothing; a count of those that are equal ends.
"""

from __future__ import annotations

import sys

import duckdb

KEYS = ("cle_", "cles_", "empreinte_", "fichier_sha256")


def main(ours: str, theirs: str) -> None:
    """Print the tables that differ, and how many do not."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{ours}' AS nous (READ_ONLY); ATTACH '{theirs}' AS eux (READ_ONLY)")
        sides = [_tables(con, name) for name in ("nous", "eux")]
        for name in sorted(set(sides[0]) ^ set(sides[1])):
            print(f"{name} : d’un seul côté")
        both = sorted(set(sides[0]) & set(sides[1]))
        differ = [line for name in both if (line := _difference(con, name))]
    print(*differ, f"{len(both) - len(differ)} tables égales sur {len(both)}", sep="\n")


def _tables(con: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    found = con.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = ? AND schema_name IN ('core', 'marts')",
        [database],
    )
    return [name for (name,) in found.fetchall()]


def _difference(con: duckdb.DuckDBPyConnection, name: str) -> str | None:
    columns = con.execute(f"DESCRIBE nous.{name}").fetchall()
    chosen = ", ".join(
        f'round("{column}", 6)' if kind == "DOUBLE" else f'"{column}"'
        for column, kind, *_ in columns
        if not column.startswith(KEYS)
    )
    counts = [con.execute(f"SELECT count(*) FROM {side}.{name}").fetchall()[0][0] for side in ("nous", "eux")]
    more = [
        con.execute(f"SELECT count(*) FROM (SELECT {chosen} FROM {a}.{name} EXCEPT ALL SELECT {chosen} FROM {b}.{name})").fetchall()[0][0]
        for a, b in (("nous", "eux"), ("eux", "nous"))
    ]  # fmt: skip
    return f"{name} : {counts[0]} et {counts[1]} lignes ; {more[0]} et {more[1]} sans pareille" if any(more) else None


if __name__ == "__main__":
    main(*sys.argv[1:3])
