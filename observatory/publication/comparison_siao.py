"""The SIAO on the comparison page: yearly rates from protected counts, and which pairs may stand side by side (rule G6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from observatory.charts.figure import Place
from observatory.charts.siao_plot import is_cut
from observatory.charts.siao_rows import LEAST_NUMERATOR, counts_by, flow, rate
from observatory.publication.tables import Tables

HIDDEN, ABSENT, KNOWN = "M", "N", "P"  # first letters of the states
Counts = Mapping[Any, int | None]


def siao_years(tables: Tables, place: Place, inhabitants: int | None) -> list[dict[str, Any]]:
    """For each year of the SIAO of a place: `an`, `coupe` (its rules are not those of the year before), and for each
    indicator [count, of how many, rate or null behind a gate, state of the count].

    « menages »: households never given a place (%); « demandes »: new requests not met (%); « stock »: persons followed on
    31 December, of the inhabitants (per 10 000).
    """
    if place.niveau != "DEP":
        return []
    households = counts_by(tables.get("siao_menages_annuels"), place, "nb_menages", "acces_place", length=4)
    requests = counts_by(tables.get("siao_demandes"), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
    persons = counts_by(tables.get("siao_bornes"), place, "nb_personnes_suivies", "mouvement", "rapprochement")
    changes = _changes(tables, place)
    return [
        {
            "an": day.year,
            "coupe": any(date(day.year - 1, 1, 1) < one <= date(day.year, 12, 31) for one in changes),
            "menages": _never(counts),
            "demandes": _unmet([requests.get(date(day.year, month, 1)) for month in range(1, 13)]),
            "stock": _followed(persons.get(date(day.year, 12, 1), {}), inhabitants),
        }
        for day, counts in households.items()
    ]


def siao_pairs(tables: Tables) -> dict[str, Any]:
    """`raisons` (the first is that of pairs that compare) and `paires`: year → « DEP-A DEP-B » → rank of the reason."""
    reasons, pairs = {"": 0}, {}
    for row in tables.rows("siao_comparaisons"):
        words = "" if row["est_comparable"] else row["motif_comparaison_libelle"]
        ids = " ".join(f"{row['niveau']}-{row[name]}" for name in ("territoire_code", "territoire_compare"))
        pairs.setdefault(row["periode"], {})[ids] = reasons.setdefault(words, len(reasons))
    return {"raisons": list(reasons), "paires": pairs}


def _never(counts: Counts) -> list[Any]:
    """Households without any place in the year: all less those that had one."""
    whole, placed = counts.get("TOTAL"), counts.get("DEJA")
    never = None if whole is None or placed is None else whole - placed
    return _told(never, whole, {"never": never, "whole": whole})


def _unmet(months: list[Counts | None]) -> list[Any]:
    """New requests of twelve months, and those not met; absent when a month is, or when they are not told from renewals."""
    told = [flow(month) for month in months if month]
    sums = {
        name: None
        if len(told) < 12 or any(month.get(key) is None for month in told)
        else sum(month[key] for month in told)
        for name, key in (("never", ("FLUX", "NON_POURVUE")), ("whole", ("FLUX", "TOTAL")))
    }
    raw = [
        month[key] for month in months if month for key in (("FLUX", "NON_POURVUE"), ("FLUX", "TOTAL")) if key in month
    ]
    return _told(sums["never"], sums["whole"], sums, is_hidden=None in raw)


def _told(count: int | None, whole: int | None, counts: Counts, is_hidden: bool = True) -> list[Any]:
    share = rate(counts, "never", "whole")
    state = KNOWN if count is not None else HIDDEN if is_hidden else ABSENT
    return [count, whole, None if share is None else round(share), state]


def _followed(counts: Counts, inhabitants: int | None) -> list[Any]:
    key = ("STOCK", "CENTRAL")
    count = counts.get(key)
    state = KNOWN if count is not None else HIDDEN if key in counts else ABSENT
    is_told = count is not None and count >= LEAST_NUMERATOR and inhabitants
    return [count, inhabitants, round(10_000 * count / inhabitants, 1) if is_told else None, state]


def _changes(tables: Tables, place: Place) -> list[date]:
    """When the rules of the SIAO changed."""
    return [
        row["evenement_debut"]
        for row in tables.rows("evenements")
        if (row["niveau"], row["territoire_code"]) == (place.niveau, place.code) and is_cut(row)
    ]
