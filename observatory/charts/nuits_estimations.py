"""What the count of a night misses: estimates beside the count, never in its place."""

from __future__ import annotations

from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected, shown
from observatory.charts.french import NBSP, THIN, full_date, number
from observatory.charts.style import BLUE, GRID, MUTED, OCHRE, above, plot_text
from observatory.disclosure.protected import STATE, ProtectedTable

COUNTS = ("nb_observe", "estimation", "borne_basse", "borne_haute")
WARNING = "Estimation sous hypothèses, non observée\u202f; ne s’ajoute à aucun autre chiffre."


def night_estimates(
    table: ProtectedTable | None, totals: ProtectedTable | None, place: Place, credit: Credit
) -> Figure | None:
    """The count of the last night with an estimate, and each estimate with its interval. None without any.

    `table`: the protected « nuits_estimations »; `totals`: the protected « nuits_totaux ».
    """
    night, count, rows = _last(table, totals, place)
    if night is None or not rows:
        return None
    day = full_date(night)
    return Figure(
        id=f"{place.slug}-nuits-estimations",
        title=f"{place.libelle}{NBSP}: ce que le décompte du {day} a pu manquer",
        subtitle=f"Nombre de personnes{NBSP}: décompte observé, et estimations avec leur intervalle à 95{THIN}%",
        source=credit.line,
        date=f"Nuit du {day}. Publié le {credit.date_publication}.",
        alt=f"Points et intervalles. {place.libelle}, nuit du {day}{NBSP}: {number(count)} personnes décomptées. "
        + " ".join(_told(row) for row in rows),
        plot=_plot(count, rows),
        header=("mesure", "personnes", "borne basse", "borne haute", "décompte concerné"),
        rows=(
            ("Décompte observé", count, None, None, count),
            *((row["mots"], row["estimation"], row["borne_basse"], row["borne_haute"], row["nb_observe"]) for row in rows),
        ),
        note=f"{WARNING} Estimations arrondies à 5. Les témoins ne parlent que des lieux où ils étaient postés.",
        place=place,
        est_fictif=place.est_fictif,
        height=max(140 + 70 * len(rows), 240),
    )  # fmt: skip


def _last(
    table: ProtectedTable | None, totals: ProtectedTable | None, place: Place
) -> tuple[Any, int, list[dict[str, Any]]]:
    """The last night that has an estimate: its date, its count, its estimates; a limit is never under what was seen."""
    import polars as pl

    if table is None or totals is None:
        return None, 0, []
    frame = shown(
        require_protected(table), {count: STATE if count == COUNTS[0] else f"statut_{count}" for count in COUNTS}
    )
    mine = frame.filter(
        pl.col("niveau") == place.niveau, pl.col("territoire_code") == place.code,
        *(pl.col(count).is_not_null() for count in COUNTS),
    )  # fmt: skip
    if mine.is_empty():
        return None, 0, []
    edition = mine.sort("date_nuit")["edition_id"][-1]
    count = require_protected(totals).frame.filter(pl.col("edition_id") == edition)["nb_personnes"][0]
    floor = pl.min_horizontal("nb_observe", "estimation")
    kept = mine.filter(pl.col("edition_id") == edition).sort("methode_estimation")
    kept = kept.with_columns(borne_basse=pl.max_horizontal("borne_basse", floor), mots="methode_estimation_libelle")
    return kept["date_nuit"][0], int(count), kept.to_dicts()


def _told(row: dict[str, Any]) -> str:
    return (
        f"{row['mots']}{NBSP}: environ {number(row['estimation'])} personnes au lieu de {number(row['nb_observe'])}, "
        f"entre {number(row['borne_basse'])} et {number(row['borne_haute'])}."
    )


def _plot(count: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    top = max([count, *(row["borne_haute"] for row in rows)])
    names = ["<b>Décompte observé</b>", *(_named(row) for row in rows)]
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "y": [0], "x": [count], "width": 0.5, "marker": {"color": BLUE},
                "text": [f"<b>{number(count)}</b>"], "textposition": "outside", "textfont": {"size": 15},
                "cliponaxis": False, "hoverinfo": "skip",
            },
            {
                "type": "scatter", "mode": "markers+text", "x": [row["estimation"] for row in rows],
                "y": list(range(1, len(rows) + 1)), "marker": {"color": OCHRE, "size": 12, "symbol": "diamond"},
                "error_x": {
                    "type": "data", "symmetric": False, "color": OCHRE, "thickness": 2, "width": 6,
                    "array": [row["borne_haute"] - row["estimation"] for row in rows],
                    "arrayminus": [row["estimation"] - row["borne_basse"] for row in rows],
                },
                "text": [f"≈{NBSP}{number(row['estimation'])}" for row in rows], "textposition": "top center",
                "textfont": {"size": 13, "color": MUTED}, "cliponaxis": False,
                "hovertext": [plot_text(_told(row)) for row in rows], "hovertemplate": "%{hovertext}<extra></extra>",
            },
        ],
        "layout": {
            "margin": {"l": 12, "t": 10, "b": 30},
            "xaxis": {"range": [0, above(top, 1.12)], "showgrid": True, "gridcolor": GRID, "rangemode": "tozero", "nticks": 6},
            "yaxis": {
                "automargin": True, "showgrid": False, "zeroline": False, "rangemode": "normal",
                "range": [len(rows) + 0.6, -0.6], "tickvals": list(range(len(names))), "ticktext": names,
                "ticklabelstandoff": 8,
            },
        },
    }  # fmt: skip


def _named(row: dict[str, Any]) -> str:
    words = {
        "COUVERTURE": "Estimation, secteurs<br>non parcourus",
        "DETECTION": "Estimation, personnes<br>non vues (témoins)",
    }
    base = words.get(row["methode_estimation"], plot_text(row["mots"]))
    return f"{base}<br><span style='font-size:11px'>sur {number(row['nb_observe'])} personnes</span>"
