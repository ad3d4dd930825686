"""What an installation needs, looked at one by one."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from observatory.errors import ObservatoryError
from observatory.home import Home

PACKAGES = ("dagster", "duckdb", "polars", "great-expectations", "plotly", "playwright")
FREE_GB = 2


@dataclass(frozen=True)
class Finding:
    """One thing looked at: fine or not, whether it stops the work, and the sentence."""

    is_fine: bool
    is_blocking: bool
    text: str


def examine_installation(home: Home) -> list[Finding]:
    """Versions, contracts, browser, the data home: whether it can be written, who else may read it, disk, memory lent, what it holds, and the
    secure research files that should be there no longer."""
    return [
        *_versions(),
        _contracts(),
        _browser(),
        _home(home),
        _privacy(home),
        _disk(home),
        _lent(),
        _holdings(home),
        *_research(home),
    ]


def _versions() -> Iterator[Finding]:
    yield Finding(True, True, f"Python {platform.python_version()}")
    for name in PACKAGES:
        try:
            yield Finding(True, True, f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Finding(False, True, f"{name} n’est pas installé : relancez « make setup ».")


def _contracts() -> Finding:
    from observatory.contracts.load import load_catalogue
    from observatory.publication.policy_file import load_policy

    try:
        catalogue = load_catalogue()
        policy = load_policy(catalogue.folder / "disclosure.yaml")
    except ObservatoryError as refusal:
        return Finding(False, True, str(refusal))
    signed = (
        f"signée par {policy.signe_par} le {policy.signe_le}"
        if policy.is_signed
        else "NON SIGNÉE : rien ne sera publié"
    )
    text = f"{len(catalogue.tables)} tables sous contrat ; politique de confidentialité {policy.version} {signed}"
    return Finding(policy.is_signed, False, text)


def _browser() -> Finding:
    from observatory.publication.images import find_browser

    browser = find_browser()
    if browser is None:
        text = (
            "Aucun Chromium trouvé : le site sera publié sans les images PNG et SVG. "
            "Installez-le (Debian, Ubuntu : apt-get install chromium) ou donnez son chemin dans OBSERVATORY_BROWSER."
        )
        return Finding(False, False, text)
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return Finding(False, False, f"Le navigateur {browser} ne démarre pas : le site sera publié sans images.")
    return Finding(True, False, f"Navigateur : {answer.stdout.strip()} ({browser})")


def _home(home: Home) -> Finding:
    try:
        home.create()
        probe = home.root / ".essai"
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except (ObservatoryError, OSError):
        return Finding(False, True, f"La maison des données {home.root} ne peut pas être écrite : vérifiez ses droits.")
    return Finding(True, True, f"Maison des données : {home.root}")


def _privacy(home: Home) -> Finding:
    from observatory.charts.french import enumeration, plural
    from observatory.cli.privacy import is_ours, wide_paths

    if not is_ours(home):
        text = f"La maison {home.root} n’est pas à ce compte : lancez l’observatoire avec le compte qui la tient."
        return Finding(False, True, text)
    wide = list(wide_paths(home))
    if wide:
        tops = {path.relative_to(home.root).parts[0] if path != home.root else "la maison elle-même" for path in wide}
        text = (
            f"La maison des données s’ouvre à d’autres comptes ({plural(len(wide), 'dossier ou fichier', 'dossiers ou fichiers')}, "
            f"dans : {enumeration(sorted(tops))}) : lancez « observatory doctor --repair »."
        )
        return Finding(False, True, text)
    return Finding(True, True, "La maison des données n’est ouverte qu’à ce compte.")


def _disk(home: Home) -> Finding:
    folder = next(path for path in (home.root, *home.root.parents) if path.exists())
    free = shutil.disk_usage(folder).free / 1e9
    return Finding(free > FREE_GB, False, f"Place libre : {free:.0f} Go (il en faut {FREE_GB} au moins)")


def _lent() -> Finding:
    from observatory.settings import lent

    try:
        return Finding(True, True, f"Traitement : {lent()}")
    except ObservatoryError as refusal:
        return Finding(False, True, str(refusal))


def _holdings(home: Home) -> Finding:
    from observatory.publication.versions import current_release

    files = sum(1 for _ in home.raw.glob("*/*.json"))
    release = current_release(home)
    published = f"version publiée {release.name}" if release else "rien de publié"
    return Finding(True, False, f"{files} fichier(s) reçu(s) ; {published}")


def _research(home: Home) -> Iterator[Finding]:
    """Nothing when no project was ever extracted."""
    from datetime import date

    from observatory.charts.french import enumeration, plural
    from observatory.research.shelf import extracts, to_destroy
    from observatory.research.term import orphans, strangers

    if not home.research.exists():
        return
    try:
        unknown = strangers(home)
    except ObservatoryError as refusal:
        yield Finding(False, True, str(refusal))
        return
    if unknown:
        text = f"Extraits de recherche qui ne sont pas ceux du journal : {enumeration(unknown)}. Détruisez-les (observatory research expire PROJET --now)."
        yield Finding(False, True, text)
    late = [f"{one.project} ({one.state(home, date.today())})" for one in to_destroy(home, date.today())]
    late += [f"{name} (clé sans extrait)" for name in orphans(home)]
    if late:
        text = f"Fichiers de recherche à détruire : {enumeration(late)}. Lancez « observatory research expire »."
        yield Finding(False, True, text)
    elif not unknown:
        current = plural(len(extracts(home)), "extrait en cours", "extraits en cours")
        yield Finding(True, True, f"Fichiers de recherche : {current}, aucun à détruire.")
