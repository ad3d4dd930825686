"""What the 115 was asked and what it answered: new requests, and the same month by request, household and night."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from observatory.charts.figure import Caveat, Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, THIN, enumeration, month, number, periods
from observatory.charts.siao_plot import cuts, end_labels, event_lines, layout, letter, line
from observatory.charts.siao_rows import ROUNDED, counts_by, flow, percentage, rate
from observatory.charts.style import BLUE, PALE_BLUE
from observatory.disclosure.protected import ProtectedTable
from observatory.indicators.breaks import breaks

SATURATION = "Une saturation du 115 fait baisser les appels, donc les demandes non pourvues."
Events = Sequence[Mapping[str, Any]]


def requests(
    table: ProtectedTable | None, followed: ProtectedTable | None, events: Events, place: Place, credit: Credit
) -> Figure | None:
    """New requests of each month, met or not, stacked from zero. None when the place has no SIAO.

    The protected « siao_demandes », and « siao_flux » for the jumps that the number of persons does not explain.
    """
    if table is None:
        return None
    found = counts_by(require_protected(table), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
    rows = [
        (
            day,
            *(counts.get(("FLUX", code)) for code in ("TOTAL", "NON_POURVUE", "POURVUE")),
            *(counts.get(("STOCK", code)) for code in ("TOTAL", "NON_POURVUE")),
        )
        for day, counts in ((day, flow(counts)) for day, counts in found.items())
    ]
    known = [row for row in rows if row[1] is not None]
    if not known:
        return None
    days, last = [row[0] for row in rows], known[-1]
    span = f"{month(days[0])} à {month(days[-1])}"
    return Figure(
        id=f"{place.slug}-siao-demandes",
        title=f"{place.libelle}{NBSP}: demandes nouvelles d’hébergement au 115, par mois",
        subtitle=f"Nombre de demandes nouvelles (flux) qui ont une réponse, de {span}",
        source=credit.line,
        date=f"Données arrêtées à {month(days[-1])}, publiées le {credit.date_publication}.",
        alt=f"Diagramme en barres empilées. {place.libelle}{NBSP}: demandes nouvelles au 115, de {span}. "
        f"En {month(last[0])}{NBSP}: {number(last[1])} demandes nouvelles, dont {number(last[2])} non pourvues.",
        plot=_stacked(rows, events),
        header=(
            "mois", "demandes nouvelles", "dont non pourvues", "dont pourvues", "toutes les demandes",
            "toutes, dont non pourvues",
        ),
        rows=tuple(rows),
        note=f"Une demande n’est pas une personne. {SATURATION} {ROUNDED}{_unknown(rows)}{told_events(events)}",
        warnings=_breaks(found, followed, place),
        est_fictif=place.est_fictif,
    )  # fmt: skip


def rates(
    requested: ProtectedTable | None, households: ProtectedTable | None, nights: ProtectedTable | None, events: Events,
    place: Place, credit: Credit,
) -> Figure | None:  # fmt: skip
    """The share without a place of the same month, by new request, by night and by household. None without two months.

    The protected « siao_demandes », « siao_menages » and « siao_nuitees ».
    """
    if requested is None or households is None or nights is None:
        return None
    by_request = counts_by(require_protected(requested), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
    by_household = counts_by(require_protected(households), place, "nb_menages", "acces_place")
    by_night = counts_by(require_protected(nights), place, "nb_nuitees", "issue_nuit", "tranche_age")
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
        plot=_lines(rows, names, events),
        header=("mois", *(f"sans place, en % {name.split(',')[0]}" for name in names)),
        rows=tuple((row[0], *(None if value is None else round(value) for value in row[1:])) for row in rows),
        note="Un ménage sans place rappelle, un ménage hébergé renouvelle"
        f"{NBSP}: aucun de ces taux ne remplace les autres. Pas de taux sur moins de 20. Calculés sur des nombres arrondis à 5."
        + told_events(events),
        est_fictif=place.est_fictif,
    )  # fmt: skip


def _unknown(rows: Sequence[tuple]) -> str:
    """The months whose new requests are not told from renewals."""
    missing = [row[0] for row in rows if row[1] is None]
    return (
        f" Demandes nouvelles et renouvellements non séparés par le SIAO{NBSP}: {periods(missing)}." if missing else ""
    )


def _breaks(
    requested: Mapping[date, Mapping[Any, int | None]], followed: ProtectedTable | None, place: Place
) -> tuple[Caveat, ...]:
    """The months from which all requests jump while the persons followed do not."""
    if followed is None:
        return ()
    stock = counts_by(require_protected(followed), place, "nb_personnes_suivies", "mouvement")
    days = sorted(requested)
    found = breaks(
        [requested[day].get(("STOCK", "TOTAL")) for day in days], [stock.get(day, {}).get("STOCK") for day in days]
    )
    if not found:
        return ()
    months = tuple(days[at] for at in found)
    phrase = (
        f"Rupture probable{NBSP}: {enumeration(month(day) for day in months)}, les demandes changent d’au moins moitié en un an sans que "
        "les personnes suivies changent (consigne, renouvellements non saisis, standard saturé). Ne pas comparer avant et après."
    )
    return (Caveat("RUPTURE", phrase, months),)


def told_events(events: Events) -> str:
    """« a : changement de logiciel (mars 2022). » for each event drawn."""
    told = [f"{letter(at)}{NBSP}: {row['evenement_type_libelle'].lower()}, {month(row['evenement_debut'])}" for at, row in enumerate(events)]  # fmt: skip
    return f" Événements{NBSP}: {f'{THIN}; '.join(told)}." if told else ""


def _stacked(rows: list[tuple], events: Events) -> dict[str, Any]:
    days = [row[0] for row in rows]
    top = max((row[1] for row in rows if row[1] is not None), default=0) or 1
    shapes, letters = event_lines(events)
    x = [day.isoformat() for day in days]
    hover = [
        f"{month(row[0])}\u00a0: <b>{number(row[1])}</b> demandes nouvelles<br>{number(row[2])} non pourvues, {number(row[3])} pourvues"
        for row in rows
    ]
    bars = [
        {
            "type": "bar", "x": x, "y": [row[column] for row in rows], "marker": {"color": color}, "hovertext": hover,
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        for column, color in ((2, BLUE), (3, PALE_BLUE))
    ]  # fmt: skip
    last = next((row for row in reversed(rows) if row[2] is not None and row[3] is not None), None)
    names = []
    if last:
        names = end_labels(days, [(last[2] / 2, 0, "non pourvues"), (last[2] + last[3] / 2, 2, "pourvues")], top)
    return {
        "data": bars,
        "layout": {**layout(days, top, [*names, *letters], shapes), "barmode": "stack", "bargap": 0.15},
    }


def _lines(rows: list[tuple], names: Sequence[str], events: Events) -> dict[str, Any]:
    days = [row[0] for row in rows]
    drawn = [at for at in range(len(names)) if any(row[at + 1] is not None for row in rows)]
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
