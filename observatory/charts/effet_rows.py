"""How the figures of the accelerated territories read their tables: rows, values and limits, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from observatory.charts.effet_plot import Point
from observatory.charts.figure import require_protected
from observatory.charts.french import NBSP, THIN, enumeration, number
from observatory.disclosure.protected import ProtectedTable

DEFINITIONS = {"STRICTE": "définition stricte", "LARGE": "définition large"}


def interval_text(value: float | None, low: float | None, high: float | None) -> str:
    """« 1,08 [0,96 ; 1,21] »; the value alone without limits; « n.d. » without a value."""
    if value is None or low is None or high is None:
        return number(value, 2)
    return f"{number(value, 2)} [{number(low, 2)}{THIN}; {number(high, 2)}]"


def rows_where(table: ProtectedTable, **values: str) -> list[dict[str, Any]]:
    """The rows that hold these values, the strict definition first."""
    rows = require_protected(table).frame.to_dicts()
    kept = [row for row in rows if all(row[column] == value for column, value in values.items())]
    return sorted(kept, key=lambda row: list(DEFINITIONS).index(row["definition_acceleration"]))


def rows_of(table: ProtectedTable, definition: str, order: str) -> list[dict[str, Any]]:
    return sorted(rows_where(table, definition_acceleration=definition), key=lambda row: row[order])


def points_of(rows: list[dict[str, Any]], words: str) -> dict[str, Point]:
    """Definition → its value, limits and words; those without a value are left out."""
    return {
        row["definition_acceleration"]: (
            row["valeur_effet"], row["effet_bas"], row["effet_haut"],
            f"{words}, {DEFINITIONS[row['definition_acceleration']]}{NBSP}: "
            + interval_text(row["valeur_effet"], row["effet_bas"], row["effet_haut"]),
        )
        for row in rows
        if row["valeur_effet"] is not None
    }  # fmt: skip


def both_told(told: Mapping[str, Point]) -> str:
    return enumeration(f"{DEFINITIONS[name]} {interval_text(*point[:3])}" for name, point in told.items())


def since_words(k: int) -> str:
    if k == 0:
        return "année de l’annonce"
    return f"{abs(k)} an{'s' * (abs(k) > 1)} {'avant' if k < 0 else 'après'}"


def rounded(row: dict[str, Any]) -> tuple[float | None, ...]:
    return tuple(None if row[c] is None else round(row[c], 3) for c in ("valeur_effet", "effet_bas", "effet_haut"))
