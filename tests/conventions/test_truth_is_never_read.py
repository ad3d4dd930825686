"""Only the demonstration writes `truth/`, only the command line names it to staff: no step of the pipeline may read it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = {"observatory/home.py", "observatory/cli/around.py"}
MODULES = sorted(
    path
    for path in [*(ROOT / "observatory").rglob("*.py"), *(ROOT / "assets").rglob("*.py")]
    if path.relative_to(ROOT).as_posix() not in ALLOWED and not path.is_relative_to(ROOT / "observatory" / "demo")
)


def names_truth(source: str) -> bool:
    """Whether code names the folder: an attribute `.truth`, or a text with `truth` as a whole part of a path."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "truth")
        or (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and "truth" in re.split(r"[/\\]", node.value)
        )
        for node in ast.walk(ast.parse(source))
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_of_the_pipeline_names_the_truth(path: Path) -> None:
    assert not names_truth(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", ["home.truth", "root / 'truth'", "f'{root}/truth/nuits.parquet'", "glob('*/truth')"])
def test_a_module_that_names_it_is_found(source: str) -> None:
    assert names_truth(source)


@pytest.mark.parametrize("source", ["truth = 1", "'the truth of a mask'", "a.truthful"])
def test_the_plain_word_is_no_path(source: str) -> None:
    assert not names_truth(source)


def test_a_new_home_has_no_truth(home) -> None:
    assert home.truth == home.root / "truth" and not home.truth.exists()
