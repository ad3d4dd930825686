"""What the erasure says on the command line."""

from __future__ import annotations

from datetime import date

import click

from observatory.contracts.load import load_catalogue
from observatory.home import Home
from observatory.retention.certificate import Certificate
from observatory.retention.erase import CERTIFICATES, erase


def simulate_erasure(home: Home) -> None:
    """What would be erased today, SIAO by SIAO."""
    with home.lock():
        certificate = erase(home, load_catalogue(), date.today(), simulate=True)
    _print(certificate)
    click.echo("Simulation : rien n’a été effacé.")


def show_last(home: Home) -> None:
    """Where the last certificate is, and what to do next."""
    written = sorted((home.frozen / CERTIFICATES).glob("*.md"), key=lambda path: path.stat().st_mtime)
    if written:
        click.echo(f"Dernier certificat : {written[-1]}")
    if not home.warehouse.exists():
        click.echo("Suite : observatory build, qui reconstruit l’entrepôt sans les personnes effacées.")


def _print(certificate: Certificate) -> None:
    for one in certificate.siaos:
        click.echo(
            f"· {one.siao} : {one.nb_fiches} fiches et {one.nb_menages} ménages sans contact depuis le {one.horizon:%d/%m/%Y}, "
            f"{sum(one.rows.values())} lignes."
        )
    if not certificate.siaos:
        click.echo("Aucune personne sans contact depuis 24 mois.")
