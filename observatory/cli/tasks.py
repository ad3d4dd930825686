"""The commands of the day: receive, check, prepare, publish, erase."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from observatory.errors import ObservatoryError

FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FICHIER…", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)


def _known_contract(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    """The contract, or a wrong use of the command when there is no such source."""
    from observatory.contracts.load import load_catalogue

    if name is not None and name.removeprefix("lake.") not in load_catalogue().sources:
        raise click.BadParameter(f"aucun contrat « {name} ». Contrats : {', '.join(load_catalogue().sources)}.")
    return name


CONTRACT = click.option(
    "--contract",
    metavar="ID",
    callback=_known_contract,
    help="Contrat à appliquer, s’il ne doit pas être reconnu tout seul.",
)
AGAIN = click.option("--again", is_flag=True, help="Refait la tâche même si rien de ce qu’elle lit n’a changé.")
JSON = click.option("--json", "as_json", is_flag=True, help="Écrit le résultat en JSON, pour une machine.")


@click.command()
@FILES
@CONTRACT
@click.pass_obj
def ingest(home, files: tuple[Path, ...], contract: str | None) -> None:
    """Reçoit des fichiers et les range sous leur empreinte."""
    from observatory.contracts.load import load_catalogue
    from observatory.sources.intake import receive

    refused = 0
    for path in files:
        try:
            click.echo(f"✓ {receive(home.create(), path, load_catalogue(), contract).phrase}")
        except ObservatoryError as refusal:
            refused += 1
            click.echo(f"✗ {refusal}", err=True)
    if refused:
        sys.exit(1)


@click.command()
@FILES
@CONTRACT
@JSON
@click.pass_obj
def check(home, files: tuple[Path, ...], contract: str | None, as_json: bool) -> None:
    """Examine des fichiers sans rien écrire.

    Dit ce que serait la lecture, la quarantaine et chaque contrôle.
    """
    from observatory.cli.diagnosis import diagnose, print_diagnosis

    found = [one for path in files for one in diagnose(home, path, contract)]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for diagnosis in found:
            print_diagnosis(diagnosis)
    if not all(diagnosis["accepte"] for diagnosis in found):
        sys.exit(1)


@click.command()
@JSON
@AGAIN
@click.option(
    "--confirm",
    "confirmed",
    metavar="CONTRAT/PART",
    multiple=True,
    help="Le fichier de cette part est juste malgré son nombre de lignes (GEN-18).",
)
@click.pass_obj
def build(home, as_json: bool, again: bool, confirmed: tuple[str, ...]) -> None:
    """Reçoit incoming/, contrôle, met à jour les tables.

    C’est la tâche « preparer_la_publication » de Dagster. Ce qui n’a pas changé n’est pas refait.
    """
    from observatory.lake.volumes import confirm_volumes

    for one in confirmed:
        contract, _, partition = one.removeprefix("lake.").partition("/")
        confirm_volumes(home.create(), contract, [partition])
    _run("preparer_la_publication", home, as_json, again)


@click.command()
@JSON
@AGAIN
@click.pass_obj
def publish(home, as_json: bool, again: bool) -> None:
    """Publie une nouvelle version : base, Parquet, site, figures.

    C’est la tâche « publier » de Dagster. Si rien n’a changé de la journée depuis la dernière version, celle-ci reste en place.
    """
    from observatory.publication.versions import current_release

    _run("publier", home, as_json, again)
    folder = current_release(home)
    if not as_json:
        click.echo(f"\nSite     : {folder / 'site' / 'index.html'}")
        click.echo(f"Base     : {folder / 'observatory.duckdb'}")
        click.echo(f"Figures  : {folder / 'figures'}")
        click.echo("Dagster  : observatory ui (ou make ui), puis http://127.0.0.1:3000")


@click.command()
@click.option("--simulate", is_flag=True, help="Dit ce qui serait effacé, et ne change rien.")
@click.pass_obj
def forget(home, simulate: bool) -> None:
    """Efface les personnes sans contact depuis 24 mois, issues figées.

    C’est la tâche « effacer_les_personnes_sans_contact » de Dagster. Un certificat est écrit dans gel/certificats/.
    """
    from observatory.cli.forget import show_last, simulate_erasure

    if simulate:
        return simulate_erasure(home.create())
    _run("effacer_les_personnes_sans_contact", home, as_json=False)
    show_last(home)


def _run(job: str, home, as_json: bool, again: bool = True) -> None:
    """Run a Dagster job, show its progress and its summary; exit 1 when something blocks."""
    from observatory.cli.run import run_and_report

    if not run_and_report(job, home.create(), as_json, again):
        sys.exit(1)
