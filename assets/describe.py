"""How contracts and results look in Dagster: columns, check specs, check results, failures in French."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import dagster as dg

from observatory.contracts.model import Check, Column, Table
from observatory.errors import ObservatoryError, of_the_machine, place_of
from observatory.quality.check import CheckResult

POOL = "entrepot"
OWNER = "team:observatoire"
IN_CAUSE, TO_CONFIRM = "lignes en cause (", "à confirmer"
SEVERITIES = {"bloquant": dg.AssetCheckSeverity.ERROR, "avertissement": dg.AssetCheckSeverity.WARN}


@contextmanager
def in_french() -> Iterator[None]:
    """A refusal of the library becomes a failure with its sentence; anything else is named, without its text.

    The text of an unexpected error may hold a value of the data: only its kind and the place in the code are logged.
    """
    try:
        yield
    except ObservatoryError as refusal:
        raise dg.Failure(description=str(refusal), allow_retries=False) from None
    except Exception as error:  # noqa: BLE001 (whatever it is, staff read a sentence)
        if told := of_the_machine(error):
            raise dg.Failure(description=str(told), allow_retries=False) from None
        raise dg.Failure(
            description="Erreur inattendue : rien n’a été remplacé. Transmettez cette ligne à l’équipe technique : "
            f"{type(error).__name__}, {place_of(error)}.",
            allow_retries=False,
        ) from None


def table_description(table: Table) -> str:
    """What the table holds, its grain, how to use it and what it does not say."""
    parts = (table.description, f"Grain : {table.grain}." if table.grain else "", table.usage, table.limitations)
    return "\n\n".join(part for part in parts if part)


def table_schema(columns: Iterable[Column]) -> dg.TableSchema:
    """The columns of a contract, with their definitions."""
    return dg.TableSchema(
        [
            dg.TableColumn(
                column.name,
                column.type,
                column.description,
                dg.TableColumnConstraints(nullable=not column.required),
            )
            for column in columns
        ]
    )


def check_spec(check: Check, key: dg.AssetKey) -> dg.AssetCheckSpec:
    """The check as Dagster shows it; blocking when the contract says so."""
    return dg.AssetCheckSpec(
        check_name(check.id),
        asset=key,
        description=f"{check.id} ({check.severity}) : {check.sentence}",
        blocking=check.is_blocking,
    )


def check_name(check_id: str) -> str:
    """A name that Dagster accepts: BAR-01 → BAR_01."""
    return check_id.replace("-", "_")


def check_result(
    check: Check, key: dg.AssetKey, results: Iterable[tuple[str, CheckResult]], whom: str = "", more: str = ""
) -> dg.AssetCheckResult:
    """One result for a check, over the partitions it ran on: rows at fault by partition, what to do, whom to ask."""
    failed = {partition: result for partition, result in results if not result.passed}
    metadata = {"à qui demander": whom} if failed and whom else {}
    if more:
        metadata[TO_CONFIRM] = dg.MetadataValue.md(more)
    metadata |= {f"{IN_CAUSE}{p})": r.nb_rows for p, r in failed.items() if r.nb_rows is not None}
    return dg.AssetCheckResult(
        check_name=check_name(check.id),
        asset_key=key,
        passed=not failed,
        severity=SEVERITIES[check.severity],
        description=" ".join(dict.fromkeys(result.sentence for result in failed.values())) or "Rien à signaler.",
        metadata=metadata,
    )
