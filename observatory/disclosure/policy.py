"""The disclosure policy: what each class of counts asks for, who signed it. Unsaid rules are the strict ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from observatory.disclosure.errors import DisclosureError

ROUNDING, SUPPRESSION = "arrondi", "suppression"
METHODS = (ROUNDING, SUPPRESSION)


@dataclass(frozen=True)
class Rules:
    """What a class of counts asks for; the defaults are the strictest class.

    seuil: a count from 1 to seuil − 1 is protected; with `zero_revele`, so is a zero. largeur_*: width of the interval
    that an attacker must be left with, by method. masquer_sous: a rounded value that may stand for a count under it is
    hidden (0: never). contributeurs_min, dominance_max: rules on who makes the count. niveaux: levels that may be
    released (None: those of the policy). exempt: already published by its producer, passes unaltered.
    """

    publier: bool = True
    exempt: bool = False
    seuil: int = 11
    largeur_arrondi: int = 4
    largeur_suppression: int = 10
    masquer_sous: int = 11
    zero_revele: bool = True
    contributeurs_min: int = 3
    dominance_max: float = 0.85
    niveaux: tuple[str, ...] | None = ("FR", "REG", "DEP")

    def width(self, method: str) -> int:
        """The width that the method must leave."""
        return self.largeur_arrondi if method == ROUNDING else self.largeur_suppression


CURRENT = Rules(
    seuil=5,
    largeur_suppression=5,
    masquer_sous=0,
    zero_revele=False,
    contributeurs_min=0,
    dominance_max=1.0,
    niveaux=None,
)
CLASSES: Mapping[str, Rules] = {
    "public": replace(CURRENT, exempt=True),
    "courant": CURRENT,
    "sensible": replace(Rules(), contributeurs_min=0, dominance_max=1.0),
    "contributeurs": replace(CURRENT, contributeurs_min=3, dominance_max=0.85),
    "interdit": Rules(publier=False),
}


def strictest(rules: Sequence[Rules]) -> Rules:
    """Rule by rule, the strictest of several classes: what a table made from several sources takes."""
    levels = [set(rule.niveaux) for rule in rules if rule.niveaux is not None]
    return Rules(
        publier=all(rule.publier for rule in rules),
        exempt=all(rule.exempt for rule in rules),
        seuil=max(rule.seuil for rule in rules),
        largeur_arrondi=max(rule.largeur_arrondi for rule in rules),
        largeur_suppression=max(rule.largeur_suppression for rule in rules),
        masquer_sous=max(rule.masquer_sous for rule in rules),
        zero_revele=any(rule.zero_revele for rule in rules),
        contributeurs_min=max(rule.contributeurs_min for rule in rules),
        dominance_max=min(rule.dominance_max for rule in rules),
        niveaux=tuple(sorted(set.intersection(*levels))) if levels else None,
    )


@dataclass(frozen=True)
class Family:
    """Tables protected together, in one solve: their classes, why, and how their columns are read.

    `tables` gives each table the description of its columns, and `dimensions` how their codes add up (both empty for
    tables already public). `methode` other than rounding is an exception that someone signs: see `exception`.
    `deduites_de`: the tables are no counts of their own, but computed from these published ones, once protected.
    """

    nom: str
    classes: tuple[str, ...]
    tables: Mapping[str, Mapping[str, Any]]
    motif: str
    dimensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    canal: str = "public"
    methode: str = ROUNDING
    exception: Mapping[str, str] = field(default_factory=dict)
    deduites_de: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """A version of the policy, who signed it and when."""

    version: str
    signe_par: str
    signe_le: str
    niveaux_publiables: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()
    base: int = 5
    coalition: int = 1
    classes: Mapping[str, Rules] = field(default_factory=lambda: CLASSES)
    text_sha256: str = ""

    @property
    def is_signed(self) -> bool:
        return bool(self.signe_par.strip() and self.signe_le.strip())

    def require_signed(self) -> Policy:
        """The policy itself; DisclosureError when no one signed it."""
        if not self.is_signed:
            raise DisclosureError(
                "La politique de confidentialité n’est pas signée : rien n’est publié.",
                "Faites signer data_contracts/disclosure.yaml (signe_par, signe_le).",
            )
        return self

    def family_of(self, table: str) -> Family | None:
        """The family that holds the table, or None: such a table is not published."""
        return next((family for family in self.families if table in family.tables), None)

    def rules(self, classes: Sequence[str]) -> Rules:
        """The rules of these classes together; DisclosureError for a class that the policy does not know."""
        if not classes or (unknown := [name for name in classes if name not in self.classes]):
            raise DisclosureError(
                f"La politique de confidentialité ne connaît pas la classe « {', '.join(unknown) if classes else ''} » : "
                "rien n’est publié.",
                f"Les classes sont : {', '.join(self.classes)}.",
            )
        return strictest([self.classes[name] for name in classes])

    def levels(self, rules: Rules) -> tuple[str, ...]:
        """The levels that these rules let out: those of the policy, fewer when the rules say so."""
        return tuple(level for level in self.niveaux_publiables if rules.niveaux is None or level in rules.niveaux)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what the policy says, whatever the layout of its file."""
        return self.text_sha256 or hashlib.sha256(repr(self).encode()).hexdigest()
