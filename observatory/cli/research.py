"""`observatory research`: the secure research files, on the command line."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(subcommand_metavar="COMMANDE [ARGUMENTS]…")
def research() -> None:
    """Fichiers de recherche sécurisés : faire, lister, détruire.

    Un projet approuvé reçoit un extrait pseudonyme, jamais publié, détruit à son terme.
    """


@research.command()
@click.argument("fichier", metavar="PROJET.yaml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Détruit d’abord l’extrait en place, avec sa clé.")
@click.option(
    "--simulate",
    is_flag=True,
    help="Dit ce que l’extrait, signé ou non, garderait et laisserait de côté, et n’écrit rien.",
)
@click.pass_obj
def create(home, fichier: Path, replace: bool, simulate: bool) -> None:
    """Fait l’extrait d’un projet approuvé.

    PROJET.yaml : le projet, rempli et signé d’après docs/modeles/projet-de-recherche.yaml. Rien n’est écrit si l’audit refuse.
    """
    from datetime import date

    from observatory.cli.run import progress
    from observatory.contracts.load import load_catalogue
    from observatory.research import create as creation

    if simulate:
        with home.lock():
            _tell(creation.simulate(home, load_catalogue(), fichier))
        click.echo("Simulation : rien n’a été écrit.")
        return
    with progress(quiet=False), home.lock():
        made = creation.create(home, load_catalogue(), fichier, date.today(), replace)
    click.echo(f"✓ {made.folder}")
    _tell(made.manifest["comptes"])
    click.echo(f"  À détruire le {made.project.expire_le:%d/%m/%Y} au plus tard : observatory research expire.")
    click.echo("Suite : lisez LISEZMOI.md avec le projet, puis remettez le dossier par une voie chiffrée.")


@research.command("list")
@click.pass_obj
def list_projects(home) -> None:
    """Montre les projets, leur extrait et leur terme."""
    from datetime import date

    from observatory.research.shelf import CURRENT, extracts, projects

    today, standing = date.today(), {one.project: one for one in extracts(home)}
    names = sorted({*standing, *(name for name, _ in projects(home))})
    for name in names:
        extract = standing.get(name)
        if extract is None:
            click.echo(f"· {name} : aucun extrait (jamais fini, ou détruit)")
            continue
        state = extract.state(home, today)
        term = "/".join(reversed(str(extract.manifest.get("expire_le", "?")).split("-")))
        mark, what = ("✓", "") if state == CURRENT else ("✗", " : à détruire (observatory research expire)")
        click.echo(
            f"{mark} {name} : extrait du {'/'.join(reversed(extract.folder.name.split('-')))}, terme le {term}, {state}{what}"
        )
    if not names:
        click.echo("Aucun projet de recherche.")


@research.command()
@click.argument("projet", required=False)
@click.option("--now", is_flag=True, help="Détruit l’extrait de PROJET même avant son terme.")
@click.pass_obj
def expire(home, projet: str | None, now: bool) -> None:
    """Détruit les extraits échus et leurs clés.

    PROJET : celui-là seulement. Le journal reste. Sans PROJET : tout ce qui est échu, abîmé, ou porte des personnes effacées depuis.
    """
    from datetime import date

    from observatory.research.term import expire as end
    from observatory.research.term import expire_now

    if now and projet is None:
        raise click.UsageError("--now demande un projet : observatory research expire PROJET --now.")
    with home.create().lock():
        ended = [(projet, expire_now(home, projet, date.today(), now))] if projet else end(home, date.today())
    for name, why in ended:
        click.echo(f"✓ {name} : extrait et clé détruits ({why}). Demandez au projet de détruire sa copie.")
    if not ended:
        click.echo("Aucun extrait à détruire.")


def _tell(counts: dict) -> None:
    """The counts of an extract, rounded, on a few lines."""
    from observatory.charts.french import number

    kept, left, rows = (number(counts[name]) for name in ("personnes_extraites", "personnes_ecartees", "lignes"))
    click.echo(f"  Environ {kept} personnes, {rows} lignes ; environ {left} personnes laissées de côté, trop rares.")
    for degree, nb in counts["personnes_a_detail_reduit"].items():
        click.echo(f"  · {degree} : environ {number(nb)} personnes")
    if "sejours_exacts_uniques_pct" in counts:
        exact, whole = (
            f"{counts[name]}\u202f%" for name in ("sejours_exacts_uniques_pct", "parcours_entiers_uniques_pct")
        )
        click.echo(
            f"  · environ {exact} seules de leur description à avoir ces premier et dernier mois ; ce parcours entier : {whole}"
        )
