"""`observatory`: what each command does, and nothing of how."""

from __future__ import annotations

import os
from pathlib import Path

import click

from observatory import __version__
from observatory.cli.around import demo, dictionary, serve, template, ui
from observatory.cli.research import research
from observatory.cli.tasks import build, check, forget, ingest, publish
from observatory.cli.upkeep import backup, doctor, key, restore
from observatory.errors import ObservatoryError, of_the_machine


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


COMMANDS = (
    demo,
    template,
    ingest,
    check,
    build,
    publish,
    forget,
    research,
    key,
    backup,
    restore,
    doctor,
    dictionary,
    ui,
    serve,
)
for command in COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    main()
