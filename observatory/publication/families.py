"""A family of the policy as the disclosure control reads it: tables of counts, and back to published tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from observatory.disclosure.inventory import CONTRIBUTORS, LARGEST, Table
from observatory.disclosure.journal import fingerprint as rows_of
from observatory.disclosure.policy import Family, Policy
from observatory.disclosure.protected import STATE, ProtectedTable, side_by_side
from observatory.disclosure.structure import Dimension
from observatory.errors import ObservatoryError
from observatory.fingerprints import fingerprint, of_code

if TYPE_CHECKING:
    import polars as pl

LEVEL, CODE, TERRITORY, MEASURE = "niveau", "territoire_code", "territoire", "mesure"


def tables_of(
    family: Family,
    frames: Mapping[str, pl.DataFrame],
    policy: Policy,
    contributors: Mapping[str, pl.DataFrame] | None = None,
) -> list[Table]:
    """Every count of the tables of a family, at the levels that its classes allow. `contributors`: see `with_contributors`.

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
            if "contributeurs" in described:
                counted = with_contributors(name, counted, count, described, contributors or {})
            tables.append(Table(f"{name}.{count}", counted, (*codes, MEASURE), classes, count, (*keys, *labels)))
    return tables


def with_contributors(
    name: str, counted: pl.DataFrame, count: str, described: Mapping[str, Any], contributors: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """The counts, with how many make each one and the share of the largest, as the policy says where to read them.

    `contributors`: the tables of the warehouse that the policy names, by name; they feed the protection and never leave.
    Raises ObservatoryError when one is missing, or does not say who makes a count.
    """
    import polars as pl

    said = described["contributeurs"]
    keys = [code for code in counted.columns if code in (LEVEL, CODE, *described["dimensions"]) and code != TERRITORY]
    if counted.is_empty():
        return counted  # nothing was received, and there is nobody to protect
    told = contributors.get(said["table"])
    if told is not None:
        told = told.select(
            *keys, pl.col(said["nombre"]).alias(CONTRIBUTORS), pl.col(said["parts"][count]).alias(LARGEST)
        )
        counted = counted.join(told, on=keys, how="left", maintain_order="left")
    if told is None or counted.filter((pl.col(count) > 0) & (pl.col(CONTRIBUTORS).fill_null(0) == 0)).height:
        raise ObservatoryError(
            f"Rien ne dit combien de contributeurs font les effectifs de « {name} » : rien n’est publié.",
            f"Reconstruisez l’entrepôt (« observatory build ») : {said['table']} doit avoir une ligne par cellule.",
        )
    return counted


def made_from(tables: Sequence[Table], structure: Sequence[Dimension], policy: Policy, method: str) -> str:
    """The fingerprint of all that the protection of a family depends on, but what its releases said: counts and who makes them,
    how codes add up, the policy, the method, the code of the disclosure control."""
    counts = [
        (one.name, one.dimensions, one.classes, one.count, one.labels, str(one.frame.schema), rows_of(one.frame))
        for one in tables
    ]
    codes = [json.dumps(asdict(one), default=sorted) for one in structure]  # sets have no order
    return fingerprint(counts, codes, policy.fingerprint, policy.version, method, of_code("disclosure"))


def contributors_tables(policy: Policy) -> list[str]:
    """The tables of the warehouse that say who makes the counts of published ones."""
    described = (said for family in policy.families for said in family.tables.values())
    return sorted({said["contributeurs"]["table"] for said in described if "contributeurs" in said})


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
