"""A measure that needs no chart, as a line of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fact:
    """What is measured, its value, of whom and its limits; the chapter of the page it belongs to, and the note it calls for."""

    what: str
    value: str
    more: str
    chapter: str = ""
    note: str = ""


def told_in(chapter: str, facts: Iterable[Fact], note: str = "") -> tuple[Fact, ...]:
    """The same facts, in a chapter of the story (`story.CHAPTERS`), with the note that they share."""
    return tuple(replace(fact, chapter=chapter, note=note) for fact in facts)
