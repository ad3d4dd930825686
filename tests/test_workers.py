"""Many files at once: the answers are those of one at a time, in order, and a process that is killed is told."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier

import pytest

from observatory import workers
from observatory.contracts.load import Catalogue
from observatory.demo import write_demo
from observatory.errors import ObservatoryError, place_of
from observatory.home import Home
from observatory.lake.partitions import manifests, refresh
from observatory.settings import read_settings
from observatory.sources.intake import dropped_files, receive_incoming

LARGE = [10**9] * 6  # worth several processes


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two processes, at the least work."""
    monkeypatch.setenv("OBSERVATORY_COEURS", "2")
    monkeypatch.setenv("OBSERVATORY_MEMOIRE", "3 Go")
    monkeypatch.setattr(workers, "WORTH", 0)
    monkeypatch.setattr(workers, "WORTH_ONCE_BEGUN", 0)
    yield
    workers.dismiss()


def said(item: int) -> tuple[int, int, int | None, int, str]:
    """Who answers, and with what."""
    if item < 0:
        raise ObservatoryError(f"{item} est négatif.", "Donnez un nombre.")
    settings = read_settings()
    return item, os.getpid(), settings.cores, settings.memory, os.environ.get("OBSERVATORY_ESSAI", "")


def killed(item: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_answers_come_in_order_from_others_who_share_the_settings(two: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = list(workers.in_order(said, range(6), LARGE))
    assert [one[0] for one in first] == list(range(6))
    assert os.getpid() not in {one[1] for one in first} and len({one[1] for one in first}) <= 2
    assert {one[2:4] for one in first} == {(1, 3 * 1024**3 // 2)}, "un cœur et la moitié de la mémoire chacun"
    monkeypatch.setenv("OBSERVATORY_ESSAI", "vu")
    assert {one[4] for one in workers.in_order(said, range(6), LARGE)} == {"vu"}
    monkeypatch.delenv("OBSERVATORY_ESSAI")
    assert {one[4] for one in workers.in_order(said, range(6), LARGE)} == {""}, "ce qui n’est plus réglé ne l’est plus"


def test_an_error_comes_in_its_place_and_keeps_its_words(two: None) -> None:
    answers = workers.in_order(said, [1, 2, -3, 4], LARGE[:4])
    assert [next(answers)[0], next(answers)[0]] == [1, 2]
    with pytest.raises(ObservatoryError) as refusal:
        next(answers)
    assert (refusal.value.message, refusal.value.action) == ("-3 est négatif.", "Donnez un nombre.")
    assert next(iter(workers.in_order(said, [5, 6], LARGE[:2])))[0] == 5, "les suivants sont servis"


def unexpected(item: int) -> int:
    return item // 0


def test_an_unexpected_error_says_where_it_happened_not_where_it_was_told(two: None) -> None:
    with pytest.raises(ZeroDivisionError) as error:
        list(workers.in_order(unexpected, [1, 2], LARGE[:2]))
    line = unexpected.__code__.co_firstlineno + 1
    assert place_of(error.value) == f"test_workers.py, ligne {line}"


def slow(item: str) -> None:
    if not item:
        raise ObservatoryError("Vide.")
    time.sleep(1)
    Path(item).touch()


def test_nothing_is_written_once_the_work_was_cut_short(two: None, tmp_path: Path) -> None:
    """The one that asked holds the lock: when it leaves, the others have ended."""
    with pytest.raises(ObservatoryError, match="Vide"):
        list(workers.in_order(slow, ["", *(str(tmp_path / str(rank)) for rank in range(5))], LARGE))
    then = sorted(tmp_path.iterdir())
    time.sleep(1.5)
    assert sorted(tmp_path.iterdir()) == then and len(then) < 5


def test_a_process_that_is_killed_is_told_in_a_sentence_and_others_begin(two: None) -> None:
    with pytest.raises(ObservatoryError, match="mémoire prêtée"):
        list(workers.in_order(killed, [1, 2], LARGE[:2]))
    assert [one[0] for one in workers.in_order(said, [1, 2], LARGE[:2])] == [1, 2]


@pytest.mark.parametrize("cores, sizes", [("1", LARGE), ("2", [1_000] * 6)], ids=["un cœur", "peu à faire"])
def test_one_core_or_little_work_stays_here(cores: str, sizes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    workers.dismiss()
    monkeypatch.setenv("OBSERVATORY_COEURS", cores)
    assert {one[1] for one in workers.in_order(said, range(6), sizes)} == {os.getpid()}


def test_files_read_side_by_side_give_the_same_lake(
    two: None, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of a SIAO, received in two processes and in one; its requests and households brought to the lake."""
    made = Home(tmp_path / "fichiers").create()
    written = write_demo(made, scale=0.05, years=(2025, 2025))
    waiting = [path for path in written if path.name.startswith("fictif-siao-Z11")]
    found = {}
    for cores in ("2", "1"):
        monkeypatch.setenv("OBSERVATORY_COEURS", cores)
        home = Home(tmp_path / cores).create()
        for path in waiting:
            shutil.copy(path, home.incoming)
        receipts = receive_incoming(home, catalogue)
        contracts = ("siao_demande_115", "siao_menage")
        outcomes = [(name, one) for name in contracts for one in refresh(home, catalogue, name, "essai")]
        lake = [(name, entry) for name in contracts for entry in manifests(home, name)]
        found[cores] = (receipts, outcomes, lake)
        assert dropped_files(home) == []
    assert found["1"] == found["2"]
    receipts, _, lake = found["2"]
    assert len(waiting) == len(receipts) > 15 and len(lake) > 11


def test_threads_answer_in_order_and_the_first_refusal_in_order_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBSERVATORY_COEURS", "2")
    together = Barrier(2, timeout=10)  # broken unless two are at work at the same time

    def meet(item: int) -> int:
        together.wait()
        return -item

    assert workers.at_once(meet, [3, 1, 2, 4]) == [-3, -1, -2, -4]
    with pytest.raises(ObservatoryError, match="-1 est négatif"):
        workers.at_once(said, [5, -1, 7, -2])
