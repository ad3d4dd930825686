"""From the mapping that a policy file holds to a `Policy`: complete, signed exceptions, one family per table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.policy import CLASSES, METHODS, ROUNDING, Family, Policy, Rules


def parse_policy(text: Mapping[str, Any]) -> Policy:
    """The policy that `text` says; DisclosureError when it is incomplete or contradicts itself."""
    try:
        policy = Policy(
            version=str(text["version"]),
            signe_par=str(text["signe_par"] or ""),
            signe_le=str(text["signe_le"] or ""),
            niveaux_publiables=tuple(text["niveaux_publiables"]),
            families=tuple(_family(name, entry) for name, entry in text["familles"].items()),
            base=int(text["base"]),
            coalition=int(text["coalition"]),
            classes={name: _rules(name, entry or {}) for name, entry in text["classes"].items()},
            text_sha256=hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest(),
        )
    except (KeyError, TypeError, AttributeError, ValueError):
        raise DisclosureError(
            "La politique de confidentialité est incomplète : rien n’est publié.",
            "Il y faut version, signe_par, signe_le, base, coalition, classes, niveaux_publiables et familles "
            "(classes, tables, motif).",
        ) from None
    return _checked(policy)


def _family(name: str, entry: Mapping[str, Any]) -> Family:
    tables = entry["tables"]
    described = tables if isinstance(tables, Mapping) else dict.fromkeys(tables)
    return Family(
        nom=name,
        classes=tuple(entry["classes"]),
        tables={table: column or {} for table, column in described.items()},
        motif=entry["motif"],
        dimensions=entry.get("dimensions") or {},
        canal=entry.get("canal", "public"),
        methode=entry.get("methode", ROUNDING),
        exception=entry.get("exception") or {},
        deduites_de=tuple(entry.get("deduites_de") or ()),
    )


def _rules(name: str, entry: Mapping[str, Any]) -> Rules:
    """A class; what it does not say is taken from the class of that name, else from the strictest."""
    known = {rule.name for rule in fields(Rules)}
    if unknown := set(entry) - known:
        raise DisclosureError(
            f"Politique de confidentialité, classe « {name} » : règle inconnue ({', '.join(sorted(unknown))}).",
            f"Les règles sont : {', '.join(sorted(known))}.",
        )
    default = CLASSES.get(name, Rules())
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    for key, value in given.items():
        allowed = (tuple, type(None)) if key == "niveaux" else (type(getattr(Rules, key)), int)
        if not isinstance(value, allowed) or isinstance(value, bool) != isinstance(getattr(Rules, key), bool):
            raise DisclosureError(
                f"Politique de confidentialité, classe « {name} » : la règle « {key} » n’a pas la bonne forme.",
                "Donnez un nombre, true ou false, ou une liste de niveaux.",
            )
    return replace(default, **given)


def _checked(policy: Policy) -> Policy:
    tables = [table for family in policy.families for table in family.tables]
    if twice := sorted({table for table in tables if tables.count(table) > 1}):
        raise DisclosureError(
            f"La politique de confidentialité place une table dans deux familles : {', '.join(twice)}.",
            "Gardez une seule famille par table.",
        )
    if policy.base < 2 or policy.coalition != 1:
        raise DisclosureError(
            "La politique de confidentialité demande une base inférieure à 2, ou une coalition autre que 1.",
            "Donnez base: 5 et coalition: 1, seuls vérifiés par l’audit.",
        )
    for family in policy.families:
        _check_origins(family, policy)
        for described in family.tables.values():
            policy.rules(tuple(described.get("classes", family.classes)))
        _check_method(family)
    return policy


def _check_origins(family: Family, policy: Policy) -> None:
    """A computed table reads published tables, never another computed one, nor one that does not leave."""
    origins = {name: policy.family_of(name) for name in family.deduites_de}
    wrong = [
        name
        for name, one in origins.items()
        if one is None or one.deduites_de or one.canal != "public" or not policy.rules(one.classes).publier
    ]
    if wrong or (family.deduites_de and family.dimensions):
        raise DisclosureError(
            f"Famille « {family.nom} » : elle se déduit de tables qui ne sont pas publiées ({', '.join(wrong) or 'comptes à elle'}).",
            "Une table déduite ne lit que des tables publiées, protégées avant elle, et n’a aucun compte à elle.",
        )


def _check_method(family: Family) -> None:
    if family.methode not in METHODS:
        raise DisclosureError(
            f"Famille « {family.nom} » : méthode « {family.methode} » inconnue.", f"Méthodes : {', '.join(METHODS)}."
        )
    signed = all(str(family.exception.get(key) or "").strip() for key in ("signe_par", "signe_le", "motif"))
    if family.methode != ROUNDING and not signed:
        raise DisclosureError(
            f"Famille « {family.nom} » : la suppression est une exception, et personne ne l’a signée.",
            "Ajoutez exception: {signe_par, signe_le, motif}, ou revenez à l’arrondi.",
        )
