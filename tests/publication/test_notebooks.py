"""The notebooks run from end to end on a published bundle, and read nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from observatory.home import PROJECT

GUIDE = PROJECT / "docs" / "guide-chercheurs.md"
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_on_the_published_bundle(path: Path, whole, monkeypatch: pytest.MonkeyPatch) -> None:
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("OBSERVATORY_PUBLICATION", str(whole[1].folder))
    notebook = nbformat.read(path, as_version=4)
    assert "observatory." not in "".join(c.source for c in notebook.cells if c.cell_type == "code").replace(
        "observatory.duckdb", ""
    )
    NotebookClient(notebook, timeout=60).execute()
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    assert not any(cell.outputs for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")


def test_the_queries_of_the_guide_run_on_the_published_database(whole) -> None:
    path = whole[1].folder / "observatory.duckdb"
    blocks = re.findall(r"```sql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    with duckdb.connect(str(path), read_only=True) as con:
        con.execute("CREATE TEMP TABLE mes_comptes AS SELECT commune_code, pop_municipale AS nb FROM communes")
        results = [con.execute(query).fetchall() for block in blocks for query in con.extract_statements(block)]
        total = con.execute("SELECT sum(nb) FROM mes_comptes").fetchall()
    assert len(results) == 8 and sum(row[-1] for row in results[0]) == total[0][0]
