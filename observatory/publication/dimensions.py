"""How the codes of the columns of a family add up, from what the policy says of each dimension."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from observatory.disclosure.inventory import Table
from observatory.disclosure.policy import Family
from observatory.disclosure.structure import Dimension, Relation
from observatory.errors import ObservatoryError
from observatory.publication import siao_codes
from observatory.publication.families import MEASURE, TERRITORY

if TYPE_CHECKING:
    import polars as pl

Said = Mapping[str, Any]


def dimensions_of(family: Family, tables: Sequence[Table], holds: pl.DataFrame) -> list[Dimension]:
    """How the codes of the family add up. `holds`: `territoire` (niveau:code) and `element`, what each one contains.

    Raises ObservatoryError for a dimension that the policy does not describe well.
    """
    import polars as pl

    found = []
    for name, said in family.dimensions.items():
        frames = [table.frame[name].cast(pl.String) for table in tables if name in table.dimensions]
        codes = sorted(set(pl.concat(frames).drop_nulls().to_list())) if frames else []
        found.append(_dimension(family, name, said, codes, holds))
    return found if MEASURE in family.dimensions else [*found, Dimension.plain(MEASURE)]


def _dimension(family: Family, name: str, said: Said, codes: list[str], holds: pl.DataFrame) -> Dimension:
    kind = said.get("type")
    try:
        if kind == "territoires":
            return _territories(name, codes, holds, bool(said.get("additif", True)))
        return KINDS[kind](name, said, codes)
    except KeyError:
        raise ObservatoryError(
            f"Politique de confidentialité, famille « {family.nom} » : la dimension « {name} » n’est pas décrite.",
            f"Donnez-lui un type ({', '.join([*KINDS, 'territoires'])}), et ce que ce type demande (son code total…).",
        ) from None


def _plain(name: str, said: Said, codes: list[str]) -> Dimension:
    return Dimension.plain(name)


def _total(name: str, said: Said, codes: list[str]) -> Dimension:
    """One total and its parts."""
    parts = [code for code in codes if code != said["total"]]
    return Dimension.flat(name, said["total"], parts, sensitive=bool(said.get("sensible", False)))


def _distinct(name: str, said: Said, codes: list[str]) -> Dimension:
    return Dimension.distinct(name, said["total"], [code for code in codes if code != said["total"]])


def _many_totals(name: str, said: Said, codes: list[str]) -> Dimension:
    """Codes written `question:answer`, where each question has its own total, written `question:<total>`."""
    parts: dict[str, list[str]] = {}
    for code in codes:
        parts.setdefault(code.partition(":")[0], []).append(code)
    wholes = {question: f"{question}:{said['total']}" for question in parts}
    members = {
        wholes[question]: [code for code in answers if code != wholes[question]]
        for question, answers in parts.items()
        if wholes[question] in answers
    }
    return Dimension.groups(name, members)


def _breakdowns(name: str, said: Said, codes: list[str]) -> Dimension:
    """Codes written `question:answer`: the answers of each question make one total, the same for all."""
    parts: dict[str, list[str]] = {}
    for code in codes:
        if code != said["total"]:
            parts.setdefault(code.partition(":")[0], []).append(code)
    return Dimension(name, tuple(Relation(said["total"], tuple(one)) for one in parts.values()), said["total"])


def _sums(name: str, said: Said, codes: list[str]) -> Dimension:
    """Sums [total, part, part…] that may share a total, and pairs [low, high] that never cross; a part that no table shows
    stands for the rest."""
    sums = tuple(Relation(total, tuple(parts)) for total, *parts in said["sommes"])
    return Dimension(name, sums + tuple(Relation(high, (low,), "ordre") for low, high in said.get("paires", ())))


def _tree(name: str, said: Said, codes: list[str]) -> Dimension:
    """A hierarchy: the children of each code, the root first."""
    return Dimension.tree(name, said["enfants"])


def _ordered(name: str, said: Said, codes: list[str]) -> Dimension:
    """Pairs [low, high] of codes whose counts never cross; `total`, if any, stands for tables without this column."""
    relations = tuple(Relation(high, (low,), "ordre") for low, high in said["paires"])
    return Dimension(name, relations, said.get("total"))


def _cumulative(name: str, said: Said, codes: list[str]) -> Dimension:
    """A series that cannot decrease, from its first date to its last, or within each year (dates written AAAA-MM-…)."""
    if said.get("remise_a_zero") != "annee":
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


KINDS: Mapping[str, Callable[[str, Said, list[str]], Dimension]] = {
    "simple": _plain,
    "total": _total,
    "totaux": _many_totals,
    "ventilations": _breakdowns,
    "sommes": _sums,
    "arbre": _tree,
    "ordre": _ordered,
    "cumul": _cumulative,
    "distinct": _distinct,
    "periodes": siao_codes.periods,
    "cohortes": siao_codes.cohorts,
    "bilan": siao_codes.balance,
    "delais": siao_codes.delays,
}
