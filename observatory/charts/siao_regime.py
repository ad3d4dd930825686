"""Whether the part of requests left without a place has moved: a run chart, with the shifts that chance does not explain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, THIN, enumeration, month
from observatory.charts.siao_plot import Events, cuts, end_labels, event_lines, layout, line, told_events
from observatory.charts.siao_rows import counts_by, flow, percentage, rate, rounding
from observatory.charts.style import MUTED, OCHRE
from observatory.disclosure.protected import ProtectedTable
from observatory.indicators.runs import Shift, shifts

RULE = (
    f"Décalage{NBSP}: plus de mois de suite du même côté de la médiane que le hasard n’en explique (log₂ du nombre de mois, plus 3{THIN}; Anhøj, 2014). "
    "Il dit que la part a changé de niveau, pas pourquoi."
)
Part = tuple[
    int, int, float, list[Shift]
]  # first and last positions of a stretch under one rule, its median, its shifts


def regime(table: ProtectedTable | None, events: Events, place: Place, credit: Credit) -> Figure | None:
    """The part of new requests without a place, its median, and its shifts; a change of rules begins another median.

    `table`: the protected « siao_demandes ». None where no stretch has ten months.
    """
    if table is None:
        return None
    found = counts_by(require_protected(table), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
    days = list(found)
    values = [rate(flow(counts), ("FLUX", "NON_POURVUE"), ("FLUX", "TOTAL")) for counts in found.values()]
    parts = _stretches(days, values, cuts(events))
    if not parts:
        return None
    marks, middles = _marks(len(days), parts), _middles(len(days), parts)
    told = _told(days, parts)
    last = next(at for at in reversed(range(len(days))) if values[at] is not None)
    return Figure(
        id=f"{place.slug}-siao-regime",
        title=f"{place.libelle}{NBSP}: la part des demandes nouvelles sans place a-t-elle changé de niveau{THIN}?",
        subtitle=f"Part du mois, en{THIN}%, et médiane (tirets), de {month(days[0])} à {month(days[-1])}",
        source=credit.line,
        date=f"Données arrêtées à {month(days[-1])}, publiées le {credit.date_publication}.",
        alt=f"Courbe. {place.libelle}{NBSP}: part des demandes nouvelles au 115 restées sans place. {percentage(values[last])} en {month(days[last])}, "
        f"médiane {percentage(parts[-1][2])}. {told}",
        plot=_plot(days, values, parts, events),
        header=("mois", "part sans place, en %", "médiane, en %", "décalage"),
        rows=tuple(zip(days, [None if v is None else round(v, 1) for v in values], middles, marks, strict=True)),
        note=f"{told} {RULE} {rounding(place)}{told_events(events)}",
        place=place,
        est_fictif=place.est_fictif,
    )


def _stretches(days: list[date], values: Sequence[float | None], breaks: Sequence[date]) -> list[Part]:
    """The stretches between two changes of rules that have enough months."""
    edges = [0, *sorted({sum(day < cut for day in days) for cut in breaks} - {0, len(days)}), len(days)]
    parts = []
    for first, end in pairwise(edges):
        middle, found = shifts(values[first:end])
        if middle is not None:
            moved = [Shift(one.first + first, one.last + first, one.is_above) for one in found]
            parts.append((first, end - 1, middle, moved))
    return parts


def _side(shift: Shift) -> str:
    return "au-dessus" if shift.is_above else "en dessous"


def _told(days: list[date], parts: list[Part]) -> str:
    found = [f"{_side(one)} de la médiane de {month(days[one.first])} à {month(days[one.last])}" for *_, some in parts for one in some]  # fmt: skip
    return f"Décalages{NBSP}: {enumeration(found)}." if found else "Aucun décalage de niveau n’est établi."


def _marks(nb: int, parts: list[Part]) -> list[str]:
    marks = [""] * nb
    for *_, some in parts:
        for one in some:
            marks[one.first : one.last + 1] = [_side(one)] * (one.last + 1 - one.first)
    return marks


def _middles(nb: int, parts: list[Part]) -> list[float | None]:
    middles: list[float | None] = [None] * nb
    for first, last, middle, _ in parts:
        middles[first : last + 1] = [round(middle, 1)] * (last + 1 - first)
    return middles


def _plot(days: list[date], values: list[float | None], parts: list[Part], events: Events) -> dict[str, Any]:
    top = max(value for value in values if value is not None)
    shapes, letters = event_lines(events)
    x = [day.isoformat() for day in days]
    medians = [
        {
            "type": "scatter", "mode": "lines", "x": [x[first], x[last]], "y": [round(middle, 1)] * 2, "hoverinfo": "skip",
            "line": {"color": MUTED, "width": 1.4, "dash": "dash"},
        }
        for first, last, middle, _ in parts
    ]  # fmt: skip
    at = [one for *_, some in parts for shift in some for one in range(shift.first, shift.last + 1) if values[one] is not None]  # fmt: skip
    moved = {
        "type": "scatter", "mode": "markers", "x": [x[one] for one in at], "y": [round(values[one], 1) for one in at], "hoverinfo": "skip",
        "marker": {"color": OCHRE, "size": 8, "symbol": "circle"}, "cliponaxis": False,
    }  # fmt: skip
    rounded = [None if value is None else round(value, 1) for value in values]
    series = line(days, rounded, 0, "sans place", f"{THIN}%", cuts=cuts(events))
    last = parts[-1][2]
    names = end_labels(days, [(last, 5, f"médiane|{percentage(last)}")], top)
    if at:
        names += [
            {
                "x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": 0, "yref": "paper", "yanchor": "bottom", "text": "points ocre<br>décalage",
                "showarrow": False, "align": "left", "font": {"size": 12, "color": OCHRE},
            }
        ]  # fmt: skip
    return {
        "data": [*medians, series, *([moved] if at else [])],
        "layout": layout(days, top, [*names, *letters], shapes, f"{THIN}%"),
    }
