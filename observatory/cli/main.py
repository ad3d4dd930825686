"""`observatory`: what each command does, and nothing of how."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from observatory import __version__
from observatory.cli.demo import valid_scale, valid_seed, valid_years
from observatory.cli.french import speak_french
from observatory.cli.research import research
from observatory.demo.simulation import SEED, YEARS
from observatory.errors import ObservatoryError, of_the_machine

speak_french()

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
JSON = click.option("--json", "as_json", is_flag=True, help="Écrit le résultat en JSON, pour une machine.")


def _say(refusal: ObservatoryError) -> None:
    click.echo(f"✗ {refusal.message}", err=True)
    if refusal.action:
        click.echo(f"  → {refusal.action}", err=True)


class FrenchGroup(click.Group):
    """A group whose refusals are French sentences: exit status 1, never a stack of calls."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except ObservatoryError as refusal:
            _say(refusal)
            context.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("OBSERVATORY_DEBUG"):
                raise
            if told := of_the_machine(error):
                _say(told)
                context.exit(1)
            click.echo(f"✗ Erreur inattendue ({type(error).__name__}). Rien n’a été publié.", err=True)
            click.echo("  → Relancez avec OBSERVATORY_DEBUG=1 et transmettez le détail à l’équipe technique.", err=True)
            context.exit(1)


@click.group(
    cls=FrenchGroup,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="observatory")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Maison des données (sinon OBSERVATORY_HOME, sinon data/).",
)
@click.pass_context
def main(context: click.Context, home: Path | None) -> None:
    """Observatoire local du sans-abrisme : des fichiers reçus aux portraits publiés.

    Codes de sortie : 0 fait, 1 refusé par un contrôle, 2 mauvaise utilisation.
    """
    from observatory.home import Home, home_from, keep_private

    if context.invoked_subcommand != "template":  # what cities fill in is for everyone
        former = keep_private()
        context.call_on_close(lambda: os.umask(former))
    context.obj = Home(home.expanduser().resolve()) if home else home_from()


@main.command()
@click.option(
    "--seed",
    metavar="N",
    type=int,
    default=SEED,
    show_default=True,
    callback=valid_seed,
    help="Graine du hasard : la même donne les mêmes fichiers.",
)
@click.option(
    "--scale",
    metavar="X",
    default="1",
    show_default=True,
    callback=valid_scale,
    help="Taille du pays fictif, de 0,05 à 200.",
)
@click.option(
    "--years",
    metavar="A-B",
    default="{}-{}".format(*YEARS),
    show_default=True,
    callback=valid_years,
    help="Première et dernière années, entre 2015 et 2035.",
)
@click.option(
    "--home",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Maison où déposer (sinon celle donnée avant la commande).",
)
@click.pass_obj
def demo(home, seed: int, scale: float, years: tuple[int, int], folder: Path | None) -> None:
    """Dépose un monde fictif dans incoming/, sa vérité dans truth/.

    Le traitement ne lit jamais truth/.
    """
    from observatory.cli.demo import drop_demo, show_folder
    from observatory.home import Home

    home = Home(folder.expanduser().resolve()) if folder else home
    drop_demo(home, seed, scale, years)
    show_folder("truth/", list(home.truth.glob("*.parquet")))
    click.echo("Données fictives déposées. Suite : observatory build, puis observatory publish.")


@main.command()
@click.argument("dossier", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--document", is_flag=True, help="Le modèle Word des documents de territoire, à mettre à vos couleurs.")
def template(dossier: Path, document: bool) -> None:
    """Écrit le classeur qu’une ville remplit après sa nuit, et son schéma.

    DOSSIER : où les écrire (ici, par défaut).
    """
    if document:
        from observatory.publication.document_template import write_house_template

        click.echo(f"✓ {write_house_template(dossier)}")
        return
    from observatory.contracts.load import load_catalogue
    from observatory.forms.files import write_forms

    for path in write_forms(load_catalogue(), dossier):
        click.echo(f"✓ {path}")


@main.command()
@click.argument("portee", default="siao")
@click.option("--renew", is_flag=True, help="En changer : l’ancienne est gardée sous sa date, à côté.")
@click.pass_obj
def key(home, portee: str, renew: bool) -> None:
    """Crée la clé secrète qui remplace les identités à l’entrée.

    PORTEE : ce qu’elle couvre (siao, par défaut). La clé vit hors de la maison des données ; OBSERVATORY_CLES dit où.
    Après un changement, redemandez ses exports au producteur : une personne d’avant et une d’après ne se rapprochent plus.
    """
    from observatory.pseudonyms.key import create_key

    path = create_key(portee, renew, home)
    click.echo(f"✓ {path}")
    click.echo(
        "Gardez-en une copie en lieu sûr, jamais avec les données : sans elle, les fichiers suivants ne se rapprochent plus."
    )


@main.command()
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


@main.command()
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


@main.command()
@JSON
@click.option(
    "--confirm",
    "confirmed",
    metavar="CONTRAT/PART",
    multiple=True,
    help="Le fichier de cette part est juste malgré son nombre de lignes (GEN-18).",
)
@click.pass_obj
def build(home, as_json: bool, confirmed: tuple[str, ...]) -> None:
    """Reçoit incoming/, contrôle, reconstruit les tables.

    C’est la tâche « preparer_la_publication » de Dagster.
    """
    from observatory.lake.volumes import confirm_volumes

    for one in confirmed:
        contract, _, partition = one.removeprefix("lake.").partition("/")
        confirm_volumes(home.create(), contract, [partition])
    _run("preparer_la_publication", home, as_json)


@main.command()
@JSON
@click.pass_obj
def publish(home, as_json: bool) -> None:
    """Publie une nouvelle version : base, Parquet, site, figures.

    C’est la tâche « publier » de Dagster.
    """
    from observatory.publication.versions import current_release

    _run("publier", home, as_json)
    folder = current_release(home)
    if not as_json:
        click.echo(f"\nSite     : {folder / 'site' / 'index.html'}")
        click.echo(f"Base     : {folder / 'observatory.duckdb'}")
        click.echo(f"Figures  : {folder / 'figures'}")
        click.echo("Dagster  : observatory ui (ou make ui), puis http://127.0.0.1:3000")


@main.command()
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


@main.command()
@click.argument("cible", metavar="FICHIER|DOSSIER", type=click.Path(path_type=Path))
@click.pass_obj
def backup(home, cible: Path) -> None:
    """Sauvegarde la maison des données dans un seul fichier.

    Dans un dossier, le fichier prend la date pour nom. L’entrepôt, qui se reconstruit, n’y est pas ; la clé secrète non plus.
    """
    from observatory.cli.backup import back_up

    back_up(home, cible)


@main.command()
@click.argument("sauvegarde", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Maison où restaurer (sinon celle donnée avant la commande).",
)
@click.option("--replace", is_flag=True, help="Remplace une maison qui n’est pas vide ; elle est gardée à côté.")
@click.pass_obj
def restore(home, sauvegarde: Path, into: Path | None, replace: bool) -> None:
    """Restaure une maison des données d’une sauvegarde.

    Chaque fichier est comparé à son empreinte avant que rien ne change.
    """
    from observatory.cli.backup import bring_back
    from observatory.home import Home

    bring_back(sauvegarde, Home(into.expanduser().resolve()) if into else home, replace)


@main.command()
@click.option("--port", metavar="PORT", default=3000, show_default=True, help="Port de l’interface.")
@click.pass_obj
def ui(home, port: int) -> None:
    """Ouvre Dagster sur cette machine (127.0.0.1)."""
    from observatory.cli.servers import run_dagster

    run_dagster(home.create(), port)


@main.command()
@click.option("--port", metavar="PORT", default=8000, show_default=True, help="Port du site.")
@click.pass_obj
def serve(home, port: int) -> None:
    """Sert le site publié sur cette machine (127.0.0.1)."""
    from observatory.cli.servers import serve_site

    serve_site(home, port)


@main.command()
@click.option("--repair", is_flag=True, help="Rend d’abord la maison des données à ce seul compte.")
@click.pass_obj
def doctor(home, repair: bool) -> None:
    """Vérifie l’installation et la maison des données."""
    from observatory.cli.doctor import examine_installation
    from observatory.cli.privacy import narrow

    if repair:
        click.echo(f"✓ Droits rendus à ce seul compte : {narrow(home)}.")
    results = examine_installation(home)
    for finding in results:
        click.echo(f"{'✓' if finding.is_fine else '✗' if finding.is_blocking else '!'} {finding.text}")
    if any(finding.is_blocking and not finding.is_fine for finding in results):
        sys.exit(1)


@main.command()
@click.argument("table", required=False)
@click.pass_obj
def dictionary(home, table: str | None) -> None:
    """Montre les tables sous contrat, ou les colonnes d’une table.

    D’une table publiée, aussi ce qu’en dit la publication en place : part renseignée, dates, origine.
    """
    from observatory.cli.dictionary import print_dictionary

    print_dictionary(table, home)


main.add_command(research)


def _run(job: str, home, as_json: bool) -> None:
    """Run a Dagster job, show its progress and its summary; exit 1 when something blocks."""
    from observatory.cli.run import run_and_report

    if not run_and_report(job, home.create(), as_json):
        sys.exit(1)


if __name__ == "__main__":
    main()
