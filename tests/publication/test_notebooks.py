"""The notebooks run from end to end on a published bundle, and read nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from observatory.contracts.load import Catalogue
from observatory.home import PROJECT, Home
from observatory.publication.release import publish

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_on_the_published_bundle(
    path: Path, home: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("OBSERVATORY_PUBLICATION", str(publish(home, catalogue, browser=None).folder))
    notebook = nbformat.read(path, as_version=4)
    assert "observatory." not in "".join(c.source for c in notebook.cells if c.cell_type == "code").replace(
        "observatory.duckdb", ""
    )
    NotebookClient(notebook, timeout=60).execute()
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    assert not any(cell.outputs for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
