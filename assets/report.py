"""The report of a run, made of what Dagster kept of it: the same from the command line and from the screen."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import dagster as dg

from assets.describe import IN_CAUSE, TO_CONFIRM
from assets.failures import is_check, sentence
from assets.jobs import TITLES
from observatory.contracts.load import load_catalogue
from observatory.home import Home
from observatory.lake.partitions import brought_in, holds_fiction
from observatory.reports.run_report import Finding, Part, RunReport, write_report

LAYERS = ("staging", "core", "marts")
FILES = "fichiers"
KINDS = {
    dg.DagsterEventType.STEP_FAILURE,
    dg.DagsterEventType.ASSET_MATERIALIZATION,
    dg.DagsterEventType.ASSET_CHECK_EVALUATION,
}


def write_run_report(instance: dg.DagsterInstance, run_id: str, home: Home) -> Path:
    """Write the report of a run that ended; the run keeps its path as a tag."""
    run, stats = instance.get_run_by_id(run_id), instance.get_run_stats(run_id)
    events = [entry.dagster_event for entry in instance.all_logs(run_id, of_type=KINDS)]
    made = [event for event in events if event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION]
    told = {".".join(event.asset_key.path): _metadata(event) for event in made}
    failures = [event for event in events if event.is_step_failure and not is_check(event)]
    began = stats.start_time or stats.launch_time or datetime.now().timestamp()
    report = RunReport(
        tache=run.job_name,
        titre=TITLES.get(run.job_name, "Matérialiser des éléments choisis"),
        debut=datetime.fromtimestamp(began),
        duree_s=(stats.end_time or datetime.now().timestamp()) - began,
        est_fictif=holds_fiction(home, load_catalogue().sources),
        recus=[line[2:] for line in str(told.get("reception", {}).get(FILES, "")).splitlines() if line[:2] == "- "],
        lots=[_part(entry) for entry in brought_in(home, run_id, datetime.fromtimestamp(began).astimezone())],
        constats=sorted(_findings(events), key=lambda one: (not one.est_bloquant, one.objet, one.controle)),
        arrets=[sentence(event) for event in failures],
        construits=sum(name.split(".")[0] in LAYERS for name in told),
        publication=told.get("publication", {}),
    )
    path = write_report(report, home)
    instance.add_run_tags(run_id, {"rapport": str(path.relative_to(home.root))})
    return path


def _part(entry: dict) -> Part:
    return Part(
        load_catalogue().tables[entry["contrat"]].title,
        entry["partition"],
        entry["fichier_nom"],
        *(entry[f"nb_lignes_{what}"] for what in ("lues", "typees", "quarantaine")),
        entry.get("nb_lignes_avant"),
    )


def _metadata(event: dg.DagsterEvent) -> dict:
    return {name: value.value for name, value in event.materialization.metadata.items()}


def _findings(events: Iterable[dg.DagsterEvent]) -> Iterable[Finding]:
    tables = load_catalogue().tables
    for event in events:
        found = (
            event.asset_check_evaluation_data
            if event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
            else None
        )
        if found is None or found.passed:
            continue
        table = tables.get(".".join(found.asset_key.path))
        yield Finding(
            table.title if table else " ".join(found.asset_key.path),
            found.check_name,
            found.severity == dg.AssetCheckSeverity.ERROR,
            found.description or "",
            table.properties.get("aQuiDemander", "") if table else "",
            tuple(
                (name.removeprefix(IN_CAUSE)[:-1], value.value)
                for name, value in found.metadata.items()
                if name.startswith(IN_CAUSE)
            ),
            found.metadata[TO_CONFIRM].value.replace("```yaml\n", "").replace("\n```", "")
            if TO_CONFIRM in found.metadata
            else "",
        )
