"""One asset per source: its partitions typed, checked, and replaced when the blocking checks pass."""

import warnings
from collections.abc import Iterator
from datetime import date

import dagster as dg
from pydantic import Field

from assets import editions
from assets.describe import OWNER, POOL, check_result, check_spec, in_french, table_description, table_schema
from assets.exports import GRIDS
from observatory.charts.french import month
from observatory.contracts.load import load_catalogue
from observatory.contracts.model import Check, Table
from observatory.home import Home, home_from
from observatory.lake.gate import FILES
from observatory.lake.partitions import Outcome, lake_state, refresh
from observatory.lake.volumes import CHECK as VOLUMES
from observatory.lake.volumes import confirm_volumes
from observatory.publication.quality_page import is_late, next_delivery
from observatory.sources.known import LISTS

# the only way for an asset by parts to tell its version; staff can do nothing about it
warnings.filterwarnings("ignore", r"Parameter `data_version` of initializer `Output", dg.BetaWarning)

DELIVERY, RHYTHM = "livraison", "moisEntreLivraisons"


class Volumes(dg.Config):
    """Ce que l’on confirme avant de relancer."""

    volumes_confirmes: list[str] = Field(
        default=[],
        description="Parts dont le fichier est juste malgré son nombre de lignes (contrôle GEN-18), telles que le contrôle les nomme.",
    )


def lake_asset(table: Table) -> dg.AssetsDefinition:
    """The asset of a source contract."""
    key = dg.AssetKey(table.name.split("."))
    checks = (*load_catalogue().table(FILES).checks, *table.checks)

    @dg.asset(
        key=key,
        deps=["reception", *([] if table.is_reference else [dg.AssetKey(["lake", name]) for name in LISTS])],
        group_name="lac",
        kinds={"parquet", "greatexpectations"},
        owners=[OWNER],
        pool=POOL,
        description=table_description(table),
        metadata={"dagster/column_schema": table_schema(table.columns)},
        code_version=table.version,
        check_specs=[*(check_spec(check, key) for check in checks), *_delivery_spec(table, key)],
        output_required=False,
    )
    def partitions(context: dg.AssetExecutionContext, config: Volumes) -> Iterator:
        home = home_from()
        with in_french(), home.create().lock():
            confirm_volumes(home, table.short_name, config.volumes_confirmes)
            outcomes = refresh(home, load_catalogue(), table.short_name, context.run.run_id)
        for check in checks:
            found = [(o.partition, result) for o in outcomes for result in o.results if result.id == check.id]
            if check.is_blocking and not all(result.passed for _, result in found):
                context.log.error(f"{check.id} : {check.sentence}")
            yield check_result(
                check, key, found, table.properties.get("aQuiDemander", ""), _to_confirm(key, check, outcomes)
            )
        yield from _delivery(table, key, outcomes)
        if table.short_name in editions.CONTRACTS:
            editions.seen(context, outcomes)
        for grid in GRIDS:
            if table.short_name in grid.contracts:
                grid.seen(context, outcomes)
        if all(outcome.is_kept for outcome in outcomes):
            version = dg.DataVersion(lake_state(home, table.short_name))
            yield dg.Output(None, metadata=_metadata(table, home, outcomes), data_version=version)

    return partitions


def _delivery_spec(table: Table, key: dg.AssetKey) -> Iterator[dg.AssetCheckSpec]:
    if table.properties.get(RHYTHM):
        yield dg.AssetCheckSpec(
            DELIVERY, asset=key, description="Le fichier de la période suivante est arrivé à temps."
        )


def _delivery(table: Table, key: dg.AssetKey, outcomes: list[Outcome]) -> Iterator[dg.AssetCheckResult]:
    """Whether the next file of a source that comes at a known rhythm is late, and whom to ask for it."""
    if not (months := table.properties.get(RHYTHM)):
        return
    partitions, today = [outcome.partition for outcome in outcomes], date.today()
    expected = next_delivery(partitions, today, months)
    late = bool(outcomes) and is_late(expected, today)
    told = (
        f"Livraison en retard : {month(expected)}. À demander à : {table.properties['aQuiDemander']}." if late else ""
    )
    yield dg.AssetCheckResult(
        check_name=DELIVERY,
        asset_key=key,
        passed=not late,
        severity=dg.AssetCheckSeverity.WARN,
        description=told or "Rien à signaler.",
    )


def _metadata(table: Table, home: Home, outcomes: list[Outcome]) -> dict:
    head = "| partition | fichier | lues | typées | quarantaine | avant |\n|---|---|---:|---:|---:|---:|\n"
    lines = [
        f"| {o.partition} | {o.file_name} | {o.nb_read} | {o.nb_typed} | {o.nb_quarantined} | {_before(o)} |"
        for o in outcomes
    ]
    refused = {"quarantaine à renvoyer": dg.MetadataValue.path(str(home.quarantine / table.short_name))}
    return {
        **(refused if any(outcome.nb_quarantined for outcome in outcomes) else {}),
        "dagster/row_count": sum(outcome.nb_typed for outcome in outcomes),
        "lignes lues = typées + quarantaine": dg.MetadataValue.md(head + "\n".join(lines)),
        "fichiers relus": sum(outcome.is_new for outcome in outcomes),
    }


def _before(outcome: Outcome) -> str:
    return "" if outcome.nb_before is None else str(outcome.nb_before)


def _to_confirm(key: dg.AssetKey, check: Check, outcomes: list[Outcome]) -> str:
    """What to paste in the launchpad when files are right in spite of their number of lines."""
    jumps = [outcome for outcome in outcomes if outcome.jump]
    if check.id != VOLUMES or not jumps:
        return ""
    told = "\n".join(f"- {outcome.file_name} : {outcome.jump}." for outcome in jumps)
    parts = ", ".join(f'"{outcome.partition}"' for outcome in jumps)
    config = f"ops:\n  {'__'.join(key.path)}:\n    config:\n      volumes_confirmes: [{parts}]"
    return f"{told}\n\nSi le fichier est juste, ouvrez la tâche, puis la flèche à côté de « Materialize all » et « Open launchpad » ; collez ceci et lancez :\n\n```yaml\n{config}\n```"


LAKE_ASSETS = [lake_asset(table) for table in load_catalogue().sources.values()]
