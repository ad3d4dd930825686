"""Whom the SIAO follow at the end of each month: in its band in a département, with entries and exits elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, month, number
from observatory.charts.siao_plot import Events, cuts, end_labels, event_lines, layout, line, told_events
from observatory.charts.siao_rows import counts_by, followers, inactivity, rounding
from observatory.charts.style import PALE_BLUE
from observatory.disclosure.protected import ProtectedTable


def stock(
    bounds: ProtectedTable | None, flows: ProtectedTable | None, events: Events, place: Place, credit: Credit
) -> Figure | None:
    """Persons active on the last day of each month, and the band of the ways to know them. None without any month.

    The protected « siao_bornes »; for a place that has no band, « siao_flux », with all entries and exits in the table.
    """
    return _stock_in_its_band(bounds, events, place, credit) or _stock_alone(flows, events, place, credit)


def _stock_in_its_band(table: ProtectedTable | None, events: Events, place: Place, credit: Credit) -> Figure | None:
    if table is None:
        return None
    found = counts_by(require_protected(table), place, "nb_personnes_suivies", "mouvement", "rapprochement")
    rows = [
        (day, *(counts.get(("STOCK", one)) for one in ("CENTRAL", "LARGE", "STRICT"))) for day, counts in found.items()
    ]
    rows = [row for row in rows if None not in row]
    if not rows:
        return None
    days, last = [row[0] for row in rows], rows[-1]
    return Figure(
        id=f"{place.slug}-siao-stock",
        title=f"{place.libelle}{NBSP}: personnes suivies par {followers(place)} à la fin de chaque mois",
        subtitle="Nombre de personnes actives le dernier jour du mois, et bornes selon la façon de reconnaître la même personne",
        source=credit.line,
        date=f"Données arrêtées à {month(days[-1])}, publiées le {credit.date_publication}.",
        alt=f"Courbe et bande. {place.libelle}{NBSP}: personnes suivies, de {month(days[0])} à {month(days[-1])}. "
        f"Fin {month(last[0])}{NBSP}: {number(last[1])}, entre {number(last[2])} et {number(last[3])}.",
        plot=_band_plot(rows, events),
        header=("mois", "personnes suivies", "borne basse", "borne haute"),
        rows=tuple(rows),
        note=f"{inactivity(place)} {rounding(place)}{told_events(events)}",
        place=place,
        est_fictif=place.est_fictif,
    )


def _stock_alone(table: ProtectedTable | None, events: Events, place: Place, credit: Credit) -> Figure | None:
    if table is None:
        return None
    found = counts_by(require_protected(table), place, "nb_personnes_suivies", "mouvement")
    rows, before = [], None
    for day, counts in found.items():
        end, seen = counts.get("STOCK"), counts.get("SUIVIES")
        if seen is not None and end is not None:
            follows = before is not None and before[0] == (day - timedelta(days=1)).replace(day=1)
            rows.append((day, end, seen - before[1] if follows else None, seen - end))
        before = (day, end) if end is not None else None
    if not rows:
        return None
    days, last = [row[0] for row in rows], rows[-1]
    return Figure(
        id=f"{place.slug}-siao-stock",
        title=f"{place.libelle}{NBSP}: personnes suivies par {followers(place)} à la fin de chaque mois",
        subtitle="Nombre de personnes actives le dernier jour du mois",
        source=credit.line,
        date=f"Données arrêtées à {month(days[-1])}, publiées le {credit.date_publication}.",
        alt=f"Courbe. {place.libelle}{NBSP}: personnes suivies, de {month(days[0])} à {month(days[-1])}. "
        f"Fin {month(last[0])}{NBSP}: {number(last[1])}, après {number(last[3])} sorties dans le mois.",
        plot=_line_plot(rows, events),
        header=("mois", "personnes suivies", "entrées du mois", "sorties du mois"),
        rows=tuple(rows),
        note=f"{inactivity(place)} Entrées et sorties de chaque mois dans le tableau. Sans bornes à ce niveau. {rounding(place)}{told_events(events)}",
        place=place,
        est_fictif=place.est_fictif,
    )


def _band_plot(rows: list[tuple], events: Events) -> dict[str, Any]:
    days = [row[0] for row in rows]
    top = max(row[3] for row in rows)
    shapes, letters = event_lines(events)
    x = [day.isoformat() for day in days]
    band = {
        "type": "scatter", "mode": "lines", "x": [*x, *reversed(x)], "fill": "toself", "fillcolor": PALE_BLUE, "opacity": 0.7,
        "y": [*(row[3] for row in rows), *(row[2] for row in reversed(rows))], "line": {"width": 0}, "hoverinfo": "skip",
    }  # fmt: skip
    names = end_labels(days, [(rows[-1][1], 0, f"{number(rows[-1][1])}|personnes")], top)
    middle = line(days, [row[1] for row in rows], 0, "personnes suivies", cuts=cuts(events))
    return {"data": [band, middle], "layout": layout(days, top, [*names, *letters], shapes)}


def _line_plot(rows: list[tuple], events: Events) -> dict[str, Any]:
    days, top = [row[0] for row in rows], max(row[1] for row in rows) or 1
    shapes, letters = event_lines(events)
    names = end_labels(days, [(rows[-1][1], 0, f"{number(rows[-1][1])}|personnes")], top)
    middle = line(days, [row[1] for row in rows], 0, "personnes suivies", cuts=cuts(events))
    return {"data": [middle], "layout": layout(days, top, [*names, *letters], shapes)}
