"""The command line, called as staff call it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from observatory.cli.main import main


@pytest.fixture
def cli(home):
    """Runs `observatory --home <home> …` and gives its exit status and output."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["--home", str(home.root), *words], prog_name="observatory")

    return run


@pytest.fixture
def tree(home):
    """Every path of the home with its content and time of change: two calls differ when anything was written."""

    def look() -> dict:
        return {p: (p.stat().st_mtime_ns, p.read_bytes() if p.is_file() else None) for p in home.root.rglob("*")}

    return look


@pytest.fixture
def file(tmp_path, departements):
    """A clean file outside the home."""
    path = tmp_path / "série.csv"
    path.write_text("\n".join(departements()) + "\n", encoding="utf-8")
    return path
