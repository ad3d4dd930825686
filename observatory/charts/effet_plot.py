"""How the figures of the accelerated territories are drawn: curves, dots with their intervals, one line where nothing changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from observatory.charts.french import capital
from observatory.charts.style import BAND, BLUE, GREY, GRID, INK, MUTED, OCHRE, PAPER, plot_text

Point = tuple[float, float | None, float | None, str]  # value, limits, words
STYLES = {
    "STRICTE": {"color": BLUE, "marker": {"color": BLUE, "size": 10, "symbol": "circle"}, "shift": -0.17},
    "LARGE": {
        "color": OCHRE,
        "marker": {"color": PAPER, "size": 10, "symbol": "diamond", "line": {"color": OCHRE, "width": 2.2}},
        "shift": 0.17,
    },
}
LABEL_WIDTH = 26


def curves_plot(
    years: Sequence[int], curves: Sequence[tuple[str, Sequence[float | None], str]], marked: Sequence[int] = ()
) -> dict[str, Any]:
    """Indices by year; a curve is (name at its end, values, « plein » or « tiret »); `marked`: years of announcement."""
    known = [value for _, values, _ in curves for value in values if value is not None]
    low, high = min([*known, 100]), max([*known, 100])
    room = (high - low or 10) * 0.12
    traces = [_curve(years, *one) for one in curves]
    return {
        "data": traces,
        "layout": {
            "margin": {"l": 40, "r": 118, "t": 26, "b": 30},
            "xaxis": {"tickvals": list(years), "range": [years[0] - 0.15, years[-1] + 0.15]},
            "yaxis": {"range": [low - room, high + room], "rangemode": "normal", "zeroline": False},
            "shapes": [_line("y", 100)] + [_line("x", year, dash="dot") for year in marked],
            "annotations": _ends(years, curves, high - low or 10)
            + [
                {"x": year, "yref": "paper", "y": 1, "yanchor": "bottom", "text": f"annonce {year}", "showarrow": False,
                 "font": {"size": 12, "color": MUTED}}
                for year in marked
            ],
        },
    }  # fmt: skip


def _curve(years: Sequence[int], name: str, values: Sequence[float | None], stroke: str) -> dict[str, Any]:
    color = BLUE if stroke == "plein" else OCHRE
    dash = {"plein": "solid", "tiret": "dash"}[stroke]
    symbol = {"plein": "circle", "tiret": "circle-open"}[stroke]
    return {
        "type": "scatter", "mode": "lines+markers", "x": list(years), "y": list(values),
        "line": {"color": color, "width": 2.6, "dash": dash}, "marker": {"size": 8, "symbol": symbol, "color": color},
        "hovertemplate": f"{plot_text(name)}, %{{x}}\u00a0: %{{y:.0f}}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _ends(years: Sequence[int], curves: Sequence[tuple[str, Sequence[float | None], str]], span: float) -> list[dict]:
    """Names at the end of the curves, kept apart from each other."""
    last = sorted(
        ((values[-1], name, stroke) for name, values, stroke in curves if values[-1] is not None), reverse=True
    )
    made, floor = [], None
    for value, name, stroke in last:
        at = value if floor is None else min(value, floor - span * 0.2)
        floor = at
        made.append(
            {
                "x": years[-1], "y": at, "xanchor": "left", "xshift": 9, "align": "left", "showarrow": False,
                "text": "<br>".join(map(plot_text, wrap(name, 17))),
                "font": {"size": 13, "color": BLUE if stroke == "plein" else OCHRE},
            }
        )  # fmt: skip
    return made


def intervals_plot(rows: Sequence[tuple[str, Mapping[str, Point]]], after: Sequence[int] = ()) -> dict[str, Any]:
    """Dots with their intervals, one line of text each, by definition; a rule under the lines whose rank is in `after`."""
    names = [_label(name) for name, _ in rows]
    traces = [
        _dots(
            [(rank + style["shift"], told[definition]) for rank, (_, told) in enumerate(rows) if definition in told],
            style,
            "y",
        )
        for definition, style in STYLES.items()
    ]
    return {
        "data": [trace for trace in traces if trace["x"]],
        "layout": {
            "margin": {"l": 12, "r": 16, "t": 8, "b": 34},
            "xaxis": {"range": _reach(rows), "showgrid": True, "gridcolor": GRID, "nticks": 7, "tickformat": ".2~f"},
            "yaxis": {
                "automargin": True, "showgrid": False, "zeroline": False, "rangemode": "normal",
                "range": [len(rows) - 0.4, -0.6], "tickvals": list(range(len(rows))), "ticktext": names,
                "ticklabelstandoff": 8,
            },
            "shapes": [_line("x", 1)]
            + [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at + 0.5, "y1": at + 0.5,
                "line": {"color": GREY, "width": 1, "dash": "dot"}} for at in after],
        },
    }  # fmt: skip


def event_plot(points: Mapping[int, Mapping[str, Point]]) -> dict[str, Any]:
    """The effect by year since the announcement, by definition; the years before stand in a shaded band."""
    traces = [
        _dots(
            [(k + style["shift"] * 0.8, told[name]) for k, told in sorted(points.items()) if name in told], style, "x"
        )
        for name, style in STYLES.items()
    ]
    rows = [("", told) for told in points.values()]
    ks = sorted(points)
    return {
        "data": [trace for trace in traces if trace["x"]],
        "layout": {
            "margin": {"l": 44, "r": 12, "t": 24, "b": 48},
            "xaxis": {"tickvals": ks, "ticktext": [_since(k) for k in ks], "range": [ks[0] - 0.5, ks[-1] + 0.5]},
            "yaxis": {"range": _reach(rows), "rangemode": "normal", "zeroline": False, "tickformat": ".2~f"},
            "shapes": [
                {"type": "rect", "x0": ks[0] - 0.5, "x1": -0.5, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
                 "fillcolor": BAND, "line": {"width": 0}},
                _line("y", 1),
            ],
            "annotations": [
                {"x": x, "xanchor": anchor, "yref": "paper", "y": 1, "yanchor": "bottom", "text": words,
                 "showarrow": False, "font": {"size": 13, "color": MUTED}}
                for x, anchor, words in ((-0.55, "right", "avant l’annonce"), (-0.45, "left", "depuis l’annonce"))
            ],
        },
    }  # fmt: skip


def _dots(found: list[tuple[float, Point]], style: Mapping[str, Any], across: str) -> dict[str, Any]:
    """Dots of one definition; `across`: the axis that the intervals do not follow."""
    along = "x" if across == "y" else "y"
    places, values = [at for at, _ in found], [one[0] for _, one in found]
    limits = [(one[1], one[2]) for _, one in found]
    return {
        "type": "scatter", "mode": "markers", across: places, along: values, "marker": style["marker"],
        f"error_{along}": {
            "type": "data", "symmetric": False, "color": style["color"], "thickness": 2, "width": 5,
            "array": [0 if high is None else high - value for value, (_, high) in zip(values, limits, strict=True)],
            "arrayminus": [0 if low is None else value - low for value, (low, _) in zip(values, limits, strict=True)],
        },
        "hovertext": [plot_text(one[3]) for _, one in found], "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }  # fmt: skip


def _reach(rows: Sequence[tuple[str, Mapping[str, Point]]]) -> list[float]:
    """From the lowest limit to the highest, 1 inside, with a margin."""
    found = [end for _, told in rows for one in told.values() for end in one[:3] if end is not None] + [1.0]
    margin = (max(found) - min(found) or 0.2) * 0.06
    return [round(min(found) - margin, 4), round(max(found) + margin, 4)]


def _line(axis: str, at: float, dash: str = "solid") -> dict[str, Any]:
    """A line across the drawing: where nothing changes (solid), or an announcement (dotted)."""
    other = "y" if axis == "x" else "x"
    return {
        "type": "line", f"{axis}0": at, f"{axis}1": at, f"{other}ref": "paper", f"{other}0": 0, f"{other}1": 1,
        "layer": "above" if dash == "solid" else "below",
        "line": {"color": INK if dash == "solid" else MUTED, "width": 1.2, "dash": dash},
    }  # fmt: skip


def _label(name: str) -> str:
    return "<br>".join(map(plot_text, wrap(capital(name), LABEL_WIDTH)))


def _since(k: int) -> str:
    return "année de<br>l’annonce" if k == 0 else f"{'−' if k < 0 else '+'}{abs(k)} an{'s' * (abs(k) > 1)}"
