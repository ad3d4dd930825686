"""What a SIAO declares that it counts, what it has not said, and with which SIAO it may be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from observatory.charts.figure import Place
from observatory.charts.french import full_date
from observatory.publication.tables import Tables

UNKNOWN = "NON_DECLAREE"


@dataclass(frozen=True)
class Practice:
    """One declared practice: what it is about, the words of the SIAO, when it holds."""

    what: str
    words: str
    when: str


@dataclass(frozen=True)
class Practices:
    """What a SIAO declares, in the order of the list then of time; the questions it has not answered; the SIAO (codes) that
    compare with it in the last year known."""

    declared: tuple[Practice, ...] = ()
    questions: tuple[str, ...] = ()
    year: str = ""
    comparable: tuple[str, ...] = ()


def siao_practices(tables: Tables, place: Place) -> Practices:
    """The practices of the SIAO of a place, from the protected tables « siao_pratiques » and « siao_comparaisons »."""
    mine = [row for row in tables.rows("siao_pratiques") if _is(row, place)]
    order = sorted(mine, key=lambda row: (row["pratique"], row["pratique_debut"]))
    declared = tuple(
        Practice(
            row["pratique_libelle"], row["pratique_modalite_libelle"], _when(row["pratique_debut"], row["pratique_fin"])
        )
        for row in order
        if row["pratique_modalite"] != UNKNOWN
    )
    questions = tuple(row["question_au_siao"] for row in order if row["pratique_modalite"] == UNKNOWN)
    return Practices(declared, questions, *_comparable(tables, place))


def _comparable(tables: Tables, place: Place) -> tuple[str, tuple[str, ...]]:
    """The last year of this SIAO against others, and those that compare with it."""
    pairs = [
        (row["periode"], other, row["est_comparable"])
        for row in tables.rows("siao_comparaisons")
        for one, other in (
            (row["territoire_code"], row["territoire_compare"]),
            (row["territoire_compare"], row["territoire_code"]),
        )
        if row["niveau"] == place.niveau and one == place.code
    ]
    if not pairs:
        return "", ()
    year = max(pair[0] for pair in pairs)
    return year, tuple(sorted(other for when, other, agrees in pairs if when == year and agrees))


def _when(first: date, last: date | None) -> str:
    return f"depuis le {full_date(first)}" if last is None else f"du {full_date(first)} au {full_date(last)}"


def _is(row: dict[str, Any], place: Place) -> bool:
    return row["niveau"] == place.niveau and row["territoire_code"] == place.code
