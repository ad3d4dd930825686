"""How long before housing: what became of people at each delay, and the part housed within a year, cohort by cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected, shown
from observatory.charts.french import NBSP, THIN, enumeration, number
from observatory.charts.siao_rows import LEAST_DENOMINATOR, LEAST_NUMERATOR, percentage
from observatory.charts.style import BAND, BLUE, GRID, INK, MUTED, OCHRE, PALE_BLUE, PALE_OCHRE, PAPER
from observatory.disclosure.protected import STATE, ProtectedTable

RECENT, TOTAL, HOUSED = "DERNIERS_21_MOIS", "TOTAL", "ABOUTI"
DELAYS = {"030": "1 mois", "090": "3 mois", "180": "6 mois", "365": "1 an", "730": "2 ans"}
ISSUES = (
    (HOUSED, "logées", BLUE),
    ("HEBERGEMENT_STABLE", "en hébergement d’insertion", PALE_BLUE),
    ("AUTRE", "autres sorties", PALE_OCHRE),
    ("SANS_NOUVELLES", "sans nouvelles", OCHRE),
)
STILL = ("toujours suivies", BAND)
METHOD = (
    "Part sous tel délai, les autres sorties étant comptées (Aalen–Johansen)"
    f"{NBSP}: ne pas lire comme une durée moyenne. Logements que le SIAO a vus{NBSP}: une personne logée sans qu’il le sache compte « sans nouvelles ». Calculée sur des nombres arrondis à 5."
)
Counts = dict[str, dict[tuple[str, str], tuple[int, int | None, int | None]]]


def delay_counts(table: ProtectedTable | None, place: Place, count: str, goal: str) -> Counts:
    """Cohort → (issue, delay) → protected count and its limits, for one goal (LOGEMENT, ORIENTATION, ADMISSION)."""
    import polars as pl

    if table is None:
        return {}
    low, high = f"{count}_bas", f"{count}_haut"
    frame = shown(require_protected(table), {count: STATE, low: f"statut_{low}", high: f"statut_{high}"}).filter(
        pl.col("niveau") == place.niveau, pl.col("territoire_code") == place.code, pl.col("objet_delai") == goal,
        pl.col(count).is_not_null(),
    )  # fmt: skip
    found: Counts = {}
    columns = ("cohorte_depart", "issue_parcours", "delai_jours", count, low, high)
    for cohort, issue, delay, value, under, over in frame.select(columns).sort(columns[:3]).rows():
        found.setdefault(cohort, {})[issue, delay] = (value, under, over)
    return found


def part(counts: Mapping[tuple[str, str], tuple], issue: str, delay: str) -> tuple[float, float, float] | None:
    """The part of a cohort and its limits, in per cent; None behind a gate."""
    told, (whole, *_) = counts.get((issue, delay)), counts.get((TOTAL, "000"), (0,))
    if told is None or None in told or whole < LEAST_DENOMINATOR or told[0] < LEAST_NUMERATOR:
        return None
    value, low, high = (100 * one / whole for one in told)
    return value, min(low, value), min(max(high, value), 100.0)


def what_became(table: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """At each delay since the first contact, the part housed, gone otherwise, still there; at the pace of the last two years.

    `table`: the protected « siao_delais_logement ».
    """
    counts = delay_counts(table, place, "nb_parcours", "LOGEMENT").get(RECENT, {})
    whole = counts.get((TOTAL, "000"), (0,))[0]
    delays = [delay for delay in DELAYS if (HOUSED, delay) in counts]
    if whole < LEAST_DENOMINATOR or not delays:
        return None
    rows = []
    for delay in delays:
        parts = [100 * counts.get((issue, delay), (0,))[0] / whole for issue, *_ in ISSUES]
        rows.append((DELAYS[delay], *parts, max(100 - sum(parts), 0), part(counts, HOUSED, delay)))
    last = rows[-1]
    drawn = [at for at in range(len(ISSUES)) if any(row[1 + at] for row in rows)]
    told = [f"{percentage(last[1 + at])} {ISSUES[at][1]}" for at in drawn]
    return Figure(
        id=f"{place.slug}-siao-delais",
        title=f"{place.libelle}{NBSP}: ce que deviennent les personnes suivies par le SIAO, selon le temps passé",
        subtitle=f"Part des personnes, en{THIN}%, selon le temps depuis leur premier contact, au rythme des 21 derniers mois",
        source=credit.line,
        date=f"Publié le {credit.date_publication}.",
        alt=f"Barres empilées. {place.libelle}{NBSP}: {last[0]} après le premier contact, {enumeration(told)}, "
        f"{percentage(last[5])} toujours suivies.",
        plot=stacked(rows, ISSUES, drawn, STILL),
        header=("temps depuis le premier contact", *(f"{words} (%)" for _, words, _ in ISSUES), f"{STILL[0]} (%)", "logées, borne basse (%)", "logées, borne haute (%)"),
        rows=tuple(
            (row[0], *(round(value, 1) for value in row[1:6]), *(map(_rounded, row[6][1:]) if row[6] else (None, None)))
            for row in rows
        ),
        note=f"{METHOD} Personnes suivies dans les 21 derniers mois{NBSP}: {number(whole)}, chacune à l’ancienneté qu’elle a.",
        place=place,
        est_fictif=place.est_fictif,
        height=100 + 44 * len(rows),
    )  # fmt: skip


def housed_by_cohort(table: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """The part housed within a year of the first contact, by year of that contact, with its band. None without two years.

    `table`: the protected « siao_delais_logement ».
    """
    found = delay_counts(table, place, "nb_parcours", "LOGEMENT")
    rows = [
        (cohort, counts[TOTAL, "000"][0], *told)
        for cohort, counts in found.items()
        if cohort != RECENT and (told := part(counts, HOUSED, "365"))
    ]
    if len(rows) < 2:
        return None
    told = [f"{year}{NBSP}: {percentage(value)} ({low:.0f} à {high:.0f})" for year, _, value, low, high in rows]
    return Figure(
        id=f"{place.slug}-siao-logees-un-an",
        title=f"{place.libelle}{NBSP}: part logée dans l’année qui suit le premier contact",
        subtitle=f"Part des personnes logées en 365 jours, en{THIN}%, et bande à 95{THIN}%, selon l’année du premier contact",
        source=credit.line,
        date=f"Publié le {credit.date_publication}.",
        alt=f"Points et bandes. {place.libelle}, part logée en un an par année de premier contact. {f'{THIN}; '.join(told)}.",
        plot=_points(rows),
        header=("année du premier contact", "personnes au départ", "logées en un an (%)", "borne basse (%)", "borne haute (%)"),
        rows=tuple((int(year), whole, *map(_rounded, limits)) for year, whole, *limits in rows),
        note=f"{METHOD} Les premières années réunissent des personnes nouvelles pour le fichier, pas toutes nouvelles à la rue.",
        place=place,
        est_fictif=place.est_fictif,
        height=300,
    )  # fmt: skip


def _rounded(value: float) -> float:
    return round(value, 1)


def stacked(rows: list[tuple], issues: Sequence[tuple], drawn: Sequence[int], still: tuple[str, str]) -> dict[str, Any]:
    """Bars of 100 %, one for each delay: `rows` (delay, the part of each issue, of those still there, …), issues as `ISSUES`,
    the ranks of those that are drawn, and the words and colour of those still there."""
    names = [row[0] for row in rows]
    parts = [*((at, *issues[at][1:]) for at in drawn), (len(issues), *still)]
    bars = [
        {
            "type": "bar", "orientation": "h", "name": words, "y": names, "x": [row[1 + at] for row in rows],
            "marker": {"color": color, "line": {"color": PAPER, "width": 1}},
            "text": [percentage(row[1 + at]) if row[1 + at] >= 7 else "" for row in rows], "textposition": "inside",
            "insidetextanchor": "middle", "textangle": 0,
            "textfont": {"size": 13, "color": PAPER if color in (BLUE, OCHRE) else INK},
            "hovertext": [f"{row[0]}{NBSP}: <b>{percentage(row[1 + at])}</b> {words}" for row in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        for at, words, color in parts
    ]  # fmt: skip
    return {
        "data": bars,
        "layout": {
            "barmode": "stack", "bargap": 0.28, "showlegend": True,
            "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "font": {"size": 13},
                       "itemclick": False, "itemdoubleclick": False},
            "margin": {"l": 12, "t": 58, "b": 26, "r": 14},
            "xaxis": {"range": [0, 100], "ticksuffix": f"{THIN}%", "dtick": 25, "showgrid": True, "gridcolor": GRID},
            "yaxis": {"automargin": True, "autorange": "reversed", "showgrid": False, "zeroline": False, "tickfont": {"size": 14},
                      "ticklabelstandoff": 8},
        },
    }  # fmt: skip


def _points(rows: list[tuple]) -> dict[str, Any]:
    top = max(row[4] for row in rows)
    return {
        "data": [
            {
                "type": "scatter", "mode": "markers+text", "x": [row[0] for row in rows], "y": [row[2] for row in rows],
                "marker": {"color": BLUE, "size": 10},
                "error_y": {
                    "type": "data", "symmetric": False, "color": BLUE, "thickness": 2, "width": 6,
                    "array": [row[4] - row[2] for row in rows], "arrayminus": [row[2] - row[3] for row in rows],
                },
                "text": [f"<b>{percentage(row[2])}</b>" for row in rows], "textposition": "middle right",
                "textfont": {"size": 14}, "cliponaxis": False,
                "hovertext": [
                    f"{row[0]}{NBSP}: <b>{percentage(row[2])}</b> ({row[3]:.0f} à {percentage(row[4])})<br>{number(row[1])} personnes au départ"
                    for row in rows
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": {
            "margin": {"l": 52, "t": 12, "b": 30, "r": 48},
            "xaxis": {"type": "category", "tickfont": {"size": 13, "color": MUTED}},
            "yaxis": {"range": [0, max(top * 1.1, 5)], "ticksuffix": f"{THIN}%"},
        },
    }  # fmt: skip
