"""Commands, their French, their exit status: 0 done, 1 refused by a check, 2 wrong use."""

from __future__ import annotations

import http.server
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from observatory import __version__
from observatory.cli.main import main
from observatory.demo.simulation import SEED, YEARS
from observatory.home import PROJECT, Home, home_from

COMMANDS = [
    "demo",
    "key",
    "ingest",
    "check",
    "build",
    "publish",
    "forget",
    "backup",
    "restore",
    "ui",
    "serve",
    "doctor",
    "dictionary",
    "template",
    "research",
]
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
        (["demo", "--seed", "-1"], "« -1 » n’est pas un entier positif ou nul"),
        (["demo", "--seed", "1" + "0" * 18], "de 18 chiffres au plus"),
        (["demo", "--seed", "0,5"], "« 0,5 » n’est pas un nombre"),
        (["demo", "--scale", "0"], "« 0 » n’est pas un nombre entre 0,05 et 200"),
        (["demo", "--scale", "201"], "entre 0,05 et 200"),
        (["demo", "--scale", "nan"], "« nan » n’est pas un nombre"),
        (["demo", "--scale", "grand"], "« grand » n’est pas un nombre"),
        (["demo", "--years", "2019"], "« 2019 » ne s’écrit pas comme 2019-2025."),
        (["demo", "--years", "2019-25"], "« 2019-25 » ne s’écrit pas comme 2019-2025."),
        (["demo", "--years", "2014-2020"], "de 2015 à 2035."),
        (["demo", "--years", "2020-2036"], "de 2015 à 2035."),
        (["demo", "--years", "2020-2020"], "une première année, puis une autre plus tard"),
        (["demo", "--years", "2021-2020"], "une première année, puis une autre plus tard"),
        (["demo", "--home", __file__], "n’est pas un dossier."),
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
    def fail(home, **_):
        raise ValueError("CANARI")

    monkeypatch.setattr("observatory.demo.write_demo", fail)
    monkeypatch.delenv("OBSERVATORY_DEBUG", raising=False)
    ran = cli("demo")
    assert ran.exit_code == 1 and "✗ Erreur inattendue (ValueError)." in ran.output
    assert "CANARI" not in ran.output and "Traceback" not in ran.output
    assert "OBSERVATORY_DEBUG=1" in ran.output


def test_the_technical_team_can_ask_for_the_trace(cli, monkeypatch):
    monkeypatch.setattr("observatory.demo.write_demo", lambda home, **_: 1 / 0)
    monkeypatch.setenv("OBSERVATORY_DEBUG", "1")
    assert isinstance(cli("demo").exception, ZeroDivisionError)


# --- demo


@pytest.fixture
def asked(monkeypatch) -> list[dict]:
    """What the command asks of the demonstration, which writes four small files and one of truth."""
    calls = []

    def small(home, **options):
        calls.append({"root": home.root, **options})
        names = ["siao/a-fictif.csv", "siao/Z11/b-fictif.csv", "barometre/c-fictif.csv", "d-fictif.csv"]
        paths = [home.incoming / name for name in names]
        for path in (*paths, home.truth / "nuits.parquet"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"0" * (2_000 if path.suffix == ".parquet" else 620_000))
        return paths

    monkeypatch.setattr("observatory.demo.write_demo", small)
    return calls


def test_the_demonstration_is_told_by_folder_and_says_what_comes_next(cli, asked):
    ran = cli("demo")
    assert ran.exit_code == 0
    assert ran.output.replace("\u00a0", " ").splitlines() == [
        "✓ incoming/ : 1 fichier, 0,6 Mo",
        "✓ incoming/barometre/ : 1 fichier, 0,6 Mo",
        "✓ incoming/siao/ : 2 fichiers, 1,2 Mo",
        "✓ truth/ : 1 fichier, moins de 0,1 Mo",
        "Données fictives déposées. Suite : observatory build, puis observatory publish.",
    ]


def test_the_demonstration_is_that_of_the_project_unless_told_otherwise(cli, home, asked):
    assert cli("demo").exit_code == 0
    assert cli("demo", "--seed", "0", "--scale", "0,5", "--years", "2015-2016").exit_code == 0
    assert cli("demo", "--scale", "200", "--years", "2034-2035").exit_code == 0
    assert asked == [
        {"root": home.root, "seed": SEED, "scale": 1, "years": YEARS},
        {"root": home.root, "seed": 0, "scale": 0.5, "years": (2015, 2016)},
        {"root": home.root, "seed": SEED, "scale": 200, "years": (2034, 2035)},
    ]


def test_the_help_of_the_demonstration_says_what_it_does_by_default(cli):
    output = " ".join(cli("demo", "--help").output.split())
    for value in (SEED, 1, "-".join(map(str, YEARS))):
        assert f"[par défaut : {value}]" in output


def test_the_home_of_the_demonstration_may_be_named_after_the_command(cli, home, asked, tmp_path: Path):
    assert cli("demo", "--home", str(tmp_path / "essai")).exit_code == 0
    assert asked[0]["root"] == tmp_path / "essai" and not home.truth.exists()


def test_only_incoming_and_truth_are_written(cli, asked, tmp_path: Path):
    cli("demo", "--home", str(tmp_path / "essai"))
    assert {path.name for path in (tmp_path / "essai").iterdir()} == {"incoming", "truth"}


def test_a_demonstration_that_cannot_be_written_is_refused_in_french(cli, home, monkeypatch):
    def full(home, **_):
        raise OSError(28, "CANARI")

    monkeypatch.setattr("observatory.demo.write_demo", full)
    ran = cli("demo")
    assert ran.exit_code == 1 and "Impossible d’écrire dans la maison des données" in ran.output
    assert "la place libre" in ran.output and "CANARI" not in ran.output


def test_the_real_demonstration_of_a_small_country_writes_its_files_and_its_truth(cli, tmp_path: Path):
    root = tmp_path / "essai"
    ran = cli("demo", "--seed", "7", "--scale", "0.05", "--years", "2023-2024", "--home", str(root))
    assert ran.exit_code == 0, ran.output
    assert {path.name for path in root.iterdir()} == {"incoming", "truth"}
    folders = {path.name for path in (root / "incoming").iterdir() if path.is_dir()}
    assert folders >= {"barometre", "territoires", "siao", "sne", "decomptes", "offre", "evenements"}
    assert all(f"✓ incoming/{name}/ : " in ran.output for name in folders) and "✓ truth/ : " in ran.output
    assert list((root / "truth").glob("*.parquet"))


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


# --- who else may open the home


def modes(home: Home) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in (home.root, *home.root.rglob("*"))}


def test_what_the_commands_write_is_for_this_account_alone_whatever_the_mask(cli, file, tmp_path):
    before = os.umask(0)
    try:
        home = Home(tmp_path / "neuve" / "maison")
        assert cli("--home", str(home.root), "ingest", str(file)).exit_code == 0
        assert modes(home) == {0o700, 0o600} and len(list(home.raw.rglob("*.csv"))) == 1
        assert os.umask(0) == 0, "le masque de qui appelle lui est rendu"
        cli("template", str(tmp_path / "classeurs"))
        assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "classeurs").iterdir()} == {0o666}
    finally:
        os.umask(before)


def test_home_create_and_lock_close_the_home_whatever_the_mask(tmp_path):
    before = os.umask(0)
    try:
        with Home(tmp_path / "tenue").lock():
            assert modes(Home(tmp_path / "tenue")) >= {0o700}
        assert modes(Home(tmp_path / "faite").create()) == {0o700}
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    ("where", "named"),
    [("", "la maison elle-même"), ("lake", "lake"), ("raw/x/a.csv", "raw"), ("incoming/refuses/b.csv", "incoming")],
)
@pytest.mark.parametrize("mode", [0o040, 0o004, 0o010])
def test_the_doctor_refuses_what_others_may_open_and_mends_it(cli, home, where: str, named: str, mode: int):
    for name in ("raw/x/a.csv", "incoming/refuses/b.csv"):
        path = home.root / name
        path.parent.mkdir(parents=True, mode=0o700)
        path.write_text("x")
    cli("doctor", "--repair")
    assert "✓ La maison des données n’est ouverte qu’à ce compte." in cli("doctor").output
    path = home.root / where
    path.chmod(path.stat().st_mode | mode)
    ran = cli("doctor")
    assert ran.exit_code == 1 and f"fichier, dans : {named}) : lancez « observatory doctor --repair »" in ran.output
    ran = cli("doctor", "--repair")
    assert ran.exit_code == 0 and "✓ Droits rendus à ce seul compte : 1." in ran.output
    assert "n’est ouverte qu’à ce compte" in ran.output and path.exists()


def test_the_doctor_leaves_releases_and_dropped_files_as_they_are(cli, home):
    for name in ("published/2026/site/index.html", "incoming/siao/a.csv"):
        path = home.root / name
        path.parent.mkdir(parents=True, mode=0o700)
        path.write_text("x")
        path.chmod(0o644)
    ran = cli("doctor")
    assert ran.exit_code == 0 and "n’est ouverte qu’à ce compte" in ran.output


def test_the_doctor_refuses_the_home_of_another_account(cli, home, monkeypatch):
    monkeypatch.setattr("observatory.cli.privacy.os.geteuid", lambda: home.root.stat().st_uid + 1)
    ran = cli("doctor")
    assert ran.exit_code == 1 and "✗ La maison" in ran.output and "n’est pas à ce compte" in ran.output


def test_the_key_is_not_made_in_the_home(cli, home, monkeypatch):
    monkeypatch.setenv("OBSERVATORY_CLES", str(home.root / "cles"))
    ran = cli("key")
    assert ran.exit_code == 1 and "est dans la maison des données, ou y irait" in ran.output
    assert not list(home.root.rglob("*.cle"))


# --- servers: this machine only


def test_the_site_is_served_on_this_machine_only(cli, home, monkeypatch):
    (home.published / "2026").mkdir()
    (home.published / "current").symlink_to("2026")
    bound = []
    server = http.server.ThreadingHTTPServer
    monkeypatch.setattr(server, "serve_forever", lambda self: bound.append(self.socket.getsockname()[0]))
    assert cli("serve", "--port", "0").exit_code == 0
    assert bound == ["127.0.0.1"]


def test_dagster_listens_on_this_machine_only(cli, home, monkeypatch):
    asked = []
    monkeypatch.setattr("os.execv", lambda program, words: asked.append(words))
    monkeypatch.setattr("os.chdir", lambda folder: None)
    monkeypatch.setenv("DAGSTER_HOME", "")
    monkeypatch.setenv("OBSERVATORY_HOME", "")
    assert cli("ui", "--port", "3999").exit_code == 0
    (words,) = asked
    assert words[words.index("-h") + 1] == "127.0.0.1" and words[words.index("-p") + 1] == "3999"
    assert "enabled: false" in (home.dagster / "dagster.yaml").read_text().partition("telemetry:")[2].splitlines()[1]


def test_home_create_makes_every_folder_of_the_plan(tmp_path: Path):
    home = Home(tmp_path / "a" / "b").create()
    assert {p.name for p in home.root.iterdir()} == {"incoming", "raw", "lake", "quarantine", "journal", "published"}
    (home.incoming / "a.csv").write_text("x", encoding="utf-8")
    assert (home.create().incoming / "a.csv").read_text(encoding="utf-8") == "x", "ce qui est là reste"
