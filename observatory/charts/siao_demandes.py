"""What the 115 was asked and what it answered: new requests of each month, and the breaks of the series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from observatory.charts.figure import Caveat, Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, enumeration, month, number, periods
from observatory.charts.siao_plot import Events, end_labels, event_lines, layout, told_events
from observatory.charts.siao_rows import counts_by, flow, rounding
from observatory.charts.style import BLUE, PALE_BLUE
from observatory.disclosure.protected import ProtectedTable
from observatory.indicators.breaks import breaks

SATURATION = "Une saturation du 115 fait baisser les appels, donc les demandes non pourvues."


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
        plot=stacked(rows, events, "demandes nouvelles"),
        header=(
            "mois", "demandes nouvelles", "dont non pourvues", "dont pourvues", "toutes les demandes",
            "toutes, dont non pourvues",
        ),
        rows=tuple(rows),
        note=f"Une demande n’est pas une personne. {SATURATION} {rounding(place)}{_unknown(rows)}{told_events(events)}",
        warnings=_breaks(found, followed, place),
        place=place,
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
        f"Rupture probable{NBSP}: {enumeration(month(day) for day in months)}, l’ensemble des demandes, renouvellements compris, est multiplié ou divisé par 1,5 ou plus en un an "
        "sans que les personnes suivies changent (consigne, renouvellements non saisis, standard saturé). Ne pas comparer avant et après."
    )
    return (Caveat("RUPTURE", phrase, months),)


def stacked(
    rows: list[tuple], events: Events, what: str, parts: tuple[str, str] = ("non pourvues", "pourvues")
) -> dict[str, Any]:
    """Bars of (first day of the month, all, first part, other part, …), stacked from zero; `what` is counted, on hover."""
    days = [row[0] for row in rows]
    top = max((row[1] for row in rows if row[1] is not None), default=0) or 1
    shapes, letters = event_lines(events)
    x = [day.isoformat() for day in days]
    hover = [
        f"{month(row[0])}\u00a0: <b>{number(row[1])}</b> {what}<br>{number(row[2])} {parts[0]}, {number(row[3])} {parts[1]}"
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
        names = end_labels(days, [(last[2] / 2, 0, parts[0]), (last[2] + last[3] / 2, 2, parts[1])], top)
    return {
        "data": bars,
        "layout": {**layout(days, top, [*names, *letters], shapes), "barmode": "stack", "bargap": 0.15},
    }
