"""How a map is drawn: filled polygons in one plane, boxes for what lies far away, a legend below."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from observatory.charts.style import IMAGE_WIDTH, INK, MUTED, PAPER, RULE, plot_text
from observatory.territories.basemap import Basemap, Outline

LEGEND_ENTRY, LEGEND_ROW, LEGEND_GAP = 268, 23, 14  # pixels
WIDEST = 640  # pixels: the height of a map where there is room


@dataclass(frozen=True)
class Layer:
    """Territories that are drawn alike: the words of the legend, a fill, and a hatch (`shape` of plotly) if any."""

    label: str
    codes: frozenset[str]
    fill: str
    hatch: str = ""
    hatch_color: str = MUTED
    line: str = PAPER


def map_plot(
    grounds: Sequence[tuple[Basemap, Sequence[Layer]]],
    hover: Mapping[str, str],
    dots: Sequence[tuple[str, str, Collection[tuple[int, int]]]] = (),
) -> dict[str, Any]:
    """Plotly's `data` and `layout` of a map, and its `carte` (width over height, entries of the legend).

    `grounds`: base maps in one plane, drawn in order, each with its layers, the last one giving the size and the boxes;
    `hover`: code → text beside the pointer, on any ground; `dots`: (label, color, points) drawn above.
    """
    base = grounds[-1][0]
    boxes = {inset.titre for inset in base.insets} | {None}
    traces = [_polygons(ground, layer, boxes) for ground, layers in grounds for layer in layers if layer.codes]
    traces += [_swatch(layer) for _, layers in grounds for layer in layers if layer.codes and layer.label]
    traces += [_marks(label, color, points) for label, color, points in dots]
    entries = sum(bool(trace["showlegend"]) for trace in traces)
    traces.append(_pointers([ground for ground, _ in grounds], hover, boxes))
    height = map_height(base.width, base.height, entries, IMAGE_WIDTH)
    return {
        "data": traces,
        "layout": {
            "margin": {"l": 0, "r": 0, "t": 0, "b": legend_height(entries, IMAGE_WIDTH)},
            "xaxis": {"visible": False, "range": [-8, base.width + 8], "constrain": "domain"},
            "yaxis": {"visible": False, "range": [-8, base.height + 8], "scaleanchor": "x", "constrain": "domain"},
            "hovermode": "closest",
            "hoverdistance": 30,
            "showlegend": entries > 0,
            "legend": {
                "orientation": "h",
                "yref": "container",
                "y": 0,
                "yanchor": "bottom",
                "x": 0,
                "xanchor": "left",
                "entrywidth": LEGEND_ENTRY - 44,
                "entrywidthmode": "pixels",
                "itemclick": False,
                "itemdoubleclick": False,
                "traceorder": "normal",
                "font": {"size": 13, "color": INK},
            },
            "shapes": [_frame(inset.x0, inset.y0, inset.x1, inset.y1) for inset in base.insets],
            "annotations": [
                _title(inset.titre, (inset.x0 + inset.x1) / 2, inset.y1) for inset in base.insets
            ],
        },
        "carte": {"width": base.width, "height": base.height, "entries": entries, "entry": LEGEND_ENTRY,
                  "row": LEGEND_ROW, "gap": LEGEND_GAP, "tallest": WIDEST, "image": height},
    }  # fmt: skip


def legend_height(entries: int, width: int) -> int:
    """Pixels that the legend takes below a map of this width."""
    columns = max(width // LEGEND_ENTRY, 1)
    return -(-entries // columns) * LEGEND_ROW + LEGEND_GAP if entries else 0


def map_height(plane_width: int, plane_height: int, entries: int, width: int) -> int:
    """Pixels that a map of this width takes with its legend."""
    return min(round(width * plane_height / plane_width), WIDEST) + legend_height(entries, width)


def _polygons(base: Basemap, layer: Layer, boxes: Collection[str | None]) -> dict[str, Any]:
    """The outlines of one layer as one trace, but for those of a box that the map does not draw."""
    xs: list[int | None] = []
    ys: list[int | None] = []
    for outline in base.outlines:
        if outline.code in layer.codes and outline.encart in boxes:
            _append(outline, xs, ys)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": layer.fill,
        "line": {"color": layer.line, "width": 0.6},
        "name": layer.label,
        "showlegend": False,
        "hoverinfo": "skip",
        **({"fillpattern": _pattern(layer)} if layer.hatch else {}),
    }


def _pattern(layer: Layer) -> dict[str, Any]:
    return {
        "shape": layer.hatch, "fgcolor": layer.hatch_color, "bgcolor": layer.fill, "size": 6, "solidity": 0.2,
    }  # fmt: skip


def _swatch(layer: Layer) -> dict[str, Any]:
    """The square of a layer in the legend: a bar that is never drawn, since plotly shows a polygon as a thin strip."""
    pattern = {"pattern": {**_pattern(layer), "fillmode": "replace"}} if layer.hatch else {}
    return {
        "type": "bar",
        "x": [None],
        "y": [None],
        "marker": {"color": layer.fill, "line": {"color": layer.hatch_color, "width": 0.5}, **pattern},
        "name": layer.label,
        "showlegend": True,
        "hoverinfo": "skip",
    }


def _append(outline: Outline, xs: list[int | None], ys: list[int | None]) -> None:
    for ring_xs, ring_ys in outline.rings:
        xs += [*ring_xs, None]
        ys += [*ring_ys, None]


def _marks(label: str, color: str, points: Collection[tuple[int, int]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "marker": {"symbol": "diamond", "size": 10, "color": color, "line": {"color": PAPER, "width": 1.4}},
        "name": label,
        "showlegend": True,
        "hoverinfo": "skip",
    }


def _pointers(bases: Sequence[Basemap], hover: Mapping[str, str], boxes: Collection[str | None]) -> dict[str, Any]:
    """One unseen point a territory, which tells its value to the pointer."""
    once = {id(base): base for base in bases}.values()
    told = [outline for base in once for outline in base.outlines if outline.code in hover and outline.encart in boxes]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [outline.point[0] for outline in told],
        "y": [outline.point[1] for outline in told],
        "marker": {"size": 12, "opacity": 0},
        "hovertext": [hover[outline.code] for outline in told],
        "customdata": [outline.code for outline in told],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }


def _frame(x0: int, y0: int, x1: int, y1: int) -> dict[str, Any]:
    line = {"color": RULE, "width": 1}
    return {"type": "rect", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line, "layer": "below"}


def _title(text: str, x: float, y: int) -> dict[str, Any]:
    return {
        "text": plot_text(text), "x": x, "y": y, "yanchor": "top", "yshift": 3, "showarrow": False,
        "font": {"size": 11, "color": MUTED},
    }  # fmt: skip
