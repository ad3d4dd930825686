"""How long the official lists take, from the drop to the passages, and a rebase of a million rows.

Run: `python -m tests.benchmarks.territories`. Needs the official files beside the project.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

ROUNDS = 5
OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "reference" / "cog"
MODELS = ("communes", "territoires", "successions", "passages", "codes_perimes", "contenance", "changements_epci")


def main(rows: int = 1_000_000) -> None:
    """Print the seconds of each step in a home of its own, of the plainest reading, and the median of the rebases."""
    with tempfile.TemporaryDirectory() as folder:
        communes, passages = _load(Path(folder))
    with clock("le plus simple : lire les mêmes fichiers avec DuckDB et polars, sans rien contrôler"):
        _plainest()
    _rebase(communes, passages, rows)


@contextmanager
def clock(words: str) -> Iterator[None]:
    """Print the seconds that the block took."""
    started = time.perf_counter()
    yield
    print(f"{time.perf_counter() - started:6.2f} s  {words}")


def _load(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The communes and the passages, from the files as they are published."""
    from observatory.contracts.load import load_catalogue
    from observatory.home import Home
    from observatory.lake.partitions import refresh
    from observatory.pipeline import build_models, open_for_build, sql_models
    from observatory.sources.intake import receive_incoming

    home, catalogue = Home(folder).create(), load_catalogue()
    shutil.copytree(OFFICIAL, home.incoming / "cog-2026")
    with clock("du dépôt aux passages, en tout"):
        with clock("réception : lire, reconnaître, typer"):
            receive_incoming(home, catalogue)
        with clock("importer Great Expectations"):
            import great_expectations  # noqa: F401
        with clock("lac : contrôler et écrire"):
            for contract in catalogue.sources:
                refresh(home, catalogue, contract, "mesure")
        with clock("entrepôt : construire les modèles"):
            staging = [name for name in sql_models() if name.startswith(("staging.cog", "staging.epci", "staging.pop"))]
            with open_for_build(home, catalogue) as con:
                list(build_models(con, home, catalogue, [*staging, *(f"core.{name}" for name in MODELS)]))
                return con.sql("FROM core.communes").pl(), con.sql("FROM core.passages").pl()


def _plainest() -> None:
    import duckdb
    import polars as pl

    with duckdb.connect() as con:
        for path in OFFICIAL.iterdir():
            if path.suffix == ".xlsx":
                pl.read_excel(path)
            else:
                con.execute(f"SELECT count(*) FROM (SELECT * FROM '{path}')").fetchall()


def _rebase(communes: pl.DataFrame, passages: pl.DataFrame, rows: int) -> None:
    import polars as pl

    from observatory.territories.rebase import rebase

    people = communes.filter(pl.col("millesime_cog") == 2025)
    whole = communes.filter(pl.col("millesime_cog") == 2019, pl.col("type_commune") == "COM")["commune_code"].sort()
    repeated = whole.gather(pl.int_range(rows, eager=True) % len(whole)).alias("commune_code")
    month = (pl.int_range(rows, eager=True) // len(whole)).cast(pl.String).alias("mois")
    frame = pl.DataFrame([repeated, month, pl.int_range(rows, eager=True).alias("nb") % 997])
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        done = rebase(frame, communes, passages, departure=2019, arrival=2025, measures=["nb"], population=people)
        times.append(time.perf_counter() - started)
    assert done["nb"].sum() == frame["nb"].sum()
    print(f"{statistics.median(times):6.2f} s  rapporter {rows} lignes de 2019 à 2025 (médiane de {ROUNDS})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
