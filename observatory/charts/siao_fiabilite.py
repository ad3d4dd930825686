"""Whether the balance of a SIAO holds from one extraction to the next: the gap, month by month, beside what is tolerated."""

from __future__ import annotations

from datetime import date
from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, THIN, month, number, short_month, signed
from observatory.charts.siao_rows import LEAST_DENOMINATOR, counts_by, rounding
from observatory.charts.style import BLUE, MUTED, OCHRE, above, left_margin
from observatory.disclosure.protected import ProtectedTable

MOST_GAP = 10.0  # I9: beyond, entries and exits are read with care
LEAST_MONTHS, MOST_TICKS = 3, 8


def reliability(
    expected: ProtectedTable | None, flows: ProtectedTable | None, place: Place, credit: Credit
) -> Figure | None:
    """The stock found less the stock expected, in per cent of the stock found (I9), for each month that follows an extraction.

    The protected « siao_fiabilite » and « siao_flux ». None under three months that tell it.
    """
    if expected is None or flows is None:
        return None
    stock = counts_by(require_protected(flows), place, "nb_personnes_suivies", "mouvement")
    awaited = counts_by(require_protected(expected), place, "nb_personnes_attendues", "niveau")
    rows = []
    for day, counts in awaited.items():
        wanted, found = counts.get(place.niveau), stock.get(day, {}).get("STOCK")
        if wanted is not None and found is not None and found >= LEAST_DENOMINATOR:
            rows.append((day, wanted, found, round(100 * (found - wanted) / found, 1)))
    if len(rows) < LEAST_MONTHS:
        return None
    bad = [row for row in rows if abs(row[3]) > MOST_GAP]
    told = (
        f"{len(bad)} mois sur {len(rows)} au-delà de 10{THIN}%"
        if bad
        else f"Aucun des {len(rows)} mois ne dépasse 10{THIN}%"
    )
    return Figure(
        id=f"{place.slug}-siao-fiabilite",
        title=f"{place.libelle}{NBSP}: le bilan du SIAO tient-il d’une extraction à la suivante{THIN}?",
        subtitle=f"Écart entre personnes suivies et personnes attendues, en{THIN}% (pointillés{NBSP}: 10{THIN}%)",
        source=credit.line,
        date=f"Données arrêtées à {month(rows[-1][0])}, publiées le {credit.date_publication}.",
        alt=f"Diagramme en barres. {place.libelle}{NBSP}: écart du bilan, de {month(rows[0][0])} à {month(rows[-1][0])}. {told}. "
        f"En {month(rows[-1][0])}{NBSP}: {number(rows[-1][2])} personnes suivies, {number(rows[-1][1])} attendues.",
        plot=_plot(rows),
        header=("mois", "personnes attendues", "personnes suivies", "écart, en %"),
        rows=tuple(rows),
        note=f"{told}. Attendues{NBSP}: d’après l’extraction d’avant, entrées et sorties comprises. Un écart révèle des sorties jamais enregistrées, "
        f"des mois renvoyés, des fiches effacées. {rounding(place)}",
        place=place,
        est_fictif=place.est_fictif,
        height=300,
    )  # fmt: skip


def _plot(rows: list[tuple[date, int, int, float]]) -> dict[str, Any]:
    far = max(MOST_GAP * 1.2, *(abs(row[3]) for row in rows))
    days, step = [row[0] for row in rows], -(-len(rows) // MOST_TICKS)
    return {
        "data": [
            {
                "type": "bar", "x": list(range(len(rows))), "y": [row[3] for row in rows],
                "marker": {"color": [OCHRE if abs(row[3]) > MOST_GAP else BLUE for row in rows]},
                "hovertext": [f"{month(day)}{NBSP}: <b>{signed(gap, 1)}{THIN}%</b><br>{number(found)} suivies, {number(wanted)} attendues" for day, wanted, found, gap in rows],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": {
            "margin": {"l": left_margin(f"−20{THIN}%"), "t": 18},
            "bargap": 0.5,
            "xaxis": {
                "type": "linear", "range": [-0.7, len(rows) - 0.3], "showline": False, "tickfont": {"size": 12}, "tickangle": 0,
                "tickvals": list(range(0, len(rows), step)), "ticktext": [short_month(day) for day in days[::step]],
            },
            "yaxis": {"range": [-above(far, 1.1), above(far, 1.1)], "ticksuffix": f"{THIN}%", "rangemode": "normal"},
            "shapes": [
                {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": {"color": MUTED, "width": 1, "dash": "dot"}}
                for at in (-MOST_GAP, MOST_GAP)
            ],
        },
    }  # fmt: skip
