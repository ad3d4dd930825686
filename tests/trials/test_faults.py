"""A sample of what breaks under a home: the sentence, what stays, and how it comes back."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import duckdb
import polars as pl
import pytest
from dagster._core.events import EngineEventData
from dagster._core.execution.plan.objects import ErrorSource

from assets.cut_short import SENTENCE, end_cut_short
from assets.failures import sentence
from observatory.errors import ObservatoryError, of_the_machine
from observatory.lake.partitions import manifests, parquet_path, refresh
from observatory.lake.quarantine import inert
from observatory.publication import release as releases
from observatory.sources import intake
from observatory.warehouse.run import open_warehouse

CONTRACT = "barometre_relogement"


@pytest.fixture
def kept(home, catalogue, departements):
    """A home with one partition in its lake."""
    path = home.incoming / "dep.csv"
    path.write_text("\n".join(departements(codes=("Z11",), months=3)) + "\n", encoding="utf-8")
    intake.receive(home, path, catalogue)
    assert refresh(home, catalogue, CONTRACT, "essai")[0].is_kept
    return home


def test_a_manifest_cut_short_is_written_again_from_the_received_file(kept, catalogue):
    manifest = parquet_path(kept, CONTRACT, "DEP").with_suffix(".json")
    whole = manifest.read_text(encoding="utf-8")
    manifest.write_text(whole[:40], encoding="utf-8")
    assert manifests(kept, CONTRACT) == []
    assert refresh(kept, catalogue, CONTRACT, "essai")[0].is_new and manifest.read_text(encoding="utf-8") == whole


def test_a_received_file_that_is_gone_is_told_and_comes_back_when_it_is_dropped_again(kept, catalogue):
    (origin,) = intake.origins_in_force(kept, CONTRACT)
    origin.path(kept).unlink()
    parquet_path(kept, CONTRACT, "DEP").unlink()
    with pytest.raises(ObservatoryError, match=r"dep.csv .* n’est plus dans raw/\. .*déposez-le de nouveau"):
        refresh(kept, catalogue, CONTRACT, "essai")
    assert intake.receive(kept, kept.incoming / "dep.csv", catalogue).statut == "recu"
    assert refresh(kept, catalogue, CONTRACT, "essai")[0].is_kept


def test_an_origin_cut_short_is_told(kept, catalogue):
    (origin,) = intake.origins_in_force(kept, CONTRACT)
    origin.path(kept).with_suffix(".json").write_text("{", encoding="utf-8")
    with pytest.raises(ObservatoryError, match="La fiche de réception .* est abîmée"):
        refresh(kept, catalogue, CONTRACT, "essai")


def test_the_last_file_received_is_in_force_even_when_the_clock_went_back(kept, catalogue, departements, monkeypatch):
    class Past(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) - timedelta(days=1)

    monkeypatch.setattr(intake, "datetime", Past)
    path = kept.incoming / "mieux.csv"
    path.write_text("\n".join(departements(codes=("Z11",), months=3, step=11)) + "\n", encoding="utf-8")
    intake.receive(kept, path, catalogue)
    assert [origin.fichier_nom for origin in intake.origins_in_force(kept, CONTRACT)] == ["mieux.csv"]


def test_what_a_killed_reception_wrote_aside_goes_and_what_a_living_one_writes_stays(home, catalogue):
    folder = home.raw / CONTRACT
    folder.mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", "pass"]) as over:
        over.wait()
    (folder / f".a.csv.{over.pid}").write_bytes(b"x")
    (folder / f".b.csv.{os.getpid()}").write_bytes(b"x")
    intake.receive_incoming(home, catalogue)
    assert [path.name for path in folder.iterdir()] == [f".b.csv.{os.getpid()}"]


@pytest.mark.parametrize("size", [0.3, 0.9])
def test_a_damaged_warehouse_says_that_it_may_be_deleted(home, size: float):
    with open_warehouse(home.warehouse) as con:
        con.execute("CREATE TABLE core.t AS SELECT range AS n FROM range(100000)")
    whole = home.warehouse.read_bytes()
    home.warehouse.write_bytes(b"x" * 5000 + whole[5000 : int(len(whole) * size)])
    with pytest.raises(ObservatoryError, match="upprimez"), open_warehouse(home.warehouse):
        pass
    with pytest.raises(ObservatoryError, match="upprimez"), releases._warehouse(home):
        pass
    home.warehouse.unlink()
    with open_warehouse(home.warehouse) as con:
        assert con.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Le disque est plein"),
        (duckdb.IOException("IO Error: Could not write file: No space left on device"), "Le disque est plein"),
        (OSError(errno.EROFS, "Read-only file system"), "ne peut pas être écrite"),
        (MemoryError(), "La mémoire prêtée au traitement"),
        (duckdb.OutOfMemoryException("Out of Memory Error"), "La mémoire prêtée au traitement"),
        (RuntimeError("Query interrupted"), "Arrêté à votre demande"),
    ],
)
def test_what_the_machine_lacks_is_told_in_french(error: Exception, words: str):
    told = of_the_machine(error)
    assert words in told.message and "relancez" in told.action


def test_a_step_that_was_told_to_stop_is_no_unexpected_error():
    data = SimpleNamespace(user_failure_data=None, error_source=ErrorSource.INTERRUPT)
    said = sentence(SimpleNamespace(step_key="reception", step_failure_data=data))
    assert said.startswith("Arrêté à votre demande pendant l’étape « reception »") and "inattendue" not in said


def test_any_other_error_stays_unexpected():
    assert of_the_machine(ValueError("Zorglub")) is None


def test_no_text_of_a_csv_that_we_write_runs_in_a_spreadsheet():
    rows = pl.DataFrame({"feuille": ["=1", "Feuil1"], "contenu": [" @SUM(A1)", None], "nb": [-1, 2]})
    assert inert(rows).rows() == [("'=1", "' @SUM(A1)", -1), ("Feuil1", None, 2)]


def test_a_killed_run_gives_its_place_back_and_a_living_one_keeps_it(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", "pass"]) as over:
        over.wait()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as living:
        with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
            for name, pid in (("tuee", over.pid), ("vivante", living.pid)):
                run = instance.create_run_for_job(dg.job(name=name)(lambda: None), status=dg.DagsterRunStatus.STARTED)
                instance.report_engine_event("Executing", run, EngineEventData.in_process(pid))
            ended = end_cut_short(instance)
            states = {run.job_name: run.status for run in instance.get_runs()}
            assert states == {"tuee": dg.DagsterRunStatus.FAILURE, "vivante": dg.DagsterRunStatus.STARTED}
            assert len(ended) == 1 and SENTENCE.startswith("L’exécution a été arrêtée brutalement")
        living.kill()
