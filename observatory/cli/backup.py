"""What a backup and a restoration say on the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from observatory.home import Home


def back_up(home: Home, target: Path) -> None:
    """Save a home, say what the archive holds and what it does not; ObservatoryError when it cannot be written."""
    from observatory.backup.save import save
    from observatory.charts.french import number, plural
    from observatory.cli.run import progress

    with progress(quiet=False):
        saved = save(home, target, datetime.now(UTC))
    size = saved.path.stat().st_size / 1e6
    files = plural(len(saved.files), "fichier")
    click.echo(f"✓ {saved.path} : {files}, {number(saved.nb_bytes / 1e6, 1)} Mo en {number(size, 1)} Mo.")
    for name in saved.left_out:
        click.echo(f"! {name} mène hors de la maison : ce lien n’est pas sauvegardé.")
    click.echo("La clé secrète n’y est pas : gardez-en une copie à part, jamais avec cette sauvegarde.")
    click.echo("Les personnes effacées plus tard y restent : détruisez les sauvegardes les plus vieilles.")


def bring_back(archive: Path, home: Home, replace: bool) -> None:
    """Restore a home, say what came back and what to do next; ObservatoryError when nothing could be restored."""
    from observatory.backup.restore import restore
    from observatory.charts.french import number, plural
    from observatory.cli.run import progress
    from observatory.pseudonyms.key import key_path

    with progress(quiet=False):
        restored = restore(archive, home, datetime.now(UTC), replace)
    files = plural(restored.nb_files, "fichier vérifié", "fichiers vérifiés")
    size = number(restored.nb_bytes / 1e6, 1)
    click.echo(f"✓ {home.root} : {files}, {size} Mo, du {restored.day[8:]}/{restored.day[5:7]}/{restored.day[:4]}.")
    if restored.before:
        click.echo(f"✓ L’ancienne maison est gardée dans {restored.before}.")
    if not key_path("siao").exists():
        click.echo(f"! Aucune clé « siao » sur ce compte : remettez sa copie dans {key_path('siao').parent}.")
    click.echo(
        "Suite : observatory build, qui reconstruit l’entrepôt ; puis observatory forget, si un effacement a suivi."
    )
