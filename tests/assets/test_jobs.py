"""The staff's tasks, run for real on the demonstration: history kept, metadata told, blocking checks that block."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

import assets.publication
from assets.definitions import defs
from assets.run import prepare_dagster, run_job
from observatory.contracts.load import load_catalogue
from observatory.home import PROJECT, Home
from observatory.pipeline import sql_models
from observatory.publication.images import BROWSER_FAILED, ImageReport
from observatory.publication.release import Release
from observatory.publication.site import SiteReport
from tests.conftest import Updated

BAROMETRE = "lake/barometre_relogement"


def materialize(home: Home, *keys: str) -> dg.ExecuteInProcessResult:
    prepare_dagster(home)
    with dg.DagsterInstance.get() as instance:
        return defs.resolve_implicit_global_asset_job_def().execute_in_process(
            instance=instance, asset_selection=[dg.AssetKey(key.split("/")) for key in keys], raise_on_error=False
        )


def test_the_demonstration_builds_everything_with_warnings_only(updated: Updated) -> None:
    first_run = updated.run
    assert first_run.is_clean and not first_run.failures
    assert set(first_run.built) == {
        "reception",
        "nuit_de_la_solidarite",
        "export_du_siao",
        "extraction_du_sne",
        *sql_models(),
        *(t.name for t in load_catalogue().sources.values()),
    }
    assert {check.name for check in first_run.failed_checks} >= {
        "BAR_05",
        "BAR_06",
        "BAR_07",
        "REL_03",
        "GEN_17",
        "livraison",
    }
    assert not any(check.is_blocking for check in first_run.failed_checks)


def test_history_is_kept_in_the_data_home(home: Home) -> None:
    with dg.DagsterInstance.get() as instance:
        assert instance.get_runs_count() >= 1
    assert home.dagster.joinpath("dagster.yaml").is_file()
    assert "enabled: false" in home.dagster.joinpath("dagster.yaml").read_text()


def test_a_source_shows_rows_read_typed_and_quarantined(home: Home) -> None:
    result = materialize(home, BAROMETRE)
    (event,) = result.asset_materializations_for_node("lake__barometre_relogement")
    table = event.metadata["lignes lues = typées + quarantaine"].value
    assert "| DEP | barometre/fictif-barometre-departements.csv | 674 | 672 | 2 |" in table
    assert event.metadata["fichiers relus"].value == 0


def test_a_model_alone_runs_and_tells_rows_columns_lineage_and_time(home: Home) -> None:
    result = materialize(home, "marts/relogement_mensuel")
    assert result.success
    (event,) = result.get_asset_materialization_events()
    metadata = event.materialization.metadata
    assert metadata["dagster/row_count"].value == 1008
    columns = {column.name: column.description for column in metadata["dagster/column_schema"].value.columns}
    assert columns["nb_personnes_mois"].startswith("Personnes relogées dans le mois")
    lineage = metadata["dagster/column_lineage"].value.deps_by_column
    assert {d.column_name for d in lineage["nb_personnes_cumul"]} == {"nb_personnes_cumul"}
    assert metadata["durée (s)"].value >= 0
    assert len(result.get_asset_check_evaluations()) == 4


def test_a_model_alone_before_its_inputs_says_which_to_build_first(tmp_path: Path) -> None:
    result = materialize(Home(tmp_path).create(), "marts/relogement_mensuel")
    (failure,) = [event for event in result.all_events if event.is_step_failure]
    assert "core.relogement" in failure.step_failure_data.user_failure_data.description


def test_a_blocking_check_stops_what_depends_on_it_and_keeps_the_last_good_partition(home: Home) -> None:
    good = {path.name: path.read_bytes() for path in (home.lake / "barometre_relogement").glob("*.parquet")}
    bad = "id_indicateur,indicateur,mesure,maille_geographique,date,valeur,unite\n"
    bad += "logement-sans-domicile-hebergement-urgence,x,y,national-fictif,2024-01-31,-5,personnes\n"
    (home.incoming / "mauvais.csv").write_text(bad, encoding="utf-8")
    summary = run_job("preparer_la_publication", home)
    assert not summary.is_clean and not summary.failures
    assert [check.name for check in summary.failed_checks if check.is_blocking] == ["GEN_18", "BAR_02"]
    assert not any(name.split(".")[0] in ("staging", "core", "marts") for name in summary.built)
    assert good == {path.name: path.read_bytes() for path in (home.lake / "barometre_relogement").glob("*.parquet")}


def test_an_unknown_file_is_set_aside_with_its_reason(home: Home) -> None:
    (home.incoming / "inconnu.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (recognised,) = materialize(home, "reception").get_asset_check_evaluations()
    assert recognised.check_name == "fichiers_reconnus" and not recognised.passed
    reason = (home.incoming / "refuses" / "inconnu.csv.txt").read_text(encoding="utf-8")
    assert "ne ressemble à aucune source connue" in reason
    assert not (home.incoming / "inconnu.csv").exists()


def test_a_run_while_another_holds_the_home_fails_in_french(home: Home) -> None:
    with home.lock():
        summary = run_job("preparer_la_publication", home)
    assert not summary.is_clean
    assert "Un autre traitement est en cours" in summary.failures[0]


def test_a_refusal_to_publish_is_a_failed_check_with_its_sentence(tmp_path: Path) -> None:
    summary = run_job("publier", Home(tmp_path).create())
    (refusal,) = summary.failed_checks
    assert refusal.name == "relecture_avant_publication" and refusal.is_blocking
    assert "L’entrepôt n’existe pas encore" in refusal.sentence
    assert not summary.failures and not summary.built


@pytest.mark.parametrize("browser", ["/bin/true", "/aucun"], ids=["un navigateur qui échoue", "aucun navigateur"])
def test_what_the_browser_did_not_do_is_a_warning_to_try_again_if_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    """« À refaire » : une publication sans ses images n’est pas tenue pour finie."""
    site = SiteReport(1, 1, ImageReport(0, 0.0, BROWSER_FAILED), (BROWSER_FAILED,), (BROWSER_FAILED,))
    monkeypatch.setattr(assets.publication, "publish", lambda *_: Release("2026.11.1", tmp_path, {}, (), site))
    monkeypatch.setenv("OBSERVATORY_BROWSER", browser)
    summary = run_job("publier", Home(tmp_path).create())
    (warning,) = summary.failed_checks
    assert (warning.asset, warning.name, warning.sentence) == ("publication", "images_et_pdf", BROWSER_FAILED)
    assert summary.is_clean and summary.built == ("publication",)
    assert summary.is_settled == (browser == "/aucun")


def test_staff_do_not_read_the_warnings_of_dagster_to_programmers() -> None:
    code = "import assets.lake, dagster as dg; dg.Output(None, data_version=dg.DataVersion('1'))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=True)
    assert ran.stderr == ""
