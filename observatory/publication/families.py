"""A family of the policy as the disclosure control reads it: tables of counts, dimensions, and back to published tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from observatory.disclosure.inventory import Table
from observatory.disclosure.policy import Family, Policy
from observatory.disclosure.protected import STATE, ProtectedTable, side_by_side
from observatory.disclosure.structure import Dimension, Relation
from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import polars as pl

LEVEL, CODE, TERRITORY, MEASURE = "niveau", "territoire_code", "territoire", "mesure"
KINDS = ("simple", "total", "totaux", "cumul", "distinct", "territoires")


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


def dimensions_of(family: Family, tables: Sequence[Table], holds: pl.DataFrame) -> list[Dimension]:
    """How the codes of the family add up. `holds`: `territoire` (niveau:code) and `element`, what each one contains."""
    import polars as pl

    found = []
    for name, said in family.dimensions.items():
        frames = [table.frame[name].cast(pl.String) for table in tables if name in table.dimensions]
        codes = sorted(set(pl.concat(frames).drop_nulls().to_list())) if frames else []
        found.append(_dimension(family, name, said, codes, holds))
    return [*found, Dimension.plain(MEASURE)]


def published(name: str, described: Mapping[str, Any], protected: Mapping[str, ProtectedTable]) -> ProtectedTable:
    """The table of the policy, from its protected counts: their states beside them, then the rates they give.

    The first count has its state in `statut_valeur`, each of the others in `statut_<count>`.
    """
    counts = list(described["comptes"])
    keys = [*(code for code in described["dimensions"] if code != TERRITORY), *described.get("libelles", ())]
    keys += [LEVEL, CODE] if TERRITORY in described["dimensions"] else []
    parts = []
    for count in counts:
        part = protected[f"{name}.{count}"].select(*keys, count, STATE)
        parts.append(part.rename({STATE: f"statut_{count}"}) if parts else part)
    table = side_by_side(name, parts, keys)
    for rate, (numerator, denominator, per) in (described.get("taux") or {}).items():
        table = table.with_ratio(rate, numerator, denominator, float(per))
    return table


def _dimension(family: Family, name: str, said: Mapping[str, Any], codes: list[str], holds: pl.DataFrame) -> Dimension:
    kind, sensitive = said.get("type"), bool(said.get("sensible", False))
    if kind not in KINDS or (kind in ("total", "totaux", "distinct") and "total" not in said):
        raise ObservatoryError(
            f"Politique de confidentialité, famille « {family.nom} » : la dimension « {name} » n’est pas décrite.",
            f"Donnez-lui un type ({', '.join(KINDS)}), et son code total quand il en a un.",
        )
    parts = [code for code in codes if code != said.get("total")]
    if kind == "total":
        return Dimension.flat(name, said["total"], parts, sensitive=sensitive)
    if kind == "totaux":
        return _many_totals(name, codes, said["total"])
    if kind == "distinct":
        return Dimension.distinct(name, said["total"], parts)
    if kind == "cumul":
        return _cumulative(name, codes, said.get("remise_a_zero") == "annee")
    return (
        _territories(name, codes, holds, bool(said.get("additif", True)))
        if kind == TERRITORY + "s"
        else Dimension.plain(name)
    )


def _many_totals(name: str, codes: list[str], total: str) -> Dimension:
    """Codes written `question:answer`, where each question has its own total, written `question:<total>`."""
    parts: dict[str, list[str]] = {}
    for code in codes:
        parts.setdefault(code.partition(":")[0], []).append(code)
    wholes = {question: f"{question}:{total}" for question in parts}
    members = {
        wholes[question]: [code for code in answers if code != wholes[question]]
        for question, answers in parts.items()
        if wholes[question] in answers
    }
    return Dimension.groups(name, members)


def _cumulative(name: str, codes: list[str], starts_again: bool) -> Dimension:
    """A series that cannot decrease, from its first date to its last, or within each year (dates written AAAA-MM-…)."""
    if not starts_again:
        return Dimension.cumulative(name, codes)
    years = [list(year) for _, year in groupby(codes, key=lambda code: code[:4])]
    return Dimension(name, tuple(one for year in years for one in Dimension.cumulative(name, year).relations))


def _territories(name: str, codes: list[str], holds: pl.DataFrame, additive: bool) -> Dimension:
    """Sums between the territories shown; counts of distinct persons, who may stand in several, only bound each other."""
    import polars as pl

    from observatory.territories.nesting import nesting

    parts, links = nesting(holds.filter(pl.col(TERRITORY).is_in(codes)))
    kind = "somme" if additive else "distinct"
    return Dimension(name, tuple(Relation(total, held, kind) for total, held in parts.items()), None, links)


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
