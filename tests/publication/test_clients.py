"""The published file opened by other clients than ours: the oldest promised, the command line, Node's driver."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CLIENTS = Path(sys.prefix) / "clients"
QUESTION = "SELECT sum(nb_personnes_annee)::INTEGER AS n FROM portrait.relogement WHERE niveau = 'FR'"
LOOK = """
import json, sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
ask = lambda query: con.execute(query).fetchall()
tables = ask("SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal")
views = ask("SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal")
counts = {name: ask(f"SELECT count(*) FROM {name}")[0][0] for (name,) in tables + views}
bare = ask("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal")[0][0]
print(json.dumps([duckdb.__version__, counts, bare, ask(sys.argv[2])[0][0]]))
"""


def said(command: list[str], **env: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=os.environ | env)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def there(name: str) -> Path:
    if not (CLIENTS / name).is_dir():
        pytest.skip(f"le client « {name} » n’a pas pu être installé ici (tools/install_clients.sh)")
    return CLIENTS / name


@pytest.fixture(scope="module")
def ours(whole) -> tuple[Path, list]:
    path = whole[1].folder / "observatory.duckdb"
    return path, json.loads(said([sys.executable, "-c", LOOK, str(path), QUESTION]))


def test_the_oldest_client_promised_reads_every_table_view_and_comment(ours) -> None:
    path, (_, *expected) = ours
    version, *found = json.loads(
        said([sys.executable, "-c", LOOK, str(path), QUESTION], PYTHONPATH=str(there("oldest")))
    )
    assert version == "1.1.0" and found == expected and expected[1] == 0 and len(expected[0]) > 70


def test_the_command_line_reads_a_view(ours) -> None:
    path, (*_, expected) = ours
    client = [sys.executable, str(there("command") / "bin" / "duckdb")]
    told = said([*client, "-readonly", "-json", str(path), QUESTION], PYTHONPATH=str(CLIENTS / "command"))
    assert json.loads(told) == [{"n": expected}]


def test_the_driver_of_node_reads_a_view(ours) -> None:
    path, (*_, expected) = ours
    folder = there("node")
    if shutil.which("node") is None:
        pytest.skip("Node n’est pas installé ici")
    script = f"""
import {{ DuckDBInstance }} from {json.dumps((folder / "node_modules/@duckdb/node-api/lib/index.js").as_uri())};
const base = await DuckDBInstance.create({json.dumps(str(path))}, {{ access_mode: "READ_ONLY" }});
const found = await (await base.connect()).runAndReadAll({json.dumps(QUESTION)});
console.log(JSON.stringify(found.getRows()));
"""
    assert json.loads(said(["node", "--input-type=module", "-e", script])) == [[expected]]
