"""What a figure must carry to leave in a report: title, unit, source, period, note, alternative text, and the mark of fictional data."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from observatory.charts.style import FONT, INK, MUTED, OCHRE
from observatory.read.series import ReadingError

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from observatory.read.release import Release

LINE = 118  # characters of a line of the caption
STEP, BELOW, LEFT = 16, 64, 64  # height of that line, where the first one stands under the axis, left margin, in pixels
FICTIONAL = "Données fictives de démonstration\u00a0: à ne pas citer."


def credits(release: Release, figure_id: str) -> dict[str, Any]:
    """What the release says of a published figure: `figure_titre`, `figure_mesure`, `figure_source`, `figure_arret`, `figure_note`…

    Raises ReadingError when the release has no such figure.
    """
    found = release.sql("FROM meta.figures WHERE figure_id = ?", [figure_id])
    if found.is_empty():
        raise ReadingError(
            f"Aucune figure « {figure_id} » dans cette publication.", "« meta.figures » donne leur liste."
        )
    return found.row(0, named=True)


def dress(
    figure: Figure, release: Release, like: str, *, title: str, unit: str, alt: str, note: str = "", height: int = 420
) -> Figure:
    """Lay out a plotly figure drawn from a release: French numbers, title and unit above; source, period and note below.

    `like`: the published figure (`meta.figures`) that shows the same measure, whose source, date and note are taken; `note`: what
    this one has of its own. `alt`: its alternative text, kept in `layout.meta`. Fictional data are marked on the figure. Returns
    the same figure. Raises ReadingError when the release has no such figure.
    """
    told = credits(release, like)
    below = [
        told["figure_source"],
        told["figure_arret"],
        f"{note} {told['figure_note'] or ''}".strip(),
        release.citation,
    ]
    lines = [line for text in filter(None, below) for line in textwrap.wrap(text, LINE)]
    mark = f"<b style='color:{OCHRE}'>{FICTIONAL}</b><br>" if release.is_fictional else ""
    figure.update_layout(
        template="simple_white",
        font={"family": FONT, "size": 13, "color": INK},
        separators=",\u202f",
        width=860,
        height=height + STEP * len(lines),
        margin={"l": LEFT, "r": 24, "t": 104, "b": BELOW + STEP * (len(lines) + bool(mark)) + 12},
        title={
            "text": f"<b>{title}</b>",
            "subtitle": {"text": unit, "font": {"color": MUTED}},
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 16, "t": 20},
        },
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "x": 0},
        meta={"alt": alt},
    )
    figure.add_annotation(
        text=mark + "<br>".join(lines),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xshift=16 - LEFT,
        yshift=-BELOW,
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": 12, "color": MUTED},
    )
    return figure
