"""A task that has nothing new to do says so at once, and only then."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assets.run import FailedCheck, RunSummary
from observatory import unchanged
from observatory.cli.main import main
from observatory.home import Home

WARNING = FailedCheck("marts.siao_flux", "FLU-02", False, "Deux mois manquent.")


@pytest.fixture
def runs(home: Home, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs that were really run, in a home that holds a partition, a warehouse and a release."""
    found: list[str] = []

    def run(job: str, where: Home) -> RunSummary:
        found.append(job)
        return RunSummary((), (WARNING,), ("core.x", "core.y"), where.root / "rapports" / "dernier.html")

    monkeypatch.setattr("assets.run.run_job", run)
    for path in (
        home.lake / "barometre" / "FR.parquet",
        home.journal / "lake.barometre--1.parquet",
        home.warehouse,
        home.published / "2026.11.1" / "observatory.duckdb",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (home.published / "current").symlink_to("2026.11.1")
    return found


@pytest.fixture
def call(home: Home) -> Callable[..., Result]:
    def invoke(*words: str) -> Result:
        result = CliRunner().invoke(main, ["--home", str(home.root), *words])
        assert result.exit_code == 0, result.output
        return result

    return invoke


@pytest.mark.parametrize("command", ["build", "publish"])
def test_the_second_time_nothing_is_run_and_the_first_answer_is_given_again(
    runs: list[str], call, command: str
) -> None:
    first = call(command)
    again = call(command)
    assert len(runs) == 1
    assert "Rien de nouveau depuis le" in again.output and "Rien de nouveau" not in first.output
    assert "avertissement · marts.siao_flux · FLU-02 : Deux mois manquent." in again.output
    assert "(1 avertissement, comme alors)" in again.output
    call(command, "--again")
    assert len(runs) == 2


def test_a_machine_reads_since_when_it_is_up_to_date(runs: list[str], call) -> None:
    first = json.loads(call("build", "--json").output)
    again = json.loads(call("build", "--json").output)
    assert again.pop("a_jour_depuis") and again == first and len(runs) == 1


CHANGES: dict[str, Callable[[Home], object]] = {
    "un fichier déposé": lambda home: (home.incoming / "x.csv").write_text("a"),
    "une part du lac": lambda home: (home.lake / "barometre" / "FR.parquet").write_bytes(b"yy"),
    "une part retirée": lambda home: (home.lake / "barometre" / "FR.parquet").unlink(),
    "un effacement": lambda home: (home.frozen.mkdir(), (home.frozen / "effacements.parquet").write_bytes(b"x")),
    "un volume confirmé": lambda home: (home.journal / "volumes_confirmes.json").write_text("{}"),
    "l’entrepôt supprimé": lambda home: home.warehouse.unlink(),
    "l’entrepôt touché": lambda home: os.utime(home.warehouse, (1, 1)),
    "un journal perdu": lambda home: next(home.journal.glob("*.parquet")).unlink(),
    "un modèle Word": lambda home: (home.document_template.parent.mkdir(), home.document_template.write_bytes(b"x")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_anything_that_a_task_reads_makes_it_run_again(home: Home, runs: list[str], call, change) -> None:
    call("build")
    change(home)
    call("build")
    assert len(runs) == 2


def test_the_release_counts_for_the_publication_and_not_for_what_comes_before(
    home: Home, runs: list[str], call
) -> None:
    call("build")
    call("publish")
    (home.published / "current").unlink()
    (home.published / "current").symlink_to("2026.11.2")
    (home.published / "2026.11.2").mkdir()
    call("build")
    call("publish")
    assert runs == ["preparer_la_publication", "publier", "publier"]


def test_a_browser_installed_since_is_something_new_for_a_publication(
    runs: list[str], call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("observatory.publication.images.find_browser", lambda: None)
    call("publish")
    call("publish")
    assert len(runs) == 1
    monkeypatch.setattr("observatory.publication.images.find_browser", lambda: Path("/usr/bin/chromium"))
    call("publish")
    assert len(runs) == 2


def test_what_a_browser_that_failed_did_not_draw_is_tried_again(
    runs: list[str], call, monkeypatch: pytest.MonkeyPatch
) -> None:
    undrawn = FailedCheck("publication", "images_et_pdf", False, "Le navigateur n’a pas pu dessiner.", may_pass=True)
    monkeypatch.setattr(
        "assets.run.run_job", lambda job, home: runs.append(job) or RunSummary((), (undrawn,), (), home.root)
    )
    assert "avertissement · publication · images_et_pdf" in call("publish").output
    call("publish")
    assert runs == ["publier", "publier"]


def test_another_day_another_setting_or_another_software_is_something_new(
    runs: list[str], call, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return cls(2031, 1, 1)

    call("build")
    with monkeypatch.context() as patch:
        patch.setattr(unchanged, "date", Tomorrow)
        call("build")
    with monkeypatch.context() as patch:
        patch.setenv("OBSERVATORY_BROWSER", "/ailleurs")
        call("build")
    with monkeypatch.context() as patch:
        patch.setattr(unchanged, "software", lambda: "autre")
        call("build")
    assert len(runs) == 4


def test_a_file_dropped_during_the_run_is_not_forgotten(
    home: Home, runs: list[str], call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assets import run

    real = run.run_job

    def dropped_meanwhile(job: str, where: Home) -> RunSummary:
        (home.incoming / "tard.csv").write_text("a")
        return real(job, where)

    monkeypatch.setattr(run, "run_job", dropped_meanwhile)
    call("build")
    call("build")
    assert len(runs) == 2


def test_a_refused_file_does_not_wait(home: Home, runs: list[str], call) -> None:
    (home.incoming / "refuses").mkdir()
    call("build")
    (home.incoming / "refuses" / "non.csv").write_text("a")
    call("build")
    assert len(runs) == 1


def test_a_task_that_did_not_end_well_is_run_again(
    home: Home, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(job: str, where: Home) -> RunSummary:
        runs.append(job)
        return RunSummary(("arrêt",), (), (), where.root / "x")

    monkeypatch.setattr("assets.run.run_job", fails)
    for _ in range(2):
        assert CliRunner().invoke(main, ["--home", str(home.root), "build"]).exit_code == 1
    assert len(runs) == 2


def test_a_damaged_note_is_no_answer(home: Home, runs: list[str], call) -> None:
    call("build")
    (home.journal / unchanged.FILE).write_text("{")
    call("build")
    assert len(runs) == 2


def test_the_software_is_its_code_its_templates_its_contracts_and_its_sql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "observatory/a.py",
        "observatory/page.html",
        "assets/b.py",
        "data_contracts/c.yaml",
        "dbt_like_sql/core/d.sql",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(unchanged, "PROJECT", tmp_path)
    seen = {unchanged.software()}
    for path in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        path.write_text("22")
        seen.add(unchanged.software())
    assert len(seen) == 6
    (tmp_path / "dbt_like_sql" / "core" / "__pycache__").mkdir()
    (tmp_path / "dbt_like_sql" / "core" / "__pycache__" / "d.sql.lectures.json").write_text("{}")
    assert unchanged.software() in seen  # what Python and we keep beside a text is no other software
