"""How the share of allocations is drawn: a line and its intervals, the gross share in dashes, facts as dotted lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from observatory.charts.french import THIN, number
from observatory.charts.siao_plot import LABEL_ROOM, Events, end_labels, event_lines
from observatory.charts.style import SERIES, above, left_margin

OFFICIAL, OTHER, AIM = 0, 2, 4  # ranks of the styles of the lines
Row = tuple[int, float | None, float | None, float | None, float | None]


def shares_plot(rows: list[Row], is_net: bool, events: Events, aims: list[float | None]) -> dict[str, Any]:
    """`rows`: year, net share, low, high, gross share, in per cent; at least one gross share. `aims`: the objective of each."""
    years = [row[0] for row in rows]
    main = [row[1] if is_net else row[4] for row in rows]
    other = [row[4] for row in rows]
    aimed = [aim for aim in aims if aim is not None]
    top = max([value for row in rows for value in row[1:] if value is not None] + aimed)
    names = ("part nette", "part brute") if is_net else ("part brute", "")
    traces = [_line(years, main, OFFICIAL, names[0], [row[2:4] for row in rows])]
    ends = [(next(v for v in reversed(main) if v is not None), OFFICIAL, names[0])]
    if is_net:
        traces.append(_line(years, other, OTHER, names[1]))
        ends.append((next(v for v in reversed(other) if v is not None), OTHER, names[1]))
    if aimed:
        traces.append({**_line(years, aims, AIM, "visés"), "mode": "lines"})
        ends.append((aimed[-1], AIM, "objectif"))
    shapes, letters = _dated(events)
    return {
        "data": traces,
        "layout": {
            "margin": {"l": left_margin(f"{number(top)}{THIN}%"), "t": 24, "r": LABEL_ROOM},
            "xaxis": {"type": "linear", "range": [years[0] - 0.5, years[-1] + 0.5], "tickvals": years,
                      "ticktext": [str(year) for year in years], "tickfont": {"size": 12}, "tickangle": 0},
            "yaxis": {"range": [0, above(top, 1.1)], "ticksuffix": f"{THIN}%"},
            "shapes": shapes,
            "annotations": [*end_labels([], ends, top), *letters],
        },
    }  # fmt: skip


def _line(years: list[int], values: list[float | None], at: int, name: str, limits: list | None = None) -> dict:
    style = SERIES[at]
    trace = {
        "type": "scatter", "mode": "lines+markers", "x": years, "y": _rounded(values), "connectgaps": False, "cliponaxis": False,
        "line": {"color": style["color"], "dash": style["dash"], "width": 2.4}, "marker": {"color": style["color"], "size": 7},
        "hovertext": ["" if v is None else f"{year}\u00a0: <b>{number(v, 1)}{THIN}%</b> {name}" for year, v in zip(years, values, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    if limits:
        gaps = [
            (0.0, 0.0) if value is None else (high - value, value - low)
            for value, (low, high) in zip(values, limits, strict=True)
        ]
        trace["error_y"] = {
            "type": "data", "symmetric": False, "array": _rounded([up for up, _ in gaps]), "arrayminus": _rounded([down for _, down in gaps]),
            "color": style["color"], "thickness": 1.4, "width": 4,
        }  # fmt: skip
    return trace


def _rounded(values: list[float | None]) -> list[float | None]:
    return [None if value is None else round(value, 2) for value in values]


def _dated(events: Events) -> tuple[list[dict], list[dict]]:
    """The lines and letters of the facts, on an axis where a year is drawn in its middle."""
    shapes, letters = event_lines(events)
    for event, shape, mark in zip(events, shapes, letters, strict=True):
        at = round(_position(event["evenement_debut"]), 2)
        shape.update({"x0": at, "x1": at})
        mark["x"] = at
    return shapes, letters


def _position(day: date) -> float:
    return day.year - 0.5 + (day.timetuple().tm_yday - 1) / 365
