"""Reception of the files that staff drop in `incoming/`."""

import dagster as dg

from assets.describe import OWNER, POOL, in_french
from assets.editions import list_editions
from assets.exports import GRIDS
from assets.report import FILES
from observatory.contracts.load import load_catalogue
from observatory.home import home_from
from observatory.sources.intake import receive_incoming


@dg.asset(
    group_name="reception",
    kinds={"file"},
    owners=[OWNER],
    pool=POOL,
    check_specs=[
        dg.AssetCheckSpec(
            "fichiers_reconnus",
            asset="reception",
            description="Un fichier déposé n’a pas été reconnu : il est dans incoming/refuses, avec la raison à côté. Ou des fichiers "
            "nominatifs attendent une clé.",
        )
    ],
)
def reception(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Reçoit les fichiers déposés dans incoming/ : chacun est reconnu par son contrat, puis rangé sous son empreinte.

    Les fichiers d’une source annoncée mais pas encore lue attendent dans leur dossier, sans être ouverts.
    """
    home = home_from()
    with in_french(), home.create().lock():
        receipts = receive_incoming(home, load_catalogue())
        list_editions(context.instance, home)
        for grid in GRIDS:
            grid.list_received(context.instance, home)
    refused = [receipt.phrase for receipt in receipts if receipt.statut == "refuse" or receipt.est_bloque]
    report = "\n".join(f"- {receipt.phrase}" for receipt in receipts) or "Aucun fichier nouveau dans incoming/."
    return dg.MaterializeResult(
        metadata={
            FILES: dg.MetadataValue.md(report),
            "nombre de fichiers": sum(receipt.statut != "en_attente" for receipt in receipts),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name="fichiers_reconnus",
                passed=not refused,
                severity=dg.AssetCheckSeverity.ERROR,
                description=" ".join(refused) or "Rien à signaler.",
            )
        ],
    )
