"""How the figures of access to social housing are drawn: bars from zero, gaps that say what they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from observatory.charts.french import CORRECTED, MARKS, WITHHELD, cell, exact, month, month_spans, number, short_month
from observatory.charts.marks import axis_marks
from observatory.charts.style import BAND, BLUE, GRID, MUTED, OCHRE, above, hatched, left_margin, plot_text
from observatory.disclosure.protected import HIDDEN, NOT_COLLECTED

NEAR = 3  # bars on each side that a value stands over, on a telephone


def monthly_plot(rows: list[tuple], hidden: list[date], absent: list[date], unknown: list[date]) -> dict[str, Any]:
    """Bars of the flow of each month; `hidden` months bear an « s », `absent` ones are shaded, `unknown` ones crossed.

    `rows` are (month, flow, its state, cumulative count, its state), in order, at least one with a flow or hidden.
    """
    top = max((row[1] for row in rows if row[1] is not None), default=0)
    colors = [OCHRE if state == CORRECTED else BLUE for *_, state in rows]
    labelled = _labelled(rows, top)
    bars = {
        "type": "bar",
        "text": [f"<b>{number(row[1])}</b>" if at in labelled else "" for at, row in enumerate(rows)],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 13},
        "cliponaxis": False,
        "x": [day.replace(day=1).isoformat() for day, *_ in rows],
        "y": [row[1] for row in rows],
        "hovertext": [_hover(*row) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": BLUE if set(colors) == {BLUE} else colors},
    }
    traces = [bars]
    if unknown:
        traces.append(_unknown_marks(unknown, top))
    if hidden:
        traces.append(_hidden_marks(hidden))
    years = sorted({day.year for day, *_ in rows})
    start, end = rows[0][0].replace(day=1) - timedelta(days=16), rows[-1][0] + timedelta(days=1)
    return {
        "data": traces,
        "layout": {
            "bargap": 0.18,
            "margin": {"l": left_margin(number(top)), "t": 22},
            "xaxis": {
                "type": "date",
                "range": [start.isoformat(), end.isoformat()],
                "tickvals": [_middle(year, start, end).isoformat() for year in years],
                "ticktext": [str(year) for year in years],
            },
            "yaxis": {"range": [0, above(max(top, 1), 1.1)]},
            "shapes": [_new_year(year) for year in years[1:]]
            + [_band(first, last) for first, last in month_spans(absent)]
            + [_frame(first, last) for first, last in month_spans(hidden)],
            "annotations": [_band_label(first, last) for first, last in month_spans(absent)],
        },
    }


def _labelled(rows: list[tuple], top: int) -> set[int]:
    """Positions of the bars that carry their value: the highest, and the last one unless one of its neighbours would cover it."""
    known = [at for at, row in enumerate(rows) if row[1] is not None]
    if not known:
        return set()
    highest = next(at for at in known if rows[at][1] == top)
    last = known[-1]
    is_covered = any(rows[at][1] > rows[last][1] for at in known if last - at <= NEAR)
    return {highest} if is_covered or last - highest <= NEAR else {highest, last}


def _hover(day: date, flow: int | None, flow_state: str, total: int | None, state: str) -> str:
    if state == NOT_COLLECTED:
        return f"{month(day)}\u00a0: non collecté"
    since = f"{MARKS[WITHHELD] if state == HIDDEN else number(total)} depuis janvier"
    if flow_state == HIDDEN:
        return f"{month(day)}\u00a0: {MARKS[WITHHELD]}<br>{since}"
    if flow is None:
        return f"{month(day)}\u00a0: flux non calculable<br>{since}"
    corrected = " (corrigé)" if flow_state == CORRECTED else ""
    return f"{month(day)}\u00a0: <b>{cell(flow, flow_state)}</b>{corrected}<br>{since}"


def _unknown_marks(days: list[date], top: int) -> dict[str, Any]:
    """Months with a total but no flow: a small open mark on the axis, so that the gap is not read as a zero."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.replace(day=1).isoformat() for day in days],
        "y": [max(top, 1) * 0.025] * len(days),
        "marker": {"symbol": "x-thin", "size": 6, "line": {"color": OCHRE, "width": 1.8}},
        "hovertext": [f"{month(day)}\u00a0: flux non calculable" for day in days],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _hidden_marks(days: list[date]) -> dict[str, Any]:
    """Hidden months: one « s » for each run of them, above the middle of the run."""
    runs = [[day for day in days if first <= day <= last] for first, last in month_spans(days)]
    lettered = {run[len(run) // 2] for run in runs}
    made = axis_marks([(day.replace(day=1).isoformat(), HIDDEN, month(day)) for day in days], size=13)
    made["text"] = [letter if day in lettered else "" for day, letter in zip(days, made["text"], strict=True)]
    return made


def _middle(year: int, start: date, end: date) -> date:
    first, last = max(date(year, 1, 1), start), min(date(year, 12, 31), end)
    return first + (last - first) / 2


def _new_year(year: int) -> dict[str, Any]:
    at = (date(year, 1, 1) - timedelta(days=16)).isoformat()
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": GRID, "width": 1},
    }


def _band(first: date, last: date) -> dict[str, Any]:
    x0, x1 = (first.replace(day=1) - timedelta(days=15)), (last.replace(day=1) + timedelta(days=15))
    return {
        "type": "rect", "x0": x0.isoformat(), "x1": x1.isoformat(), "yref": "paper", "y0": 0, "y1": 1,
        "layer": "below", "fillcolor": BAND, "line": {"width": 0},
    }  # fmt: skip


def _frame(first: date, last: date) -> dict[str, Any]:
    """Hidden months: an empty frame, told from the shade of what was not collected."""
    return {**_band(first, last), "fillcolor": "rgba(0,0,0,0)", "line": {"color": MUTED, "width": 1, "dash": "dot"}}


def _band_label(first: date, last: date) -> dict[str, Any]:
    middle = first.replace(day=1) + (last.replace(day=1) - first.replace(day=1)) / 2
    return {
        "x": middle.isoformat(), "yref": "paper", "y": 0.5, "text": "non collecté", "textangle": -90,
        "showarrow": False, "font": {"size": 12, "color": MUTED},
    }  # fmt: skip


def annual_plot(rows: list[tuple], aims: list[float | None]) -> dict[str, Any]:
    """Bars of the total of each year, hatched when incomplete, a letter where it is hidden, a line at the objective.

    Rows are (year, total, its state, last month, complete); `aims`: the objective of each, if any.
    """
    known = [row for row in rows if row[1] is not None]
    top = max((*(row[1] for row in known), *(aim for aim in aims if aim is not None)), default=0) or 1
    under = {row[0] for row, aim in zip(rows, aims, strict=True) if row[1] and aim and 0 <= aim - row[1] < 0.16 * top}
    bars = [
        _annual_bars([row for row in known if row[4]], {"color": BLUE}, under),
        _annual_bars([row for row in known if not row[4]], hatched(BLUE), under),
        axis_marks([(str(row[0]), row[2], str(row[0])) for row in rows if row[1] is None]),
    ]
    ticks = [_tick(row, aim) for row, aim in zip(rows, aims, strict=True)]
    lines = max(tick.count("<br>") for tick in ticks)
    return {
        "data": [trace for trace in bars if trace["x"]],
        "layout": {
            "bargap": 0.42,
            "barmode": "overlay",
            "margin": {"l": 8, "t": 26, "b": 30 + 18 * lines},
            "shapes": [_aim(rank, aim) for rank, aim in enumerate(aims) if aim is not None],
            "xaxis": {"type": "category", "tickvals": [str(row[0]) for row in rows], "ticktext": ticks, "tickangle": 0,
                      "tickfont": {"size": 14}, "categoryorder": "array", "categoryarray": [str(row[0]) for row in rows]},
            "yaxis": {"range": [0, above(top, 1.04)], "showgrid": False, "showticklabels": False},
        },
    }  # fmt: skip


def _tick(row: tuple, aim: float | None) -> str:
    year, *_, last, full = row
    told = [str(year), *([] if full else [_until(last)])]
    return "<br>".join(told + ([f"obj. {exact(aim)}"] if aim is not None else []))


def _aim(rank: int, aim: float) -> dict[str, Any]:
    """The line of an objective, a little wider than its bar whatever the width of the figure."""
    return {
        "type": "line",
        "x0": rank - 0.38,
        "x1": rank + 0.38,
        "y0": aim,
        "y1": aim,
        "line": {"color": OCHRE, "width": 2.6},
    }


def _annual_bars(rows: list[tuple], marker: dict[str, Any], under: set[int]) -> dict[str, Any]:
    """`under`: the years whose objective is just above the bar; their total is written inside it."""
    return {
        "type": "bar",
        "x": [str(year) for year, *_ in rows],
        "y": [row[1] for row in rows],
        "text": [f"<b>{cell(row[1], row[2])}</b>" for row in rows],
        "textposition": ["inside" if row[0] in under else "outside" for row in rows],
        "textangle": 0,
        "textfont": {"size": 15},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": marker,
    }


def _until(last: date) -> str:
    return f"jusqu’à {plot_text(short_month(last).rsplit(' ', 1)[0])}"
