"""How the codes of a dimension add up: trees, overlapping groups, cumulative series, counts that do not add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from observatory.disclosure.errors import DisclosureError

Kind = Literal["somme", "distinct", "plafond", "cumul", "ordre"]


@dataclass(frozen=True)
class Relation:
    """`total` and its `parts`.

    « somme »: total = Σ parts. « distinct »: max of the parts ≤ total ≤ Σ parts (persons, who may stand in several
    parts). « plafond »: total ≤ Σ parts, nothing more (those new to a region are new to one of its départements).
    « cumul »: the total is the same count later, so it is at least its only part, and what it grew by
    is a count too. « ordre »: each part ≤ total, nothing more (requests, and the households that made them).

    `where`: the codes of other dimensions where it holds, everywhere by default.
    """

    total: str
    parts: tuple[str, ...]
    kind: Kind = "somme"
    where: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True)
class Dimension:
    """A column of the tables, its codes and how they add up.

    `total` is the code that stands for the whole in a table without this column. `hidden` codes only link the others
    (the part of an EPCI in one département): they are never released, and the tables may give their counts.
    `sensitive` says that a group wholly in one code of this dimension is a disclosure.
    """

    name: str
    relations: tuple[Relation, ...] = ()
    total: str | None = None
    hidden: frozenset[str] = field(default_factory=frozenset)
    sensitive: bool = False

    @staticmethod
    def flat(name: str, total: str, parts: Iterable[str], *, sensitive: bool = False) -> Dimension:
        """One total and its parts: men and women."""
        return Dimension(name, (Relation(total, tuple(parts)),), total, sensitive=sensitive)

    @staticmethod
    def tree(name: str, children: Mapping[str, Sequence[str]], *, sensitive: bool = False) -> Dimension:
        """A hierarchy, as the children of each code; the first key is the root."""
        relations = tuple(Relation(parent, tuple(codes)) for parent, codes in children.items() if codes)
        return Dimension(name, relations, next(iter(children), None), sensitive=sensitive)

    @staticmethod
    def groups(
        name: str, members: Mapping[str, Sequence[str]], *, total: str | None = None, hidden: Iterable[str] = ()
    ) -> Dimension:
        """Groups of the same atoms, that may overlap: communes in EPCI, in zones, in perimeters of a night."""
        relations = tuple(Relation(group, tuple(atoms)) for group, atoms in members.items())
        return Dimension(name, relations, total, frozenset(hidden))

    @staticmethod
    def cumulative(name: str, codes: Sequence[str]) -> Dimension:
        """The same count at successive dates, which cannot decrease: codes from the first to the last."""
        pairs = zip(codes[1:], codes[:-1], strict=True)
        return Dimension(name, tuple(Relation(later, (earlier,), "cumul") for later, earlier in pairs))

    @staticmethod
    def distinct(name: str, total: str, parts: Iterable[str]) -> Dimension:
        """A total of distinct persons or households: those of a year against those of its months."""
        return Dimension(name, (Relation(total, tuple(parts), "distinct"),), total)

    @staticmethod
    def plain(name: str) -> Dimension:
        """Codes without relation: separate years, separate territories."""
        return Dimension(name)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that a relation names, and the total."""
        named = [code for relation in self.relations for code in (relation.total, *relation.parts)]
        return tuple(dict.fromkeys([*([self.total] if self.total else []), *named]))

    def check(self) -> Dimension:
        """The dimension itself; DisclosureError when a code is its own part, or stands twice in a relation."""
        for relation in self.relations:
            if len(set(relation.parts)) < len(relation.parts) or relation.total in relation.parts:
                raise DisclosureError(
                    f"Dimension « {self.name} » : une relation nomme deux fois le même code.",
                    "Corrigez la description de la dimension.",
                )
        return self

    def restricted(self, released: set[str]) -> Dimension:
        """The dimension that says the same of the `released` codes with the fewest hidden ones.

        An unreleased code that one relation alone names says nothing: it goes, or joins the rest of its line.
        """
        relations = self.relations
        while (fewer := _fewer(relations, released)) != relations:
            relations = fewer
        hidden = {code for relation in relations for code in (relation.total, *relation.parts)} - released
        return replace(self, relations=relations, hidden=frozenset(hidden))


def _fewer(relations: tuple[Relation, ...], released: set[str]) -> tuple[Relation, ...]:
    named = Counter(code for relation in relations for code in (relation.total, *relation.parts))
    lonely = {code for code, times in named.items() if times == 1} - released
    kept = []
    for relation in relations:
        alone = [part for part in relation.parts if part in lonely]
        if relation.total in lonely or len(alone) == len(relation.parts):
            continue
        if len(alone) > 1:
            others = tuple(part for part in relation.parts if part not in lonely)
            relation = replace(relation, parts=(*others, f"({relation.total} : reste)"))
        kept.append(relation)
    return tuple(kept)
