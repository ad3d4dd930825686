"""A sample of the cuts: the run is ended at each call that moves a file, before and after; the next one puts all right."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.publication import release as releases
from observatory.publication.versions import current_release
from observatory.sources.intake import receive_incoming
from tests.trials.survey import _broken_stores, _lost, digest, dropped, leftovers

CONTRACT = "barometre_relogement"
CALLS = ("replace", "rename", "symlink", "unlink")


class Cut(BaseException):
    """The end of the process: nothing in the library catches it."""


def cut_at(patch: pytest.MonkeyPatch, rank: int, side: str) -> list[str]:
    """End at the rank-th call that moves a file, before or after it; the calls made until then."""
    made: list[str] = []

    def watch(name: str):
        call = getattr(os, name)

        def watched(*arguments, **named):
            if "/.." in str(arguments[0]) or not str(arguments[-1]).startswith("/"):
                return call(*arguments, **named)
            made.append(name)
            if len(made) - 1 == rank and side == "before":
                raise Cut
            answer = call(*arguments, **named)
            if len(made) - 1 == rank:
                raise Cut
            return answer

        patch.setattr(os, name, watched)

    for name in CALLS:
        watch(name)
    return made


def bring(home: Home, catalogue) -> None:
    receive_incoming(home, catalogue)
    refresh(home, catalogue, CONTRACT, "essai")


def said(home: Home) -> dict[str, str]:
    """The lake and the stored files, by name."""
    kept = [*home.lake.glob("*/*.parquet"), *home.raw.glob("*/*.csv"), *home.quarantine.glob("*/*.csv")]
    return {path.relative_to(home.root).as_posix(): digest(path.read_bytes()) for path in kept}


def put(home: Home, departements) -> None:
    lines = departements(codes=("Z11",), months=3)
    (home.incoming / "dep.csv").write_text(
        "\n".join([*lines, lines[1].replace(",10.0,", ",=1+1,")]) + "\n", encoding="utf-8"
    )
    (home.incoming / "notes.csv").write_text("nom;commune\nx;y\n", encoding="utf-8")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, catalogue, departements) -> tuple[dict[str, str], int]:
    """What a home holds after a run that nothing cut, and how many calls moved a file."""
    home = Home(tmp_path_factory.mktemp("entiere")).create()
    put(home, departements)
    with pytest.MonkeyPatch.context() as patch:
        made = cut_at(patch, -1, "")
        bring(home, catalogue)
    return said(home), len(made)


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("rank", range(10))
def test_reception_and_lake_cut_anywhere_lose_nothing(
    tmp_path, catalogue, departements, undisturbed, rank: int, side: str
):
    expected, nb_calls = undisturbed
    if rank >= nb_calls:
        pytest.skip("il y a moins de déplacements que cela")
    home = Home(tmp_path / "maison").create()
    put(home, departements)
    received = dropped(home)
    with pytest.MonkeyPatch.context() as patch:
        cut_at(patch, rank, side)
        with suppress(Cut):  # a call that removes what is not there has no « after »
            bring(home, catalogue)
    assert _lost(home, received) == [] and _broken_stores(home) == []
    bring(home, catalogue)
    assert said(home) == expected and leftovers(home) == []
    assert {path.name for path in (home.incoming / "refuses").iterdir()} == {"notes.csv", "notes.csv.txt"}


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("rank", range(4))
def test_the_swap_cut_anywhere_shows_a_whole_release(tmp_path: Path, rank: int, side: str):
    home = Home(tmp_path / "maison").create()
    versions = ["2026.01.1", "2026.01.2", "2026.02.1"]

    def swap(version: str) -> None:
        aside = home.published / f".{version}"
        aside.mkdir()
        (aside / "base").write_text(version, encoding="utf-8")
        releases._swap(home, aside, version)

    swap(versions[0])
    with pytest.MonkeyPatch.context() as patch:
        cut_at(patch, rank, side)
        with suppress(Cut):
            swap(versions[1])
    current = current_release(home)
    assert (current / "base").read_text(encoding="utf-8") == current.name in versions
    releases._forget_cut_short(home)
    swap(versions[2])
    assert current_release(home).name == versions[2]
    assert not [path for path in home.published.iterdir() if path.name.startswith(".")]
