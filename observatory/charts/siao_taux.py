"""The share without a place of one month, by what is counted: requests, nights, households."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, THIN, enumeration, month
from observatory.charts.siao_plot import Events, cuts, end_labels, event_lines, layout, line, told_events
from observatory.charts.siao_rows import counts_by, flow, percentage, rate
from observatory.disclosure.protected import ProtectedTable

WITHOUT_HOUSEHOLDS = " Un ménage ne se reconnaît pas d’un SIAO à l’autre : pas de taux par ménage à ce niveau."


def rates(
    requested: ProtectedTable | None, households: ProtectedTable | None, nights: ProtectedTable | None, events: Events,
    place: Place, credit: Credit,
) -> Figure | None:  # fmt: skip
    """The share without a place of the same month, by new request, by night and by household. None without two months.

    The protected « siao_demandes », « siao_menages » and « siao_nuitees ».
    """
    if requested is None:
        return None
    by_request = counts_by(require_protected(requested), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
    by_household = counts_by(households, place, "nb_menages", "acces_place")
    by_night = counts_by(nights, place, "nb_nuitees", "issue_nuit", "tranche_age")
    days = sorted(by_request)
    rows = [
        (
            day,
            rate(flow(by_request[day]), ("FLUX", "NON_POURVUE"), ("FLUX", "TOTAL")),
            rate(by_request[day], ("STOCK", "NON_POURVUE"), ("STOCK", "TOTAL")),
            rate(by_night.get(day, {}), ("NON_POURVUE", "TOTAL"), ("TOTAL", "TOTAL")),
            rate(by_household.get(day, {}), "JAMAIS", "TOTAL"),
        )
        for day in days
    ]
    if sum(any(value is not None for value in row[1:]) for row in rows) < 2:
        return None
    names = ("des demandes nouvelles", "de toutes les demandes", "des nuitées", "des ménages, jamais de place")
    there = [at for at in range(len(names)) if any(row[at + 1] is not None for row in rows)]
    last = next(row for row in reversed(rows) if any(value is not None for value in row[1:]))
    told = [f"{percentage(value)} {name}" for value, name in zip(last[1:], names, strict=True) if value is not None]
    return Figure(
        id=f"{place.slug}-siao-taux",
        title=f"{place.libelle}{NBSP}: part sans place au 115, selon ce que l’on compte",
        subtitle=f"Part du mois restée sans place, en{THIN}%",
        source=credit.line,
        date=f"Données arrêtées à {month(days[-1])}, publiées le {credit.date_publication}.",
        alt=f"Courbes. {place.libelle}{NBSP}: part sans place chaque mois, de {month(days[0])} à {month(days[-1])}. "
        f"En {month(last[0])}{NBSP}: {enumeration(told)}.",
        plot=_lines(rows, names, there, events),
        header=("mois", *(f"sans place, en % {names[at].split(',')[0]}" for at in there)),
        rows=tuple((row[0], *(None if row[at + 1] is None else round(row[at + 1]) for at in there)) for row in rows),
        note="Un ménage sans place rappelle, un ménage hébergé renouvelle"
        f"{NBSP}: aucun de ces taux ne remplace les autres.{WITHOUT_HOUSEHOLDS if place.niveau == 'REG' else ''} Pas de taux sur moins de 20. Calculés sur des nombres arrondis à 5."
        + told_events(events),
        place=place,
        est_fictif=place.est_fictif,
    )  # fmt: skip


def _lines(rows: list[tuple], names: Sequence[str], drawn: Sequence[int], events: Events) -> dict[str, Any]:
    days = [row[0] for row in rows]
    shapes, letters = event_lines(events)
    ends = [
        (next(row[at + 1] for row in reversed(rows) if row[at + 1] is not None), at, names[at].replace(", ", ",|"))
        for at in drawn
    ]
    labels = end_labels(days, [(value, at, _short(name)) for value, at, name in ends], 100)
    changes = cuts(events)
    traces = [line(days, [row[at + 1] for row in rows], at, names[at], f"{THIN}%", changes) for at in drawn]
    return {"data": traces, "layout": layout(days, 100, [*labels, *letters], shapes, f"{THIN}%")}


def _short(name: str) -> str:
    return {
        "des demandes nouvelles": "demandes|nouvelles", "de toutes les demandes": "toutes demandes", "des nuitées": "nuitées",
    }.get(name, "ménages, jamais|de place")  # fmt: skip
