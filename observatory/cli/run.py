"""Run a Dagster job from the command line: progress while it works, a summary when it ends."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import time
from collections.abc import Iterator

import click

from observatory.errors import ObservatoryError
from observatory.home import PROJECT, Home


def run_and_report(job: str, home: Home, as_json: bool) -> bool:
    """Run the job and print what it did; True when nothing blocks. A home that another run holds is told at once."""
    with home.lock():
        pass
    sys.path.insert(0, str(PROJECT))
    try:
        from assets.run import run_job
    except ModuleNotFoundError as missing:
        if missing.name != "assets":
            raise
        raise ObservatoryError(
            "Les tâches Dagster ne sont pas installées avec la bibliothèque seule.",
            "Lancez cette commande depuis le dossier du projet.",
        ) from None
    started = time.perf_counter()
    with progress(quiet=as_json):
        summary = run_job(job, home)
    seconds = time.perf_counter() - started
    if as_json:
        click.echo(json.dumps(_as_dict(summary, seconds), ensure_ascii=False, indent=1))
    else:
        _print(summary, seconds)
    return summary.is_clean


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[None]:
    """Show the library's sentences as they come, and nothing of what other libraries log."""
    logger = logging.getLogger("observatory")
    handler = logging.NullHandler() if quiet else logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("· %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _as_dict(summary, seconds: float) -> dict:
    return {
        "reussi": summary.is_clean,
        "duree_s": round(seconds, 2),
        "construits": list(summary.built),
        "arrets": list(summary.failures),
        "rapport": str(summary.report),
        "controles": [
            {"objet": c.asset, "controle": c.name, "bloquant": c.is_blocking, "phrase": c.sentence}
            for c in summary.failed_checks
        ],
    }


def _print(summary, seconds: float) -> None:
    """Stops first, then blocking checks, then warnings."""
    click.echo()
    for sentence in summary.failures:
        click.echo(f"✗ {sentence}")
    for found in sorted(summary.failed_checks, key=lambda c: not c.is_blocking):
        mark = "✗ bloquant" if found.is_blocking else "! avertissement"
        click.echo(f"{mark} · {found.asset} · {found.name} : {found.sentence}")
    warnings = sum(not found.is_blocking for found in summary.failed_checks)
    verdict = "Terminé" if summary.is_clean else "Arrêté : rien de ce qui dépend de l’erreur n’a été remplacé"
    click.echo(f"\n{verdict} ({len(summary.built)} éléments construits, {warnings} avertissements, {seconds:.0f} s).")
    click.echo(f"Compte rendu : {summary.report}")
