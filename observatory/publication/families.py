"""A family of the policy as the disclosure control reads it: tables of counts, and back to published tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from observatory.disclosure.inventory import Table
from observatory.disclosure.policy import Family, Policy
from observatory.disclosure.protected import STATE, ProtectedTable, side_by_side
from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import polars as pl

LEVEL, CODE, TERRITORY, MEASURE = "niveau", "territoire_code", "territoire", "mesure"


def tables_of(family: Family, frames: Mapping[str, pl.DataFrame], policy: Policy) -> list[Table]:
    """Every count of the tables of a family, at the levels that its classes allow.

    How many rows are left is not told: it counts the cells that are not empty at a level that may not be shown.

    Raises ObservatoryError for a column that the policy does not describe: it could hold anything.
    """
    import polars as pl

    tables = []
    for name, described in family.tables.items():
        frame = frames[name]
        classes = tuple(described.get("classes", family.classes))
        _refuse_unknown_columns(name, frame, described)
        if LEVEL in frame.columns:
            frame = frame.filter(pl.col(LEVEL).is_in(policy.levels(policy.rules(classes))))
            frame = frame.with_columns(pl.concat_str(LEVEL, CODE, separator=":").alias(TERRITORY))
        codes, labels = tuple(described["dimensions"]), tuple(described.get("libelles", ()))
        keys = (LEVEL, CODE) if TERRITORY in codes else ()
        for count in described["comptes"]:
            counted = frame.select(*codes, *keys, *labels, count).with_columns(pl.lit(count).alias(MEASURE))
            tables.append(Table(f"{name}.{count}", counted, (*codes, MEASURE), classes, count, (*keys, *labels)))
    return tables


def published(name: str, described: Mapping[str, Any], protected: Mapping[str, ProtectedTable]) -> ProtectedTable:
    """The table of the policy, from its protected counts: their states beside them, then the rates they give.

    The first count has its state in `statut_valeur`, each of the others in `statut_<count>`.
    """
    counts = list(described["comptes"])
    keys = [LEVEL, CODE] if TERRITORY in described["dimensions"] else []
    keys += [*(code for code in described["dimensions"] if code != TERRITORY), *described.get("libelles", ())]
    parts = []
    for count in counts:
        part = protected[f"{name}.{count}"].select(*keys, count, STATE)
        parts.append(part.rename({STATE: f"statut_{count}"}) if parts else part)
    table = side_by_side(name, parts, keys)
    for rate, (numerator, denominator, per, *least) in (described.get("taux") or {}).items():
        table = table.with_ratio(rate, numerator, denominator, float(per), tuple(least) or (0, 0))
    return table


def _refuse_unknown_columns(name: str, frame: pl.DataFrame, described: Mapping[str, Any]) -> None:
    known = {
        *described["dimensions"],
        *described["comptes"],
        *described.get("libelles", ()),
        *(described.get("taux") or {}),
    }
    known |= {LEVEL, CODE} if TERRITORY in described["dimensions"] else set()
    states = {STATE, *(f"statut_{count}" for count in described["comptes"])}
    if unknown := set(frame.columns) - known - states:
        raise ObservatoryError(
            f"La table « {name} » a des colonnes que la politique ne décrit pas ({', '.join(sorted(unknown))}) : "
            "rien n’est publié.",
            "Dites dans data_contracts/disclosure.yaml si ce sont des comptes, des dimensions, des libellés ou des taux.",
        )
    numeric = [label for label in described.get("libelles", ()) if frame.schema[label].is_numeric()]
    if numeric:
        raise ObservatoryError(
            f"La table « {name} » donne pour libellé une colonne de nombres ({', '.join(numeric)}) : rien n’est publié.",
            "Un nombre est un compte, une dimension, ou un taux calculé des comptes protégés.",
        )
