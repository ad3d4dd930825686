"""The warehouse: one multi-asset over the SQL models; any of them can be materialised alone."""

from collections.abc import Iterator

import dagster as dg

from assets.describe import OWNER, POOL, check_result, check_spec, in_french, table_description
from observatory.contracts.load import load_catalogue
from observatory.errors import ObservatoryError
from observatory.home import home_from
from observatory.pipeline import (
    WHOLE,
    build_models,
    check_table,
    checked_states,
    checked_tables,
    model_lineage,
    open_for_build,
    sql_models,
)

MODELS = sql_models()
CATALOGUE = load_catalogue()


def _key(name: str) -> dg.AssetKey:
    return dg.AssetKey(name.split("."))


def _spec(name: str) -> dg.AssetSpec:
    model = MODELS[name]
    table = CATALOGUE.tables.get(name)
    return dg.AssetSpec(
        _key(name),
        deps=[_key(source) for source in model.inputs if not source.startswith("ref.")],
        description=table_description(table) if table else model.description,
        group_name=model.layer,
        kinds={"duckdb", "sql", model.kind.lower()},
        owners=[OWNER],
        skippable=True,
    )


@dg.multi_asset(
    name="entrepot",
    specs=[_spec(name) for name in MODELS],
    check_specs=[
        check_spec(check, _key(name)) for name in checked_tables(CATALOGUE) for check in CATALOGUE.table(name).checks
    ],
    can_subset=True,
    pool=POOL,
)
def entrepot(context: dg.AssetExecutionContext) -> Iterator:
    """Met à jour les modèles SQL choisis, dans l’ordre, puis contrôle les tables qui ont un contrat.

    Un modèle dont rien n’a changé (requête, contrat, ce qu’il lit) n’est pas refait : il le dit dans « refait »."""
    selected = {".".join(key.path) for key in context.selected_asset_keys}
    home, runs, refusal = home_from(), [], None
    with in_french(), home.create().lock(), open_for_build(home, CATALOGUE) as con:
        try:
            runs.extend(build_models(con, home, CATALOGUE, selected))
        except ObservatoryError as error:
            refusal = error
        lineage = model_lineage(con, {run.name: MODELS[run.name] for run in runs})
        for run in runs:
            yield dg.MaterializeResult(
                asset_key=_key(run.name), metadata=_metadata(run, lineage), data_version=dg.DataVersion(run.state)
            )
        if refusal:
            raise refusal
        asked = [name for name in checked_tables(CATALOGUE) if name in selected]
        for name, state in checked_states(con, CATALOGUE, asked).items():
            results = check_table(con, home, CATALOGUE, name, context.run.run_id, state)
            yield from _check_results(context, name, results)


def _check_results(context: dg.AssetExecutionContext, name: str, results: list) -> Iterator[dg.AssetCheckResult]:
    asked = {key.name for key in context.selected_asset_check_keys}
    for check in CATALOGUE.table(name).checks:
        found = check_result(check, _key(name), [(WHOLE, result) for result in results if result.id == check.id])
        if found.check_name in asked:
            yield found


def _metadata(run, lineage: dict) -> dict:
    vocabulary = CATALOGUE.vocabulary
    columns = [
        dg.TableColumn(column, kind, vocabulary[column].description if column in vocabulary else None)
        for column, kind in run.columns.items()
    ]
    deps = {
        column: [dg.TableColumnDep(asset_key=_key(source), column_name=name) for source, name in found]
        for column, found in lineage.get(run.name, {}).items()
    }
    return {
        "dagster/row_count": run.nb_rows,
        "dagster/column_schema": dg.TableSchema(columns),
        "dagster/column_lineage": dg.TableColumnLineage(deps),
        "refait": "oui" if run.is_new else "non, rien n’a changé de ce qui le fait",
        "durée (s)": round(run.seconds, 3),
    }
