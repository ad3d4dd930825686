"""The disclosure control serves alone: the example of its page runs where nothing else of the project exists."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_example_of_the_page_runs_without_the_rest_of_the_project(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "confidentialite.md").read_text("utf-8"), re.DOTALL
    )
    (tmp_path / "observatory").mkdir()
    (tmp_path / "observatory" / "__init__.py").touch()
    shutil.copytree(ROOT / "observatory" / "disclosure", tmp_path / "observatory" / "disclosure")
    (tmp_path / "exemple.py").write_text(example, encoding="utf-8")
    run = subprocess.run([sys.executable, "exemple.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.rstrip().endswith("True") and "HiGHS" not in run.stdout and run.stderr == ""
