"""Route by tables: a file that carries the keys of a protected table is joined to it, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.publication.leaks.guarded import SECRET, SHOWN, TRUE, Guarded, Leak, Secrets
from observatory.publication.leaks.numbers import Piece, keyed, whole

if TYPE_CHECKING:
    import polars as pl

IN_TABLE = "table"
IN_STATISTICS = "statistiques de colonne"
_READ = "_lu_"


def in_table(piece: Piece, secrets: Secrets) -> Iterator[Leak]:
    import polars as pl

    tables = [table for table in secrets.tables if set(table.keys) <= set(piece.frame.columns)]
    if not tables:
        return
    counted = [one for one in piece.frame.get_columns() if one.dtype.is_numeric() or one.dtype == pl.String]
    numbers = pl.DataFrame([whole(column) for column in counted])
    for keys in dict.fromkeys(table.keys for table in tables):
        read = pl.concat(
            [keyed(piece.frame, keys), numbers.drop(keys, strict=False).rename(_READ.__add__)], how="horizontal"
        )
        yield from (
            Leak(piece.file, IN_TABLE, table.name)
            for table in tables
            if table.keys == keys and _holds(piece, read, table, secrets)
        )


def _holds(piece: Piece, read: pl.DataFrame, table: Guarded, secrets: Secrets) -> bool:
    """Whether the count of a cell is not the one that is shown; for a column of another name, whether it is the true one."""
    import polars as pl

    one_grain = not read.select(table.keys).is_duplicated().any()
    joined = read.join(table.cells, on=table.keys, how="inner", nulls_equal=True)
    true, shown, secret = (pl.col(name) for name in (TRUE, SHOWN, SECRET))

    def found(column: str) -> pl.Expr:
        value = pl.col(column)
        known = value.is_not_null()
        if column == _READ + table.count and (
            piece.name == table.name or one_grain and piece.name not in secrets.names
        ):
            other = (known & value.ne_missing(shown)).any()
            alike = (known & (value.eq_missing(shown) | value.eq_missing(true))).sum()
            return other if piece.name == table.name else other & (2 * alike >= known.sum())
        same = known & secret & (value == true)
        return (true.filter(same).n_unique() >= 3) & (2 * same.sum() >= (known & secret).sum())

    columns = [name for name in joined.columns if name.startswith(_READ)]
    return bool(columns) and joined.select(pl.any_horizontal(found(name) for name in columns)).item()


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
