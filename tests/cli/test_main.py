"""Commands, their French, their exit status: 0 done, 1 refused by a check, 2 wrong use."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from observatory import __version__
from observatory.cli.main import main
from observatory.demo import write_demo
from observatory.home import PROJECT, Home, home_from

COMMANDS = ["demo", "ingest", "check", "build", "publish", "ui", "serve", "doctor", "dictionary"]
ENGLISH = re.compile(
    r"\b(usage|show|this|message|exit|help|error|try|invalid|missing|command|commands|argument:|file|directory|path|"
    r"default|required|integer|text|boolean|version and|the|such|does|not|value)\b(?!/)",
    re.IGNORECASE,
)


def sentences(output: str) -> str:
    """The output without the names of commands, options and files."""
    return re.sub(r"--?[a-z]+|observatory \w+|observatory", "", output)


def test_the_commands_are_those_of_the_house():
    assert sorted(main.commands) == sorted(COMMANDS)


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS]])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_every_command_is_in_french(cli, command: list[str], option: str):
    ran = cli(*command, option)
    assert ran.exit_code == 0 and ran.output.startswith("Utilisation : observatory")
    assert "Options :" in ran.output and "Montre cette aide." in ran.output
    assert ENGLISH.findall(sentences(ran.output)) == []


def test_every_command_and_every_option_says_what_it_does():
    for name, command in main.commands.items():
        assert len(command.help) > 25, name
        assert all(option.help for option in command.params if option.param_type_name == "option"), name


def test_the_version_is_given(cli):
    assert cli("--version").output == f"observatory, version {__version__}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["inconnue"], "La commande « inconnue » n’existe pas."),
        (["check"], "Argument manquant 'FICHIER…'."),
        (["check", "absent.csv"], "« absent.csv » est introuvable."),
        (["check", "--fort", "x"], "L’option « --fort » n’existe pas."),
        (["check", "--contract"], "L’option « --contract » demande une valeur."),
        (["check", "--contract", "inconnu", __file__], "aucun contrat « inconnu ». Contrats : cog_commune, "),
        (["build", "--json=oui"], "L’option « --json » ne prend pas de valeur."),
        (["demo", "de", "trop"], "Arguments en trop : de trop"),
        (["serve", "--port", "huit"], "« huit » n’est pas un nombre."),
        (["dictionary", "inconnue"], "aucun contrat ne décrit « inconnue »."),
        (["ingest", "."], "« . » est un dossier."),
    ],
)
def test_a_wrong_use_is_said_in_french_with_status_2(cli, tree, words: list[str], sentence: str):
    before = tree()
    ran = cli(*words)
    assert ran.exit_code == 2 and sentence in ran.output
    assert ENGLISH.findall(sentences(ran.output)) == []
    assert tree() == before


def test_a_refusal_is_one_sentence_and_what_to_do_with_status_1(cli):
    ran = cli("serve")
    assert (ran.exit_code, ran.output) == (
        1,
        "✗ Rien n’est encore publié.\n  → Lancez « observatory publish » d’abord.\n",
    )


def test_an_unexpected_error_shows_no_trace_and_no_detail(cli, monkeypatch):
    def fail(home):
        raise ValueError("CANARI")

    monkeypatch.setattr("observatory.demo.write_demo", fail)
    monkeypatch.delenv("OBSERVATORY_DEBUG", raising=False)
    ran = cli("demo")
    assert ran.exit_code == 1 and "✗ Erreur inattendue (ValueError)." in ran.output
    assert "CANARI" not in ran.output and "Traceback" not in ran.output
    assert "OBSERVATORY_DEBUG=1" in ran.output


def test_the_technical_team_can_ask_for_the_trace(cli, monkeypatch):
    monkeypatch.setattr("observatory.demo.write_demo", lambda home: 1 / 0)
    monkeypatch.setenv("OBSERVATORY_DEBUG", "1")
    assert isinstance(cli("demo").exception, ZeroDivisionError)


def test_the_demonstration_is_dropped_and_says_what_comes_next(cli, home):
    ran = cli("demo")
    assert ran.exit_code == 0 and "observatory build" in ran.output
    assert ran.output.count("✓ incoming/") == len([p for p in home.incoming.rglob("*") if p.is_file()]) == 10


def test_ingest_receives_what_it_can_and_refuses_the_rest(cli, home, file, tmp_path):
    other = tmp_path / "autre.csv"
    other.write_text("nom;commune\nx;y\n", encoding="utf-8")
    ran = cli("ingest", str(other), str(file))
    assert ran.exit_code == 1
    assert "✗ autre.csv ne ressemble à aucune source connue." in ran.output and "✓ série.csv reçu" in ran.output
    assert len(list(home.raw.rglob("*.json"))) == 1
    again = cli("ingest", "--contract", "barometre_relogement", str(file))
    assert again.exit_code == 0 and "a déjà été reçu" in again.output


def test_ingest_by_a_contract_that_does_not_fit_is_refused(cli, file):
    ran = cli("ingest", "--contract", "territoire_lda", str(file))
    assert ran.exit_code == 1 and "série.csv" in ran.output


def test_the_home_comes_from_the_option_the_environment_or_the_project(tmp_path: Path):
    assert home_from({"OBSERVATORY_HOME": str(tmp_path)}).root == tmp_path
    assert home_from({}).root == home_from({"OBSERVATORY_HOME": ""}).root == PROJECT / "data"


def test_a_home_that_cannot_be_written_is_refused_in_french(cli, home, file):
    (home.root / "fichier").write_text("", encoding="utf-8")
    ran = cli("--home", str(home.root / "fichier" / "dessous"), "ingest", str(file))
    assert ran.exit_code == 1 and "Impossible d’écrire dans la maison des données" in ran.output


def test_the_whole_command_starts_without_a_heavy_library():
    code = "import sys; import observatory.cli.main; print(sorted({'dagster', 'polars', 'duckdb', 'great_expectations'} & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=True)
    assert ran.stdout == "[]\n"


# --- dictionary


def test_the_dictionary_lists_the_tables(cli, catalogue):
    ran = cli("dictionary")
    assert ran.exit_code == 0
    assert all(f"{table.name}" in ran.output and table.description in ran.output for table in catalogue.tables.values())


@pytest.mark.parametrize("name", ["marts.relogement_mensuel", "relogement_mensuel"])
def test_the_dictionary_of_a_table_gives_its_columns_and_checks(cli, catalogue, name: str):
    ran, table = cli("dictionary", name), catalogue.table("marts.relogement_mensuel")
    assert ran.exit_code == 0 and f"Grain : {table.grain}" in ran.output
    assert all(column.description in ran.output for column in table.columns)
    assert all(check.id in ran.output for check in table.checks)


# --- doctor


def test_the_doctor_looks_at_what_an_installation_needs(cli, home, file, monkeypatch):
    monkeypatch.setenv("OBSERVATORY_BROWSER", "/absent/chromium")
    cli("ingest", str(file))
    ran = cli("doctor")
    assert ran.exit_code == 0
    for words in (
        "✓ Python 3",
        "✓ duckdb",
        "politique de confidentialité",
        "signée par",
        "! Aucun Chromium",
        "apt-get install chromium",
        f"✓ Maison des données : {home.root}",
        "Place libre",
        "1 fichier(s) reçu(s) ; rien de publié",
    ):
        assert words in ran.output
    assert not (home.root / ".essai").exists()


def test_the_doctor_finds_a_browser_and_its_version(cli, tmp_path, monkeypatch):
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\necho Chromium 140\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("OBSERVATORY_BROWSER", str(browser))
    assert f"✓ Navigateur : Chromium 140 ({browser})" in cli("doctor").output
    browser.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    ran = cli("doctor")
    assert ran.exit_code == 0 and f"! Le navigateur {browser} ne démarre pas" in ran.output


def test_the_doctor_refuses_a_home_that_cannot_be_written(cli, home):
    (home.root / "fichier").write_text("", encoding="utf-8")
    ran = cli("--home", str(home.root / "fichier" / "dessous"), "doctor")
    assert ran.exit_code == 1 and "✗ La maison des données" in ran.output and "vérifiez ses droits" in ran.output


def test_the_doctor_names_a_missing_package(cli, monkeypatch):
    monkeypatch.setattr("observatory.cli.doctor.PACKAGES", ("paquet-absent",))
    ran = cli("doctor")
    assert ran.exit_code == 1 and "✗ paquet-absent n’est pas installé : relancez « make setup »." in ran.output


def test_home_create_makes_every_folder_of_the_plan(tmp_path: Path):
    home = Home(tmp_path / "a" / "b").create()
    assert {p.name for p in home.root.iterdir()} == {"incoming", "raw", "lake", "quarantine", "journal", "published"}
    write_demo(home.create())
    assert home.incoming.is_dir()
