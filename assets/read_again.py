"""What was received of a few partitions, read and checked again alone: the body of the assets that have a grid."""

from collections.abc import Callable, Iterable

import dagster as dg

from assets.describe import in_french
from observatory.contracts.load import load_catalogue
from observatory.home import Home, home_from
from observatory.lake.partitions import Outcome, refresh
from observatory.sources.origins import origins_in_force

HEAD = "| contrat | fichier | lues | typées | quarantaine | contrôles à lire |\n|---|---|---:|---:|---:|---|\n"


def partitions_received(home: Home, contracts: Iterable[str]) -> set[str]:
    """The partitions of the lake that the files received for these contracts belong to."""
    return {origin.partition for contract in contracts for origin in origins_in_force(home, contract)}


def read_again(
    context: dg.AssetExecutionContext, contracts: Iterable[str], belongs: Callable[[str], bool], what: str, name: str
) -> dg.MaterializeResult:
    """Read and check the partitions that `belongs` holds, and no other; a table says what came of each file.

    what: « l’édition »; name: which one.

    Raises dg.Failure, in French, when a file is refused by its checks or when nothing was received.
    """
    home, outcomes = home_from(), list[tuple[str, Outcome]]()
    title = f"{what.partition('’')[2].capitalize()} {name}"
    with in_french(), home.create().lock():
        for contract in contracts:
            wanted = {partition for partition in partitions_received(home, [contract]) if belongs(partition)}
            found = refresh(home, load_catalogue(), contract, context.run.run_id, wanted)
            outcomes += [(contract, outcome) for outcome in found]
    if refused := [outcome.file_name for _, outcome in outcomes if not outcome.is_kept]:
        raise dg.Failure(f"{title} : {', '.join(refused)} refusé par ses contrôles, la version précédente reste.")
    if not outcomes:
        raise dg.Failure(f"{title} : aucun fichier reçu. Demandez-le à son producteur, déposez-le dans incoming/.")
    lines = "\n".join(_line(contract, outcome) for contract, outcome in outcomes)
    return dg.MaterializeResult(metadata={f"fichiers de {what}": dg.MetadataValue.md(HEAD + lines)})


def _line(contract: str, outcome: Outcome) -> str:
    failed = ", ".join(result.id for result in outcome.results if not result.passed)
    return (
        f"| {contract} | {outcome.file_name} | {outcome.nb_read} | {outcome.nb_typed} | "
        f"{outcome.nb_quarantined} | {failed or 'aucun'} |"
    )
