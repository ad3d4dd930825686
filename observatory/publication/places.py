"""The places of a territory on its page: open and occupied at the last date, and the objective of the year beside the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from observatory.charts.attributions import percent
from observatory.charts.attributions_rows import counts_of, share
from observatory.charts.figure import Place
from observatory.charts.french import plural
from observatory.publication.tables import Tables

COUNTS = ("nb_ouvertes", "nb_disponibles", "nb_occupees", "nb_cibles")


@dataclass(frozen=True)
class SupplyLine:
    """A type of supply: counts (None when unknown), occupancy, and what is left to open for the objective."""

    what: str
    unit: str
    opened: int | None
    occupied: int | None
    occupancy: str
    target: int | None
    left: str


@dataclass(frozen=True)
class Supply:
    """The last date received, and a line for each type."""

    day: date
    last: tuple[SupplyLine, ...]


def supply(tables: Tables, place: Place) -> Supply | None:
    """The places of a département, a région or the country; None when none was received."""
    rows = [row for row in counts_of(tables.get("places"), place, *COUNTS) if row["nb_ouvertes"] is not None]
    if not rows:
        return None
    day = rows[-1]["date_reference"]
    last = sorted((row for row in rows if row["date_reference"] == day), key=lambda row: row["type_offre_libelle"])
    return Supply(day, tuple(line for line in map(_line, last) if line.opened or line.target))


def _line(row: dict) -> SupplyLine:
    opened, target = row["nb_ouvertes"], row["nb_cibles"]
    unit = "logements" if row["unite_offre"] == "LOGEMENT" else "places"
    left = ""
    if target is not None:
        left = "atteint" if opened >= target else f"manque {plural(target - opened, unit.removesuffix('s'))}"
    occupancy = share(row["nb_occupees"], row["nb_disponibles"])
    return SupplyLine(
        row["type_offre_libelle"], unit, opened, row["nb_occupees"], "n.d." if occupancy is None else percent(occupancy), target, left,
    )  # fmt: skip
