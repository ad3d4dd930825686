"""What an erasure leaves behind: anonymous outcomes that the models add, and which files it treated up to which day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from observatory.home import Home

if TYPE_CHECKING:
    import polars as pl

ERASURES, OUTCOMES = "effacements.parquet", "comptes"


def outcomes(home: Home) -> dict[str, Path]:
    """Model → Parquet of the outcomes of the erased, with the columns of the model."""
    return {path.stem: path for path in sorted((home.frozen / OUTCOMES).glob("*.parquet"))}


def erasures(home: Home | None) -> pl.DataFrame:
    """The last erasure of each SIAO, one row each; empty before the first one.

    Columns: `siao_dep`; `horizon`, the day before which whoever had no contact since was erased; `extraction`, the last
    extraction that the erasure treated; `fichiers`, SHA-256 of the files that it treated.
    """
    import polars as pl

    schema = {"siao_dep": pl.String, "horizon": pl.Date, "extraction": pl.Date, "fichiers": pl.List(pl.String)}
    path = home.frozen / ERASURES if home else None
    return pl.read_parquet(path) if path and path.exists() else pl.DataFrame(schema=schema)
