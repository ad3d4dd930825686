"""Run a job in this process, as the command line does: the same job as in the UI, with its history."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from assets.cut_short import end_cut_short
from assets.failures import is_check, sentence
from assets.history import kept_open
from observatory.home import Home

TRY_AGAIN = "à refaire"  # said of a check that the same work, begun again, may pass


@dataclass(frozen=True)
class FailedCheck:
    """A check that found something: asset, name, whether it blocks, the sentence for staff, whether to begin again may be enough."""

    asset: str
    name: str
    is_blocking: bool
    sentence: str
    may_pass: bool = False


@dataclass(frozen=True)
class RunSummary:
    """What a run did: steps' failures in French, checks that found something, what was built, the page that tells all of it."""

    failures: tuple[str, ...]
    failed_checks: tuple[FailedCheck, ...]
    built: tuple[str, ...]
    report: Path

    @property
    def is_clean(self) -> bool:
        return not self.failures and not any(check.is_blocking for check in self.failed_checks)

    @property
    def is_settled(self) -> bool:
        """Clean, and the same work begun again would do nothing better."""
        return self.is_clean and not any(check.may_pass for check in self.failed_checks)


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
    from assets.report import write_run_report

    prepare_dagster(home)
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.DagsterInstance.get() as instance, kept_open(instance):
        end_cut_short(instance)
        result = defs.resolve_job_def(name).execute_in_process(
            instance=instance, run_config=quiet, raise_on_error=False
        )
        report = write_run_report(instance, result.run_id, home)
    failures = [sentence(event) for event in result.all_events if event.is_step_failure and not is_check(event)]
    checks = [_failed(e) for e in result.get_asset_check_evaluations() if not e.passed]
    built = dict.fromkeys(".".join(event.asset_key.path) for event in result.get_asset_materialization_events())
    return RunSummary(tuple(failures), tuple(checks), tuple(built), report)


def _failed(evaluation) -> FailedCheck:
    blocking = evaluation.severity == dg.AssetCheckSeverity.ERROR
    again = evaluation.metadata.get(TRY_AGAIN)
    return FailedCheck(
        ".".join(evaluation.asset_key.path),
        evaluation.check_name,
        blocking,
        evaluation.description or "",
        bool(again and again.value),
    )
