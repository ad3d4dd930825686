"""Where people were seen on the last night whose places are known: those that the city published, else ours, rounded."""

from __future__ import annotations

from typing import Any

from observatory.charts.figure import Credit, Figure, Place, credited, require_protected, shown
from observatory.charts.french import NBSP, THIN, aloud, cell, full_date
from observatory.charts.marks import KEY
from observatory.charts.nuits_plot import two_lines
from observatory.charts.style import BLUE, above, hatched, plot_text
from observatory.disclosure.protected import HIDDEN, STATE, ProtectedTable

RESTS = ("ECART", "NON_VENTILE")  # what the places do not make of the total
ROUNDED = (
    "Nombres arrondis à 5 pour protéger les personnes\u202f; leur somme peut s’écarter de quelques unités du total."
)


def night_places(
    published: ProtectedTable | None,
    rounded: ProtectedTable | None,
    place: Place,
    credit: Credit,
    received: Credit | None = None,
) -> Figure | None:
    """Bars by place, largest first, what is not broken down last and hollow. None without any place.

    `published`: the protected « nuits_lieux_publies », whose source is `credit`; `rounded`: the protected « nuits_lieux »,
    whose source is `received`.
    """
    kept = [
        (rows[0]["date_nuit"], own, rows)
        for own, rows in (
            (True, _last(published, place, "valeur_publiee")),
            (False, _last(rounded, place, "nb_personnes")),
        )
        if rows
    ]
    if not kept:
        return None
    night, own, rows = max(kept, key=lambda one: (one[0], one[1]))
    day, credit = full_date(night), credited(credit, received, [not own])
    who = "publiés par la ville" if own else "d’après les secteurs reçus"
    hidden = any(row[STATE] == HIDDEN for row in rows)
    return Figure(
        id=f"{place.slug}-nuits-lieux",
        title=f"{place.libelle}{NBSP}: où les personnes ont été vues, nuit du {day}",
        subtitle=f"Nombre de personnes par type de lieu, {who}",
        source=credit.line,
        date=f"Nuit du {day}. Publié le {credit.date_publication}.",
        alt=f"Diagramme en barres. {place.libelle}, nuit du {day}{NBSP}: "
        + f"{THIN}; ".join(
            f"{row['type_lieu_libelle'].lower()}{NBSP}: {aloud(row['valeur'], row[STATE])}" for row in rows
        )
        + ".",
        plot=_plot(rows),
        header=("lieu", "personnes", STATE),
        rows=tuple((row["type_lieu_libelle"], row["valeur"], row[STATE]) for row in rows),
        note=("Un lieu où personne n’a été vu n’est pas un lieu vide." if own else ROUNDED) + (KEY if hidden else ""),
        states={1: 2},
        place=place,
        est_fictif=place.est_fictif,
        height=60 + 36 * len(rows),
    )


def _last(table: ProtectedTable | None, place: Place, count: str) -> list[dict[str, Any]]:
    """The rows of the last night of a place: largest first, those at zero left out, the rests at the end."""
    import polars as pl

    if table is None:
        return []
    frame = shown(require_protected(table), {count: STATE})
    mine = frame.filter(pl.col("niveau") == place.niveau, pl.col("territoire_code") == place.code)
    if mine.is_empty():
        return []
    mine = mine.filter(pl.col("edition_id") == mine.sort("date_nuit")["edition_id"][-1])
    rests = pl.col("type_lieu").is_in(RESTS)
    mine = mine.filter((pl.col(count) != 0) | pl.col(count).is_null())
    ordered = mine.sort(rests, pl.col(count), "type_lieu", descending=[False, True, False], nulls_last=True)
    return ordered.rename({count: "valeur"}).to_dicts()


def _plot(rows: list[dict[str, Any]]) -> dict[str, Any]:
    top = max((row["valeur"] for row in rows if row["valeur"] is not None), default=0) or 1
    bars = [_bars(rows, rests) for rests in (False, True)]
    return {
        "data": [bar for bar in bars if bar["y"]],
        "layout": {
            "barmode": "overlay",
            "bargap": 0.34,
            "margin": {"l": 12, "t": 6, "b": 8},
            "xaxis": {"range": [0, above(top, 1.2)], "showticklabels": False, "showline": False},
            "yaxis": {
                "autorange": "reversed",
                "automargin": True,
                "showgrid": False,
                "zeroline": False,
                "rangemode": "normal",
                "tickvals": list(range(len(rows))),
                "ticktext": [two_lines(row["type_lieu_libelle"]) for row in rows],
                "ticklabelstandoff": 6,
            },
        },
    }


def _bars(rows: list[dict[str, Any]], rests: bool) -> dict[str, Any]:
    mine = [(at, row) for at, row in enumerate(rows) if (row["type_lieu"] in RESTS) == rests]
    told = [cell(row["valeur"], row[STATE]) for _, row in mine]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [at for at, _ in mine],
        "x": [row["valeur"] or 0 for _, row in mine],
        "text": [f"<b>{one}</b>" for one in told],
        "textposition": "outside",
        "textfont": {"size": 14},
        "cliponaxis": False,
        "hovertext": [
            f"{plot_text(row['type_lieu_libelle'])}{NBSP}: <b>{one}</b>"
            for (_, row), one in zip(mine, told, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": hatched(BLUE) if rests else {"color": BLUE},
    }
