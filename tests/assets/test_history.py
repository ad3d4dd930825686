"""A log that is kept open holds what Dagster's own would, and leaves everything as it found it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import dagster as dg

from assets.history import ASKED, _once_yes, kept_open

NAMES = ("un", "deux")


@dg.multi_asset(specs=[dg.AssetSpec(name) for name in NAMES], can_subset=True)
def both():
    for name in NAMES:
        yield dg.MaterializeResult(name, metadata={"lignes": 3}, data_version=dg.DataVersion(f"v-{name}"))


def run(folder: Path, keeps: bool) -> list[tuple]:
    """What another process reads of the run: kinds of events in order, and the last version of each asset."""
    job = dg.Definitions([both], jobs=[dg.define_asset_job("tout")], executor=dg.in_process_executor).resolve_job_def(
        "tout"
    )
    with dg.DagsterInstance.local_temp(str(folder)) as instance:
        if keeps:
            with kept_open(instance):
                result = job.execute_in_process(instance=instance)
            assert not vars(instance.event_log_storage).keys() & {"_connect", *ASKED}
        else:
            result = job.execute_in_process(instance=instance)
    with dg.DagsterInstance.local_temp(str(folder)) as instance:
        kinds = [
            entry.dagster_event.event_type_value for entry in instance.all_logs(result.run_id) if entry.is_dagster_event
        ]
        versions = [instance.get_latest_data_version_record(dg.AssetKey(name)) for name in NAMES]
        tags = [record.event_log_entry.tags["dagster/data_version"] for record in versions]
        return [*kinds, *tags]


def test_the_history_is_the_same_kept_open_or_not(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    kept = run(tmp_path / "a", keeps=True)
    assert kept == run(tmp_path / "b", keeps=False) and {"ASSET_MATERIALIZATION", "v-un", "v-deux"} <= set(kept)
    for path in (tmp_path / "a").rglob("*.db"):
        with sqlite3.connect(path) as con:
            assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_another_kind_of_log_is_left_as_it_is() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        before = instance.event_log_storage
        with kept_open(instance):
            assert instance.event_log_storage is before and both is not None


def test_a_thing_of_the_log_is_looked_for_until_it_is_there() -> None:
    tables, asked = set(), []

    def has(name: str) -> bool:
        asked.append(name)
        return name in tables

    answer = _once_yes(has)
    assert [answer("a"), answer("a")] == [False, False]
    tables.add("a")
    assert [answer("a"), answer("a"), answer("b")] == [True, True, False] and asked == ["a", "a", "a", "b"]
