"""How the monthly series of a SIAO are drawn: a time axis told by years, lines named at their end, events as dotted lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from observatory.charts.french import NBSP, THIN, month, number, short_month
from observatory.charts.style import GRID, MUTED, SERIES, above, apart, left_margin, plot_text

Events = Sequence[Mapping[str, Any]]  # rows of « evenements », in the order of time
LABEL_ROOM = 104  # pixels at the right, where lines are named


def time_axis(days: Sequence[date]) -> dict[str, Any]:
    """A date axis whose ticks are the years, in the middle of what is drawn of each; short spans name their months."""
    start, end = days[0] - timedelta(days=16), days[-1] + timedelta(days=16)
    if len(days) <= 15:
        ticks = {
            "tickvals": [day.isoformat() for day in days[::2]],
            "ticktext": [short_month(day) for day in days[::2]],
        }
    else:
        years = range(days[0].year, days[-1].year + 1)
        middles = [_middle(max(date(year, 1, 1), start), min(date(year, 12, 31), end)) for year in years]
        ticks = {"tickvals": [day.isoformat() for day in middles], "ticktext": [str(year) for year in years]}
    return {
        "type": "date",
        "range": [start.isoformat(), end.isoformat()],
        "tickangle": 0,
        "tickfont": {"size": 12},
        **ticks,
    }


def new_years(days: Sequence[date]) -> list[dict[str, Any]]:
    """A light line at the start of each year."""
    return [
        _vertical((date(year, 1, 1) - timedelta(days=16)), {"color": GRID, "width": 1})
        for year in range(days[0].year + 1, days[-1].year + 1)
    ]


def event_lines(events: Events) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Dotted lines and their letters, for the events of a series in the order of time."""
    shapes = [_vertical(row["evenement_debut"], {"color": MUTED, "width": 1, "dash": "dot"}) for row in events]
    letters = [
        {
            "x": row["evenement_debut"].isoformat(), "yref": "paper", "y": 1, "yanchor": "bottom", "text": letter(at),
            "showarrow": False, "font": {"size": 12, "color": MUTED},
        }
        for at, row in enumerate(events)
    ]  # fmt: skip
    return shapes, letters


def cuts(events: Events) -> list[date]:
    """When the rules of a series changed (rule C7): a line does not cross these dates."""
    return [row["evenement_debut"] for row in events if is_cut(row)]


def is_cut(event: Mapping[str, Any]) -> bool:
    """Whether an event changes the rules of a series."""
    return event["evenement_type"].startswith("CHANGEMENT_")


def told_events(events: Events) -> str:
    """« a : changement de logiciel (mars 2022). » for each event drawn."""
    told = [f"{letter(at)}{NBSP}: {row['evenement_type_libelle'].lower()}, {month(row['evenement_debut'])}" for at, row in enumerate(events)]  # fmt: skip
    return f" Événements{NBSP}: {f'{THIN}; '.join(told)}." if told else ""


def letter(at: int) -> str:
    """a, b, c… of an event."""
    return chr(ord("a") + at)


def line(
    days: Sequence[date],
    values: Sequence[float | None],
    at: int,
    name: str,
    unit: str = "",
    cuts: Collection[date] = (),
) -> dict[str, Any]:
    """One line; a missing value is a gap, and so is a change of rules (`cuts`). `unit` follows the number on hover."""
    style = SERIES[at]
    points = sorted(
        [*zip(days, values, strict=True), *((cut - timedelta(days=1), None) for cut in cuts)],
        key=lambda point: point[0],
    )
    return {
        "type": "scatter", "mode": "lines", "x": [day.isoformat() for day, _ in points], "y": [value for _, value in points],
        "line": {"color": style["color"], "dash": style["dash"], "width": 2.4}, "connectgaps": False,
        "hovertext": [
            f"{month(day)}\u00a0: <b>{number(value)}</b>{unit} {plot_text(name)}" if value is not None else ""
            for day, value in points
        ],
        "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def end_labels(days: Sequence[date], ends: Sequence[tuple[float, int, str]], top: float) -> list[dict[str, Any]]:
    """The names of lines at their right end, pushed apart when they would touch: (last value, rank of the style, name)."""
    ends = sorted(ends)
    heights = [top * 0.085 * (1 + name.count("|")) for *_, name in ends]
    middles = apart([value for value, *_ in ends], heights, 0, top * 1.05)  # under the top of the drawing
    return [
        {
            "x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": y, "text": plot_text(name).replace("|", "<br>"),
            "showarrow": False, "align": "left", "font": {"size": 13, "color": SERIES[at]["text"]},
        }
        for y, (_, at, name) in zip(middles, ends, strict=True)
    ]  # fmt: skip


def layout(days: Sequence[date], top: float, annotations: list[dict], shapes: list[dict], suffix: str = "") -> dict:
    """The layout of a monthly series with names at the right."""
    return {
        "margin": {"l": left_margin(number(top) + suffix), "t": 24, "r": LABEL_ROOM},
        "xaxis": time_axis(days),
        "yaxis": {"range": [0, above(top, 1.08)], **({"ticksuffix": suffix} if suffix else {})},
        "shapes": [*new_years(days), *shapes],
        "annotations": annotations,
    }


def _vertical(day: date, style: dict[str, Any]) -> dict[str, Any]:
    at = day.isoformat()
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "line": style}


def _middle(first: date, last: date) -> date:
    return first + (last - first) / 2
