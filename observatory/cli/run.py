"""Run a Dagster job from the command line: progress while it works, a summary when it ends."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import time
from collections.abc import Iterator
from datetime import datetime

import click

from observatory.errors import ObservatoryError
from observatory.home import PROJECT, Home


def run_and_report(job: str, home: Home, as_json: bool, again: bool = False) -> bool:
    """Run the job and print what it did; True when nothing blocks. A home that another run holds is told at once.

    When nothing that it reads has changed since it last ended well, it is not run (unless `again`), and what it said is said.
    """
    from observatory import unchanged

    with home.lock():
        kept = None if again else unchanged.last(home, job)
    if kept:
        _show(kept["dit"] | {"a_jour_depuis": kept["le"]}, as_json)
        return True
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
    started, before = time.perf_counter(), unchanged.waiting(home)
    with progress(quiet=as_json):
        summary = run_job(job, home)
    told = _as_dict(summary, time.perf_counter() - started)
    if summary.is_settled:
        unchanged.remember(home, job, told, before)
    _show(told, as_json)
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


def _show(told: dict, as_json: bool) -> None:
    """Stops first, then blocking checks, then warnings."""
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo()
    for sentence in told["arrets"]:
        click.echo(f"✗ {sentence}")
    for found in sorted(told["controles"], key=lambda one: not one["bloquant"]):
        mark = "✗ bloquant" if found["bloquant"] else "! avertissement"
        click.echo(f"{mark} · {found['objet']} · {found['controle']} : {found['phrase']}")
    click.echo(f"\n{_verdict(told)}\nCompte rendu : {told['rapport']}")


def _verdict(told: dict) -> str:
    nb = sum(not found["bloquant"] for found in told["controles"])
    warnings = f"{nb} avertissement{'s' if nb > 1 else ''}"
    if since := told.get("a_jour_depuis"):
        moment = f"{datetime.fromisoformat(since):%d/%m/%Y à %H:%M}"
        return (
            f"Rien de nouveau depuis le {moment} : rien n’est refait ({warnings}, comme alors). "
            "Pour refaire tout de même : --again."
        )
    verdict = "Terminé" if told["reussi"] else "Arrêté : rien de ce qui dépend de l’erreur n’a été remplacé"
    made = len(told["construits"])
    return f"{verdict} ({made} élément{'s' if made > 1 else ''} à jour, {warnings}, {told['duree_s']:.0f} s)."
