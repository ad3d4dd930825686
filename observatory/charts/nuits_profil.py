"""Who answered on the last night whose questionnaires are known: shares of those who answered each question."""

from __future__ import annotations

from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected, shown
from observatory.charts.french import NBSP, THIN, full_date, number
from observatory.charts.nuits_plot import two_lines
from observatory.charts.style import BLUE, GRID, MUTED, plot_text
from observatory.disclosure.protected import STATE, ProtectedTable
from observatory.indicators.small_numbers import wilson_interval

LEAST_ANSWERS = 30  # gate G3: no share under 30 answers to the question
LEAST_RESPONSE, GOOD_RESPONSE = 0.10, 0.50  # gate G4: not shown, shown with a reserve
ROUNDING = 4  # a count rounded to 5 may be that far from the true one: the interval holds both
# What is told, in the order of the story: words, question, answers that count.
POINTS = (
    ("Femmes", "sexe", ("F",)),
    ("Moins de 25 ans", "classe_age", ("MOINS_18", "18_24")),
    ("55 ans et plus", "classe_age", ("55_64", "65_PLUS")),
    ("En famille, avec enfant(s)", "composition", ("FAMILLE_ENFANTS",)),
    ("Sans logement depuis un an ou plus", "duree_sans_domicile", ("1_5_ANS", "PLUS_5_ANS")),
    ("Sans logement depuis cinq ans ou plus", "duree_sans_domicile", ("PLUS_5_ANS",)),
    ("N’ont jamais appelé le 115", "appel_115", ("JAMAIS",)),
    ("Suivies par un travailleur social", "a_suivi_social", ("OUI",)),
    ("Ont demandé un logement social", "a_demande_logement_social", ("OUI",)),
    ("Allées en accueil de jour dans la semaine", "a_frequente_accueil_jour", ("OUI",)),
)
Answers = dict[tuple[str, str], int]


def night_profile(
    profiles: ProtectedTable | None, totals: ProtectedTable | None, place: Place, credit: Credit
) -> Figure | None:
    """One point and its interval for each share that has answers enough. None without any.

    `profiles`: the protected « nuits_profils »; `totals`: the protected « nuits_totaux », for the response rates.
    """
    night, answers, counted = _last(profiles, totals, place)
    points = [point for one in POINTS if (point := _point(answers, counted, *one))]
    if night is None or not points:
        return None
    day = full_date(night)
    few = any(point["reponse"] < GOOD_RESPONSE for point in points)
    return Figure(
        id=f"{place.slug}-nuits-profil",
        title=f"{place.libelle}{NBSP}: qui sont les personnes qui ont répondu, nuit du {day}",
        subtitle="Part des personnes ayant répondu à la question, et intervalle à 95"
        f"{THIN}%{NBSP}; n{NBSP}: réponses à la question",
        source=credit.line,
        date=f"Nuit du {day}. Publié le {credit.date_publication}.",
        alt=f"Points et intervalles. {place.libelle}, nuit du {day}. " + f"{THIN}; ".join(map(_told, points)) + ".",
        plot=_plot(points),
        header=("réponse", "part (%)", "borne basse (%)", "borne haute (%)", "réponses", "taux de réponse (%)"),
        rows=tuple(
            (
                point["mots"], round(point["part"], 1), round(point["bas"], 1), round(point["haut"], 1), point["n"],
                round(100 * point["reponse"], 1),
            )
            for point in points
        ),
        note="Parmi les personnes ayant répondu"
        f"{NBSP}: les personnes endormies, en groupe ou ayant refusé ne sont pas décrites."
        + (f" Moins d’une personne sur deux a répondu à certaines questions{NBSP}: à lire avec réserve." if few else "")
        + " Nombres arrondis à 5 avant le calcul, ce dont l’intervalle tient compte.",
        place=place,
        est_fictif=place.est_fictif,
        height=70 + 34 * len(points),
    )  # fmt: skip


def _last(profiles: ProtectedTable | None, totals: ProtectedTable | None, place: Place) -> tuple[Any, Answers, int]:
    """The last night with questionnaires, its answers by question, the persons counted."""
    import polars as pl

    if profiles is None or totals is None:
        return None, {}, 0
    frame = shown(require_protected(profiles), {"nb_repondants": STATE})
    mine = frame.filter(pl.col("niveau") == place.niveau, pl.col("territoire_code") == place.code)
    if mine.is_empty():
        return None, {}, 0
    edition = mine.sort("date_nuit")["edition_id"][-1]
    mine = mine.filter(pl.col("edition_id") == edition, pl.col("nb_repondants").is_not_null())
    counted = require_protected(totals).frame.filter(pl.col("edition_id") == edition)["nb_personnes"]
    answers = {
        (question, answer): count
        for question, answer, count in mine.select("question", "modalite", "nb_repondants").rows()
    }
    return mine["date_nuit"][0], answers, counted[0] if len(counted) else 0


def _point(answers: Answers, counted: int, words: str, question: str, kept: tuple[str, ...]) -> dict[str, Any] | None:
    """The share, its limits and its response rate; None behind a gate, or when an answer is hidden."""
    whole = answers.get((question, "ENSEMBLE"))
    asked = {answer for name, answer in answers if name == question}
    if not whole or not counted or whole < LEAST_ANSWERS or whole < LEAST_RESPONSE * counted or not asked & set(kept):
        return None
    part = min(sum(answers.get((question, answer), 0) for answer in kept), whole)
    low, high = _limits(part, whole, ROUNDING * len(asked & set(kept)))
    response = min(whole / counted, 1.0)
    return {"mots": words, "part": 100 * part / whole, "bas": low, "haut": high, "n": whole, "reponse": response}


def _limits(part: int, whole: int, off: int) -> tuple[float, float]:
    """95 % limits of the share, in per cent, wherever the true counts are: `off` from the part, ROUNDING from the whole."""
    least, most, fewest = max(part - off, 0), min(part + off, whole), max(whole - ROUNDING, 1)
    low = wilson_interval(least, max(whole + ROUNDING, least))[0]
    high = wilson_interval(min(most, fewest), fewest)[1]
    return 100 * float(low), 100 * float(high)


def _told(point: dict[str, Any]) -> str:
    return (
        f"{point['mots'].lower()}{NBSP}: {number(point['part'])}{THIN}%, entre {number(point['bas'])} et "
        f"{number(point['haut'])}{THIN}%, {number(point['n'])} réponses"
    )


def _plot(points: list[dict[str, Any]]) -> dict[str, Any]:
    rows = list(range(len(points)))
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": [point["part"] for point in points],
                "y": rows,
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [point["haut"] - point["part"] for point in points],
                    "arrayminus": [point["part"] - point["bas"] for point in points],
                    "color": BLUE,
                    "thickness": 2,
                    "width": 0,
                },
                "marker": {"color": BLUE, "size": 11},
                "cliponaxis": False,
                "hovertext": [plot_text(_told(point)) for point in points],
                "hovertemplate": "%{hovertext}<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "text",
                "x": [103] * len(points),
                "y": rows,
                "text": [
                    f"<b>{number(point['part'])}{THIN}%</b>, n{NBSP}={NBSP}{number(point['n'])}" for point in points
                ],
                "textposition": "middle right",
                "textfont": {"size": 13, "color": MUTED},
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        "layout": {
            "margin": {"l": 12, "t": 6, "b": 30},
            "xaxis": {
                "range": [0, 134],
                "tickvals": [0, 25, 50, 75, 100],
                "ticktext": ["0", "25", "50", "75", f"100{THIN}%"],
                "showgrid": True,
                "gridcolor": GRID,
            },
            "yaxis": {
                "automargin": True,
                "showgrid": False,
                "zeroline": False,
                "rangemode": "normal",
                "range": [len(points) - 0.5, -0.5],
                "tickvals": rows,
                "ticktext": [two_lines(point["mots"]) for point in points],
                "ticklabelstandoff": 8,
            },
        },
    }
