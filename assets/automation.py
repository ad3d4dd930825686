"""What starts by itself: files dropped are received, a report follows each run; two schedules wait to be switched on."""

import hashlib
import json
import time
from pathlib import Path

import dagster as dg

from assets.jobs import ERASE, JOBS, PREPARE, job_for
from assets.report import write_run_report
from observatory.contracts.load import load_catalogue
from observatory.home import home_from
from observatory.sources.intake import dropped_files
from observatory.sources.reading import contracts_fitted

QUIET = 20  # seconds without a change after which a file is whole
LOOKED_INTO = 50  # files whose header is read at once; more are received by the job of all sources
BIGGEST = 200_000_000


@dg.sensor(
    jobs=JOBS,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Regarde incoming/ toutes les 30 secondes. Quand les fichiers déposés ne changent plus, lance la tâche de leur source, "
    "une seule fois.",
)
def fichiers_deposes(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """What waits, as a state: the job of its source starts when two looks see the same one.

    A state starts one run only: files that wait for a key or for a contract stay there and start nothing again.
    """
    home = home_from()
    found, now = dropped_files(home), time.time()
    try:
        stamps = [_stamp(path, home.incoming) for path in found]
    except FileNotFoundError:
        return dg.SkipReason("Des fichiers viennent de quitter incoming/ : nouveau regard dans 30 secondes.")
    state = hashlib.sha256(json.dumps(stamps).encode()).hexdigest() if stamps else ""
    seen = context.cursor
    context.update_cursor(state)
    if not found:
        return dg.SkipReason("Aucun fichier dans incoming/.")
    if any(now - modified / 1e9 < QUIET for _, _, modified, _ in stamps) or seen != state:
        count = "1 fichier est" if len(found) == 1 else f"{len(found)} fichiers sont"
        return dg.SkipReason(f"{count} en cours de dépôt : la tâche partira quand plus rien ne changera.")
    contracts = _contracts(found)
    tags = {"fichiers": str(len(found)), "contrats": ", ".join(sorted(contracts)) or "à reconnaître"}
    return dg.SensorResult([dg.RunRequest(run_key=state, job_name=job_for(contracts), tags=tags)])


def _stamp(path: Path, root: Path) -> tuple[str, int, int, int]:
    """What tells a dropped file from another, and from itself dropped again: a copy often keeps its date of writing."""
    told = path.stat()
    return str(path.relative_to(root)), told.st_size, told.st_mtime_ns, told.st_ctime_ns


def _contracts(found: list[Path]) -> set[str]:
    """The contracts of the files; one that is not recognised, too big or too many: none, so that all sources are read."""
    if len(found) > LOOKED_INTO or any(path.stat().st_size > BIGGEST for path in found):
        return set()
    fitted = [contracts_fitted(path.read_bytes(), path.name, load_catalogue()) for path in found]
    return set().union(*fitted) if all(fitted) else set()


@dg.run_status_sensor(run_status=dg.DagsterRunStatus.SUCCESS, default_status=dg.DefaultSensorStatus.RUNNING)
def compte_rendu(context: dg.RunStatusSensorContext) -> None:
    """Écrit le compte rendu d’une exécution réussie dans rapports/."""
    write_run_report(context.instance, context.dagster_run.run_id, home_from())


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def compte_rendu_d_un_arret(context: dg.RunFailureSensorContext) -> None:
    """Écrit le compte rendu d’une exécution arrêtée dans rapports/."""
    write_run_report(context.instance, context.dagster_run.run_id, home_from())


SENSORS = [fichiers_deposes, compte_rendu, compte_rendu_d_un_arret]
SCHEDULES = [
    dg.ScheduleDefinition(
        name="chaque_nuit",
        job_name=PREPARE,
        cron_schedule="0 3 * * *",
        execution_timezone="Europe/Paris",
        description="Reconstruit les tables à 3 heures. À activer quand l’observatoire reçoit des exports toute l’année.",
    ),
    dg.ScheduleDefinition(
        name="chaque_mois_effacer",
        job_name=ERASE,
        cron_schedule="0 4 5 * *",
        execution_timezone="Europe/Paris",
        description="Efface, le 5 du mois à 4 heures, les personnes sans contact depuis 24 mois. À activer avec l’accord du "
        "délégué à la protection des données.",
    ),
]
