"""The names of releases: their order, the n-th of a month, a clock that goes back, the releases made before these names."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from observatory.home import Home
from observatory.publication.versions import EVIDENCE, next_release, rank, releases

NOON = datetime(2026, 11, 29, 12, 0, 0, tzinfo=UTC)


@pytest.fixture()
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "maison").create()


def made(home: Home, version: str, at: datetime | None = None) -> None:
    (home.published / version).mkdir()
    if at:
        (home.published / version / EVIDENCE).write_text(json.dumps({"publie_le": at.isoformat()}), encoding="utf-8")


def test_versions_are_ordered_as_they_were_published() -> None:
    names = [
        "2026-11-29T12-53-48Z",
        "2026-11-30T00-00-00Z",
        "2026.11.1",
        "2026.11.9",
        "2026.11.10",
        "2026.12.1",
        "2027.01.1",
    ]
    assert sorted(sorted(names), key=rank) == names != sorted(names)


def test_the_first_of_a_month_is_number_one_and_the_next_one_more(home: Home) -> None:
    assert next_release(home, NOON) == ("2026.11.1", NOON)
    made(home, "2026.11.9", NOON)
    assert next_release(home, NOON + timedelta(hours=1))[0] == "2026.11.10"
    assert next_release(home, NOON + timedelta(days=5))[0] == "2026.12.1"


def test_a_version_that_was_remembered_and_never_shown_is_not_used_again(home: Home) -> None:
    (home.confidentiality / "2026.11.1").mkdir(parents=True)
    assert next_release(home, NOON)[0] == "2026.11.2"


def test_after_the_releases_that_bear_their_moment(home: Home) -> None:
    made(home, "2026-11-29T11-00-00Z")
    made(home, "2026.11.1", NOON)
    assert next_release(home, NOON + timedelta(hours=1))[0] == "2026.11.2"
    assert [path.name for path in releases(home.published)] == ["2026-11-29T11-00-00Z", "2026.11.1"]


def test_what_is_no_version_is_no_release(home: Home) -> None:
    for name in ("2026", "2026.11", "brouillon", ".2026.11.3"):
        (home.published / name).mkdir()
    assert releases(home.published) == []


@pytest.mark.parametrize("former", ["2026.11.1", "2026-11-29T12-00-00Z"])
def test_versions_stay_in_order_when_the_clock_goes_back(
    home: Home, former: str, caplog: pytest.LogCaptureFixture
) -> None:
    made(home, former, NOON if "." in former else None)
    version, at = next_release(home, NOON)
    assert at == NOON + timedelta(seconds=1) and not caplog.text, "dans la même seconde"
    again, at = next_release(home, NOON - timedelta(days=40))
    assert at == NOON + timedelta(seconds=1) and again == version and rank(again) > rank(former)
    assert "L’horloge de cette machine retarde" in caplog.text
