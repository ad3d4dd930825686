"""What the machine lends: read from the environment, refused in French, held by DuckDB, told when it runs out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from observatory.errors import ObservatoryError, of_the_machine
from observatory.home import Home
from observatory.settings import LEAST, MEGA, SPILLED, lend, lent, machine_memory, read_settings
from observatory.warehouse.run import open_warehouse

GIGA = 1024 * MEGA


def test_by_default_half_of_the_machine_and_all_its_cores():
    settings = read_settings({})
    assert settings.memory == max(machine_memory() // 2, LEAST) and settings.cores is None and not settings.keeps_order


@pytest.mark.parametrize(
    ("text", "memory"), [("4 Go", 4 * GIGA), ("4GB", 4 * GIGA), ("800 mo", 800 * MEGA), (" 1,5 Go ", int(1.5 * GIGA))]
)
def test_a_quantity_is_read_as_it_is_written_in_french(text: str, memory: int):
    assert read_settings({"OBSERVATORY_MEMOIRE": text}).memory == memory


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("OBSERVATORY_MEMOIRE", "beaucoup", "n’est pas une quantité"),
        ("OBSERVATORY_MEMOIRE", "4", "n’est pas une quantité"),
        ("OBSERVATORY_MEMOIRE", "100 Mo", "500 Mo au moins"),
        ("OBSERVATORY_COEURS", "0", "n’est pas un nombre de cœurs"),
        ("OBSERVATORY_COEURS", "deux", "n’est pas un nombre de cœurs"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_with_what_to_write(name: str, text: str, words: str):
    with pytest.raises(ObservatoryError, match=words) as refusal:
        read_settings({name: text})
    assert name in refusal.value.message and "Écrivez" in refusal.value.action


def test_the_warehouse_holds_to_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, text in (
        ("MEMOIRE", "700 Mo"),
        ("COEURS", "1"),
        ("DEBORDEMENT", str(tmp_path / "l’autre")),
        ("GARDER_ORDRE", "oui"),
    ):
        monkeypatch.setenv(f"OBSERVATORY_{name}", text)
    with open_warehouse(tmp_path / "maison" / "warehouse.duckdb") as con:
        names = ("memory_limit", "threads", "temp_directory", "preserve_insertion_order")
        found = [con.execute("SELECT current_setting(?)", [name]).fetchall()[0][0] for name in names]
    assert found == ["700.0 MiB", 1, str(tmp_path / "l’autre"), True]


def test_what_does_not_fit_spills_in_the_home_and_what_a_cut_run_left_there_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OBSERVATORY_MEMOIRE", "500 Mo")
    home = Home(tmp_path).create()
    with open_warehouse(home.warehouse) as con:
        con.execute(
            "CREATE TEMP TABLE t AS SELECT hash(i) AS a, hash(i + 1) AS b, hash(i + 2) AS c FROM range(12_000_000) AS r(i)"
        )
        con.execute("CREATE TEMP TABLE u AS FROM t ORDER BY b").fetchall()
        assert list((home.root / SPILLED).iterdir())
    (home.root / SPILLED).mkdir(exist_ok=True)
    (home.root / SPILLED / "duckdb_temp_storage-0.tmp").write_bytes(b"x")
    with home.lock():
        assert not (home.root / SPILLED).exists()


def test_a_lack_of_memory_says_how_much_was_lent_and_what_to_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OBSERVATORY_MEMOIRE", "500 Mo")
    with duckdb.connect() as con:
        lend(con, tmp_path)
        con.execute("SET max_temp_directory_size = '1MB'")
        with pytest.raises(duckdb.Error) as error:
            con.execute("CREATE TABLE t AS SELECT hash(i) AS a, hash(i + 1) AS b FROM range(60_000_000) AS r(i)")
    told = of_the_machine(error.value)
    assert (
        told.message.startswith("La mémoire prêtée au traitement (0,5 Go sur les ")
        and "OBSERVATORY_MEMOIRE" in told.action
    )


def test_doctor_tells_what_is_lent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OBSERVATORY_MEMOIRE", "2 Go")
    monkeypatch.setenv("OBSERVATORY_COEURS", "3")
    assert lent().startswith("2,0 Go de mémoire sur les ") and lent().endswith(", 3 cœurs")


@pytest.mark.parametrize("loaded", ["json", "duckdb"])
def test_a_process_that_leaves_at_once_says_and_writes_all_it_had_to(tmp_path: Path, loaded: str):
    """What is closed, registered or finalised is as ever; an object of a cycle is visited only where DuckDB would tell of its own."""
    code = f"""
import atexit, tempfile, {loaded}
from observatory.settings import leave_at_once
class Cycle:
    def __init__(self): self.me = self
    def __del__(self): print("balayé")
leave_at_once()
atexit.register(print, "fini")
held, folder = Cycle(), tempfile.TemporaryDirectory(dir={str(tmp_path)!r})
with open({str(tmp_path / "x")!r}, "w") as kept: kept.write("tout")
print("dit")
del held
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    swept = "balayé\n" if loaded == "duckdb" else ""
    assert (ran.stdout, ran.stderr) == (f"dit\nfini\n{swept}", "")
    assert [path.name for path in tmp_path.iterdir()] == ["x"] and (tmp_path / "x").read_text() == "tout"
