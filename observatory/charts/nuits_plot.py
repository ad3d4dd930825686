"""How night counts are drawn, and how an edition is named: its date, its result, its perimeter."""

from __future__ import annotations

from typing import Any

from observatory.charts.french import SHORT_MONTHS, cell, dated
from observatory.charts.marks import axis_marks
from observatory.charts.style import BLUE, MUTED, OCHRE, above, hatched, plot_text
from observatory.disclosure.protected import STATE

# Short names that stand alone: those of the nomenclature refer to each other (« le précédent, plus… »).
_STATUS = {"PROVISOIRE": "provisoire", "DEFINITIF": "définitif"}


def status(row: dict[str, Any]) -> str:
    """« provisoire » or « définitif »."""
    return _STATUS.get(row["statut_resultat"], row["statut_resultat"])


def when(row: dict[str, Any]) -> str:
    """The night of an edition, no more precise than its source."""
    return dated(row["date_nuit"], row["date_nuit_precision"])


def perimeter(row: dict[str, Any]) -> str:
    """The perimeter of an edition, in words, as they stand inside a sentence."""
    words = row["perimetre_libelle"] or "non précisé par la source"
    return words[:1].lower() + words[1:]


def perimeter_letters(rows: list[dict[str, Any]]) -> dict[str, str]:
    """The letter of each perimeter, in order of appearance: A, B…"""
    names = dict.fromkeys(perimeter(row) for row in rows)
    return {name: chr(ord("A") + at) for at, name in enumerate(names)}


def _groups(rows: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """First and last position of each run of editions that share one perimeter."""
    runs: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if runs and rows[runs[-1][0]]["perimetre_code"] == row["perimetre_code"]:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def night_plot(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Bars of the editions in order, hollow when provisional, a letter when hidden; dotted where the perimeter changes."""
    top = max((row["valeur_publiee"] for row in rows if row["valeur_publiee"] is not None), default=0) or 1
    marks = axis_marks([(at, row[STATE], when(row)) for at, row in enumerate(rows) if row["valeur_publiee"] is None])
    bars = [_bars(rows, result) for result in ("DEFINITIF", "PROVISOIRE")]
    groups = _groups(rows)
    several = len(groups) > 1
    return {
        "data": [trace for trace in (*bars, marks) if trace["x"]],
        "layout": {
            "bargap": 0.42 if len(rows) > 3 else 0.7,
            "barmode": "overlay",
            "margin": {"l": 8, "t": 46 if several else 26, "b": 48},
            "xaxis": {
                "tickvals": list(range(len(rows))),
                "ticktext": [_tick(row) for row in rows],
                "range": [-0.6, len(rows) - 0.4],
            },
            "yaxis": {"range": [0, above(top, 1.04)], "showgrid": False, "showticklabels": False},
            "shapes": [_break(first) for first, _ in groups[1:]],
            "annotations": [_group_label(rows, first, last) for first, last in groups] if several else [],
        },
    }


def _bars(rows: list[dict[str, Any]], result: str) -> dict[str, Any]:
    known = [(at, row) for at, row in enumerate(rows) if row["valeur_publiee"] is not None]
    mine = [(at, row) for at, row in known if row["statut_resultat"] == result]
    return {
        "type": "bar",
        "x": [at for at, _ in mine],
        "y": [row["valeur_publiee"] for _, row in mine],
        "text": [f"<b>{cell(row['valeur_publiee'], row[STATE])}</b>" for _, row in mine],
        "textposition": "outside",
        "textfont": {"size": 15},
        "cliponaxis": False,
        "hovertext": [_hover(row) for _, row in mine],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": BLUE} if result == "DEFINITIF" else hatched(BLUE),
    }


def _hover(row: dict[str, Any]) -> str:
    return f"{when(row)}\u00a0: <b>{cell(row['valeur_publiee'], row[STATE])}</b><br>résultat {status(row)}"


def _tick(row: dict[str, Any]) -> str:
    day, precision = row["date_nuit"], row["date_nuit_precision"]
    if precision == "ANNEE":
        return str(day.year)
    name = SHORT_MONTHS[day.month - 1]
    return f"{name if day.month == 1 else f'<b>{name}</b>'}<br>{day.year}"


def _break(first: int) -> dict[str, Any]:
    at = first - 0.5
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1.12,
        "line": {"color": OCHRE, "width": 1.5, "dash": "dot"},
    }


def _group_label(rows: list[dict[str, Any]], first: int, last: int) -> dict[str, Any]:
    letter = perimeter_letters(rows)[perimeter(rows[first])]
    return {
        "x": (first + last) / 2, "yref": "paper", "y": 1.0, "yshift": 26, "yanchor": "bottom", "showarrow": False,
        "text": letter if first == last else f"périmètre {letter}", "font": {"size": 13, "color": MUTED},
    }  # fmt: skip


def two_lines(label: str, width: int = 26) -> str:
    """A label of an axis, on two lines of about the same length when it is long; the second one is cut when too long."""
    if len(label) <= width:
        return plot_text(label)
    middle = min((at for at, one in enumerate(label) if one == " "), key=lambda at: abs(at - len(label) / 2))
    rest = label[middle + 1 :]
    return f"{plot_text(label[:middle])}<br>{plot_text(rest if len(rest) <= 2 * width else rest[: 2 * width - 1].rstrip() + '…')}"
