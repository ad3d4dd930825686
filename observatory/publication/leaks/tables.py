"""Route by tables: a file that carries the keys of a protected table is joined to it, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.publication.leaks.guarded import SECRET, SHOWN, TRUE, Guarded, Leak, Secrets
from observatory.publication.leaks.numbers import Piece, keyed, whole, whole_columns

if TYPE_CHECKING:
    import polars as pl

IN_TABLE = "table"
IN_STATISTICS = "statistiques de colonne"
_READ = "_lu_"


def in_tables(pieces: Iterable[Piece], secrets: Secrets) -> set[Leak]:
    """The tables that show what they should not. The same one in several formats is joined once: the same cells once read."""
    leaks: set[Leak] = set()
    joined: dict[tuple, list[tuple[pl.DataFrame, list[str]]]] = {}
    for piece in pieces:
        for keys, read in _readings(piece, secrets):
            alike = joined.setdefault((piece.name, keys, read.shape), [])
            names = next((names for other, names in alike if other.equals(read)), None)
            if names is None:
                names = _held(piece.name, keys, read, secrets)
                alike.append((read, names))
            leaks |= {Leak(piece.file, IN_TABLE, name) for name in names}
    return leaks


def _readings(piece: Piece, secrets: Secrets) -> Iterator[tuple[tuple[str, ...], pl.DataFrame]]:
    """For each group of keys that the table has: those keys as text, and its other columns as whole numbers, if any are."""
    import polars as pl

    here = set(piece.frame.columns)
    every = [keys for keys in dict.fromkeys(table.keys for table in secrets.tables) if here.issuperset(keys)]
    if not every:
        return
    counted = [one for one in piece.frame.get_columns() if one.dtype.is_numeric() or one.dtype == pl.String]
    numbers = [one for one in whole_columns(pl.DataFrame(counted)) if one.null_count() < len(one)]
    for keys in every:
        others = [one.alias(_READ + one.name) for one in numbers if one.name not in keys]
        yield keys, keyed(piece.frame, keys).with_columns(others)


def _held(name: str, keys: tuple[str, ...], read: pl.DataFrame, secrets: Secrets) -> list[str]:
    """The guarded tables that can be read in a table of that name."""
    if len(keys) == read.width:
        return []
    one_grain = name in secrets.names or not read.select(keys).is_duplicated().any()
    return [
        table.name for table in secrets.tables if table.keys == keys and _holds(name, read, one_grain, table, secrets)
    ]


def _holds(name: str, read: pl.DataFrame, one_grain: bool, table: Guarded, secrets: Secrets) -> bool:
    """Whether the count of a cell is not the one that is shown; for a column of another name, whether it is the true one."""
    import polars as pl

    joined = read.join(table.cells, on=table.keys, how="inner", nulls_equal=True)
    if joined.is_empty():
        return False
    true, shown, secret = (pl.col(column) for column in (TRUE, SHOWN, SECRET))

    def found(column: str) -> pl.Expr:
        value = pl.col(column)
        known = value.is_not_null()
        if column == _READ + table.count and (name == table.name or one_grain and name not in secrets.names):
            other = (known & value.ne_missing(shown)).any()
            alike = (known & (value.eq_missing(shown) | value.eq_missing(true))).sum()
            return other if name == table.name else other & (2 * alike >= known.sum())
        same = known & secret & (value == true)
        return (true.filter(same).n_unique() >= 3) & (2 * same.sum() >= (known & secret).sum())

    return joined.select(pl.any_horizontal(found(one) for one in read.columns if one.startswith(_READ))).item()


def in_statistics(folder: Path, pieces: list[Piece], secrets: Secrets) -> set[Leak]:
    """Bounds of a Parquet column that its own values do not reach, and that are counts of a guarded table."""
    import duckdb
    import polars as pl

    files = {piece.file: piece.frame for piece in pieces if piece.file.endswith(".parquet")}
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
