"""The announced objectives of a place, as figures show them beside what was reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from observatory.charts.figure import Place, require_protected
from observatory.charts.french import NBSP, exact
from observatory.disclosure.protected import ProtectedTable

PERSONS, SHARE = "RELOGEMENT_PERSONNES", "PART_ATTRIBUTIONS"


@dataclass(frozen=True)
class Goal:
    """What an authority wants to reach in a year, in the unit of the indicator, and the title of the source that says it."""

    value: float
    source: str


def goals_of(table: ProtectedTable | None, place: Place, indicator: str) -> dict[int, Goal]:
    """Year → objective of a place, from the protected « objectifs »; empty when none was announced."""
    if table is None:
        return {}
    frame = require_protected(table).frame
    mine = frame.filter(
        (frame["niveau"] == place.niveau)
        & (frame["territoire_code"] == place.code)
        & (frame["objectif_indicateur"] == indicator)
    )
    rows = mine.sort("annee").select("annee", "valeur_objectif", "source_titre").rows()
    return {year: Goal(value, source) for year, value, source in rows}


def told_goals(goals: dict[int, Goal], years: Collection[int], unit: str = "") -> str:
    """The note of a figure: where its objectives come from, and those of the years that it does not draw yet."""
    if not goals:
        return ""
    sources = ", ".join(dict.fromkeys(goal.source for goal in goals.values()))
    later = [f"{exact(goals[year].value)}{unit} en {year}" for year in goals if year > max(years)]
    return f" Objectifs annoncés{NBSP}: {sources}." + (f" Objectif suivant{NBSP}: {', '.join(later)}." if later else "")


def spoken_goals(goals: dict[int, Goal], years: Collection[int], unit: str = "") -> str:
    """The end of an alternative text."""
    told = [f"{year}{NBSP}: {exact(goal.value)}{unit}" for year, goal in goals.items() if year in years]
    return f" Objectifs{NBSP}: {', '.join(told)}." if told else ""
