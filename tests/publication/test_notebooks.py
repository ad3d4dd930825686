"""The notebooks, the SQL and R scripts and the pages for researchers run from end to end on a published bundle, and read nothing else."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from observatory.home import PROJECT
from tests.publication.notebooks import FOLDER, NOTEBOOKS, SECONDS, kernel, run

GUIDE = PROJECT / "docs" / "guide-chercheurs.md"
CHECKED = PROJECT / "docs" / "verifier-nos-chiffres.md"
SQL, R = FOLDER / "prise_en_main.sql", FOLDER / "prise_en_main.R"
MAY_IMPORT = {"os", "pathlib", "html", "math", "polars", "plotly", "observatory.read"}
# Numbers that prose may say: rules of the method and names, never what a release holds.
RULES = {"0", "1", "2,2", "5", "21", "90", "0,90", "95", "100", "115", "177", "365"}
FICTIONAL = "Données fictives de démonstration"


def cells(path: Path, kind: str) -> list[str]:
    told = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in told if cell["cell_type"] == kind]


@pytest.fixture(scope="module")
def release(whole) -> Path:
    return whole[1].folder


@pytest.fixture(scope="module")
def python(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("carnets")
    with kernel(release, folder, PLOTLY_RENDERER="plotly_mimetype") as manager:
        yield manager


@pytest.fixture
def base(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(release / "observatory.duckdb"), read_only=True) as con:
        yield con


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_the_published_bundle(path: Path, python: Any) -> None:
    notebook, seconds = run(path, python)
    assert seconds < SECONDS
    told = "\n".join(output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", []))
    assert "données fictives de démonstration, à ne pas citer, version " in told
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code" and shows(cell.source))
    for drawn in (output.data for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output):
        if layout := drawn.get("application/vnd.plotly.v1+json", {}).get("layout"):
            caption = layout["annotations"][-1]["text"]
            assert FICTIONAL in caption and "Source\u00a0: " in caption and layout["meta"]["alt"]
            assert layout["title"]["subtitle"]["text"] and layout["separators"] == ",\u202f"


def shows(source: str) -> bool:
    """Whether a cell ends by showing something."""
    return isinstance(ast.parse(source).body[-1], ast.Expr | ast.For)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stripped_and_reads_the_bundle_alone(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in told["cells"] if cell["cell_type"] == "code"]
    assert not [cell for cell in code if cell["outputs"] or cell["execution_count"] is not None]
    assert set(told["metadata"]) == {"kernelspec", "language_info"} and not any(cell["metadata"] for cell in code)
    assert not re.search(r"/(home|tmp|root|srv|mnt|opt|Users)/|[A-Z]:\\\\", path.read_text(encoding="utf-8"))
    for node in (node for cell in cells(path, "code") for node in ast.walk(ast.parse(cell))):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
        else:
            continue
        assert all(any(f"{name}.".startswith(f"{may}.") for may in MAY_IMPORT) for name in names), names


def test_notebooks_open_a_release_in_one_way() -> None:
    assert len({cells(path, "code")[0] for path in NOTEBOOKS}) == 1
    assert {path.stem for path in NOTEBOOKS} >= {"prise_en_main", "figure_pour_un_rapport"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_says_rules_and_never_a_number_of_a_release(path: Path) -> None:
    prose = re.sub(r"`[^`]*`|C₁|T₁", "", "\n".join(cells(path, "markdown")))
    assert set(re.findall(r"\d+(?:[,.\u202f ]\d+)*", prose)) <= RULES


def test_the_sql_script_answers_the_ten_questions(base: duckdb.DuckDBPyConnection) -> None:
    views = base.sql("SELECT schema_nom || '.' || table_nom FROM meta.tables WHERE table_genre = 'VUE'").fetchall()
    statements = base.extract_statements(SQL.read_text(encoding="utf-8"))
    rows = {statement.query: base.execute(statement).fetchall() for statement in statements}
    assert len(views) == 10 and all(any(f"FROM {view} " in query for query in rows) for (view,) in views)
    assert "à ne pas citer" in next(iter(rows.values()))[0][0]
    empty = [query for query, found in rows.items() if not found and "SET search_path" not in query]
    assert all("Aucune ligne est une réponse" in query for query in empty)


def queries_of_r() -> list[str]:
    return re.findall(r'r"\((.*?)\)"', R.read_text(encoding="utf-8"), re.DOTALL)


def test_the_queries_of_the_r_script_run(base: duckdb.DuckDBPyConnection) -> None:
    assert len(queries_of_r()) == R.read_text(encoding="utf-8").count("dbGetQuery(") == 7
    assert all(base.execute(query).fetchall() for query in queries_of_r())


def r(code: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LC_ALL": "C.UTF-8", **more}
    return subprocess.run(
        ["Rscript", "-e", code], check=False, cwd=folder, env=env, capture_output=True, text=True, timeout=SECONDS
    )


def test_the_r_script_runs(base: duckdb.DuckDBPyConnection, release: Path, tmp_path: Path) -> None:
    """With its driver where R has it; else on answers in files, so that all the rest of the script runs."""
    if shutil.which("Rscript") is None:
        pytest.skip("R n’est pas installé (Debian : r-base-core)")
    has_driver = r("library(DBI); library(duckdb)", tmp_path).returncode == 0
    before = [] if has_driver else [Path(__file__).with_name("dbi_by_files.R")]
    for rank, query in enumerate(queries_of_r(), start=1):
        (tmp_path / f"{rank}.sql").write_text(query, encoding="utf-8")
        base.sql(query).write_csv(str(tmp_path / f"{rank}.csv"))
    told = "; ".join(f"source('{path}', encoding = 'UTF-8')" for path in (*before, R))
    made = r(told, tmp_path, OBSERVATORY_RELEASE=str(release), ANSWERS=str(tmp_path))
    assert made.returncode == 0, made.stderr
    assert "à ne pas citer" in made.stdout and "Avertissements" in made.stdout
    assert "<svg" in (tmp_path / "delais.svg").read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def test_the_queries_of_the_guide_run_on_the_published_database(base: duckdb.DuckDBPyConnection) -> None:
    base.execute("CREATE TEMP TABLE mes_comptes AS SELECT commune_code, pop_municipale AS nb FROM reference.communes")
    queries = [query for block in blocks(GUIDE, "sql") for query in base.extract_statements(block)]
    results = {query.query: base.execute(query).fetchall() for query in queries}
    (counted,) = (rows for query, rows in results.items() if "mes_comptes" in query)
    total = base.execute("SELECT sum(nb) FROM mes_comptes").fetchall()
    assert len(results) == 12 and sum(row[-1] for row in counted) == total[0][0]


def test_the_python_of_the_guide_runs(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release)
    script = tmp_path / "guide.py"
    for block in blocks(GUIDE, "python"):
        there = block.replace("published/current", ".").replace('"75"', '"Z11"')  # the places of the demonstration
        script.write_text(there, encoding="utf-8")
        runpy.run_path(str(script))


def test_the_guide_names_every_table_under_its_schema(base: duckdb.DuckDBPyConnection) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    named = {}
    for schema, section in re.findall(r"\n### `(\w+)`\n(.*?)(?=\n### |\n## )", text, re.DOTALL):
        heads = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        named |= {name: schema for head in heads for name in re.findall(r"`([a-z_.]+)`", head)}
    told = base.execute("SELECT table_nom, schema_nom, table_genre, definition FROM meta.tables").fetchall()
    assert named == {name: schema for name, schema, kind, _ in told if kind == "TABLE"}
    views = {f"`{schema}.{name}` | {definition}" for name, schema, kind, definition in told if kind == "VUE"}
    assert len(views) == 10 and all(f"| {view} |" in text for view in views)


def test_three_figures_are_made_again_by_hand(base: duckdb.DuckDBPyConnection, release: Path) -> None:
    base.execute(f"SET file_search_path = '{release}'")
    made = []
    for query in (query for block in blocks(CHECKED, "sql") for query in base.extract_statements(block)):
        found = base.execute(query)
        columns, rows = [column[0] for column in found.description or ()], found.fetchall()
        if columns[-1:] == ["ecart"]:
            made.append([dict(zip(columns, row, strict=True)) for row in rows])
    assert [bool(rows) for rows in made] == [True] * 5
    assert not [row for rows in made[:4] for row in rows if row["publie"] is None or row["ecart"] != 0]
    assert not [row for row in made[4] if abs(row["ecart"]) > 0.05]  # the page says one decimal
    assert {row["quoi"] for rows in made[3:] for row in rows} == {"part", "borne basse", "borne haute"}
