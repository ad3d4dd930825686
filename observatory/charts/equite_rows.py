"""How the figures that compare territories read « comparaisons »: one measure, level and year; rows and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from observatory.charts.figure import require_protected
from observatory.charts.french import THIN, number, plural
from observatory.disclosure.protected import ProtectedTable

NOUNS = {"DEP": "département", "REG": "région", "SIREN_EPCI": "EPCI"}
OUTSIDE = {"AU_DESSUS": "à examiner, au-dessus", "AU_DESSOUS": "à examiner, au-dessous"}
POSITIONS = {
    "DEDANS": "dans l’entonnoir",
    **OUTSIDE,
    "ARRONDI": "dehors, mais l’arrondi suffit à l’expliquer",
}


@dataclass(frozen=True)
class Comparison:
    """The rows of « comparaisons » for one measure, level and year, protected; `names`: code → name."""

    table: ProtectedTable
    measure: str
    level: str
    year: int
    names: dict[str, str]

    def __post_init__(self) -> None:
        require_protected(self.table)

    @property
    def slug(self) -> str:
        """Its name in addresses: `menages-reloges-dep`."""
        return f"{self.measure} {self.level}".lower().replace("_", "-").replace(" ", "-")

    @property
    def noun(self) -> str:
        return NOUNS[self.level]

    def nouns(self, count: int) -> str:
        """« 1 région », « 12 EPCI »: capitals take no plural."""
        return plural(count, self.noun, self.noun if self.noun.isupper() else None)

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The territories compared, the most expected households first."""
        kept = [row for row in self.table.frame.to_dicts() if row["rapport"] is not None]
        return sorted(kept, key=lambda row: (-row["menages_attendus"], row["territoire_code"]))

    @property
    def left_out(self) -> list[dict[str, Any]]:
        """The territories that are not, each with its reason."""
        rows = self.table.frame.sort("territoire_code").to_dicts()
        return [row for row in rows if row["rapport"] is None]

    @property
    def outside(self) -> list[dict[str, Any]]:
        """Those to look at, the farthest above first."""
        return sorted((r for r in self.rows if r["position_entonnoir"] in OUTSIDE), key=lambda row: -row["rapport"])


def interval(row: dict[str, Any], name: str, decimals: int = 2) -> str:
    """« 1,08 [0,96 ; 1,21] » from the columns `name`, `name_bas`, `name_haut`; « n.d. » without a value."""
    if row[name] is None:
        return number(None)
    low, high = number(row[f"{name}_bas"], decimals), number(row[f"{name}_haut"], decimals)
    return f"{number(row[name], decimals)} [{low}{THIN}; {high}]"


def rate(value: float | None, per: int) -> str:
    """« 6,3 % » of allocations, or « 4,2 pour 10 000 habitants »."""
    if value is None:
        return number(None)
    return f"{number(value, 1)}{THIN}%" if per == 100 else f"{number(value, 1)} pour {number(per)} habitants"


def ranks(row: dict[str, Any]) -> str:
    """« entre le 3e et le 12e rang sur 100 »: never a rank alone."""
    low, high = (_ordinal(row[name]) for name in ("rang_bas", "rang_haut"))
    upto = f"entre le {low} et le {high} rang" if low != high else f"{low} rang"
    return f"{upto} sur {number(row['nb_territoires_compares'])}"


def _ordinal(rank: int) -> str:
    return "1er" if rank == 1 else f"{number(rank)}e"
