"""Code lists and declared corrections: what contracts refer to, beside the columns."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from observatory import __version__
from observatory.contracts.load import FOLDER
from observatory.contracts.strict_yaml import read_yaml

if TYPE_CHECKING:
    import polars as pl

_CORRECTION_COLUMNS = (
    "correction_id",
    "contrat",
    "niveau",
    "territoire_code",
    "date_mois",
    "valeur_attendue",
    "valeur_corrigee",
    "motif_correction",
    "date_correction",
)


@cache
def nomenclature_codes(folder: Path = FOLDER) -> dict[str, frozenset[str]]:
    """The codes of each list of `nomenclatures/`, by list name."""
    import polars as pl

    return {
        path.stem: frozenset(pl.read_csv(path, separator=";", infer_schema=False, columns=["code"])["code"])
        for path in sorted((folder / "nomenclatures").glob("*.csv"))
    }


@cache
def code_periods(folder: Path = FOLDER) -> dict[str, dict[str, tuple[str | None, str | None]]]:
    """For each list whose codes come and go: code → first and last day in force (AAAA-MM-JJ, None when open)."""
    import polars as pl

    found = {}
    for path in sorted((folder / "nomenclatures").glob("*.csv")):
        frame = pl.read_csv(path, separator=";", infer_schema=False)
        if "valide_au" not in frame.columns:
            continue
        frame = frame.select("code", "valide_du", "valide_au")
        dated = frame.filter(pl.any_horizontal(pl.col("valide_du", "valide_au").is_not_null()))
        found[path.stem] = {code: (first, last) for code, first, last in dated.rows()}
    return {name: periods for name, periods in found.items() if periods}


def corrections(folder: Path = FOLDER) -> pl.DataFrame:
    """The declared corrections, one row each, all as text.

    Columns: `correction_id, contrat, niveau, territoire_code, date_mois` (AAAA-MM-JJ), `valeur_attendue` (the wrong
    value that the source publishes), `valeur_corrigee`, `motif_correction`, `date_correction`.
    """
    import polars as pl

    rows = [
        (c["id"], register["contrat"], c["niveau"], c["territoire_code"], c["date_mois"], c["valeur_attendue"])
        + (c["valeur_corrigee"], register["motif"], register["date_correction"])
        for register in map(read_yaml, sorted((folder / "corrections").glob("*.yaml")))
        for c in register["corrections"]
    ]
    texts = [tuple(str(value) for value in row) for row in rows]
    return pl.DataFrame(texts, schema=dict.fromkeys(_CORRECTION_COLUMNS, pl.String), orient="row")


def rules_fingerprint(folder: Path = FOLDER) -> str:
    """SHA-256 of every contract, code list, correction and SQL file, and of the software's version: when it changes,
    everything is read again."""
    paths = [
        *folder.rglob("*.yaml"),
        *folder.rglob("*.csv"),
        *folder.rglob("*.parquet"),
        *(folder.parent / "dbt_like_sql").rglob("*.sql"),
    ]
    states = ((path, path.stat()) for path in sorted(paths))
    return _digest(folder.parent, tuple((path, state.st_mtime_ns, state.st_size) for path, state in states))


@lru_cache(maxsize=4)
def _digest(root: Path, files: tuple[tuple[Path, int, int], ...]) -> str:
    """Of the content of `files` (path, date, size): read again only when one of them has changed."""
    digest = hashlib.sha256(__version__.encode())
    for path, _, _ in files:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
