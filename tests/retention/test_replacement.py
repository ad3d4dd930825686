"""Files that change together: all or nothing, whatever the moment of the interruption."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from observatory.home import Home
from observatory.replacement import FOLDER, replacing


def prepared(plan, root: Path) -> None:
    for name in ("a", "b"):
        (plan.folder / name).write_text(f"{name} neuf")
        plan.move(plan.folder / name, root / "dossier" / name)
    plan.remove(root / "c")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("dossier/a", "c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("ancien")
    return tmp_path


def state(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


NEW = {"dossier/a": "a neuf", "dossier/b": "b neuf"}


def test_everything_changes_at_once(root: Path) -> None:
    with replacing(root) as plan:
        prepared(plan, root)
        assert state(root)["dossier/a"] == "ancien" and plan.folder.stat().st_mode & 0o777 == 0o700
    assert state(root) == NEW


def test_an_error_before_the_end_changes_nothing(root: Path) -> None:
    before = state(root)
    with pytest.raises(ZeroDivisionError), replacing(root) as plan:
        prepared(plan, root)
        raise ZeroDivisionError
    assert state(root) == before


@pytest.mark.parametrize("moves", range(4))
def test_a_run_killed_on_the_way_is_finished_by_the_next_one(root: Path, monkeypatch, moves: int) -> None:
    """The first move is that of the sealed plan: killed before it, nothing changes; after it, everything does."""
    before, real, count = state(root), os.replace, 0

    class Killed(BaseException):
        pass

    def replace(source, target) -> None:
        nonlocal count
        if count == moves:
            raise Killed
        count += 1
        real(source, target)

    def rmtree(*_args, **_options) -> None:
        raise Killed

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr("shutil.rmtree", rmtree)
    with pytest.raises(Killed), replacing(root) as plan:
        prepared(plan, root)
    monkeypatch.undo()
    with Home(root).lock():
        pass
    told = {name: text for name, text in state(root).items() if name != ".verrou"}
    assert told == (NEW if moves else before) and not (root / FOLDER).exists()
