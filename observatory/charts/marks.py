"""How a value that is not a number is marked in a drawing: a gap, and a letter on the axis that says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from observatory.charts.french import MARKS, NBSP, WITHHELD, cell
from observatory.charts.style import MUTED

KEY = f" {WITHHELD}{NBSP}: {MARKS[WITHHELD]}."


def axis_marks(points: Sequence[tuple[Any, str, str]], size: int = 15) -> dict[str, Any]:
    """A trace of « s » and « n.d. » standing on the axis: (position, state, name of the point) each."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _ in points],
        "y": [0] * len(points),
        "text": [cell(None, state) for _, state, _ in points],
        "textposition": "top center",
        "textfont": {"size": size, "color": MUTED},
        "cliponaxis": False,
        "hovertext": [f"{name}{NBSP}: {MARKS[cell(None, state)]}" for _, state, name in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
