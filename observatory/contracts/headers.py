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
    """The headers of the columns of a contract. A cell in the first rows of a file is asked of every contract, most often
    to hear that it is no header: one expression answers that, once for each word."""

    def __init__(self, columns: Iterable[Column], ignored: Iterable[str]) -> None:
        self._columns = tuple(columns)
        self._ignored = re.compile("|".join(ignored) or r"(?!)")
        ours = (p for c in self._columns for p in (c.name, *c.former_names, *c.aliases, *c.from_header))
        self._ours = re.compile("|".join(ours))
        self.said = lru_cache(maxsize=4_096)(self._said)

    def _said(self, header: str) -> Said:
        if self._ours.fullmatch(header):
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
