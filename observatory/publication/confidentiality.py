"""The disclosure control of a release: every family protected once and together, with what proves it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.policy import Family, Policy
from observatory.disclosure.protected import STATE, ProtectedTable, already_public
from observatory.disclosure.protection import AuditFailure, Protection, protect
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication.dimensions import dimensions_of
from observatory.publication.families import CODE, LEVEL, TERRITORY, made_from, published, tables_of
from observatory.publication.leaks import Guarded
from observatory.publication.memory import ALREADY_PUBLIC, Memory, report_failures
from observatory.workers import at_once

if TYPE_CHECKING:
    import polars as pl

logger = logging.getLogger("observatory.publication")
PUBLIC = "public"


@dataclass(frozen=True)
class Confidentiality:
    """The protected tables, what was left out and why, the public evidence by table, and, private: the journals by
    family, and what the attack by files must not find."""

    tables: dict[str, ProtectedTable]
    left_out: tuple[str, ...]
    evidence: tuple[dict[str, Any], ...]
    journals: dict[str, Protection]
    guarded: tuple[Guarded, ...]


@dataclass(frozen=True)
class _Told:
    """What is shown of a family: its tables, the public evidence, and its protection unless it was already public."""

    tables: dict[str, ProtectedTable]
    lines: list[dict[str, Any]]
    protection: Protection | None = None


def protect_all(
    frames: Mapping[str, pl.DataFrame],
    policy: Policy,
    holds: pl.DataFrame,
    memory: Memory,
    home: Home,
    version: str,
    contributors: Mapping[str, pl.DataFrame] | None = None,
) -> Confidentiality:
    """Protect every table of a release; a table without family is left out, with the reason.

    holds: what each territory contains (`territoire`, `element`), for sums between territories. contributors: who makes the
    counts of the tables whose policy asks for it (`families.with_contributors`). Raises ObservatoryError
    when the policy is not signed, a family cannot be protected, or the attack finds a cell.
    """
    left_out = [
        f"La table « {name} » n’a pas de politique de confidentialité : elle n’est pas publiée. "
        "Ajoutez-la à une famille de data_contracts/disclosure.yaml, avec sa classe et sa source."
        for name in frames
        if policy.family_of(name) is None
    ]
    tables: dict[str, ProtectedTable] = {}
    evidence: list[dict[str, Any]] = []
    journals: dict[str, Protection] = {}
    guarded: list[Guarded] = []
    try:
        policy.require_signed()
        families, not_public = _families(frames, policy)
        left_out += not_public
        show = partial(_shown, policy=policy, holds=holds, memory=memory, contributors=contributors)
        for (family, there), told in zip(families, at_once(show, families), strict=True):
            tables |= told.tables
            evidence += told.lines
            left_out += [_withheld(table) for table in told.tables.values() if table.nb_withheld]
            if told.protection:
                journals[family.nom] = told.protection
                guarded += [one for name in there for one in _guarded(name, family, there[name], told.tables[name])]
    except AuditFailure as failure:
        path = report_failures(home, version, failure.failures)
        raise ObservatoryError(failure.message, f"{failure.action} ({path.relative_to(home.root)})") from None
    except DisclosureError as refusal:
        raise ObservatoryError(refusal.message, refusal.action) from None
    return Confidentiality(tables, tuple(left_out), tuple(evidence), journals, tuple(guarded))


def _families(
    frames: Mapping[str, pl.DataFrame], policy: Policy
) -> tuple[list[tuple[Family, dict[str, pl.DataFrame]]], list[str]]:
    """The families that have something to show, with their tables; then what another channel keeps, in words."""
    found, left_out = [], []
    for family in policy.families:
        there = {name: frames[name] for name in family.tables if name in frames}
        if there and family.deduites_de:
            raise DisclosureError(
                f"La famille « {family.nom} » se déduit de tables protégées, et l’entrepôt contient {', '.join(there)}.",
                "Ces tables se calculent à la publication : retirez-les de l’entrepôt.",
            )
        if there and family.canal != PUBLIC:
            left_out += [f"La table « {name} » n’est pas publiée : son canal est « {family.canal} »." for name in there]
        elif there:
            found.append((family, there))
    return found, left_out


def _shown(
    one: tuple[Family, dict[str, pl.DataFrame]],
    policy: Policy,
    holds: pl.DataFrame,
    memory: Memory,
    contributors: Mapping[str, pl.DataFrame] | None,
) -> _Told:
    """A family, as it was when its class is already public, else protected."""
    family, there = one
    if not policy.rules(family.classes).exempt:
        return _protected(family, there, policy, holds, memory, contributors)
    public = {name: already_public(name, frame, policy) for name, frame in there.items()}
    return _Told(public, [public_line(family, policy, table) for table in public.values()])


def _protected(
    family: Family,
    frames: Mapping[str, pl.DataFrame],
    policy: Policy,
    holds: pl.DataFrame,
    memory: Memory,
    contributors: Mapping[str, pl.DataFrame] | None,
) -> _Told:
    if absent := family.tables.keys() - frames.keys():
        raise ObservatoryError(
            f"La famille « {family.nom} » se protège d’un seul tenant, et des tables manquent : {', '.join(sorted(absent))}.",
            "Reconstruisez l’entrepôt (« observatory build »), puis publiez.",
        )
    counts = tables_of(family, frames, policy, contributors)
    structure, past = dimensions_of(family, counts, holds), memory.past(family.nom)
    state = made_from(counts, structure, policy, family.methode)
    if protection := memory.unchanged(family.nom, state):
        logger.info("Confidentialité, famille « %s » : rien n’a changé, elle est reprise telle quelle.", family.nom)
    else:
        protection = replace(protect(counts, structure, policy, past, method=family.methode), made_from=state)
    found = {name: published(name, said, protection.tables) for name, said in family.tables.items()}
    lines = [
        {
            **line,
            "famille": family.nom,
            "classes": ", ".join(family.classes),
            "motif": family.motif,
            "nb_lignes_retenues": None,
        }
        for line in protection.summary
    ]
    return _Told(found, lines, protection)


def _guarded(name: str, family: Family, true: pl.DataFrame, shown: ProtectedTable) -> list[Guarded]:
    """The counts of a protected table, as they are and as they are shown."""
    said = family.tables[name]
    places = [LEVEL, CODE] if TERRITORY in said["dimensions"] else []
    keys = (*places, *(code for code in said["dimensions"] if code != TERRITORY))
    return [Guarded(name, keys, count, true, shown.frame) for count in said["comptes"]]


def public_line(family: Family, policy: Policy, table: ProtectedTable, method: str = ALREADY_PUBLIC) -> dict[str, Any]:
    """The evidence of a table already public, or computed from protected ones: nothing was changed, and why that is right."""
    import polars as pl

    frame = table.frame
    states: dict[str, int] = {}
    if STATE in frame.columns:
        states = dict(frame.group_by(STATE).agg(pl.len()).iter_rows())
    return {
        "table_nom": table.name,
        "famille": family.nom,
        "classes": ", ".join(family.classes),
        "methode": method,
        "base": None,
        "nb_cellules": frame.height,
        "nb_publiees": frame.height - sum(states.get(state, 0) for state in ("MASQUE", "NON_COLLECTE", "ZERO")),
        "nb_masquees": states.get("MASQUE", 0),
        "nb_non_collectees": states.get("NON_COLLECTE", 0),
        "nb_zeros": states.get("ZERO", 0),
        "nb_lignes_retenues": table.nb_withheld,
        "largeur_exigee": None,
        "est_audit_reussi": None,
        "politique_version": policy.version,
        "table_empreinte": None,
        "motif": family.motif,
    }


def _withheld(table: ProtectedTable) -> str:
    return f"{table.name} : {table.nb_withheld} lignes retenues (niveau plus fin que la politique ne le permet)."
