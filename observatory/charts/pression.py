"""How many years of demand wait, at the pace of the year: active requests over allocations, with what masking leaves open."""

from __future__ import annotations

from typing import Any

from observatory.charts.attributions_rows import ROUNDING_NOTE, counts_of
from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, number
from observatory.charts.siao_plot import LABEL_ROOM, end_labels
from observatory.charts.style import SERIES, above, left_margin
from observatory.disclosure.protected import ProtectedTable

LEAST = 20  # I14: no rate under that many allocations or requests
LOW, HIGH, SERVED = "nb_demandes_sans_domicile", "nb_demandes_sans_domicile_haut", "nb_sans_domicile"


def pressure(table: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """Years that the requests of households without a home would take to be served (I14b), each year between its two bounds.

    `table`: the protected « demandes_actives ». None without two years behind the gate.
    """
    if table is None:
        return None
    rows = [
        (row["annee"], round(row[LOW] / row[SERVED], 1), round(row[HIGH] / row[SERVED], 1), row[LOW], row[HIGH], row[SERVED])
        for row in counts_of(require_protected(table), place, LOW, HIGH, SERVED)
        if None not in (row[LOW], row[HIGH], row[SERVED]) and min(row[LOW], row[SERVED]) >= LEAST
    ]  # fmt: skip
    if len(rows) < 2:
        return None
    first, last = rows[0], rows[-1]
    return Figure(
        id=f"{place.slug}-attributions-pression",
        title=f"{place.libelle}{NBSP}: combien d’années de demandes attendent, au rythme de l’année",
        subtitle="Demandes actives de ménages sans domicile au 31 décembre, rapportées à leurs attributions de l’année",
        source=credit.line,
        date=f"Années {first[0]} à {last[0]}. Publié le {credit.date_publication}.",
        alt=f"Courbe. {place.libelle}{NBSP}: {_told(last)} en {last[0]}, {_told(first)} en {first[0]}. "
        f"{number(last[3])} demandes au moins, {number(last[5])} attributions.",
        plot=_plot(rows),
        header=("année", "années, borne basse", "années, borne haute", "demandes, borne basse", "demandes, borne haute", "attributions"),
        rows=tuple(rows),
        note="Années qu’il faudrait pour servir ces demandes au rythme de l’année, sans demande nouvelle. Un ordre de grandeur, pas une attente prévue. "
        f"Demandes{NBSP}: territoire souhaité, entre deux bornes parce que le producteur masque les petits nombres. Attributions{NBSP}: territoire du logement, "
        f"brutes. {ROUNDING_NOTE}",
        place=place,
        est_fictif=place.est_fictif,
        height=280,
    )  # fmt: skip


def _told(row: tuple) -> str:
    low, high = number(row[1], 1), number(row[2], 1)
    return f"{low} ans" if low == high else f"{low} à {high} ans"


def _plot(rows: list[tuple]) -> dict[str, Any]:
    years, top, style = [row[0] for row in rows], max(row[2] for row in rows), SERIES[0]
    middle = [round((row[1] + row[2]) / 2, 2) for row in rows]
    half = [round((row[2] - row[1]) / 2, 2) for row in rows]
    return {
        "data": [
            {
                "type": "scatter", "mode": "lines+markers", "x": years, "y": middle, "cliponaxis": False,
                "line": {"color": style["color"], "width": 2.4}, "marker": {"color": style["color"], "size": 7},
                "error_y": {"type": "data", "array": half, "color": style["color"], "thickness": 1.6, "width": 5},
                "hovertext": [f"{row[0]}{NBSP}: <b>{_told(row)}</b>" for row in rows], "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": {
            "margin": {"l": left_margin("10"), "t": 24, "r": LABEL_ROOM},
            "xaxis": {"type": "linear", "range": [years[0] - 0.5, years[-1] + 0.5], "tickvals": years, "ticktext": [str(year) for year in years],
                      "tickfont": {"size": 12}, "tickangle": 0},
            "yaxis": {"range": [0, above(top, 1.15)]},
            "annotations": end_labels([], [(middle[-1], 0, _told(rows[-1]))], top),
        },
    }  # fmt: skip
