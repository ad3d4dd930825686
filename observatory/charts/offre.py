"""The supply of a territory against the objective of the year: places opened of each type, and what was aimed at."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from observatory.charts.attributions_rows import ROUNDING_NOTE, counts_of
from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, capital, number
from observatory.charts.style import BLUE, OCHRE, above, plot_text
from observatory.disclosure.protected import ProtectedTable

LINE = 44  # characters of a name on a line of a phone


def against_objectives(table: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """Places opened of each type at the last 31 December that has an objective, a line at the objective.

    `table`: the protected « places ». None where no objective was received.
    """
    if table is None:
        return None
    rows = [
        row
        for row in counts_of(require_protected(table), place, "nb_ouvertes", "nb_financees", "nb_cibles")
        if None not in (row["nb_ouvertes"], row["nb_cibles"]) and (row["nb_ouvertes"] or row["nb_cibles"])
    ]
    if not rows:
        return None
    day = rows[-1]["date_reference"]
    last = sorted((row for row in rows if row["date_reference"] == day), key=lambda row: row["nb_cibles"])
    told = [f"{_name(row)}, {number(row['nb_ouvertes'])} pour un objectif de {number(row['nb_cibles'])}" for row in reversed(last)]  # fmt: skip
    return Figure(
        id=f"{place.slug}-offre-objectifs",
        title=f"{place.libelle}{NBSP}: places ouvertes à la fin de {day.year} et objectif de l’année",
        subtitle=f"Nombre de places ou de logements ouverts au 31 décembre {day.year} (trait{NBSP}: objectif)",
        source=credit.line,
        date=f"Données arrêtées au 31 décembre {day.year}, publiées le {credit.date_publication}.",
        alt=f"Diagramme en barres. {place.libelle}, fin {day.year}{NBSP}: {'; '.join(told)}.",
        plot=_plot(last),
        header=("type", "année", "unité", "ouverts", "financés", "objectif"),
        rows=tuple(
            (row["type_offre_libelle"], row["date_reference"].year, _unit(row), row["nb_ouvertes"], row["nb_financees"], row["nb_cibles"])
            for row in sorted(rows, key=lambda row: (row["type_offre_libelle"], row["date_reference"]))
        ),
        note=f"Une place n’est pas un logement{NBSP}: les types ne s’additionnent pas. Objectifs et résultats de toutes les années dans le tableau. {ROUNDING_NOTE}",
        place=place,
        est_fictif=place.est_fictif,
        height=60 + 98 * len(last),
    )  # fmt: skip


def _name(row: dict[str, Any]) -> str:
    return capital(row["type_offre_libelle"])


def _unit(row: dict[str, Any]) -> str:
    return "logements" if row["unite_offre"] == "LOGEMENT" else "places"


def _plot(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Bars from zero, named above, with a line at the objective."""
    top = max(max(row["nb_ouvertes"], row["nb_cibles"]) for row in rows)
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "y": list(range(len(rows))), "x": [row["nb_ouvertes"] for row in rows], "width": 0.24,
                "marker": {"color": BLUE}, "hoverinfo": "skip",
            }
        ],
        "layout": {
            "margin": {"l": 8, "r": 24, "t": 30, "b": 30},
            "xaxis": {"range": [0, above(top, 1.04)], "showline": False, "showgrid": True, "separatethousands": True, "nticks": 6},
            "yaxis": {"range": [-0.25, len(rows) - 0.1], "showticklabels": False, "showgrid": False, "zeroline": False, "rangemode": "normal"},
            "shapes": [
                {"type": "line", "x0": row["nb_cibles"], "x1": row["nb_cibles"], "y0": at - 0.2, "y1": at + 0.2, "line": {"color": OCHRE, "width": 3}}
                for at, row in enumerate(rows)
            ],
            "annotations": [
                {
                    "x": 0, "y": at + 0.17, "xanchor": "left", "yanchor": "bottom", "showarrow": False, "align": "left", "font": {"size": 14},
                    "text": f"{'<br>'.join(map(plot_text, wrap(_name(row), LINE)))}<br><b>{number(row['nb_ouvertes'])}</b> {_unit(row)}, objectif {number(row['nb_cibles'])}",
                }
                for at, row in enumerate(rows)
            ],
        },
    }  # fmt: skip
