"""A run in a process of its own, that can be killed: forked from one where the libraries are loaded and nothing has run yet."""

from __future__ import annotations

import importlib
import json
import os
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIBRARIES = (
    *("polars", "duckdb", "pyarrow", "great_expectations", "sqlalchemy", "duckdb_engine", "jinja2", "xlsxwriter"),
    *("highspy", "scipy.sparse", "shapely", "geopandas", "fastexcel", "docx", "lxml.etree", "observatory.quality.gx"),
    *("observatory.publication.composition", "observatory.publication.site", "observatory.warehouse.run"),
)


@dataclass(frozen=True)
class Ended:
    """How a child ended: killed or not, its answer or its error, seconds."""

    was_killed: bool
    answer: Any
    error: str
    seconds: float


def load_libraries() -> None:
    """Import once what every run needs; the parent itself must open no file and start no thread."""
    for name in LIBRARIES:
        importlib.import_module(name)


def in_child(
    work: Callable[[], Any], kill_after: float | None = None, before: Callable[[], None] | None = None, cap: float = 180
) -> Ended:
    """Run `work` in a child and wait for it; `kill_after` seconds, SIGKILL. `before` prepares the child (limits, cuts)."""
    started = time.monotonic()
    with tempfile.NamedTemporaryFile(suffix=".json") as told:
        pid = os.fork()
        if pid == 0:
            _be_the_child(work, before, told.name)
        is_late = _wait(pid, started, kill_after if kill_after is not None else cap)
        seconds = time.monotonic() - started
        text = Path(told.name).read_text(encoding="utf-8")
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        found = {}
    was_killed = not found
    error = found.get("error", "no end within the time allowed" if is_late and kill_after is None else "")
    return Ended(was_killed, found.get("answer"), error, seconds)


def _wait(pid: int, started: float, limit: float) -> bool:
    while True:
        done, _ = os.waitpid(pid, os.WNOHANG)
        if done:
            return False
        if time.monotonic() - started >= limit:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return True
        time.sleep(0.002)


def _be_the_child(work: Callable[[], Any], before: Callable[[], None] | None, told: str) -> None:
    """Never returns."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    handle = os.open(told, os.O_WRONLY)  # before any limit: the answer must come through a full disk
    try:
        if before:
            before()
        found = {"answer": work()}
    except BaseException as error:  # noqa: BLE001 the parent judges
        found = {"error": f"{type(error).__module__}.{type(error).__name__}: {error}", "answer": None}
    os.write(handle, json.dumps(found, ensure_ascii=False, default=str).encode())
    os._exit(0)
