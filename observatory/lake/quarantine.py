"""Refused rows and unknown words, as CSV that a spreadsheet opens in French."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.home import Home
from observatory.sources.origins import Origin
from observatory.sources.reading import Reading

if TYPE_CHECKING:
    import polars as pl


def quarantine_path(home: Home, origin: Origin) -> Path:
    """Where the refused rows of a file are written for staff."""
    stem = Path(origin.fichier_nom).stem
    return home.quarantine / origin.contrat / f"{stem}-{origin.fichier_sha256[:8]}.csv"


def write_quarantine(home: Home, origin: Origin, reading: Reading) -> None:
    """The refused rows, and the words that no code list knows, as CSV that a spreadsheet opens in French."""
    refused = reading.typed.quarantine
    refused = refused if (refused["feuille"] != "").any() else refused.drop("feuille")
    path = quarantine_path(home, origin)
    _write_csv(path, refused)
    _write_csv(unknown_words_path(path), _to_complete(reading))


def unknown_words_path(quarantine: Path) -> Path:
    """Where the words that no code list knows are written, beside the refused rows: the code is left to fill in."""
    return quarantine.with_name(f"{quarantine.stem}-mots-inconnus.csv")


def _to_complete(reading: Reading) -> pl.DataFrame:
    """The unknown words with the list that they belong to and an empty code, on the columns of `correspondances/`."""
    import polars as pl

    lists = {column.name: column.nomenclature for column in reading.table.source_columns if column.labelled}
    return reading.typed.unknown_words.select(
        nomenclature=pl.col("colonne").replace_strict(lists, return_dtype=pl.String),
        libelle="libelle",
        code=pl.lit(""),
        producteur=pl.lit(""),
        nombre="nombre",
    )


def _write_csv(path: Path, rows: pl.DataFrame) -> None:
    """BOM and semicolons, no text that runs; no file for no row."""
    path.unlink(missing_ok=True)
    if rows.height:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".nouveau")
        inert(rows).write_csv(aside, separator=";", include_bom=True)
        os.replace(aside, path)


def inert(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with an apostrophe before any text that a spreadsheet would run as a formula."""
    import polars as pl

    texts = [name for name, kind in rows.schema.items() if kind == pl.String]
    runs = r"^\s*[=+\-@\t\r]"
    return rows.with_columns(
        pl.when(pl.col(name).str.contains(runs)).then("'" + pl.col(name)).otherwise(name).alias(name) for name in texts
    )
