"""Who gives homes to households without one: their share in the allocations of each type of landlord, or of each contingent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from observatory.charts.attributions import percent
from observatory.charts.attributions_rows import ROUNDING_NOTE, counts_of, interval, share
from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, NOT_AVAILABLE, THIN, WITHHELD, enumeration, number
from observatory.charts.style import BLUE, GRID, INK, MUTED, PAPER, above, plot_text
from observatory.disclosure.protected import HIDDEN, STATE, ProtectedTable

WHOLE, PART = "nb_radiations", "nb_sans_domicile"
PART_STATE = f"statut_{PART}"
ROW, HEAD, LEAST = (
    38,
    74,
    280,
)  # pixels of a line, of the rest of the drawing, and of the space that a page keeps for it
MOST_UNKNOWN = 0.50  # gate G7: beyond, a breakdown says nothing of the allocations


@dataclass(frozen=True)
class Breakdown:
    """A way to sort allocations: the prefix of its codes, how a figure names it and its codes, what its note adds."""

    prefix: str
    slug: str
    what: str
    column: str
    names: dict[str, str]
    note: str
    masked: str = ""


LANDLORDS = Breakdown(
    "BAILLEUR", "bailleurs", "par type de bailleur", "type de bailleur",
    {
        "OPH": "Offices publics (OPH)", "ESH": "Entreprises sociales (ESH)", "COOP": "Coopératives d’HLM",
        "EPL": "Entreprises publiques locales", "MOI": "Maîtrise d’ouvrage d’insertion", "AUTRE": "Autres bailleurs",
        "NR": "Type non renseigné",
    },
    "Type selon la liste des bailleurs de l’observatoire.",
    f"s{NBSP}: masqué (moins de trois bailleurs, un bailleur qui fait presque tout, ou une valeur qui ferait connaître la leur).",
)  # fmt: skip
CONTINGENTS = Breakdown(
    "CONTINGENT", "contingents", "par contingent", "contingent",
    {
        "PPRIOR": "État, ménages prioritaires", "PFONCT": "État, agents publics", "COLTER": "Collectivités et EPCI",
        "COLACT": "Employeurs, Action Logement", "AUTRES": "Autres réservataires", "AUCUN": "Hors contingent",
        "NR": "Contingent non renseigné",
    },
    "Contingent que le bailleur enregistre.",
)  # fmt: skip


def by_type(
    table: ProtectedTable | None, whole: ProtectedTable | None, one: Breakdown, place: Place, credit: Credit
) -> Figure | None:
    """The share of households without a home in each code of a breakdown, with its interval, beside that of all allocations.

    `table`: the protected table that holds the codes; `whole`: the protected « attributions ». The last year received. None
    under two shares, or when most allocations have no code.
    """
    if table is None or whole is None:
        return None
    rows = _last_year(require_protected(table), place, one)
    every = (
        {row["annee"]: row for row in counts_of(require_protected(whole), place, WHOLE, PART)}.get(rows[0]["annee"])
        if rows
        else None
    )
    if every is None or _is_mostly_unknown(rows, every):
        return None
    drawn = [row for row in rows if row[WHOLE] or _is_hidden(row)]
    known = [row for row in drawn if _share(row) is not None]
    if len(known) < 2:
        return None
    year, mean = rows[0]["annee"], share(every[PART], every[WHOLE])
    told = enumeration(f"{_name(row, one)} {percent(_share(row))}" for row in known)
    missing = [_name(row, one) for row in drawn if _share(row) is None]
    return Figure(
        id=f"{place.slug}-attributions-{one.slug}",
        title=f"{place.libelle}{NBSP}: part des attributions aux ménages sans domicile, {one.what}",
        subtitle=f"Part brute des radiations pour attribution de {year}, en{THIN}%{THIN}; trait{NBSP}: intervalle à 95{THIN}%",
        source=credit.line,
        date=f"Année arrêtée au 20 janvier {year + 1}. Publié le {credit.date_publication}.",
        alt=f"Points et intervalles. {place.libelle}{NBSP}: part des attributions de {year} aux ménages sans domicile, {one.what}{NBSP}: {told}."
        + (f" Ensemble{NBSP}: {percent(mean)}." if mean is not None else "")
        + (f" Part non donnée{NBSP}: {enumeration(missing)}." if missing else ""),
        plot=_plot(drawn, mean, one),
        header=(one.column, "attributions", "état", "dont ménages sans domicile", "état", "part, en %", "borne basse, en %", "borne haute, en %"),
        rows=tuple(_data(row) for row in reversed(rows)),  # a page reads its table from the last row up
        note=f"DNA non déduit. {one.note} {_marks(drawn, one)}Intervalles{NBSP}: Wilson, arrondi compris. {ROUNDING_NOTE}",
        place=place,
        est_fictif=place.est_fictif,
        height=max(LEAST, HEAD + ROW * len(drawn)),
        states={1: 2, 3: 4},
    )  # fmt: skip


def unknown_types(table: ProtectedTable | None, whole: ProtectedTable | None, one: Breakdown, place: Place) -> str:
    """Why a place that has allocations has no such figure: « non reçue », « incomplète », « masquée »; "" when it has none."""
    rows = [row for row in counts_of(whole, place, WHOLE, PART) if row[WHOLE] is not None]
    if not rows or table is None or table.frame.filter(table.frame["territoire_code"] == place.code).is_empty():
        return ""
    last = _last_year(table, place, one)
    if not last:
        return "non reçue"
    every = next((row for row in rows if row["annee"] == last[0]["annee"]), None)
    return "incomplète" if every is not None and _is_mostly_unknown(last, every) else "masquée"


def _last_year(table: ProtectedTable | None, place: Place, one: Breakdown) -> list[dict[str, Any]]:
    """The rows of the last year that was received, in the order of the names; none where no cell is known or hidden."""
    rows = [
        row for row in counts_of(table, place, WHOLE, PART)
        if row["ventilation"].startswith(f"{one.prefix}:") and (row[WHOLE] is not None or row[STATE] == HIDDEN)
    ]  # fmt: skip
    last = max((row["annee"] for row in rows), default=None)
    order = list(one.names)
    return sorted((row for row in rows if row["annee"] == last), key=lambda row: order.index(_code(row)))


def _is_mostly_unknown(rows: list[dict[str, Any]], every: dict[str, Any]) -> bool:
    unknown = next((row[WHOLE] for row in rows if _code(row) == "NR"), 0)
    return bool(every[WHOLE]) and (unknown or 0) > MOST_UNKNOWN * every[WHOLE]


def _code(row: dict[str, Any]) -> str:
    return row["ventilation"].partition(":")[2]


def _name(row: dict[str, Any], one: Breakdown) -> str:
    return one.names[_code(row)]


def _share(row: dict[str, Any]) -> float | None:
    return share(row[PART], row[WHOLE])


def _is_hidden(row: dict[str, Any]) -> bool:
    return HIDDEN in (row[STATE], row[PART_STATE])


def _marks(rows: list[dict[str, Any]], one: Breakdown) -> str:
    """What the marks of the drawing mean, for those that it bears."""
    told = [one.masked] if any(map(_is_hidden, rows)) else []
    if any(_share(row) is None and not _is_hidden(row) for row in rows):
        told.append(f"n.d.{NBSP}: moins de 5 ménages ou de 20 attributions, pas de part.")
    return "".join(f"{words} " for words in told)


def _data(row: dict[str, Any]) -> tuple[Any, ...]:
    value = _share(row)
    low, high = interval(row[PART], row[WHOLE]) if value is not None else (None, None)
    ratios = (None if one is None else round(one, 1) for one in (value, low, high))
    return (row["ventilation_libelle"], row[WHOLE], row[STATE], row[PART], row[PART_STATE], *ratios)


def _plot(rows: list[dict[str, Any]], mean: float | None, one: Breakdown) -> dict[str, Any]:
    """One line a code, in the order of the names: a dot and its interval, or why there is none; a line for all allocations."""
    at = {_code(row): place for place, row in enumerate(rows)}
    told = [(row, _share(row), *interval(row[PART], row[WHOLE])) for row in rows if _share(row) is not None]
    top = max([high for *_, high in told] + [mean or 0.0])
    words = [
        f"{_name(row, one)}{NBSP}: <b>{percent(value)}</b>, de {percent(low)} à {percent(high)}<br>{number(row[PART])} sur {number(row[WHOLE])} attributions"
        for row, value, low, high in told
    ]
    absent = [row for row in rows if _share(row) is None]
    marks = [
        {"x": 0, "xref": "x", "y": at[_code(row)], "xanchor": "left", "xshift": 8, "yanchor": "middle", "showarrow": False,
         "text": WITHHELD if _is_hidden(row) else NOT_AVAILABLE, "bgcolor": PAPER,
         "font": {"size": 12, "color": MUTED}}
        for row in absent
    ]  # fmt: skip
    shapes = []
    if mean is not None:
        shapes = [{"type": "line", "x0": round(mean, 2), "x1": round(mean, 2), "yref": "paper", "y0": 0, "y1": 1,
                   "line": {"color": INK, "width": 1, "dash": "dot"}}]  # fmt: skip
        marks.append({"x": round(mean, 2), "yref": "paper", "y": 0, "yanchor": "top", "yshift": -4, "showarrow": False,
                      "text": f"ensemble{NBSP}: {percent(mean)}", "font": {"size": 12, "color": INK}})  # fmt: skip
    return {
        "data": [
            {
                "type": "scatter", "mode": "markers", "x": [round(value, 2) for _, value, *_ in told],
                "y": [at[_code(row)] for row, *_ in told], "marker": {"color": BLUE, "size": 9},
                "error_x": {
                    "type": "data", "symmetric": False, "color": BLUE, "thickness": 2, "width": 0,
                    "array": [round(high - value, 2) for _, value, _, high in told],
                    "arrayminus": [round(value - low, 2) for _, value, low, _ in told],
                },
                "hovertext": words, "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
            }
        ],
        "layout": {
            "margin": {"l": 12, "r": 16, "t": 30, "b": 28},
            "hovermode": "closest",
            "xaxis": {"range": [0, above(top, 1.05)], "side": "top", "showgrid": True, "gridcolor": GRID, "ticksuffix": f"{THIN}%",
                      "showline": False, "zeroline": True, "nticks": 6, "tickangle": 0},
            "yaxis": {
                "automargin": True, "showgrid": False, "zeroline": False, "rangemode": "normal",
                "range": [len(rows) - 0.4, -0.6], "tickvals": list(range(len(rows))),
                "ticktext": [plot_text(_name(row, one)) for row in rows], "ticklabelstandoff": 8,
                "tickfont": {"size": 12, "color": INK},
            },
            "shapes": shapes,
            "annotations": marks,
        },
    }  # fmt: skip
