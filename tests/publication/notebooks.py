"""Runs the notebooks on a release, in one kernel: the same way in the tests and for `make notebooks`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from observatory.home import PROJECT

FOLDER = PROJECT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SECONDS = 60


@contextmanager
def kernel(release: Path, folder: Path, **more: str) -> Iterator[Any]:
    """A kernel that reads a release and works in a folder: what a notebook writes stays there."""
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3")
    paths = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    told = {"OBSERVATORY_RELEASE": str(release), "PYTHONPATH": paths, **more}
    manager.start_kernel(cwd=str(folder), env={**os.environ, **told})
    try:
        yield manager
    finally:
        manager.shutdown_kernel(now=True)


def run(path: Path, manager: Any) -> tuple[Any, float]:
    """The notebook with its outputs, and how long it took; what another left behind is forgotten first.

    Raises CellExecutionError at the first cell that fails, or that takes more than a minute.
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    forget = nbformat.v4.new_code_cell("%reset -f")
    notebook.cells.insert(0, forget)
    begin = perf_counter()
    NotebookClient(notebook, km=manager, timeout=SECONDS).execute()
    notebook.cells.pop(0)
    return notebook, perf_counter() - begin


def main(release: Path, folder: Path) -> None:
    """Write every notebook with its outputs in a folder, and say how long each took."""
    import nbformat

    folder.mkdir(parents=True, exist_ok=True)
    with kernel(release.resolve(strict=True), folder) as manager:
        for path in NOTEBOOKS:
            notebook, seconds = run(path, manager)
            nbformat.write(notebook, folder / path.name)
            print(f"{folder / path.name} : {seconds:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
