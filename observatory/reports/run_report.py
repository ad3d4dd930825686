"""One page in French for each run: what came, what was refused, what changed, how long it took, what to do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.home import Home

if TYPE_CHECKING:
    from jinja2 import Template

LAST = "dernier.html"
KEPT = 200


@dataclass(frozen=True)
class Part:
    """A file read in the run: lines read, typed, put aside, and typed before of the file that it replaces (None: none)."""

    source: str
    partition: str
    fichier: str
    nb_lues: int
    nb_typees: int
    nb_quarantaine: int
    nb_avant: int | None


@dataclass(frozen=True)
class Finding:
    """A check that found something: what it looked at, the lines at fault by part, what to do, whom to ask.

    `precision`: what this run alone can say of it (an amount, what to paste), line by line.
    """

    objet: str
    controle: str
    est_bloquant: bool
    phrase: str
    a_qui: str = ""
    parts: Sequence[tuple[str, int]] = ()
    precision: str = ""


@dataclass(frozen=True)
class RunReport:
    """What a run did. `tache` names the file, `titre` the task as staff say it; `arrets`: the sentences of what stopped it; `construits`: how many tables were built."""

    tache: str
    titre: str
    debut: datetime
    duree_s: float
    est_fictif: bool
    recus: Sequence[str] = ()
    lots: Sequence[Part] = ()
    constats: Sequence[Finding] = ()
    arrets: Sequence[str] = ()
    construits: int = 0
    publication: dict[str, Any] = field(default_factory=dict)

    @property
    def bloquants(self) -> list[Finding]:
        """Those that stopped what depends on them."""
        return [one for one in self.constats if one.est_bloquant]

    @property
    def alertes(self) -> list[Finding]:
        """Those that stopped nothing."""
        return [one for one in self.constats if not one.est_bloquant]

    @property
    def etat(self) -> str:
        """What the run came to, in words."""
        if self.arrets or self.bloquants:
            return "Arrêtée\u00a0: rien de ce qui dépend de l’erreur n’a été remplacé"
        return "Réussie, avec des points à regarder" if self.alertes else "Réussie"


def write_report(report: RunReport, home: Home) -> Path:
    """Write the page in `rapports/`, and again as the last one; those before the last 200 are removed."""
    folder = home.reports
    folder.mkdir(parents=True, exist_ok=True)
    page = _template().render(report=report)
    path = folder / f"{report.debut:%Y-%m-%dT%H-%M-%S}-{report.tache}.html"
    for target in (path, folder / LAST):
        aside = folder / f".{target.name}.{os.getpid()}"
        aside.write_text(page, encoding="utf-8")
        os.replace(aside, target)
    for old in sorted(folder.glob("2*.html"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def duration(seconds: float) -> str:
    """« 8 s », « 2 min 05 s », « 1 h 12 min »."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest}\u00a0s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}\u00a0h {minutes:02}\u00a0min" if hours else f"{minutes}\u00a0min {rest:02}\u00a0s"


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["entier"] = lambda value: f"{value:,}".replace(",", "\u202f")
    made.filters["duree"] = duration
    return made.get_template("run_report.html.j2")
