"""Counts of one SIAO read from the protected tables, and the words that its figures share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from observatory.charts.figure import Place, require_protected, shown
from observatory.charts.french import THIN, number
from observatory.disclosure.protected import STATE, ProtectedTable

_ROUNDED = "Nombres arrondis à 5 pour protéger les personnes\u00a0: chacun peut s’écarter de quatre unités{}, les sommes restent justes."
ROUNDED = _ROUNDED.format("")
FOLLOWERS = {"REG": "les SIAO de la région"}  # « le SIAO » elsewhere
COUNTED = {
    "DEP": "une personne suivie par deux SIAO compte dans chacun",
    "REG": "une personne suivie par deux départements compte une fois dans la région",
    "SIREN_EPCI": "une personne compte dans l’EPCI d’où son ménage a appelé le 115 pour la dernière fois",
}
LEAST_NUMERATOR, LEAST_DENOMINATOR = 5, 20  # gates G2 and G5, on protected counts
MOST_UNKNOWN = 0.10  # gate G7: beyond, new requests and renewals are not told apart


def counts_by(
    table: ProtectedTable | None, place: Place, count: str, *codes: str, length: int = 7
) -> dict[date, dict[Any, int | None]]:
    """First day of each period → code (a tuple when there are several) → protected count, in the order of time.

    length: of the written period: 4 for years, 7 for months, 10 for nights.
    """
    import polars as pl

    if table is None:
        return {}
    frame = shown(require_protected(table), {count: STATE}).filter(
        pl.col("niveau") == place.niveau,
        pl.col("territoire_code") == place.code,
        pl.col("periode").str.len_chars() == length,
    )
    found: dict[date, dict[Any, int | None]] = {}
    for day, value, *key in frame.select("periode_debut", count, *codes).sort("periode_debut", *codes).rows():
        found.setdefault(day, {})[key[0] if len(key) == 1 else tuple(key)] = value
    return found


def rate(counts: Mapping[Any, int | None], numerator: Any, denominator: Any) -> float | None:
    """100 × one protected count over another; None behind a gate, or where one is hidden."""
    over, under = counts.get(numerator), counts.get(denominator)
    if over is None or under is None or over < LEAST_NUMERATOR or under < LEAST_DENOMINATOR:
        return None
    return 100 * over / under


def flow(counts: Mapping[Any, int | None]) -> dict[Any, int | None]:
    """The counts of a month of « siao_demandes », without those of new requests when too many are not told apart (G7)."""
    whole, unknown = counts.get(("STOCK", "TOTAL")), counts.get(("INCONNU", "TOTAL"), 0)
    is_known = whole is not None and unknown is not None and unknown <= MOST_UNKNOWN * whole
    return {key: value if is_known or key[0] != "FLUX" else None for key, value in counts.items()}


def percentage(value: float) -> str:
    """« 71 % »: a share of counts rounded to 5 has no decimal."""
    return f"{value:.0f}{THIN}%"


def followers(place: Place) -> str:
    """Who follows the persons of a place, in words."""
    return FOLLOWERS.get(place.niveau, "le SIAO")


def inactivity(place: Place) -> str:
    """The rule that ends a follow-up, and how a person who has several counts at this level."""
    return f"L’inactivité est une règle (90 jours sans contact), pas un fait observé{THIN}; {COUNTED[place.niveau]}."


def rounding(place: Place) -> str:
    """What rounding costs: the counts of a région may be tied to départements that were rounded before it was shown."""
    return _ROUNDED.format(" par département") if place.niveau == "REG" else ROUNDED


def told(value: int | None) -> str:
    """A rounded count in words: a 0 stands for none to four."""
    return "moins de 5" if value == 0 else number(value)
