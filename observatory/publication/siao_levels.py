"""How the territories of the SIAO tables add up with each other: a region and its départements, a département and its EPCI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from observatory.disclosure.structure import Kind, Relation


@dataclass(frozen=True)
class Source:
    """What a count comes from: its text in a code, its level, and the départements whose SIAO feed it."""

    text: str
    level: str
    departements: tuple[str, ...]

    @staticmethod
    def read(text: str) -> Source:
        """`Z11`, `AILLEURS:Z11` or `REG:Z1@Z11+Z12`."""
        place, _, fed = text.partition("@")
        level, _, code = place.rpartition(":")
        return Source(text, level or "DEP", tuple(fed.split("+")) if fed else (code,))


def by_tail(codes: Iterable[str], parts: int) -> dict[str, list[Source]]:
    """The sources that share the end of a code, which is its last `parts`: a period, or a period and a movement."""
    found: dict[str, list[Source]] = {}
    for code in codes:
        source, *tail = code.rsplit(":", parts)
        found.setdefault(":".join(tail), []).append(Source.read(source))
    return found


def between_levels(
    tail: str,
    sources: Sequence[Source],
    known: set[str],
    rest: Mapping[str, Sequence[str]],
    kind: Kind,
    regions: Iterable[Mapping[str, Any]] = (),
) -> list[Relation]:
    """The relations between the sources of one tail.

    kind: how EPCI and the rest make a département, and départements a region unless `regions` gives its own kinds
    (`genre`, and `ou`: the codes of other dimensions where it holds). rest: for each département, the codes of what it
    does not place in an EPCI of its own. An EPCI over several départements is in the rest of each of them.
    """
    relations, inside = [], {}
    for source in sources:
        if source.level == "SIREN_EPCI" and len(source.departements) == 1:
            inside.setdefault(source.departements[0], []).append(f"{source.text}:{tail}")
    for source in sources:
        code = f"{source.text}:{tail}"
        if source.level == "REG":
            relations += _region(code, tuple(f"{dep}:{tail}" for dep in source.departements), list(regions), kind)
        elif source.level == "SIREN_EPCI" and len(source.departements) > 1:
            beyond = tuple(rest[dep][0] for dep in source.departements if dep in rest)
            relations.append(Relation(code, beyond, "plafond"))
        elif source.level == "DEP" and known.issuperset(rest.get(source.text, [""])):
            relations.append(Relation(code, (*inside.get(source.text, ()), *rest[source.text]), kind))
    return relations


def _region(code: str, parts: tuple[str, ...], regions: Sequence[Mapping[str, Any]], kind: Kind) -> list[Relation]:
    """A region and its départements, in each of the ways that the policy says."""
    found = []
    for said in regions or [{"genre": kind}]:
        where = tuple((name, frozenset(codes)) for name, codes in said.get("ou", {}).items())
        found.append(Relation(code, parts, said["genre"], where))
    return found
