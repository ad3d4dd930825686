"""Who came to a SIAO and who left it: a year of entries and exits, from one stock to the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, capital, enumeration, month, number, signed
from observatory.charts.siao_rows import counts_by, inactivity, rounding
from observatory.charts.style import BLUE, OCHRE, PALE_BLUE, PALE_OCHRE, above
from observatory.disclosure.protected import ProtectedTable

STEPS = (
    ("NOUVELLES", "jamais vues avant"),
    ("RETOUR_LOGEMENT", "retours de logement"),
    ("RETOUR_INACTIVITE", "retours après une absence"),
    ("RETOUR_AUTRE", "autres retours"),
    ("VERS_LOGEMENT", "vers un logement"),
    ("VERS_INACTIVITE", "sans nouvelles"),
    ("AUTRE_SORTIE", "autres sorties"),
)
EXITS = ("VERS_LOGEMENT", "VERS_INACTIVITE", "AUTRE_SORTIE")


def year_of_moves(table: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """From a stock to the one twelve months later, by what came in and what went out. None without twelve months.

    `table`: the protected « siao_flux ».
    """
    if table is None:
        return None
    found = counts_by(require_protected(table), place, "nb_personnes_suivies", "mouvement")
    days = list(found)[-12:]
    before = list(found)[-13:-12]
    if len(days) < 12 or not before or any(found[day].get(code) is None for day in days for code in (*dict(STEPS), "STOCK")):  # fmt: skip
        return None
    start, end = found[before[0]]["STOCK"], found[days[-1]]["STOCK"]
    moves = {code: sum(found[day][code] or 0 for day in days) for code, _ in STEPS}
    span = f"{month(days[0])} à {month(days[-1])}"
    names = dict(STEPS)
    entries = enumeration(f"{number(moves[code])} {names[code]}" for code, _ in STEPS if code not in EXITS)
    exits = enumeration(f"{number(moves[code])} {names[code]}" for code in EXITS)
    return Figure(
        id=f"{place.slug}-siao-bilan",
        title=f"{place.libelle}{NBSP}: un an d’entrées et de sorties",
        subtitle=f"Nombre de mouvements de {span}, entre le nombre de personnes suivies au début et à la fin",
        source=credit.line,
        date=f"Données arrêtées à {month(days[-1])}, publiées le {credit.date_publication}.",
        alt=f"Diagramme en cascade. {place.libelle}, {span}{NBSP}: {number(start)} personnes suivies au début. "
        f"Entrées{NBSP}: {entries}. Sorties{NBSP}: {exits}. {number(end)} personnes suivies à la fin.",
        plot=_waterfall(start or 0, moves, end or 0, before[0], days[-1]),
        header=("étape", "personnes ou mouvements", "sens"),
        rows=(
            (f"suivies fin {month(before[0])}", start, "stock"),
            *((names[code], moves[code], "sortie" if code in EXITS else "entrée") for code, _ in STEPS),
            (f"suivies fin {month(days[-1])}", end, "stock"),
        ),
        note=f"Sommes de douze mois{NBSP}: une personne sortie puis revenue y entre deux fois. {inactivity(place)} {rounding(place)}",
        place=place,
        est_fictif=place.est_fictif,
        height=350,
    )


def _waterfall(start: int, moves: Mapping[str, int], end: int, first: date, last: date) -> dict[str, Any]:
    """Bars that begin where the one above stopped: (name, foot, length, color, what is written beside)."""
    steps, level = [(f"Fin {month(first)}", 0, start, BLUE, number(start))], start
    for code, words in STEPS:
        size = moves[code]
        foot = level - size if code in EXITS else level
        level += -size if code in EXITS else size
        color, text = (PALE_OCHRE, signed(-size)) if code in EXITS else (PALE_BLUE, signed(size))
        steps.append((capital(words), foot, size, color, text))
    steps.append((f"Fin {month(last)}", 0, end, BLUE, number(end)))
    top = max(foot + size for _, foot, size, _, _ in steps)
    at = list(range(len(steps)))
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "y": at, "x": [size for _, _, size, _, _ in steps],
                "base": [foot for _, foot, _, _, _ in steps], "hoverinfo": "skip", "cliponaxis": False,
                "text": [f"<b>{text}</b>" for *_, text in steps], "textposition": "outside", "textfont": {"size": 14},
                "marker": {
                    "color": [color for _, _, _, color, _ in steps],
                    "line": {"width": 1, "color": [OCHRE if color == PALE_OCHRE else BLUE for _, _, _, color, _ in steps]},
                },
            }
        ],
        "layout": {
            "bargap": 0.3,
            "margin": {"l": 12, "t": 6, "b": 12, "r": 12},
            "xaxis": {"range": [0, above(top, 1.2)], "showline": False, "showticklabels": False},
            "yaxis": {
                "automargin": True, "showgrid": False, "zeroline": False, "rangemode": "normal", "range": [len(steps) - 0.4, -0.6],
                "tickvals": at, "ticktext": [words for words, *_ in steps], "ticklabelstandoff": 8,
            },
        },
    }  # fmt: skip
