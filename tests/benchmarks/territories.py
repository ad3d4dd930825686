"""How long the passages and a rebase of a million rows take. Run: `python -m tests.benchmarks.territories`."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from observatory.territories.rebase import rebase
from tests.territories.conftest import BUILT, load_official

ROUNDS = 5
OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "reference" / "cog"


def main(rows: int = 1_000_000) -> None:
    """Print the seconds to load the official files and build the models, then the median of rebases of `rows` rows."""
    import duckdb
    import polars as pl

    from observatory.pipeline import sql_models

    models = sql_models()
    with duckdb.connect() as con:
        started = time.perf_counter()
        load_official(con, OFFICIAL)
        print(f"charger les fichiers officiels   {time.perf_counter() - started:6.2f} s")
        for name in BUILT:
            started = time.perf_counter()
            con.execute(f"CREATE TABLE {name} AS {models[name].sql}")
            print(f"{name:32} {time.perf_counter() - started:6.2f} s")
        communes, passages = con.sql("FROM core.communes").pl(), con.sql("FROM core.passages").pl()
    people = communes.filter(pl.col("millesime_cog") == 2025).with_columns(
        pop_municipale=1000, millesime_population=2025
    )
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
    print(
        f"rapporter {rows} lignes 2019 → 2025 : {statistics.median(times):.2f} s (médiane de {ROUNDS}), {len(done)} lignes"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
