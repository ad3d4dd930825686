"""What is worked out of a shipped text: found by content, never wrong, never of a home."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from observatory import kept as room
from observatory.kept import kept, read_by
from observatory.pipeline import sql_models


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a shipped folder, in a Python that keeps its compiled modules beside them."""
    monkeypatch.setattr(room, "SHIPPED", (tmp_path / "livre",))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "livre").mkdir()
    return tmp_path / "livre" / "x.sql"


def works(value: object) -> tuple[Callable[[], object], list[int]]:
    times: list[int] = []

    def work() -> object:
        times.append(1)
        return value

    return work, times


def test_the_same_text_is_worked_out_once(shipped: Path) -> None:
    work, times = works({"entrées": ["core.x"], "nb": None})
    assert kept(shipped, "lectures", "a", work) == kept(shipped, "lectures", "a", work) == work()
    assert len(times) == 2  # once kept, once by this test
    assert [path.name for path in shipped.parent.rglob("*.json")] == ["x.sql.lectures.json"]


def test_another_text_and_another_work_on_it_are_worked_out_again(shipped: Path) -> None:
    for made_of, kind, value in (("a", "lectures", 1), ("b", "lectures", 2), ("b", "lignage", 3), ("a", "lectures", 4)):
        assert kept(shipped, kind, made_of, lambda value=value: value) == value


@pytest.mark.parametrize("content", ["", "{", '{"fait_de": "a"}', "[]", '"a"', "null"])
def test_what_does_not_read_back_is_worked_out_again(shipped: Path, content: str) -> None:
    kept(shipped, "yaml", "a", lambda: 1)
    (kept_file,) = shipped.parent.rglob("*.json")
    kept_file.write_text(content, encoding="utf-8")
    assert kept(shipped, "yaml", "a", lambda: 2) == 2 == kept(shipped, "yaml", "a", lambda: 3)


@pytest.mark.parametrize("value", [{1: "un"}, ("a", "b"), {"a": ("b",)}])
def test_a_value_that_json_would_change_is_not_kept(shipped: Path, value: object) -> None:
    work, times = works(value)
    assert kept(shipped, "yaml", "a", work) == kept(shipped, "yaml", "a", work) == value and len(times) == 2


def test_an_error_is_told_each_time(shipped: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept(shipped, "yaml", "a", lambda: 1 / 0)


def test_nothing_is_kept_of_another_folder_nor_when_python_keeps_nothing(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path / "maison" / "projet.yaml", "yaml", "a", lambda: 1)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept(shipped, "yaml", "a", lambda: 1)
    assert not list(tmp_path.rglob("*.json"))


def test_a_reader_that_changed_reads_again(tmp_path: Path) -> None:
    module = tmp_path / "lecteur.py"
    seen = set()
    for code in ("1", "22"):
        module.write_text(code, encoding="utf-8")
        read_by.cache_clear()
        seen.add(read_by(str(module), "sqlglot"))
    assert len(seen) == 2


def test_the_models_read_what_their_text_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept beside the models of the project is what a reading of today gives."""
    known = {name: model.inputs for name, model in sql_models().items()}
    monkeypatch.setattr(room, "SHIPPED", ())
    sql_models.cache_clear()
    assert {name: model.inputs for name, model in sql_models().items()} == known
