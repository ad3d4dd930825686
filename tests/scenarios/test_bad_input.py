"""Each kind of bad file has one clear outcome: a French sentence that names the file and says what to do, nothing half
written, and the last good partition untouched byte for byte."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from observatory.cli.main import main
from observatory.errors import ObservatoryError
from observatory.home import PROJECT, Home
from observatory.lake.partitions import manifests, parquet_path, refresh
from observatory.lake.quarantine import quarantine_path
from observatory.sources.intake import receive
from observatory.sources.origins import origins_in_force

CONTRACT = "barometre_relogement"
ACTION = re.compile(r"Demandez|Vérifiez|Déposez|Ouvrez|Attendez|Corrigez|Gardez")


class Door:
    """The way of a file: written, received, then brought to the lake."""

    def __init__(self, home, catalogue) -> None:
        self.home, self.catalogue = home, catalogue

    def drop(self, name: str, content: bytes | list[str]) -> Path:
        path = self.home.incoming / name
        path.write_bytes(content if isinstance(content, bytes) else ("\n".join(content) + "\n").encode())
        return path

    def receive(self, name: str, content: bytes | list[str]):
        return receive(self.home, self.drop(name, content), self.catalogue)

    def refresh(self):
        """The outcome of the one partition, under the conservation law."""
        (outcome,) = refresh(self.home, self.catalogue, CONTRACT, "essai")
        assert outcome.nb_read == outcome.nb_typed + outcome.nb_quarantined
        return outcome

    def bring(self, name: str, content: bytes | list[str]):
        self.receive(name, content)
        return self.refresh()

    def quarantine(self) -> pl.DataFrame:
        """The refused lines of the file in force, as staff read them."""
        (origin,) = origins_in_force(self.home, CONTRACT)
        path = quarantine_path(self.home, origin)
        return pl.read_csv(path, separator=";", infer_schema=False) if path.exists() else pl.DataFrame()

    def lake(self) -> dict[str, bytes]:
        folder = self.home.lake / CONTRACT
        return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}

    def files(self) -> set[str]:
        folders = (self.home.raw, self.home.lake, self.home.quarantine, self.home.journal)
        return {str(path.relative_to(self.home.root)) for f in folders for path in f.rglob("*") if path.is_file()}


@pytest.fixture
def door(home, catalogue) -> Door:
    return Door(home, catalogue)


@pytest.fixture(scope="module")
def settled(tmp_path_factory, catalogue, departements) -> Door:
    """A home whose lake holds a good partition; for tests that change nothing in it."""
    door = Door(Home(tmp_path_factory.mktemp("settled")).create(), catalogue)
    assert door.bring("bon.csv", departements()).is_kept
    return door


@pytest.fixture
def good(door, departements) -> Door:
    """A home whose lake holds a good partition."""
    assert door.bring("bon.csv", departements()).is_kept
    return door


def failed(outcome) -> dict[str, str]:
    """Checks that found something, with their severity; each says what to do."""
    found = [result for result in outcome.results if not result.passed]
    assert not [result for result in found if result.technical_error]
    return {result.id: result.severity for result in found}


# --- refused at the door: nothing is stored


def bad_files(lines: list[str]) -> dict[str, tuple[bytes, str]]:
    """Name → content and what the sentence says."""
    head, *rows = lines
    text = "\n".join(lines)
    return {
        "vide.csv": (b"", "est vide"),
        "blanc.csv": (b"\n \n", "est vide"),
        "autre.csv": (b"nom;commune\nx;y\n", "ne ressemble à aucune source connue"),
        "rapport.pdf": (b"%PDF-1.7", "est un PDF"),
        "page.csv": (b"<!DOCTYPE html><html></html>", "HTML"),
        "abime.xlsx": (b"PK\x03\x04 abime", "n’est pas un classeur lisible"),
        "sans_valeur.csv": ("\n".join(line.rsplit(",", 2)[0] for line in lines).encode(), "il y manque : valeur"),
        "en_tete_double.csv": ("\n".join([head + ",valeur", *[row + ",1" for row in rows]]).encode(), "« valeur » figure deux fois"),
        "deux_encodages.csv": (text.replace("Accès", "Accès é").encode() + "\nAccès\n".encode("cp1252"), "mélange deux encodages"),
        "mojibake.csv": (text.replace("Accès", "AccÃ¨s").encode(), "caractères abîmés"),
        "mois_d_abord.csv": (re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\2/\3/\1", text).encode(), "le mois y précède le jour"),
        "guillemet.csv": (text.replace("Nom", '"Nom', 1).encode(), "guillemet ouvert n’est jamais refermé"),
        "en_tete_seul.csv": (head.encode(), "aucune ligne de données"),
        "zero_ligne_valide.csv": (re.sub(r"Z1\d", "Q9", text).encode(), "aucune de ses 36 lignes n’est valide"),
    }  # fmt: skip


@pytest.mark.parametrize("name", bad_files(["a", "b"]))
def test_a_bad_file_is_refused_at_the_door_and_nothing_is_written(settled, departements, name: str):
    content, words = bad_files(departements())[name]
    before, lake = settled.files(), settled.lake()
    with pytest.raises(ObservatoryError) as refusal:
        settled.receive(name, content)
    assert refusal.value.message.startswith(name) and words in refusal.value.message
    assert ACTION.search(refusal.value.action)
    assert settled.files() == before and settled.lake() == lake
    outcome = settled.refresh()
    assert outcome.is_kept and not outcome.is_new and outcome.file_name == "bon.csv"


# --- read, with what is wrong said


def test_unknown_columns_are_listed_not_loaded_and_warned_of(door, departements):
    outcome = door.bring("plus.csv", [line + ",x" for line in departements()])
    assert outcome.is_kept and failed(outcome) == {"GEN-04": "avertissement"}
    frame = pl.read_parquet(parquet_path(door.home, CONTRACT, "DEP"))
    assert frame.columns == [column.name for column in door.catalogue.sources[CONTRACT].columns]
    assert manifests(door.home, CONTRACT)[0]["nb_colonnes_inconnues"] == 1


def test_the_cut_line_of_a_truncated_file_is_set_aside_and_the_loss_is_warned_of(door, departements):
    content = "\n".join(departements()).encode()
    outcome = door.bring("coupe.csv", content[: int(len(content) * 0.8)])
    assert outcome.is_kept and outcome.nb_quarantined == 1
    assert failed(outcome) == {"GEN-17": "avertissement", "BAR-08": "avertissement"}
    assert door.quarantine()["motifs"].to_list() == ["la ligne a moins de champs que l’en-tête"]
    assert "nouvel export" in door.quarantine()["a_faire"][0]


def test_a_file_that_lost_half_of_its_lines_is_warned_of(good, departements):
    outcome = good.bring("coupe.csv", departements(codes=("Z11",)))
    assert outcome.is_kept and failed(outcome) == {"BAR-09": "avertissement", "BAR-10": "avertissement"}


def test_a_file_cut_cleanly_at_the_end_of_a_line_is_warned_of(good, departements):
    outcome = good.bring("coupe-net.csv", departements()[:-1])
    assert outcome.is_kept and failed(outcome)["BAR-10"] == "avertissement"
    assert next(r.nb_rows for r in outcome.results if r.id == "BAR-10") == 1


def test_an_impossible_date_goes_to_quarantine_alone(door, departements):
    lines = departements()
    lines[2] = lines[2].replace("2021-02-28", "2021-02-31")
    outcome = door.bring("date.csv", lines)
    assert (outcome.is_kept, outcome.nb_read, outcome.nb_quarantined) == (True, 36, 1)
    (row,) = door.quarantine().rows(named=True)
    assert (row["ligne_source"], row["colonnes"], row["motifs"]) == ("3", "date_mois", "date impossible ou illisible")


def test_one_unknown_code_in_a_hundred_goes_to_quarantine(door, departements):
    lines = departements(codes=tuple(f"{n:02}" for n in range(1, 10)))
    lines[2] = lines[2].replace(",01,", ",99,")
    outcome = door.bring("codes.csv", lines)
    assert (outcome.is_kept, outcome.nb_read, outcome.nb_quarantined) == (True, 108, 1)
    assert failed(outcome) == {"GEN-17": "avertissement", "BAR-08": "avertissement"}
    assert door.quarantine()["motifs"].to_list() == ["code de territoire inconnu"]


def test_more_than_one_unknown_code_in_a_hundred_stops_the_file(good, departements):
    lake, lines = good.lake(), departements(codes=tuple(f"{n:02}" for n in range(1, 10)))
    lines[2:4] = [line.replace(",01,", ",99,") for line in lines[2:4]]
    outcome = good.bring("codes.csv", lines)
    assert not outcome.is_kept and failed(outcome)["GEN-07"] == "bloquant"
    assert good.quarantine().height == 2, "les lignes refusées restent à lire"
    assert good.lake() == lake


def test_a_file_of_repeated_headers_is_not_taken_for_unknown_codes(door, departements):
    lines = departements()
    outcome = door.bring("pages.csv", [*lines[:13], lines[0], *lines[13:25], lines[0], *lines[25:]])
    assert outcome.is_kept and outcome.nb_quarantined == 2 and failed(outcome) == {"GEN-17": "avertissement"}


# --- again, and again differently


def test_the_same_file_twice_is_said_and_changes_nothing(good, departements):
    files, lake = good.files(), good.lake()
    receipt = good.receive("encore.csv", departements())
    assert receipt.statut == "deja_recu" and receipt.phrase.startswith("encore.csv a déjà été reçu")
    outcome = good.refresh()
    assert outcome.is_kept and not outcome.is_new
    assert good.files() == files and good.lake() == lake


def test_a_better_version_of_a_period_replaces_the_last_one(good, departements):
    lake = good.lake()
    outcome = good.bring("mieux.csv", departements(step=11))
    assert outcome.is_kept and outcome.is_new and outcome.file_name == "mieux.csv"
    assert good.lake().keys() == lake.keys() and good.lake() != lake
    assert pl.read_parquet(parquet_path(good.home, CONTRACT, "DEP"))["valeur_publiee"][0] == 11.0
    assert [entry["fichier_nom"] for entry in manifests(good.home, CONTRACT)] == ["mieux.csv"]


def test_a_worse_version_is_refused_the_good_one_stays_and_comes_back_in_force(good, departements):
    lake = good.lake()
    negative = [line.replace(",120.0,", ",-120.0,") for line in departements()]
    outcome = good.bring("mauvais.csv", negative)
    assert not outcome.is_kept and failed(outcome)["BAR-02"] == "bloquant"
    assert good.lake() == lake
    again = good.refresh()
    assert not again.is_kept and good.lake() == lake, "un fichier refusé l’est encore à l’exécution suivante"
    assert good.receive("bon.csv", departements()).statut == "recu"
    back = good.refresh()
    assert back.is_kept and not back.is_new and back.file_name == "bon.csv" and good.lake() == lake


def test_a_lone_bad_file_leaves_no_partition(door, departements):
    outcome = door.bring("mauvais.csv", [line.replace(",120.0,", ",-120.0,") for line in departements()])
    assert not outcome.is_kept and door.lake() == {}


def test_a_spoilt_partition_is_rebuilt_from_its_file(good):
    lake, path = good.lake(), parquet_path(good.home, CONTRACT, "DEP")
    path.write_bytes(path.read_bytes()[:100])
    outcome = good.refresh()
    assert outcome.is_new and outcome.is_kept and good.lake()["DEP.parquet"] == lake["DEP.parquet"]


# --- while another run is going


@pytest.fixture
def running(home):
    """Another process that holds the data home."""
    hold = (
        "import sys; from pathlib import Path; from observatory.home import Home\n"
        f"with Home(Path({str(home.root)!r})).lock(): print('tenu', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT
    ) as holder:
        assert holder.stdout.readline() == b"tenu\n"
        yield
        holder.stdin.close()


def test_a_second_run_is_refused_in_french_and_changes_nothing(good, running):
    files = good.files()
    with (
        pytest.raises(ObservatoryError, match="Un autre traitement est en cours.*rien n’a été modifié. Attendez"),
        good.home.lock(),
    ):
        pass
    build = [sys.executable, "-m", "observatory.cli.main", "--home", str(good.home.root), "build"]
    ran = subprocess.run(build, capture_output=True, text=True, cwd=PROJECT, check=False)
    assert ran.returncode == 1 and "Un autre traitement est en cours" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    assert good.files() == files


def test_a_file_can_be_received_while_another_run_is_going(good, departements, running):
    path = good.drop("pendant.csv", departements(step=11))
    ran = CliRunner().invoke(main, ["--home", str(good.home.root), "ingest", str(path)])
    assert ran.exit_code == 0 and "pendant.csv reçu" in ran.output
    assert [origin.fichier_nom for origin in origins_in_force(good.home, CONTRACT)] == ["pendant.csv"]


def test_the_home_is_free_again_after_a_run_even_one_that_failed(home):
    with pytest.raises(ZeroDivisionError), home.lock():
        raise ZeroDivisionError
    with home.lock():
        pass
