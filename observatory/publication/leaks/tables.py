"""Route by tables: a file that carries the keys of a protected table is joined to it, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from observatory.publication.leaks.guarded import SECRET, SHOWN, TRUE, Guarded, Leak, Secrets
from observatory.publication.leaks.numbers import Piece, keyed, whole

IN_TABLE = "table"
IN_STATISTICS = "statistiques de colonne"


def in_table(piece: Piece, secrets: Secrets) -> Iterator[Leak]:
    for table in secrets.tables:
        if set(table.keys) <= set(piece.frame.columns) and _holds(piece, table, secrets):
            yield Leak(piece.file, IN_TABLE, table.name)


def _holds(piece: Piece, table: Guarded, secrets: Secrets) -> bool:
    """Whether the count of a cell is not the one that is shown; for a column of another name, whether it is the true one."""
    import polars as pl

    read_keys = keyed(piece.frame, table.keys)
    one_grain = not read_keys.is_duplicated().any()
    others = [column for column in piece.frame.get_columns() if column.name not in table.keys]
    for column in others:
        if not (column.dtype.is_numeric() or column.dtype == pl.String):
            continue
        joined = read_keys.with_columns(whole(column).alias("_lu")).drop_nulls("_lu")
        joined = joined.join(table.cells, on=table.keys, how="inner", nulls_equal=True)
        read, true, shown = joined["_lu"], joined[TRUE], joined[SHOWN]
        other = read.ne_missing(shown)
        told = joined.filter(pl.col(SECRET))
        same = told.filter(pl.col("_lu") == pl.col(TRUE))
        if column.name == table.count and piece.name == table.name:
            found = bool(other.any())
        elif column.name == table.count and one_grain and piece.name not in secrets.names:
            found = bool(other.any()) and 2 * int((read.eq_missing(shown) | read.eq_missing(true)).sum()) >= len(read)
        else:
            found = same[TRUE].n_unique() >= 3 and 2 * same.height >= told.height
        if found:
            return True
    return False


def in_statistics(folder: Path, pieces: list[Piece], secrets: Secrets) -> set[Leak]:
    """Bounds of a Parquet column that its own values do not reach, and that are counts of a guarded table."""
    import duckdb
    import polars as pl

    files = {piece.file: piece.frame for piece in pieces if piece.frame is not None and piece.file.endswith(".parquet")}
    here = [str(folder / name) for name in files if (folder / name).is_file()]
    if not here:
        return set()
    rows = duckdb.sql(
        "SELECT file_name, path_in_schema, value FROM (SELECT file_name, path_in_schema, unnest([stats_min, stats_max, "
        "stats_min_value, stats_max_value]) AS value FROM parquet_metadata($files)) WHERE value IS NOT NULL",
        params={"files": here},
    ).fetchall()
    leaks = set()
    for path, column, bound in rows:
        name = Path(path).relative_to(folder).as_posix()
        if column not in files[name].columns or not re.fullmatch(r"\d+(\.0+)?", bound):
            continue
        held = files[name][column]
        if not (held.eq(bound) if held.dtype == pl.String else whole(held).eq(int(float(bound)))).any():
            leaks |= {
                Leak(name, IN_STATISTICS, table.name)
                for table in secrets.tables
                if (table.cells[SECRET] & (table.cells[TRUE] == int(float(bound)))).any()
            }
    return leaks
