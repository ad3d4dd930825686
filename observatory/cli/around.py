"""The commands around the work: the invented world, the forms, the dictionary, the screen, the site."""

from __future__ import annotations

from pathlib import Path

import click

from observatory.cli.demo import valid_scale, valid_seed, valid_years
from observatory.demo.simulation import SEED, YEARS


@click.command()
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


@click.command()
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


@click.command()
@click.argument("table", required=False)
@click.pass_obj
def dictionary(home, table: str | None) -> None:
    """Montre les tables sous contrat, ou les colonnes d’une table.

    D’une table publiée, aussi ce qu’en dit la publication en place : part renseignée, dates, origine.
    """
    from observatory.cli.dictionary import print_dictionary

    print_dictionary(table, home)


@click.command()
@click.option("--port", metavar="PORT", default=3000, show_default=True, help="Port de l’interface.")
@click.pass_obj
def ui(home, port: int) -> None:
    """Ouvre Dagster sur cette machine (127.0.0.1)."""
    from observatory.cli.servers import run_dagster

    run_dagster(home.create(), port)


@click.command()
@click.option("--port", metavar="PORT", default=8000, show_default=True, help="Port du site.")
@click.pass_obj
def serve(home, port: int) -> None:
    """Sert le site publié sur cette machine (127.0.0.1)."""
    from observatory.cli.servers import serve_site

    serve_site(home, port)
