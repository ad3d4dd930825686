"""`observatory research`, called as staff call it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from observatory.cli.main import main
from observatory.cli.research import research
from observatory.home import Home
from observatory.pseudonyms.key import key_path
from tests.cli.test_main import ENGLISH, sentences


@pytest.fixture
def run(extracted, tmp_path: Path) -> Callable[..., Result]:
    """Runs `observatory --home <copy of the home with its extract> research …`."""
    home = Home(Path(shutil.copytree(extracted.home.root, tmp_path / "copie", symlinks=True)))
    kept = {path: path.read_bytes() for path in key_path("x").parent.glob("recherche-*")}

    def call(*words: str) -> Result:
        return CliRunner().invoke(main, ["--home", str(home.root), "research", *words], prog_name="observatory")

    yield call
    for path in key_path("x").parent.glob("recherche-*"):
        path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)
        path.chmod(0o600)


@pytest.mark.parametrize("words", [[], *[[name] for name in research.commands]])
def test_the_help_is_in_french(cli, words: list[str]) -> None:
    ran = cli("research", *words, "--help")
    assert ran.exit_code == 0 and ENGLISH.findall(sentences(ran.output)) == []
    options = [
        one for command in research.commands.values() for one in command.params if one.param_type_name == "option"
    ]
    assert options and all(option.help for option in options)


def test_a_project_is_served_listed_and_ended(run, write_project) -> None:
    today = date.today()
    file = write_project(
        ("2026-01-15", today.isoformat()), ("2027-01-15", (today + timedelta(days=30)).isoformat()), name="autre"
    )
    draft = write_project(('"La directrice de l’observatoire"', '""'), name="brouillon")
    told = run("create", str(draft), "--simulate")
    assert told.exit_code == 0 and "Simulation : rien n’a été écrit." in told.output
    assert "brouillon" not in run("list").output and not key_path("recherche-brouillon").exists()
    ran = run("create", str(file))
    assert [line for line in told.output.splitlines()[:-1] if line not in ran.output] == []
    assert ran.exit_code == 0 and "✓ " in ran.output and "laissées de côté, trop rares" in ran.output
    assert f"À détruire le {today + timedelta(days=30):%d/%m/%Y}" in ran.output
    assert (
        "✓ autre : extrait du" in run("list").output
        and "essai : extrait du 01/02/2026, terme le 15/01/2027" in run("list").output
    )
    refused = run("expire", "autre")
    assert refused.exit_code == 1 and "est en cours jusqu’au" in refused.output and "--now" in refused.output
    ended = run("expire", "autre", "--now")
    assert ended.exit_code == 0 and "✓ autre : extrait et clé détruits (demande)" in ended.output
    assert "· autre : aucun extrait" in run("list").output and not key_path("recherche-autre").exists()


def test_what_is_wrong_is_one_sentence_and_what_to_do(run, write_project, cli) -> None:
    ran = run("create", str(write_project(('"La directrice de l’observatoire"', '""'), name="autre")))
    assert ran.exit_code == 1 and "✗ Projet de recherche autre.yaml : Personne n’a approuvé ce projet" in ran.output
    assert "→ Remplissez « approuve_par »" in ran.output
    assert run("expire", "--now").exit_code == 2 and run("create", "absent.yaml").exit_code == 2
    assert cli("research", "list").output == "Aucun projet de recherche.\n"
    assert cli("research", "expire").output == "Aucun extrait à détruire.\n"
