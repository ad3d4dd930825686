"""What a golden file says: the relations that go in, the rows that must come out."""

from __future__ import annotations

import re
from pathlib import Path


def sections(path: Path) -> tuple[dict[str, str], str]:
    """Relation (`core.x`) → the query that fills it; the query of the rows that are expected."""
    found = dict(
        re.findall(
            r"^-- (entree \S+|attendu)\n(.*?)(?=^-- (?:entree|attendu)|\Z)", path.read_text(), re.MULTILINE | re.DOTALL
        )
    )
    return {title.removeprefix("entree "): query for title, query in found.items() if title != "attendu"}, found[
        "attendu"
    ]
