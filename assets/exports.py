"""One cell for each département and period of the exports of a SIAO: what was received of it, read again alone when asked."""

from collections.abc import Iterable

import dagster as dg

from assets.describe import OWNER, POOL
from assets.read_again import partitions_received, read_again
from observatory.home import Home
from observatory.lake.partitions import Outcome

CONTRACTS = ("siao_demande_115", "siao_demande_insertion", "siao_menage", "siao_personne", "siao_prise_en_charge")
DEPARTMENTS = dg.DynamicPartitionsDefinition(name="siao_departements")
PERIODS = dg.DynamicPartitionsDefinition(name="siao_periodes")
EXPORTS = dg.MultiPartitionsDefinition({"departement": DEPARTMENTS, "periode": PERIODS})
KEY = dg.AssetKey("export_du_siao")


def cell_of(partition: str) -> dg.MultiPartitionKey:
    """The cell of the grid that a partition of the lake stands in: « Z11-2025-12 » is December 2025 of Z11."""
    department, _, period = partition.partition("-")
    return dg.MultiPartitionKey({"departement": department, "periode": period})


def list_exports(instance: dg.DagsterInstance, home: Home) -> None:
    """Make a row for each département received and a column for each period, so that the grid shows what is missing."""
    cells = [cell_of(partition).keys_by_dimension for partition in partitions_received(home, CONTRACTS)]
    for dimension, name in ((DEPARTMENTS, "departement"), (PERIODS, "periode")):
        instance.add_dynamic_partitions(dimension.name, sorted({cell[name] for cell in cells}))


def seen(context: dg.AssetExecutionContext, outcomes: Iterable[Outcome]) -> None:
    """Colour the grid: the exports of which something stands in the lake after a run over all of them."""
    for partition in sorted({outcome.partition for outcome in outcomes if outcome.is_kept}):
        context.log_event(dg.AssetMaterialization(KEY, partition=cell_of(partition)))


@dg.asset(
    key=KEY,
    partitions_def=EXPORTS,
    deps=["reception"],
    group_name="lac",
    kinds={"parquet", "greatexpectations"},
    owners=[OWNER],
    pool=POOL,
)
def export_du_siao(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Un export d’un SIAO : ce qui a été reçu d’un département pour une période, relu et contrôlé seul.

    Une grille montre les départements et les périodes reçus : un mois de demandes au 115 (« 2025-12 »), une archive d’année
    (« 2024 »), une extraction datée des ménages, personnes, séjours et demandes d’insertion (« 2026-01-01 »). Une case vide est un
    export qui manque. Relire une case ne change rien aux autres ; les tables se reconstruisent avec « mettre_a_jour ».
    """
    cell = context.partition_key
    name = "-".join(cell.keys_by_dimension[name] for name in ("departement", "periode"))
    return read_again(context, CONTRACTS, lambda one: cell_of(one) == cell, "l’export", name)
