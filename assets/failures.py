"""What a failed step says to staff."""

import dagster as dg
from dagster._core.execution.plan.objects import ErrorSource


def is_check(event: dg.DagsterEvent) -> bool:
    """A blocking check stopped the step: it is told among the checks."""
    error = event.step_failure_data.error
    causes = {error.cls_name, error.cause.cls_name if error.cause else None} if error else set()
    return "DagsterAssetCheckFailedError" in causes


def sentence(event: dg.DagsterEvent) -> str:
    """The French sentence of a failure; an unexpected error is named without its stack."""
    data = event.step_failure_data
    if data.user_failure_data and data.user_failure_data.description:
        return data.user_failure_data.description
    if data.error_source == ErrorSource.INTERRUPT:
        return f"Arrêté à votre demande pendant l’étape « {event.step_key} » : ce qui était fait est gardé. Pour reprendre, relancez."
    return (
        f"L’étape « {event.step_key} » s’est arrêtée sur une erreur inattendue. "
        "Ouvrez cette exécution dans Dagster (« observatory ui ») et transmettez-la à l’équipe technique."
    )
