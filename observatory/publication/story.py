"""The story of a territory: its questions in order, and which figures, tables and measures answer each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.charts.figure import Figure, Place

if TYPE_CHECKING:
    from observatory.publication.fact import Fact
    from observatory.publication.portrait import Portrait

# Chapter → its title, and its parts in order: the name of a figure (its id without the territory), or a part that is
# the file « territoire/<name> » of the templates.
CHAPTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "combien": (
        "Combien de personnes\u00a0?",
        ("nuits-solidarite", "nuits-estimations", "nuits-comparaisons", "siao-niveau", "siao-stock", "autres-decomptes"),
    ),
    "qui": ("Qui sont-elles\u00a0?", ("nuits-lieux", "nuits-profil", "siao-arrivees")),
    "demandes": ("Que demandent-elles\u00a0?", ("siao-demandes", "attributions-pression")),
    "reponses": (
        "Qu’obtiennent-elles\u00a0?",
        (
            "siao-taux", "offre-objectifs", "offre", "relogement-annuel", "relogement-mensuel", "relogement-absent",
            "attributions-part", "attributions-termes", "attributions-dedans", "attributions-bailleurs", "bailleurs-tus",
            "attributions-contingents",
        ),
    ),
    "durees": ("En combien de temps\u00a0?", ("siao-delais", "siao-logees-un-an", "siao-bail")),
    "changements": ("Qu’est-ce qui change\u00a0?", ("siao-bilan", "siao-parcours", "siao-regime", "evenements")),
    "methodes": (
        "Comment ces chiffres sont faits",
        ("siao-pratiques", "nuits-tenues", "siao-fiabilite", "siao-completude", "sources"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Chapter:
    """A question of the story and what answers it: figures and names of parts in order, then measures without a chart."""

    code: str
    title: str
    parts: tuple[Figure | str, ...]
    facts: tuple[Fact, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the chapter, in order."""
        return tuple(part for part in self.parts if isinstance(part, Figure))

    @property
    def notes(self) -> tuple[str, ...]:
        """What its measures call for, once each."""
        return tuple(dict.fromkeys(fact.note for fact in self.facts if fact.note))


def in_order(place: Place, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures of a place in the order of its story; KeyError for one that no chapter tells."""
    rank = {name: at for at, name in enumerate(part for _, parts in CHAPTERS.values() for part in parts)}
    return tuple(sorted(figures, key=lambda figure: rank[_name(place, figure)]))


def story(portrait: Portrait) -> tuple[Chapter, ...]:
    """The chapters that have something to tell."""
    found: dict[str, Figure | str] = {_name(portrait.place, figure): figure for figure in portrait.figures}
    found |= {name: name for name, is_told in _parts(portrait).items() if is_told}
    facts = (*portrait.siao.facts, *portrait.attributions.facts)
    chapters = (
        Chapter(
            code,
            title,
            tuple(found[name] for name in parts if name in found),
            tuple(fact for fact in facts if fact.chapter == code),
        )
        for code, (title, parts) in CHAPTERS.items()
    )
    return tuple(chapter for chapter in chapters if chapter.parts or chapter.facts)


def _parts(portrait: Portrait) -> dict[str, bool]:
    """The parts of a page that are no figure, and whether there is something to tell."""
    practices = portrait.siao.practices
    return {
        "nuits-comparaisons": bool(portrait.comparisons),
        "siao-niveau": bool(portrait.siao.figures) and portrait.place.niveau != "DEP",
        "autres-decomptes": bool(portrait.other_counts),
        "offre": portrait.attributions.supply is not None,
        "relogement-absent": not (portrait.annual or portrait.monthly),
        "attributions-termes": bool(portrait.attributions.terms),
        "bailleurs-tus": bool(portrait.attributions.landlords),
        "evenements": bool(portrait.events),
        "siao-pratiques": bool(practices.declared or practices.questions),
        "nuits-tenues": bool(portrait.held),
        "siao-completude": bool(portrait.siao.fields),
        "sources": bool(portrait.figures),
    }


def _name(place: Place, figure: Figure) -> str:
    return figure.id.removeprefix(f"{place.slug}-")
