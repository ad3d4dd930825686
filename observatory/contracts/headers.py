"""The headers that a contract knows, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from observatory.contracts.model import Column


@dataclass(frozen=True)
class Said:
    """What a header says to a contract: its column, the values that it implies for others, or that it is to be ignored."""

    column: str | None = None
    implied: Mapping[str, str] = field(default_factory=dict)
    is_ignored: bool = False


NOTHING = Said()


class Headers:
    """The headers of the columns of a contract. The first rows of a file are asked of every contract, most often to hear
    that they are no header: `knows` answers that for a row."""

    def __init__(self, columns: Iterable[Column], ignored: Iterable[str]) -> None:
        self._columns = tuple(columns)
        self._ignored = re.compile("|".join(ignored) or r"(?!)")
        ours = {p for c in self._columns for p in (c.name, *c.former_names, *c.aliases, *c.from_header)}
        self._words = {word for word in ours if re.fullmatch(r"\w+", word)}
        self._patterns = re.compile("|".join(ours - self._words) or r"(?!)")
        self.said = lru_cache(maxsize=4_096)(self._said)

    def knows(self, row: frozenset[str]) -> bool:
        """Whether a word of a row is one of ours, ignored ones aside."""
        return not self._words.isdisjoint(row) or any(map(self._patterns.fullmatch, row))

    def _said(self, header: str) -> Said:
        if header in self._words or self._patterns.fullmatch(header):
            return Said(self._column(header), self._implied(header), bool(self._ignored.fullmatch(header)))
        return Said(is_ignored=True) if self._ignored.fullmatch(header) else NOTHING

    def _column(self, header: str) -> str | None:
        """The column that a header names: the source's own headers go before ours."""
        aliased = (c.name for c in self._columns if any(re.fullmatch(alias, header) for alias in c.aliases))
        named = (c.name for c in self._columns if header in (c.name, *c.former_names))
        return next(aliased, None) or next(named, None)

    def _implied(self, header: str) -> dict[str, str]:
        """What a header says beyond itself: `pmun_2025` names a column and a vintage."""
        matches = [
            (column.name, re.fullmatch(pattern, header), value)
            for column in self._columns
            for pattern, value in column.from_header.items()
        ]
        return {column: match.expand(value) for column, match, value in matches if match}
