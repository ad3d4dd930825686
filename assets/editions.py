"""One partition for each edition of a Nuit de la Solidarité: what was received of it, read again alone when asked."""

from collections.abc import Iterable

import dagster as dg

from assets.describe import OWNER, POOL, in_french
from observatory.contracts.load import load_catalogue
from observatory.home import Home, home_from
from observatory.lake.partitions import Outcome, refresh
from observatory.sources.intake import origins_in_force

CONTRACTS = ("ndls_edition", "ndls_comptage_secteur", "ndls_questionnaire", "ndls_temoins")
EDITIONS = dg.DynamicPartitionsDefinition(name="editions")
KEY = dg.AssetKey("nuit_de_la_solidarite")
_STATUSES = ("-PROVISOIRE", "-DEFINITIF", "-ensemble")


def edition_of(partition: str) -> str:
    """The edition that a partition of the lake belongs to, whatever the version of its result."""
    return next((partition.removesuffix(end) for end in _STATUSES if partition.endswith(end)), partition)


def list_editions(instance: dg.DagsterInstance, home: Home) -> None:
    """Make a partition for each edition received, so that the grid shows them all."""
    known = {edition_of(origin.partition) for contract in CONTRACTS for origin in origins_in_force(home, contract)}
    instance.add_dynamic_partitions(EDITIONS.name, sorted(known))


def seen(context: dg.AssetExecutionContext, outcomes: Iterable[Outcome]) -> None:
    """Colour the grid: the editions of which something stands in the lake after a run over all of them."""
    for edition in sorted({edition_of(outcome.partition) for outcome in outcomes if outcome.is_kept}):
        context.log_event(dg.AssetMaterialization(KEY, partition=edition))


@dg.asset(
    key=KEY,
    partitions_def=EDITIONS,
    deps=["reception"],
    group_name="lac",
    kinds={"parquet", "greatexpectations"},
    owners=[OWNER],
    pool=POOL,
)
def nuit_de_la_solidarite(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Une édition : ce qui en a été reçu (édition, décompte, questionnaires, témoins), relu et contrôlé seul.

    Une grille montre les éditions reçues. Relire une édition ne change rien aux autres ; les tables se reconstruisent avec
    « mettre_a_jour ».
    """
    home, edition = home_from(), context.partition_key
    lines, refused = [], []
    with in_french(), home.create().lock():
        for contract in CONTRACTS:
            for outcome in refresh(home, load_catalogue(), contract, context.run.run_id, edition):
                failed = [result.id for result in outcome.results if not result.passed]
                lines.append(
                    f"| {contract} | {outcome.file_name} | {outcome.nb_read} | {outcome.nb_typed} | "
                    f"{outcome.nb_quarantined} | {', '.join(failed) or 'aucun'} |"
                )
                refused += [] if outcome.is_kept else [outcome.file_name]
    if refused:
        raise dg.Failure(
            f"Édition {edition} : {', '.join(refused)} refusé par ses contrôles, la version précédente reste."
        )
    head = "| contrat | fichier | lues | typées | quarantaine | contrôles à lire |\n|---|---|---:|---:|---:|---|\n"
    return dg.MaterializeResult(metadata={"fichiers de l’édition": dg.MetadataValue.md(head + "\n".join(lines))})
