"""Files dropped start the job of their source once they are whole, and once only; each run leaves its report."""

from __future__ import annotations

import os
import time
from pathlib import Path

import dagster as dg
import pytest
import yaml

from assets.automation import fichiers_deposes
from assets.jobs import job_for
from assets.lake import LAKE_ASSETS
from assets.reception import reception
from assets.run import run_job
from observatory.home import Home
from observatory.lake.partitions import manifests
from tests.assets.test_editions import counts


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(tmp_path / "maison").create()
    monkeypatch.setenv("OBSERVATORY_HOME", str(made.root))
    monkeypatch.setenv("DAGSTER_HOME", str(made.dagster))
    return made


def look(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    return fichiers_deposes(context)


def drop(home: Home, name: str, text: str, age: float = 60) -> None:
    path = home.incoming / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)


def test_nothing_dropped_starts_nothing(home: Home) -> None:
    assert "Aucun fichier" in look(dg.build_sensor_context()).skip_message


def test_a_file_starts_the_job_of_its_source_once_it_has_not_changed_between_two_looks(home: Home) -> None:
    drop(home, "nuit.csv", counts("Z2101", "S1;RUE;RATP;Oui;3"))
    first = dg.build_sensor_context()
    assert "en cours de dépôt" in look(first).skip_message
    (request,) = look(dg.build_sensor_context(cursor=first.cursor)).run_requests
    assert request.job_name == "ingerer_une_nuit_de_la_solidarite"
    assert request.tags["contrats"] == "lake.ndls_comptage_secteur" and request.tags["fichiers"] == "1"
    (again,) = look(dg.build_sensor_context(cursor=first.cursor)).run_requests
    assert again.run_key == request.run_key  # Dagster starts one run for a key


def test_the_same_file_dropped_again_with_its_date_starts_a_run_again(home: Home) -> None:
    keys = []
    for _ in range(2):
        drop(home, "nuit.csv", counts("Z2101", "S1;RUE;RATP;Oui;3"))
        os.utime(home.incoming / "nuit.csv", (1_700_000_000,) * 2)
        first = dg.build_sensor_context()
        look(first)
        keys += [one.run_key for one in look(dg.build_sensor_context(cursor=first.cursor)).run_requests]
        (home.incoming / "nuit.csv").unlink()
        time.sleep(0.02)
    assert len(set(keys)) == 2


def test_a_file_that_still_grows_waits(home: Home) -> None:
    drop(home, "nuit.csv", counts("Z2101", "S1;RUE;RATP;Oui;3"), age=0)
    context = dg.build_sensor_context()
    look(context)
    assert "en cours de dépôt" in look(dg.build_sensor_context(cursor=context.cursor)).skip_message


@pytest.mark.parametrize(
    ("contracts", "job"),
    [
        ({"lake.siao_demande_115", "lake.siao_menage"}, "recevoir_un_export_du_siao"),
        ({"lake.sne_attribution"}, "recevoir_une_extraction_du_sne"),
        ({"lake.sne_attribution", "lake.ndls_edition"}, "recevoir_les_fichiers_deposes"),
        (set(), "recevoir_les_fichiers_deposes"),
    ],
)
def test_files_of_several_sources_or_of_none_are_received_by_the_job_of_all(contracts: set[str], job: str) -> None:
    assert job_for(contracts) == job


def test_a_run_of_a_source_leaves_its_report(home: Home) -> None:
    drop(home, "nuit.csv", counts("Z2101", "S1;RUE;RATP;Oui;3", "S1;RUE;RATP;Oui;4"))
    drop(home, "inconnu.csv", "a;b\n1;2\n")
    summary = run_job("ingerer_une_nuit_de_la_solidarite", home)
    page = summary.report.read_text(encoding="utf-8")
    assert summary.report.parent == home.reports and (home.reports / "dernier.html").read_text("utf-8") == page
    assert "Arrêtée" in page and "nuit.csv reçu comme" in page
    assert "ne ressemble à aucune source connue" in page
    assert "Données fictives" not in page  # nothing of it was kept
    blocking = [check for check in summary.failed_checks if check.is_blocking]
    assert len(blocking) >= 2 and all(check.sentence.split(".")[0] in page for check in blocking)
    with dg.DagsterInstance.get() as instance:
        (run,) = instance.get_runs()
    assert run.tags["rapport"] == f"rapports/{summary.report.name}"


def test_what_the_check_says_to_paste_confirms_a_jump(home: Home, departements) -> None:
    (source,) = [asset for asset in LAKE_ASSETS if asset.key.path == ["lake", "barometre_relogement"]]
    lines = departements(("Z11", "Z12", "Z13", "Z21", "Z22"))

    def run(config: dict | None = None) -> dg.ExecuteInProcessResult:
        with dg.DagsterInstance.ephemeral() as instance:
            return dg.materialize([reception, source], instance=instance, run_config=config, raise_on_error=False)

    def jump(result: dg.ExecuteInProcessResult) -> dg.AssetCheckEvaluation:
        (found,) = [one for one in result.get_asset_check_evaluations() if one.check_name == "GEN_18"]
        return found

    drop(home, "tout.csv", "\n".join(lines))
    assert jump(run()).passed
    drop(home, "moitie.csv", "\n".join(lines[:25]))
    refused = jump(run())
    told = refused.metadata["à confirmer"].value
    assert not refused.passed and "60 % de lignes en moins" in told
    pasted = told.partition("```yaml\n")[2].partition("```")[0]
    assert jump(run(yaml.safe_load(pasted))).passed
    assert manifests(home, "barometre_relogement")[0]["fichier_nom"] == "moitie.csv"
