"""A key number of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """A key number: the value, what it counts, and what it is set against."""

    value: str
    what: str
    more: str = ""
    badge: str = ""
