"""The columns that a project may ask for, as their contract says them: who a person is, when, what describes them, what happens."""

from __future__ import annotations

from typing import Any

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.errors import ObservatoryError

CONTRACT = "extraits.personnes_mois"
PERSON, MONTH, PLACE = "personne_projet", "mois_presence", "departement_presence"
WITHHELD = "NON_DIFFUSE"


def contract(catalogue: Catalogue) -> Table:
    """The contract of the secure research file."""
    return catalogue.table(CONTRACT)


def descriptors(table: Table) -> tuple[str, ...]:
    """The quasi-identifiers of a person, in the order of the contract: the last loses its detail first."""
    return tuple(c.name for c in table.columns if c.sensitivity == "quasi-identifiant" and not c.key_position)


def facts(table: Table) -> tuple[str, ...]:
    """What happens to a person in a month."""
    return tuple(c.name for c in table.columns if c.sensitivity == "sensible")


def lists(table: Table) -> dict[str, str | None]:
    """Column → its code list."""
    return {column.name: column.nomenclature for column in table.columns}


def asked_columns(value: Any, table: Table, file: str) -> tuple[str, ...]:
    """The columns that a project asks for, in the order of the contract; its key always comes with them. ObservatoryError
    when one is unknown, or when none is a fact: there would be nothing to study."""
    allowed = (*descriptors(table), *facts(table))
    if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
        raise ObservatoryError(
            f"Projet de recherche {file} : « colonnes » n’est pas une liste.",
            f"Choisissez dans : {', '.join(allowed)}.",
        )
    if unknown := [name for name in value if name not in allowed]:
        raise ObservatoryError(
            f"Projet de recherche {file} : colonne qui ne s’extrait pas : {', '.join(unknown)}.",
            f"Choisissez dans : {', '.join(allowed)} ; le pseudonyme et le mois viennent toujours.",
        )
    if len(set(value)) < len(value) or not set(value) & set(facts(table)):
        raise ObservatoryError(
            f"Projet de recherche {file} : une colonne est demandée deux fois, ou aucune ne dit ce qui arrive aux personnes.",
            f"Demandez chaque colonne une fois, et une au moins de : {', '.join(facts(table))}.",
        )
    return tuple(name for name in allowed if name in value)
