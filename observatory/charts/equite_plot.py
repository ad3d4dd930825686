"""How territories are drawn beside each other: a funnel with its limits, and ranks with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10
from textwrap import wrap
from typing import Any

from observatory.charts.french import NBSP, exact, number
from observatory.charts.style import BAND, BLUE, GREY, GRID, INK, MUTED, OCHRE, PALE_BLUE, PAPER, plot_text

GRID_POINTS = 60
FARTHEST = 4.0  # beyond that ratio, limits of the smallest territories would flatten all the others
RATIOS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20)
CHARACTER, LINE = 7 / 640, 19 / 390  # of a label: parts of the width and of the height of the drawing
TICKS = (1, 2, 5), (1, 1.5, 2, 3, 4, 5, 7)  # by power of ten: the few, or more of them on a short axis
MARKS = {
    "DEDANS": {"color": PALE_BLUE, "size": 9, "symbol": "circle", "line": {"color": BLUE, "width": 1.2}},
    "A_EXAMINER": {"color": OCHRE, "size": 11, "symbol": "diamond", "line": {"color": OCHRE, "width": 1.2}},
    "ARRONDI": {"color": PAPER, "size": 11, "symbol": "diamond", "line": {"color": OCHRE, "width": 2}},
}
LABEL_WIDTH, ROW = 30, 21
Dot = tuple[float, float, str, str, str, str]  # expected, ratio, kind (key of MARKS), name, words, code


def funnel_plot(dots: Sequence[Dot], limits: Mapping[str, Any]) -> dict[str, Any]:
    """Ratio by expected count (log scales), between the limits of `limits`: `phi`, `tau2`, `is_square_root`, or none known.

    The names of the territories that are not inside stand beside their mark.
    """
    low, high = min(dot[0] for dot in dots), max(dot[0] for dot in dots)
    start, end = low / 1.25, high * 1.25
    expected = [start * (end / start) ** (at / (GRID_POINTS - 1)) for at in range(GRID_POINTS)]
    ratios = [dot[1] for dot in dots]
    inner, outer = (_limits(expected, limits, confidence) for confidence in (0.95, 0.998))
    top, bottom = max(*ratios, min(max(outer[1]), FARTHEST)), min(*ratios, max(min(outer[0]), 1 / FARTHEST))
    span, ticks = (log10(bottom / 1.25), log10(top * 1.15)), _ticks(start, end)
    inner, outer = (tuple([max(value, bottom / 2) for value in side] for side in sides) for sides in (inner, outer))
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
                "title": {"text": "ménages attendus", "standoff": 10,
                          "font": {"size": 13, "color": MUTED}},
            },
            "yaxis": {
                "type": "log", "range": list(span), "rangemode": "normal", "zeroline": False,
                "tickvals": [tick for tick in RATIOS if span[0] <= log10(tick) <= span[1]],
                "ticktext": [exact(tick) for tick in RATIOS if span[0] <= log10(tick) <= span[1]],
            },
            "shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 1, "y1": 1,
                        "line": {"color": INK, "width": 1}}],
            "annotations": _names([dot for dot in dots if dot[2] != "DEDANS"], (log10(start), log10(end)), span),
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
        "marker": MARKS[kind], "hovertext": [plot_text(dot[4]) for dot in dots], "customdata": [dot[5] for dot in dots],
        "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _names(dots: Sequence[Dot], across: tuple[float, float], along: tuple[float, float]) -> list[dict[str, Any]]:
    """The names beside the marks, where no other name nor mark stands; `across`, `along`: the ends of both axes (logs)."""
    width, height = across[1] - across[0], along[1] - along[0]
    marks = [(log10(dot[0]), log10(dot[1])) for dot in dots]
    taken = [(x - 0.012 * width, x + 0.012 * width, y, 0.5 * LINE * height) for x, y in marks]
    made: list[dict[str, Any]] = []
    for (x, y), (*_, name, _words, _code) in sorted(zip(marks, dots, strict=True), key=lambda one: -one[0][1]):
        long = len(name) * CHARACTER * width
        places = [
            (
                side,
                (x + 0.016 * width, x + 0.016 * width + long)
                if side == "left"
                else (x - 0.016 * width - long, x - 0.016 * width),
                y + shift * LINE * height,
            )
            for shift in (0, 0.9, -0.9, 1.8, -1.8)
            for side in ("left", "right")
        ]
        free = [one for one in places if _is_free(one[1], one[2], taken, across, along, LINE * height)]
        side, (low, high), at = (free or places)[0]
        taken.append((low, high, at, 0.5 * LINE * height))
        made.append(
            {
                "x": x, "y": at, "xanchor": side, "xshift": 9 if side == "left" else -9, "yanchor": "middle",
                "showarrow": False, "text": plot_text(name), "font": {"size": 13, "color": INK},
            }
        )  # fmt: skip
    return made


def _is_free(
    ends: tuple[float, float], at: float, taken: Sequence[tuple[float, float, float, float]],
    across: tuple[float, float], along: tuple[float, float], line: float,
) -> bool:  # fmt: skip
    """Whether a name fits in the drawing and touches nothing."""
    fits = across[0] <= ends[0] and ends[1] <= across[1] and along[0] + line / 2 <= at <= along[1] - line / 2
    return fits and not any(
        ends[0] < high and low < ends[1] and abs(at - y) < half + line / 2 for low, high, y, half in taken
    )


def ranks_plot(rows: Sequence[tuple[str, float, int, int, str]], count: int) -> dict[str, Any]:
    """One line a territory: the rank observed and its interval; (name, rank, low, high, words) in order, ranks from 1."""
    names, edge = [_label(name) for name, *_ in rows], count * 0.02
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if count / step <= 8 or step == 500)
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
            "xaxis": {"range": [1 - edge, count + edge], "side": "top", "showgrid": True, "gridcolor": GRID, "tickvals": [1, *range(step if step > 1 else 2, count + 1, step)],
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
