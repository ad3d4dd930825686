"""What the forgotten leave: for each model that adds up over persons, its table before the erasure less its table after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.frozen import outcomes
from observatory.pipeline import build_models, open_for_build, sql_models
from observatory.warehouse.models import Model
from observatory.warehouse.run import columns_of

if TYPE_CHECKING:
    import duckdb


def freeze(home: Home, catalogue: Catalogue, after: Home, folder: Path) -> dict[str, int]:
    """Build the warehouse of `after`, whose lake has lost the forgotten, and write in `folder` what they leave.

    Each model is completed before the next ones read it, so that all end as they were. Returns the rows frozen by
    model. Raises ObservatoryError, and nothing changes, when a table to publish would not be what it was.
    """
    models, rows = sql_models(), {}
    folder.mkdir(parents=True)
    with open_for_build(after, catalogue) as con:
        con.execute(f"ATTACH {_literal(home.warehouse)} AS avant (READ_ONLY)")
        for run in build_models(con, after, catalogue):
            if models[run.name].frozen:
                known = outcomes(after).get(run.name)
                rows[run.name] = _complete(con, models[run.name], folder / f"{run.name}.parquet", known)
        _hold(con, [table.name for table in catalogue.schema("marts").values()])
    return rows


def _complete(con: duckdb.DuckDBPyConnection, model: Model, written: Path, known: Path | None) -> int:
    """Add to the table of a model what it lost, and write that with what earlier erasures had left."""
    kinds = columns_of(con, model.name)
    keys = [name for name in kinds if name not in model.frozen]
    same = " AND ".join(f'a."{name}" IS NOT DISTINCT FROM b."{name}"' for name in keys) or "true"
    moved = " OR ".join(f'a."{name}" IS DISTINCT FROM b."{name}"' for name in model.frozen)
    lost = [f'a."{name}"' for name in keys] + [_lost(name, how) for name, how in model.frozen.items()]
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE reste AS SELECT {', '.join(lost)} FROM avant.{model.name} AS a "
        f"LEFT JOIN {model.name} AS b ON {same} WHERE {moved}"
    )
    below = " OR ".join(f'"{name}" < 0' for name, how in model.frozen.items() if how == "sum") or "false"
    gained = f"SELECT count(*) FROM {model.name} AS b ANTI JOIN avant.{model.name} AS a ON {same}"
    if _count(con, gained) or _count(con, f"SELECT count(*) FROM reste WHERE {below}"):
        raise _would_move([model.name])
    left = ["FROM reste", f"FROM read_parquet({_literal(known)})"] if known else ["FROM reste"]
    con.execute(f"COPY ({_together(model, kinds, left)}) TO {_literal(written)} (FORMAT parquet, COMPRESSION zstd)")
    whole = _together(model, kinds, [f"FROM {model.name}", "FROM reste"])
    con.execute(f"CREATE OR REPLACE TABLE {model.name} AS {whole}")
    return _count(con, "SELECT count(*) FROM reste")


def _lost(name: str, how: str) -> str:
    """What a column lost: the difference of a sum; of a bound, the bound itself."""
    return f'a."{name}" - coalesce(b."{name}", 0) AS "{name}"' if how == "sum" else f'a."{name}"'


def _together(model: Model, kinds: dict[str, str], parts: list[str]) -> str:
    """The rows of several tables of one model as one, sorted."""
    columns = [
        f'{model.frozen[name]}("{name}")::{kind} AS "{name}"' if name in model.frozen else f'"{name}"'
        for name, kind in kinds.items()
    ]
    union = " UNION ALL BY NAME ".join(f"({part})" for part in parts)
    return f"SELECT {', '.join(columns)} FROM ({union}) GROUP BY ALL ORDER BY ALL"


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return con.execute(query).fetchall()[0][0]


def _hold(con: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    """Raise when a table is not what it was, row for row."""
    moved = [
        name
        for name in tables
        if _count(
            con,
            f"SELECT count(*) FROM ((FROM avant.{name} EXCEPT ALL FROM {name}) UNION ALL "
            f"(FROM {name} EXCEPT ALL FROM avant.{name}))",
        )
    ]
    if moved:
        raise _would_move(moved)


def _would_move(tables: list[str]) -> ObservatoryError:
    return ObservatoryError(
        f"L’effacement ferait bouger {', '.join(tables)} : rien n’a été effacé.",
        "Signalez-le à l’équipe technique, avec le nom de ces tables : un compte ne s’ajoute pas d’une personne à l’autre.",
    )


def _literal(path: Path) -> str:
    return "'" + str(path.absolute()).replace("'", "''") + "'"
