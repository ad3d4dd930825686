"""What a comparison of territories says in words: who stands out, how much territories differ, who is not compared."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from observatory.charts.equite import WORDS
from observatory.charts.equite_rows import Comparison
from observatory.charts.french import NBSP, capital, enumeration, number, sorting

MOST_BELOW = 0.6


def short_title(one: Comparison) -> str:
    """« Ménages sans domicile relogés, par département, en 2021 »."""
    return f"{capital(WORDS[one.measure])}, par {one.noun}, en {one.year}"


def found_words(one: Comparison) -> str:
    """The answer: how many territories are to be looked at, and which."""
    outside = one.outside
    if not outside:
        return f"Aucun des {one.nouns(len(one.rows))} comparés ne sort de l’entonnoir."
    sides = {
        "au-dessus": _named(one, [row for row in outside if row["position_entonnoir"] == "AU_DESSUS"]),
        "au-dessous": _named(one, [row for row in outside if row["position_entonnoir"] == "AU_DESSOUS"]),
    }
    told = [f"{enumeration(names)} {side}" for side, names in sides.items() if names]
    return f"{capital(one.nouns(len(outside)))} à examiner, sur {number(len(one.rows))} comparés{NBSP}: {enumeration(told)}."


def dispersion_words(one: Comparison) -> str:
    """How much wider than chance the limits are, and how many territories chance alone would have put outside."""
    return f"{_spread(one)} {_centre(one)}".strip()


def _centre(one: Comparison) -> str:
    """Said when most territories are under 1: the largest ones make the rate of all."""
    below = sum(row["rapport"] < 1 for row in one.rows)
    if below < MOST_BELOW * len(one.rows):
        return ""
    return f"{capital(one.nouns(below))} sur {number(len(one.rows))} sont sous 1{NBSP}: l’ensemble est tiré par les plus grands."


def _spread(one: Comparison) -> str:
    first = one.rows[0]
    if first["dispersion_phi"] is None:
        return (
            f"{first['motif_limites']} Les limites sont celles du seul hasard{NBSP}: un territoire qui en sort peut n’être "
            "qu’un territoire comme les autres."
        )
    alone, wider = _outside_by_chance(one.rows), first["dispersion_phi"]
    if wider <= 1:
        return f"Les plus extrêmes mis à part, les écarts entre territoires ne dépassent pas ceux du hasard (φ{NBSP}={NBSP}{number(wider, 1)})."
    return (
        f"Les plus extrêmes mis à part, les écarts entre territoires varient {number(wider, 1)} fois plus que le hasard ne le ferait (φ). Les limites en "
        f"tiennent compte{NBSP}: celles du hasard auraient mis {one.nouns(alone)} dehors."
    )


def left_out_words(one: Comparison) -> list[str]:
    """One sentence a reason: the territories that are not compared, by name."""
    rows = sorted(one.left_out, key=lambda row: row["motif_non_compare"])
    sentences = []
    for reason, group in groupby(rows, key=lambda row: row["motif_non_compare"]):
        names = sorted((one.name(row["territoire_code"]) for row in group), key=sorting)
        sentences.append(f"{reason} {capital(enumeration(names))}.")
    return sentences


def _named(one: Comparison, rows: list[dict[str, Any]]) -> list[str]:
    return [one.name(row["territoire_code"]) for row in rows]


def _outside_by_chance(rows: list[dict[str, Any]]) -> int:
    """Territories that the limits of chance at 99.8 % would leave outside."""
    from observatory.indicators.funnel import chance_limits

    low, high = chance_limits([row["menages_attendus"] for row in rows], 0.998)
    return sum(not a <= row["rapport"] <= b for row, a, b in zip(rows, low, high, strict=True))
