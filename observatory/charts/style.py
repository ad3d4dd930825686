"""The one style of all figures: palette, plotly template, sizes. Readable in grey, and without red against green."""

from __future__ import annotations

from collections.abc import Sequence

FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"

INK = "#1c2733"
MUTED = "#55616e"
RULE = "#c9d0d8"
GRID = "#e6eaee"
PAPER = "#ffffff"
BLUE = "#1f4e79"
PALE_BLUE = "#a9c1d9"
OCHRE = "#a85a0c"
PALE_OCHRE = "#f1d9bd"
BAND = "#efece5"
GREY = "#8c96a1"

# Maps: one hue from light to dark, told apart in grey print and by colour-blind readers; by number of classes.
_RAMP = ("#d2e3f1", "#a6c6e0", "#6fa3cb", "#3a7ab0", "#14476f")
MAP_GROUND = "#dfe4e9"
MAP_OCHRE = "#c06c14"  # lighter than OCHRE: told from BLUE in grey, on the smallest territory
MAP_RAMP = {1: _RAMP[2:3], 2: _RAMP[1::2], 3: _RAMP[::2], 4: (*_RAMP[:2], *_RAMP[3:]), 5: _RAMP}

# Derived from Okabe and Ito; neighbours differ in lightness and dash, for grey prints. `text` is dark enough for words.
SERIES = (
    {"color": "#14476f", "text": "#14476f", "dash": "solid"},
    {"color": "#c8741a", "text": "#9c530c", "dash": "solid"},
    {"color": "#5b9bc8", "text": "#2b6d9c", "dash": "dash"},
    {"color": "#7b3f68", "text": "#7b3f68", "dash": "dashdot"},
    {"color": "#2f8580", "text": "#22706b", "dash": "dot"},
    {"color": "#6f6a60", "text": "#635e55", "dash": "longdash"},
)

_AXIS = {
    "fixedrange": True,
    "automargin": False,
    "ticks": "",
    "linecolor": INK,
    "tickfont": {"size": 13, "color": MUTED},
    "title": {"text": ""},
}

TEMPLATE = {
    "layout": {
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 48, "r": 16, "t": 18, "b": 30, "pad": 0},
        "separators": ",\u202f",
        "showlegend": False,
        "dragmode": False,
        "bargap": 0.28,
        "barcornerradius": 0,
        "hoverlabel": {"bgcolor": INK, "bordercolor": INK, "font": {"family": FONT, "size": 14, "color": PAPER}},
        "xaxis": {**_AXIS, "showgrid": False, "zeroline": False, "showline": True, "linewidth": 1},
        "yaxis": {
            **_AXIS,
            "gridcolor": GRID,
            "showline": False,
            "zeroline": True,
            "zerolinecolor": INK,
            "zerolinewidth": 1,
            "rangemode": "tozero",
            "separatethousands": True,
            "nticks": 6,
        },
    }
}

IMAGE_WIDTH = 720  # pixels: 16 cm in a text document, where 13 px reads as 8 points
IMAGE_SCALE = 8 / 3  # 1 920 pixels on 16 cm
IMAGE_DPI = 305
FLAT_COLORS = (
    PAPER,
    INK,
    BLUE,
    OCHRE,
    MUTED,
    BAND,
    GREY,
    GRID,
    RULE,
    PALE_BLUE,
    PALE_OCHRE,
    MAP_GROUND,
    MAP_OCHRE,
    *_RAMP,
)


def left_margin(label: str) -> int:
    """Pixels that the longest label of the vertical axis needs."""
    return 14 + round(7.2 * len(label))


def above(top: float, share: float) -> float:
    """Where an axis ends: a share beyond the largest value, and never a whole number, that could be read as a count."""
    return round(top * share) + 0.5


def apart(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels, as near those wanted as they may be without overlap, in their order: the first not before `low`, the last not
    after `high`."""
    found = list(wanted)
    for rank, middle in enumerate(found):
        found[rank] = max(middle, found[rank - 1] + (heights[rank - 1] + heights[rank]) / 2 if rank else low)
    for rank in reversed(range(len(found))):
        is_last = rank == len(found) - 1
        found[rank] = min(found[rank], high if is_last else found[rank + 1] - (heights[rank] + heights[rank + 1]) / 2)
    return found


def hatched(color: str) -> dict:
    """A marker that grey print and colour-blind readers tell from a solid one: outline and oblique lines."""
    return {
        "color": color,
        "line": {"color": color, "width": 1.2},
        "pattern": {
            "shape": "/",
            "fillmode": "replace",
            "bgcolor": PAPER,
            "fgcolor": color,
            "size": 6,
            "solidity": 0.22,
        },
    }


def plot_text(text: str) -> str:
    """Escape a text for plotly, which reads a few HTML tags in its labels."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
