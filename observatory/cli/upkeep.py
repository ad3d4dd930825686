"""The commands that keep a home: its key, its backups, its state."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
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


@click.command()
@click.argument("cible", metavar="FICHIER|DOSSIER", type=click.Path(path_type=Path))
@click.pass_obj
def backup(home, cible: Path) -> None:
    """Sauvegarde la maison des données dans un seul fichier.

    Dans un dossier, le fichier prend la date pour nom. L’entrepôt, qui se reconstruit, n’y est pas ; la clé secrète non plus.
    """
    from observatory.cli.backup import back_up

    back_up(home, cible)


@click.command()
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


@click.command()
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
