"""Run a job in this process, as the command line does: the same job as in the UI, with its history."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from assets.cut_short import end_cut_short
from observatory.home import Home


@dataclass(frozen=True)
class FailedCheck:
    """A check that found something: asset, name, whether it blocks, the sentence for staff."""

    asset: str
    name: str
    is_blocking: bool
    sentence: str


@dataclass(frozen=True)
class RunSummary:
    """What a run did: steps' failures in French, checks that found something, the metadata of what was built."""

    failures: tuple[str, ...]
    failed_checks: tuple[FailedCheck, ...]
    built: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        return not self.failures and not any(check.is_blocking for check in self.failed_checks)


def prepare_dagster(home: Home) -> None:
    """Point DAGSTER_HOME at the data home, with the shipped settings."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("dagster.yaml"), home.dagster / "dagster.yaml")
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["OBSERVATORY_HOME"] = str(home.root)


def put_in_order() -> None:
    """End the runs that were killed, before Dagster's screen opens: none of them shows as still going on."""
    with dg.DagsterInstance.get() as instance:
        end_cut_short(instance)


def run_job(name: str, home: Home) -> RunSummary:
    """Run a job of `assets.jobs` in process and keep its history in the data home."""
    from assets.definitions import defs

    prepare_dagster(home)
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.DagsterInstance.get() as instance:
        end_cut_short(instance)
        result = defs.resolve_job_def(name).execute_in_process(
            instance=instance, run_config=quiet, raise_on_error=False
        )
    failures = [_sentence(event) for event in result.all_events if event.is_step_failure and not _is_check(event)]
    checks = [_failed(e) for e in result.get_asset_check_evaluations() if not e.passed]
    built = dict.fromkeys(".".join(event.asset_key.path) for event in result.get_asset_materialization_events())
    return RunSummary(tuple(failures), tuple(checks), tuple(built))


def _is_check(event: dg.DagsterEvent) -> bool:
    """A blocking check stopped the step: it is told among the checks."""
    error = event.step_failure_data.error
    causes = {error.cls_name, error.cause.cls_name if error.cause else None} if error else set()
    return "DagsterAssetCheckFailedError" in causes


def _sentence(event: dg.DagsterEvent) -> str:
    """The French sentence of a failure; an unexpected error is named without its stack."""
    data = event.step_failure_data
    if data.user_failure_data and data.user_failure_data.description:
        return data.user_failure_data.description
    return (
        f"L’étape « {event.step_key} » s’est arrêtée sur une erreur inattendue. "
        "Ouvrez cette exécution dans Dagster (« observatory ui ») et transmettez-la à l’équipe technique."
    )


def _failed(evaluation) -> FailedCheck:
    blocking = evaluation.severity == dg.AssetCheckSeverity.ERROR
    return FailedCheck(
        ".".join(evaluation.asset_key.path), evaluation.check_name, blocking, evaluation.description or ""
    )
