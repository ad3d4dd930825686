"""One partition for each edition of a Nuit de la Solidarité: what was received of it, read again alone when asked."""

from collections.abc import Iterable

import dagster as dg

from assets.describe import OWNER, POOL
from assets.read_again import partitions_received, read_again
from observatory.home import Home
from observatory.lake.partitions import Outcome

CONTRACTS = ("ndls_edition", "ndls_comptage_secteur", "ndls_questionnaire", "ndls_temoins")
EDITIONS = dg.DynamicPartitionsDefinition(name="editions")
KEY = dg.AssetKey("nuit_de_la_solidarite")
_STATUSES = ("-PROVISOIRE", "-DEFINITIF", "-ensemble")


def edition_of(partition: str) -> str:
    """The edition that a partition of the lake belongs to, whatever the version of its result."""
    return next((partition.removesuffix(end) for end in _STATUSES if partition.endswith(end)), partition)


def list_editions(instance: dg.DagsterInstance, home: Home) -> None:
    """Make a partition for each edition received, so that the grid shows them all."""
    known = {edition_of(partition) for partition in partitions_received(home, CONTRACTS)}
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
    « preparer_la_publication ».
    """
    edition = context.partition_key
    return read_again(context, CONTRACTS, lambda one: edition_of(one) == edition, "l’édition", edition)
