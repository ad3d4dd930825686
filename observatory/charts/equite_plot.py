"""How territories are drawn beside each other: a funnel with its limits, and ranks with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10
from textwrap import wrap
from typing import Any

from observatory.charts.french import NBSP, number
from observatory.charts.style import BAND, BLUE, GREY, GRID, INK, MUTED, OCHRE, PALE_BLUE, PAPER, plot_text

GRID_POINTS = 60
TALLEST = 4.0  # beyond that ratio, limits of the smallest territories would flatten all the others
TICKS = (1, 2, 5), (1, 1.5, 2, 3, 4, 5, 7)  # by power of ten: the few, or more of them on a short axis
MARKS = {
    "DEDANS": {"color": PALE_BLUE, "size": 9, "symbol": "circle", "line": {"color": BLUE, "width": 1.2}},
    "A_EXAMINER": {"color": OCHRE, "size": 11, "symbol": "diamond", "line": {"color": OCHRE, "width": 1.2}},
    "ARRONDI": {"color": PAPER, "size": 11, "symbol": "diamond", "line": {"color": OCHRE, "width": 2}},
}
LABEL_WIDTH, ROW = 30, 21
Dot = tuple[float, float, str, str, str]  # expected, ratio, kind (key of MARKS), name, words


def funnel_plot(dots: Sequence[Dot], limits: Mapping[str, Any]) -> dict[str, Any]:
    """Ratio by expected count (log scale), between the limits of `limits`: `phi`, `tau2`, `is_square_root`, or none known.

    The names of the territories that are not inside stand beside their mark.
    """
    low, high = min(dot[0] for dot in dots), max(dot[0] for dot in dots)
    start, end = low / 1.25, high * 1.25
    expected = [start * (end / start) ** (at / (GRID_POINTS - 1)) for at in range(GRID_POINTS)]
    ratios = [dot[1] for dot in dots]
    inner, outer = (_limits(expected, limits, confidence) for confidence in (0.95, 0.998))
    top, ticks = max(*ratios, min(max(outer[1]), TALLEST)) * 1.1, _ticks(start, end)
    return {
        "data": [
            *_between(expected, inner, 0, BAND),
            *_edges(expected, outer, "solid"),
            *_edges(expected, inner, "dot"),
            *(_marks([dot for dot in dots if dot[2] == kind], kind) for kind in MARKS if any(d[2] == kind for d in dots)),
        ],
        "layout": {
            "margin": {"l": 40, "r": 18, "t": 12, "b": 52},
            "hovermode": "closest",
            "xaxis": {
                "type": "log", "range": [log10(start), log10(end)], "showgrid": False,
                "tickvals": ticks, "ticktext": [number(tick) for tick in ticks],
                "title": {"text": "ménages attendus (échelle logarithmique)", "standoff": 10,
                          "font": {"size": 13, "color": MUTED}},
            },
            "yaxis": {"range": [0, top], "tickformat": ".2~f", "zeroline": True},
            "shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 1, "y1": 1,
                        "line": {"color": INK, "width": 1}}],
            "annotations": _names([dot for dot in dots if dot[2] != "DEDANS"], (start, end), top),
        },
    }  # fmt: skip


def _ticks(start: float, end: float) -> list[float]:
    """Round numbers of households between the ends: at least three where the short list has fewer."""
    found = [[figure * 10**power for power in range(7) for figure in figures] for figures in TICKS]
    few, many = ([tick for tick in ticks if start <= tick <= end and tick == int(tick)] for ticks in found)
    return few if len(few) >= 3 else many


def _limits(expected: Sequence[float], limits: Mapping[str, Any], confidence: float) -> tuple[list[float], list[float]]:
    from observatory.indicators.funnel import Dispersion, adjusted_limits, chance_limits

    if limits.get("tau2") is None:
        found = chance_limits(expected, confidence)
    else:
        spread = Dispersion(limits["phi"], limits["tau2"], 0, limits["is_square_root"])
        found = adjusted_limits(expected, spread, confidence)
    low, high = ([round(float(value), 4) for value in side] for side in found)
    return low, high


def _between(xs: Sequence[float], sides: tuple[list[float], list[float]], width: float, fill: str) -> list[dict]:
    """The space between two curves, filled."""
    return [
        {
            "type": "scatter", "mode": "lines", "x": [round(x, 3) for x in (*xs, *reversed(xs))],
            "y": [*sides[1], *reversed(sides[0])], "fill": "toself", "fillcolor": fill,
            "line": {"width": width, "color": fill}, "hoverinfo": "skip",
        }
    ]  # fmt: skip


def _edges(xs: Sequence[float], sides: tuple[list[float], list[float]], dash: str) -> list[dict]:
    return [
        {
            "type": "scatter", "mode": "lines", "x": [round(x, 3) for x in xs], "y": side, "hoverinfo": "skip",
            "line": {"color": GREY, "width": 1.4, "dash": dash},
        }
        for side in sides
    ]  # fmt: skip


def _marks(dots: Sequence[Dot], kind: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": [dot[0] for dot in dots], "y": [dot[1] for dot in dots],
        "marker": MARKS[kind], "hovertext": [plot_text(dot[4]) for dot in dots],
        "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _names(dots: Sequence[Dot], span: tuple[float, float], top: float) -> list[dict[str, Any]]:
    """The names beside the marks, on the side where there is room, kept apart from each other."""
    made: list[dict[str, Any]] = []
    taken: list[tuple[float, float]] = []
    middle = (log10(span[0]) + log10(span[1])) / 2
    for expected, ratio, _, name, _ in sorted(dots, key=lambda dot: -dot[1]):
        x, y = log10(expected), ratio
        while any(
            abs(y - other) < top * 0.052 and abs(x - at) < (middle - log10(span[0])) * 0.55 for at, other in taken
        ):
            y -= top * 0.053
        taken.append((x, y))
        is_left = x > middle
        made.append(
            {
                "x": x, "y": y, "xanchor": "right" if is_left else "left", "xshift": -9 if is_left else 9,
                "yanchor": "middle", "showarrow": False, "text": plot_text(name), "font": {"size": 13, "color": INK},
            }
        )  # fmt: skip
    return made


def ranks_plot(rows: Sequence[tuple[str, float, int, int, str]], count: int) -> dict[str, Any]:
    """One line a territory: the rank observed and its interval; (name, rank, low, high, words) in order, ranks from 1."""
    names, edge = [_label(name) for name, *_ in rows], count * 0.02
    return {
        "data": [
            {
                "type": "scatter", "mode": "markers", "x": [row[1] for row in rows], "y": list(range(len(rows))),
                "marker": {"color": BLUE, "size": 8, "symbol": "circle"},
                "error_x": {
                    "type": "data", "symmetric": False, "color": BLUE, "thickness": 2, "width": 0,
                    "array": [row[3] - row[1] for row in rows], "arrayminus": [row[1] - row[2] for row in rows],
                },
                "hovertext": [plot_text(row[4]) for row in rows], "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
            }
        ],
        "layout": {
            "margin": {"l": 12, "r": 16, "t": 30, "b": 12},
            "hovermode": "closest",
            "xaxis": {"range": [1 - edge, count + edge], "side": "top", "showgrid": True, "gridcolor": GRID, "nticks": 8,
                      "showline": False},
            "yaxis": {
                "automargin": True, "showgrid": False, "zeroline": False, "rangemode": "normal",
                "range": [len(rows) - 0.4, -0.6], "tickvals": list(range(len(rows))), "ticktext": names,
                "ticklabelstandoff": 8, "tickfont": {"size": 12, "color": MUTED},
            },
        },
    }  # fmt: skip


def ranks_height(names: Sequence[str]) -> int:
    """Pixels that the lines take: those whose name takes two lines need more."""
    tallest = max(len(_wrapped(name)) for name in names)
    return 60 + len(names) * (ROW if tallest == 1 else 33)


def _wrapped(name: str) -> list[str]:
    return wrap(name, LABEL_WIDTH)


def _label(name: str) -> str:
    return "<br>".join(map(plot_text, _wrapped(name)))


def hover(name: str, *facts: str) -> str:
    """« Paris : 412 ménages, 380 attendus »."""
    return f"{name}{NBSP}: {', '.join(facts)}"
