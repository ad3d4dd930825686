"""One asset per source: its partitions typed, checked, and replaced when the blocking checks pass."""

from collections.abc import Iterator

import dagster as dg

from assets import editions
from assets.describe import OWNER, POOL, check_result, check_spec, in_french, table_description, table_schema
from assets.exports import GRIDS
from observatory.contracts.load import load_catalogue
from observatory.contracts.model import Table
from observatory.home import home_from
from observatory.lake.gate import FILES
from observatory.lake.partitions import Outcome, refresh
from observatory.sources.known import LISTS


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
        check_specs=[check_spec(check, key) for check in checks],
        output_required=False,
    )
    def partitions(context: dg.AssetExecutionContext) -> Iterator:
        home = home_from()
        with in_french(), home.create().lock():
            outcomes = refresh(home, load_catalogue(), table.short_name, context.run.run_id)
        for check in checks:
            found = [(o.partition, result) for o in outcomes for result in o.results if result.id == check.id]
            if check.is_blocking and not all(result.passed for _, result in found):
                context.log.error(f"{check.id} : {check.sentence}")
            yield check_result(check, key, found)
        if table.short_name in editions.CONTRACTS:
            editions.seen(context, outcomes)
        for grid in GRIDS:
            if table.short_name in grid.contracts:
                grid.seen(context, outcomes)
        if all(outcome.is_kept for outcome in outcomes):
            yield dg.Output(None, metadata=_metadata(outcomes))

    return partitions


def _metadata(outcomes: list[Outcome]) -> dict:
    head = "| partition | fichier | lues | typées | quarantaine |\n|---|---|---:|---:|---:|\n"
    lines = [f"| {o.partition} | {o.file_name} | {o.nb_read} | {o.nb_typed} | {o.nb_quarantined} |" for o in outcomes]
    return {
        "dagster/row_count": sum(outcome.nb_typed for outcome in outcomes),
        "lignes lues = typées + quarantaine": dg.MetadataValue.md(head + "\n".join(lines)),
        "fichiers relus": sum(outcome.is_new for outcome in outcomes),
    }


LAKE_ASSETS = [lake_asset(table) for table in load_catalogue().sources.values()]
