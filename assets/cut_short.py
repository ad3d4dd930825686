"""Runs that were killed: nothing told Dagster that they ended, and the next one would wait for their place for ever."""

import os
from pathlib import Path

import dagster as dg
from dagster import DagsterEventType, DagsterRunStatus, RunsFilter

SENTENCE = (
    "L’exécution a été arrêtée brutalement (machine éteinte, mémoire saturée…). Relancez-la : rien n’est à réparer."
)


def end_cut_short(instance: dg.DagsterInstance) -> list[str]:
    """Mark as failed the runs that started here and whose process is gone, and give back their place in the pool.

    Returns their identifiers. A run whose process cannot be told, or still lives, is left alone.
    """
    started = instance.get_runs(RunsFilter(statuses=[DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]))
    gone = [run for run in started if (pids := _processes(instance, run.run_id)) and not any(map(_is_ours, pids))]
    for run in gone:
        instance.report_run_failed(run, SENTENCE)
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
    return [run.run_id for run in gone]


def _processes(instance: dg.DagsterInstance, run_id: str) -> set[int]:
    """The processes that said, in its log, that they work for a run."""
    records = instance.get_records_for_run(run_id, of_type=DagsterEventType.ENGINE_EVENT).records
    told = [record.event_log_entry.get_dagster_event().engine_event_data.metadata.get("pid") for record in records]
    return {int(value.value) for value in told if value is not None and str(value.value).isdigit()}


def _is_ours(pid: int) -> bool:
    """Whether a process lives and may be a run: after a restart, its number may be that of any other program."""
    if pid == os.getpid():
        return False  # it starts, and has no run yet
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False  # another account's: a home has one
    try:
        return b"python" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # no /proc on this system
        return True
