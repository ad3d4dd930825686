"""How the composite codes of the SIAO tables add up, from one period to the next: `source:period`, `source:period:what`.

A source is a département (`Z11`), what it does not place in its EPCI (`AILLEURS:Z11`), or a territory and the SIAO that
feed it (`REG:Z1@Z11+Z12`): see `siao_levels` for how they add up with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from observatory.disclosure.structure import Dimension, Relation
from observatory.publication.siao_levels import Source, between_levels, by_tail

Said = Mapping[str, Any]
OUTSIDE = "_HORS_EPCI"  # ends the movements of those whom a département does not place in its EPCI
REST = ("AILLEURS", "NON_SITUEE")  # requests that a département does not place in its EPCI


def periods(name: str, said: Said, codes: list[str]) -> Dimension:
    """Distinct persons or households of years, months and nights, written `source:AAAA`, `…-MM`, `…-MM-JJ`.

    A year is between its largest month and the sum of its months: it is shown only when all of it is observed. A night
    is at most its month; both are told of départements only. Requests and nights of a month add up over territories, what is counted once in a year does not.
    """
    known, months, relations = set(codes), {}, []
    for code in codes:
        source, _, period = code.rpartition(":")
        if len(period) == 7 and Source.read(source).level == "DEP":
            months.setdefault(code[:-3], []).append(code)
        elif len(period) == 10 and code[:-3] in known:
            relations.append(Relation(code[:-3], (code,), "ordre"))
    relations += [Relation(year, tuple(parts), "distinct") for year, parts in months.items() if year in known]
    for tail, sources in by_tail(codes, 1).items():
        rest = {dep: [f"{one}:{dep}:{tail}" for one in REST] for dep in (source.text for source in sources)}
        kind = "somme" if len(tail) == 7 else "distinct"
        regions = () if len(tail) == 7 else said.get("regions", ())
        relations += between_levels(tail, sources, known, rest, kind, regions)
    return Dimension(name, tuple(relations))


def cohorts(name: str, said: Said, codes: list[str]) -> Dimension:
    """Persons of one cohort, written `source:end of observation`: those of a region stand in one of its SIAO at least."""
    known, relations = set(codes), []
    for tail, sources in by_tail(codes, 1).items():
        relations += between_levels(tail, sources, known, {}, "distinct", said.get("regions", ()))
    return Dimension(name, tuple(relations))


def balance(name: str, said: Said, codes: list[str]) -> Dimension:
    """Stock and flows of successive months, written `source:AAAA-MM:movement`.

    The stock of the month before and the entries make those who were followed; so do the stock and the exits. A year
    followed is at least each of its months. On a day, a person is in one EPCI: stocks add up; movements do not.
    """
    known, relations = set(codes), []
    for code in codes:
        source, period, movement = code.rsplit(":", 2)
        rest = OUTSIDE if movement.endswith(OUTSIDE) else ""
        if movement.removesuffix(OUTSIDE) == said["suivies"] and len(period) == 4:
            months = (f"{source}:{period}-{month:02d}:{movement}" for month in range(1, 13))
            relations.append(Relation(code, tuple(one for one in months if one in known), "distinct"))
        elif movement.removesuffix(OUTSIDE) == said["suivies"]:
            relations += _followed_in_a_month(code, source, period, rest, said, known)
    for tail, sources in by_tail(codes, 2).items():
        movement = tail.partition(":")[2]
        rests = {source.text: [f"{source.text}:{tail}{OUTSIDE}"] for source in sources}
        kind = {said["stock"]: "somme", said["suivies"]: "distinct"}.get(movement, "plafond")
        regions = ({"genre": "plafond" if kind == "plafond" else "distinct"},)
        relations += between_levels(tail, sources, known, rests, kind, regions)
    return Dimension(name, (*relations, *_journeys(codes, said["suivies"])))


def _followed_in_a_month(code: str, source: str, month: str, rest: str, said: Said, known: set[str]) -> list[Relation]:
    """The two sides of a balance; where entries and exits are not told, the stocks alone, each at most those followed.

    Moves come before stocks: a witness of the audit then stays within the month, where a stock would go from month to month.
    """
    before, after = (f"{source}:{one}:{said['stock']}{rest}" for one in (_month_before(month), month))
    sides = ((before, said["entrees"]), (after, said["sorties"]))
    balances = [(*(f"{source}:{month}:{one}{rest}" for one in moves), stock) for stock, moves in sides]
    sums = [Relation(code, parts) for parts in balances if known.issuperset(parts)]
    return sums or [Relation(code, (one,), "ordre") for one in (before, after) if one in known]


def _journeys(codes: list[str], followed: str) -> list[Relation]:
    """Where those followed in a year were at its start and at its end, written `start>end`, with TOTAL on the margins."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for code in codes:
        if ">" in code:
            year, _, crossed = code.rpartition(":")
            start, _, end = crossed.partition(">")
            lines.setdefault((year, "début", f"{start}>TOTAL"), []).append(code)
            lines.setdefault((year, "fin", f"TOTAL>{end}"), []).append(code)
    found = []
    for (year, _, margin), cells in lines.items():
        whole = f"{year}:{followed if margin == 'TOTAL>TOTAL' else margin}"
        found.append(Relation(whole, tuple(cell for cell in cells if cell != whole)))
    return found


def delays(name: str, said: Said, codes: list[str]) -> Dimension:
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
