"""The quality journal: every result of every run, never edited, one small Parquet file per recording and object.

It holds identifiers, counts and sentences, never a value of the data.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from observatory.errors import ObservatoryError
from observatory.quality.check import BLOCKING, CheckResult

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Entry:
    """One check result and what it was about.

    `objet` is a table (`lac.barometre`, `marts.relogement_mensuel`), `partition` its part or None, `empreinte` the sha256
    of the input the check ran on (or the build's identifier), `date_execution` a moment with its time zone.
    """

    execution_id: str
    date_execution: datetime
    objet: str
    partition: str | None
    empreinte: str
    result: CheckResult

    def row(self) -> tuple:
        """The journal's row, in the order of its columns."""
        if self.date_execution.tzinfo is None:
            raise ValueError("date_execution sans fuseau horaire")
        at, result = self.date_execution.astimezone(UTC), self.result
        about = (self.execution_id, at, self.objet, self.partition, self.empreinte)
        answer = (result.id, result.severity, result.passed, result.nb_rows, result.technical_error, result.sentence)
        return about + answer


def record(folder: Path, entries: Iterable[Entry]) -> None:
    """Add `entries` to the journal in `folder`, created if absent; each file appears whole or not at all."""
    import polars as pl

    frame = pl.DataFrame([entry.row() for entry in entries], schema=_schema(), orient="row")
    folder.mkdir(parents=True, exist_ok=True)
    for (objet,), part in frame.group_by("objet", maintain_order=True):
        moment = part["date_execution"].max().strftime("%Y%m%dT%H%M%S%fZ")
        final = folder / f"{objet}--{moment}-{uuid4().hex}.parquet"
        temporary = folder / f"{objet}.tmp"  # one writer at a time: what a run cut short left there is written over
        try:
            part.write_parquet(temporary)
            os.replace(temporary, final)
        finally:
            temporary.unlink(missing_ok=True)


def read(folder: Path) -> pl.DataFrame:
    """The whole journal, oldest first: one row per check result; no row when nothing was recorded.

    Columns: execution_id, date_execution (UTC), objet, partition (nullable), empreinte, controle_id, severite, est_reussi,
    nb_lignes_en_cause (rows at fault, null when not known), est_erreur_technique, phrase.
    Raises `ObservatoryError` when a file cannot be read.
    """
    return _read(folder, "*.parquet")


def passed(folder: Path, run_id: str, since: datetime) -> list[tuple[str, str]]:
    """The objects and partitions of the lake that a run checked and did not refuse, in order. since: when the run began."""
    import polars as pl

    moment = f"{since.astimezone(UTC):%Y%m%dT%H%M%S}"
    files = [path for path in folder.glob("lake.*.parquet") if path.stem.partition("--")[2] >= moment]
    if not files:
        return []
    rows = pl.read_parquet(files, schema=_schema()).filter(execution_id=run_id)
    refused = (~pl.col("est_reussi") & (pl.col("severite") == BLOCKING)).any()
    return (
        rows.group_by("objet", "partition")
        .agg(refuse=refused)
        .filter(~pl.col("refuse"))
        .drop("refuse")
        .sort("objet", "partition")
        .rows()
    )


def latest(folder: Path, objet: str, partition: str | None, empreinte: str) -> pl.DataFrame:
    """The last result of each check on exactly this input of this object: columns of `read`, one row per check."""
    import polars as pl

    about = (pl.col("objet") == objet) & pl.col("partition").eq_missing(partition) & (pl.col("empreinte") == empreinte)
    found = _read(folder, f"{objet}--*.parquet").filter(about)
    return found.unique("controle_id", keep="last", maintain_order=True)


def latest_results(folder: Path, objet: str, partition: str | None, empreinte: str) -> list[CheckResult]:
    """The rows of `latest`, as check results."""
    rows = latest(folder, objet, partition, empreinte).rows(named=True)
    return [
        CheckResult(
            row["controle_id"],
            row["severite"],
            row["phrase"],
            row["est_reussi"],
            row["nb_lignes_en_cause"],
            row["est_erreur_technique"],
        )
        for row in rows
    ]


def blocking_failures(folder: Path, objet: str, partition: str | None, empreinte: str) -> list[str]:
    """Identifiers, sorted, of the checks whose last result on this input is a blocking failure."""
    return _blocking(latest(folder, objet, partition, empreinte))


def has_passed(folder: Path, objet: str, partition: str | None, empreinte: str) -> bool:
    """True when this exact input was checked and no blocking failure stands; an input never checked has not passed."""
    checked = latest(folder, objet, partition, empreinte)
    return not checked.is_empty() and not _blocking(checked)


def _blocking(results: pl.DataFrame) -> list[str]:
    import polars as pl

    return sorted(results.filter((pl.col("severite") == BLOCKING) & ~pl.col("est_reussi"))["controle_id"])


def _read(folder: Path, pattern: str) -> pl.DataFrame:
    import polars as pl

    files = sorted(folder.glob(pattern))
    if not files:
        return pl.DataFrame(schema=_schema())
    try:
        return pl.read_parquet(files, schema=_schema()).sort("date_execution", maintain_order=True)
    except (pl.exceptions.PolarsError, OSError):
        raise ObservatoryError(
            f"Le journal qualité est illisible : un fichier de « {folder} » est abîmé ou d’une autre version.",
            "Déplacez le fichier en cause hors du dossier, puis relancez la construction.",
        ) from None


def _schema() -> dict[str, pl.DataType | type[pl.DataType]]:
    import polars as pl

    return {
        "execution_id": pl.String,
        "date_execution": pl.Datetime("us", "UTC"),
        "objet": pl.String,
        "partition": pl.String,
        "empreinte": pl.String,
        "controle_id": pl.String,
        "severite": pl.String,
        "est_reussi": pl.Boolean,
        "nb_lignes_en_cause": pl.Int64,
        "est_erreur_technique": pl.Boolean,
        "phrase": pl.String,
    }
