"""An approved project, read from its signed YAML: strictly, every fault a sentence that says what to do."""

from __future__ import annotations

import hashlib
import json
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from observatory.contracts.model import Table
from observatory.contracts.strict_yaml import read_yaml
from observatory.errors import ObservatoryError
from observatory.research.columns import asked_columns

SLUG, MONTH = r"[a-z][a-z0-9-]{2,39}", r"\d{4}-(0[1-9]|1[0-2])"
LONGEST_MONTHS, LEAST_K, USUAL_K = 24, 5, 10
TEXTS = ("titre", "organisme", "finalite", "base_legale", "approuve_par")
REQUIRED = ("projet", *TEXTS, "approuve_le", "expire_le", "perimetre", "colonnes")
OPTIONAL = ("k",)
PERIMETER = ("departements", "mois_debut", "mois_fin")


@dataclass(frozen=True)
class Project:
    """What was approved: who asks what, why, by whom it was allowed, until when, on what, and `k`, the least number of
    persons of any combination. `departements` are SIAO; `months` the first and the last, « AAAA-MM »."""

    id: str
    titre: str
    organisme: str
    finalite: str
    base_legale: str
    approuve_par: str
    approuve_le: date
    expire_le: date
    departements: tuple[str, ...]
    months: tuple[str, str]
    columns: tuple[str, ...]
    k: int
    fingerprint: str

    @property
    def scope(self) -> str:
        """The scope of its key: of no other project, and not that of the lake."""
        return f"recherche-{self.id}"

    def is_expired(self, today: date) -> bool:
        """Its last day is that of `expire_le`."""
        return today > self.expire_le


def read_project(path: Path, table: Table, is_draft: bool = False) -> Project:
    """The project of a file; `table` is the contract of what may be asked; a draft may be read before it is signed.

    ObservatoryError when a field is missing, unknown, empty or wrong, when nobody approved it, when it would last more than
    24 months, or asks for what the contract does not hold. What the day says (approved later, expired) is for `refuse_outdated`.
    """
    text = read_yaml(path)
    _hold_fields(text, REQUIRED, OPTIONAL, path.name, "")
    for name in (one for one in TEXTS if not (is_draft and one == "approuve_par")):
        if not isinstance(text[name], str) or not text[name].strip():
            who = (
                "Personne n’a approuvé ce projet" if name == "approuve_par" else f"Le champ « {name} » n’est pas rempli"
            )
            raise _wrong(
                path.name, f"{who} : rien n’est extrait.", f"Remplissez « {name} » et faites signer le projet."
            )
    perimeter = text["perimetre"]
    _hold_fields(perimeter, PERIMETER, (), path.name, "perimetre.")
    approved, expires = (_day(text[name], name, path.name) for name in ("approuve_le", "expire_le"))
    _hold_term(approved, expires, path.name)
    return Project(
        id=_matching(text["projet"], SLUG, "projet", "minuscules, chiffres et tirets (« sorties-2026 »)", path.name),
        **{name: str(text[name]).strip() for name in TEXTS},
        approuve_le=approved,
        expire_le=expires,
        departements=_departements(perimeter["departements"], path.name),
        months=_months(perimeter, path.name),
        columns=asked_columns(text["colonnes"], table, path.name),
        k=_k(text.get("k", USUAL_K), path.name),
        fingerprint=_fingerprint(text),
    )


def refuse_changed(project: Project, kept: Path) -> None:
    """Raise when the text of a project is not the one that was served (`kept`), and was not signed again since."""
    before = read_yaml(kept) if kept.exists() else {}
    if (
        before
        and _fingerprint(before) != project.fingerprint
        and project.approuve_le.isoformat() <= before["approuve_le"]
    ):
        raise ObservatoryError(
            f"Projet « {project.id} » : son texte a changé depuis son approbation du {date.fromisoformat(before['approuve_le']):%d/%m/%Y}.",
            "Faites-le approuver de nouveau (« approuve_par », « approuve_le » plus tard), ou reprenez le texte approuvé.",
        )


def _fingerprint(text: dict) -> str:
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def refuse_outdated(project: Project, today: date) -> None:
    """Raise when the approval is not for today: signed later, or over."""
    if project.approuve_le > today:
        raise ObservatoryError(
            f"Projet « {project.id} » : il serait approuvé le {project.approuve_le:%d/%m/%Y}, après aujourd’hui.",
            "Corrigez « approuve_le », ou attendez ce jour.",
        )
    if project.is_expired(today):
        raise ObservatoryError(
            f"Projet « {project.id} » : il a expiré le {project.expire_le:%d/%m/%Y} : rien n’est extrait.",
            "Faites approuver de nouveau le projet, avec une autre date, ou détruisez ce qu’il en reste (observatory research expire).",
        )


def _wrong(file: str, message: str, action: str) -> ObservatoryError:
    return ObservatoryError(f"Projet de recherche {file} : {message}", action)


def _hold_fields(text: Any, required: tuple[str, ...], optional: tuple[str, ...], file: str, under: str) -> None:
    if not isinstance(text, dict):
        raise _wrong(
            file, "il n’a pas la forme attendue.", "Repartez du modèle : docs/modeles/projet-de-recherche.yaml."
        )
    if missing := [under + name for name in required if name not in text]:
        raise _wrong(file, f"il manque {', '.join(missing)}.", "Ajoutez ces champs, d’après le modèle.")
    if unknown := [f"{under}{name}" for name in text if name not in (*required, *optional)]:
        raise _wrong(
            file, f"champ inconnu : {', '.join(unknown)}.", f"Les champs sont : {', '.join((*required, *optional))}."
        )


def _matching(value: Any, pattern: str, name: str, form: str, file: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise _wrong(file, f"« {name} » ne se lit pas.", f"Il s’écrit ainsi : {form}.")
    return value


def _day(value: Any, name: str, file: str) -> date:
    text = _matching(value, r"\d{4}-\d{2}-\d{2}", name, "AAAA-MM-JJ", file)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(
            file, f"« {name} » n’est pas un jour du calendrier.", "Donnez un jour qui existe, AAAA-MM-JJ."
        ) from None


def _hold_term(approved: date, expires: date, file: str) -> None:
    if expires <= approved:
        raise _wrong(file, "il expire avant d’être approuvé.", "Corrigez « approuve_le » ou « expire_le ».")
    month = approved.month - 1 + LONGEST_MONTHS
    year, month = approved.year + month // 12, month % 12 + 1
    last = date(year, month, min(approved.day, monthrange(year, month)[1]))
    if expires > last:
        raise _wrong(
            file,
            f"il durerait plus de {LONGEST_MONTHS} mois.",
            f"Donnez une fin au plus tard le {last:%d/%m/%Y} ; au-delà, faites approuver de nouveau.",
        )


def _departements(value: Any, file: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise _wrong(
            file, "« perimetre.departements » n’est pas une liste.", 'Écrivez une liste de codes : ["75", "93"].'
        )
    codes = [
        _matching(
            code,
            r"[0-9AB]{2,3}|Z\d{2}",
            "perimetre.departements",
            'une liste de codes entre guillemets, ["01", "2A", "974"]',
            file,
        )
        for code in value
    ]
    if len(set(codes)) < len(codes):
        raise _wrong(file, "un département est demandé deux fois.", "Gardez chaque code une fois.")
    return tuple(sorted(codes))


def _months(perimeter: dict, file: str) -> tuple[str, str]:
    first, last = (_matching(perimeter[name], MONTH, f"perimetre.{name}", "AAAA-MM", file) for name in PERIMETER[1:])
    if first > last:
        raise _wrong(file, "la période finit avant de commencer.", "Corrigez « mois_debut » ou « mois_fin ».")
    return first, last


def _k(value: Any, file: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < LEAST_K:
        raise _wrong(
            file,
            f"« k » n’est pas un entier d’au moins {LEAST_K}.",
            f"Donnez {USUAL_K}, ou retirez la ligne : c’est la valeur d’usage.",
        )
    return value
