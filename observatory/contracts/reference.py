"""Code lists and declared corrections: what contracts refer to, beside the columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import FOLDER
from observatory.contracts.strict_yaml import read_yaml
from observatory.fingerprints import of_files

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


def lists_fingerprint(folder: Path = FOLDER) -> str:
    """SHA-256 of the code lists, of the words mapped to them and of the declared corrections."""
    lists = (*folder.rglob("*.csv"), *folder.rglob("*.parquet"), *(folder / "corrections").rglob("*.yaml"))
    return of_files(folder.parent, lists)
