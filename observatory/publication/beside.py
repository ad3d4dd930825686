"""A territory beside those that contain it: the few rates that mean the same at each level, in the same year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observatory.charts.figure import Place
from observatory.charts.french import NOT_AVAILABLE, number
from observatory.publication.comparison_annual import Measured

SHOWN = ("taux", "part_nette", "part_brute", "premier_quartile")  # measures of the comparison page


@dataclass(frozen=True)
class Rate:
    """A measure of every territory, told in words: (niveau, code) → year → value."""

    title: str
    unit: str
    told: Mapping[tuple[str, str], Mapping[int, str]]


@dataclass(frozen=True)
class Beside:
    """A line: what is measured and when, in what unit, the territory then those that contain it, and the value of each."""

    what: str
    unit: str
    places: tuple[Place, ...]
    values: tuple[str, ...]


def rates(measured: Sequence[Measured]) -> tuple[Rate, ...]:
    """The measures that have one definition at several levels, read once for all territories."""
    found = []
    for one in measured:
        if one.about.id in SHOWN:
            told: dict[tuple[str, str], dict[int, str]] = {}
            rows = one.rows.drop_nulls("v").select("niveau", "territoire_code", "annee", "v").rows()
            for level, code, year, value in rows:
                told.setdefault((level, code), {})[year] = f"{number(value, 1)}{one.about.short_suffix}"
            found.append(Rate(one.about.title, one.about.unit, told))
    return tuple(found)


def beside(known: Sequence[Rate], place: Place, above: Sequence[Place]) -> tuple[Beside, ...]:
    """The lines of a place that has someone to stand beside. above: what contains it, the widest first."""
    places = (place, *reversed(above))
    lines = []
    for rate in known:
        own = rate.told.get((place.niveau, place.code), {})
        if own:
            year = max(own)
            values = tuple(rate.told.get((one.niveau, one.code), {}).get(year, NOT_AVAILABLE) for one in places)
            if any(value != NOT_AVAILABLE for value in values[1:]):
                lines.append(Beside(f"{rate.title}, en {year}", rate.unit, places, values))
    return tuple(lines)
