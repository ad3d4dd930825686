"""How the codes of the columns of a family add up, from what the policy says of each dimension."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from observatory.disclosure.inventory import Table
from observatory.disclosure.policy import Family
from observatory.disclosure.structure import Dimension, Relation
from observatory.errors import ObservatoryError
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


def _periods(name: str, said: Said, codes: list[str]) -> Dimension:
    """Distinct persons or households of years, months and nights, written `source:AAAA`, `…-MM`, `…-MM-JJ`.

    A year is between its largest month and the sum of its months: it is shown only when all of it is observed. A night
    is at most its month.
    """
    relations = []
    for code in codes:
        if code.count("-") == 2 and (month := code[:-3]) in codes:
            relations.append(Relation(month, (code,), "ordre"))
        months = tuple(one for one in codes if one.startswith(f"{code}-")) if code.count("-") == 0 else ()
        if months:
            relations.append(Relation(code, tuple(one for one in months if one.count("-") == 1), "distinct"))
    return Dimension(name, tuple(relations))


def _balance(name: str, said: Said, codes: list[str]) -> Dimension:
    """Stock and flows of successive months, written `source:AAAA-MM:movement`.

    The stock of the month before and the entries make those who were followed; so do the stock and the exits. A year
    followed is at least each of its months.
    """
    known, relations = set(codes), []
    for code in codes:
        source, period, movement = code.rsplit(":", 2)
        if movement != said["suivies"]:
            continue
        if len(period) == 4:
            months = (f"{source}:{period}-{month:02d}:{movement}" for month in range(1, 13))
            relations.append(Relation(code, tuple(one for one in months if one in known), "distinct"))
            relations += _crossed(code, f"{source}:{period}:", codes)
            continue
        stock, before = said["stock"], f"{source}:{_month_before(period)}:{said['stock']}"
        entries = (before, *(f"{source}:{period}:{one}" for one in said["entrees"]))
        exits = tuple(f"{source}:{period}:{one}" for one in (stock, *said["sorties"]))
        relations += [Relation(code, parts) for parts in (entries, exits) if known.issuperset(parts)]
    return Dimension(name, tuple(relations))


def _crossed(total: str, prefix: str, codes: list[str]) -> list[Relation]:
    """Where those followed in a year were at its start and at its end, written `start>end`, with TOTAL on the margins."""
    starts: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for code in codes:
        if code.startswith(prefix) and ">" in code:
            start, _, end = code.removeprefix(prefix).partition(">")
            starts.setdefault(start, []).append(code)
            ends.setdefault(end, []).append(code)
    found = []
    for lines, margin in ((starts, "{}>TOTAL"), (ends, "TOTAL>{}")):
        for name, cells in lines.items():
            whole = total if name == "TOTAL" else prefix + margin.format(name)
            found.append(Relation(whole, tuple(cell for cell in cells if cell != whole)))
    return found


def _delays(name: str, said: Said, codes: list[str]) -> Dimension:
    """Those of a cohort who left by each issue within each delay, written `cohort:issue:days` (days on three digits).

    Within an issue, counts only grow with the delay; at the last one, all issues and those still there make the cohort.
    """
    issues: dict[str, dict[str, list[str]]] = {}
    for code in codes:
        cohort, issue, _ = code.rsplit(":", 2)
        issues.setdefault(cohort, {}).setdefault(issue, []).append(code)
    relations = []
    for told in issues.values():
        (total,) = told.pop(said["total"])
        relations.append(Relation(total, tuple(delays[-1] for delays in told.values())))
        for delays in told.values():
            relations += [Relation(later, (earlier,), "cumul") for earlier, later in pairwise(delays)]
    return Dimension(name, tuple(relations))


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - (number == 1):04d}-{number - 1 or 12:02d}"


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
    "periodes": _periods,
    "bilan": _balance,
    "delais": _delays,
}
