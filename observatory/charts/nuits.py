"""Nuits de la Solidarité: the count of each edition of a territory, perimeters kept apart."""

from __future__ import annotations

from typing import Any

from observatory.charts.caveats import caveats_of
from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import SHORT_MONTHS, THIN, dated, exact, number, percent
from observatory.charts.style import BLUE, MUTED, OCHRE, hatched
from observatory.disclosure.protected import ProtectedTable

# The count itself; else the city's own total, whose perimeter is its own. Never both in one figure.
INDICATORS = ("personnes_decomptees", "total_publie")
INCOMPARABLE = ("ENQUETE_STRUCTURES", "NON_PRECISE", "HORS_NDLS")  # rank X of the nomenclature ndls_perimetre
SMALLEST_TERM = 20  # rule NDLS-R7: no percentage when a term is under 20
# Short names that stand alone: those of the nomenclature refer to each other (« le précédent, plus… »).
PERIMETERS = {
    "ESPACE_PUBLIC": "espace public",
    "EQUIPEMENTS": "espace public et équipements (métro, gares, hôpitaux, parkings, halls)",
    "CAMPEMENTS": "espace public, équipements, bois, talus et campements",
    "SQUATS_BIDONVILLES": "espace public, équipements, campements, squats et bidonvilles",
    "HEBERGES": "personnes sans domicile, hébergées comprises",
    "ENQUETE_STRUCTURES": "enquête auprès d’usagers de structures, et non décompte de rue",
    "NON_PRECISE": "non précisé par la source",
    "HORS_NDLS": "donnée de contexte, hors décompte",
}
_STATUS = {"PROVISOIRE": "provisoire", "DEFINITIF": "définitif"}
_COLUMNS = (
    "edition_id", "date_nuit", "date_nuit_precision", "valeur_publiee", "statut_resultat",
    "perimetre_code", "perimetre_libelle", "source_titre", "source_url",
)  # fmt: skip


def editions(table: ProtectedTable, place: Place) -> tuple[str, list[dict[str, Any]]]:
    """The indicator shown for a place, and its retained total for each edition, oldest first; ("", []) without any.

    `table` is the protected « nuits_solidarite ».
    """
    frame = require_protected(table).frame
    kept = frame.filter(
        (frame["niveau"] == place.niveau)
        & (frame["territoire_code"] == place.code)
        & frame["est_retenu"]
        & (frame["type_lieu"] == "TOTAL")
        & (frame["unite"] == "PERSONNE")
    ).sort("date_nuit")
    for indicator in INDICATORS:
        rows = kept.filter(kept["indicateur"] == indicator).select(_COLUMNS).to_dicts()
        if rows:
            return indicator, rows
    return "", []


def comparable(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Rules NDLS-R1 and R5: same stated perimeter, same season (month known to be January for both)."""
    code = before["perimetre_code"]
    same = code is not None and code == after["perimetre_code"] and code not in INCOMPARABLE
    return same and all(_is_winter_night(row) for row in (before, after))


def change(before: dict[str, Any], after: dict[str, Any]) -> str | None:
    """« +9,9 % » between two editions; None when they do not compare or a term is too small (NDLS-R1, R7)."""
    terms = before["valeur_publiee"], after["valeur_publiee"]
    if not comparable(before, after) or min(terms) < SMALLEST_TERM:
        return None
    return percent(100 * (terms[1] / terms[0] - 1))


def night_counts(
    table: ProtectedTable, caveats: ProtectedTable | None, place: Place, credit: Credit
) -> Figure | None:
    """One bar for each edition; hollow when provisional, a break between two perimeters. None without any count."""
    indicator, rows = editions(table, place)
    if not rows:
        return None
    own = indicator == "total_publie"
    what = "total publié par la ville" if own else "personnes décomptées"
    return Figure(
        id=f"{place.slug}-nuits-solidarite",
        title=f"{place.libelle}\u00a0: {what} lors des Nuits de la Solidarité",
        subtitle="Nombre de personnes, par édition" + _legend(rows),
        source=credit.line,
        date=f"Dernière édition\u00a0: {_when(rows[-1])}. Publié le {credit.date_publication}.",
        alt=_words(place, what, rows),
        plot=_plot(rows),
        header=("nuit", "personnes", "résultat", "périmètre", "source", "adresse"),
        rows=tuple(
            (
                _when(row), row["valeur_publiee"], _STATUS.get(row["statut_resultat"], row["statut_resultat"]),
                perimeter(row), row["source_titre"], row["source_url"],
            )
            for row in rows
        ),
        note="Minimum observé une nuit, dans les secteurs parcourus."
        + (" Périmètre propre à la ville." if own else "")
        + _breaks(rows),
        warnings=caveats_of(caveats, place, "nuits_solidarite"),
        est_fictif=place.est_fictif,
        height=350,
    )  # fmt: skip


def _is_winter_night(row: dict[str, Any]) -> bool:
    return row["date_nuit_precision"] != "ANNEE" and row["date_nuit"].month == 1


def _when(row: dict[str, Any]) -> str:
    return dated(row["date_nuit"], row["date_nuit_precision"])


def _legend(rows: list[dict[str, Any]]) -> str:
    return " (hachures\u00a0: premiers résultats, provisoires)" if any(row["statut_resultat"] == "PROVISOIRE" for row in rows) else ""


def perimeter(row: dict[str, Any]) -> str:
    """The perimeter of an edition, in words."""
    code = row["perimetre_code"] or "NON_PRECISE"
    return PERIMETERS.get(code) or row["perimetre_libelle"] or code


def _breaks(rows: list[dict[str, Any]]) -> str:
    names = _perimeter_letters(rows)
    if len(names) > 1:
        listed = f"{THIN}; ".join(f"{letter}, {name}" for name, letter in names.items())
        return f" Périmètres\u00a0: {listed}. Deux éditions de périmètres différents ne se comparent pas."
    if {row["perimetre_code"] for row in rows} & {None, *INCOMPARABLE}:
        caveat = "" if len(rows) == 1 else "\u00a0: les éditions ne se comparent pas"
        return f" Périmètre {perimeter(rows[0])}{caveat}."
    return f" Périmètre\u00a0: {perimeter(rows[0])}."


def _perimeter_letters(rows: list[dict[str, Any]]) -> dict[str, str]:
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


def _plot(rows: list[dict[str, Any]]) -> dict[str, Any]:
    top = max(row["valeur_publiee"] for row in rows) or 1
    groups = _groups(rows)
    several = len(groups) > 1
    return {
        "data": [trace for status in ("DEFINITIF", "PROVISOIRE") if (trace := _bars(rows, status))["x"]],
        "layout": {
            "bargap": 0.42 if len(rows) > 3 else 0.7,
            "barmode": "overlay",
            "margin": {"l": 8, "t": 46 if several else 26, "b": 48},
            "xaxis": {
                "tickvals": list(range(len(rows))),
                "ticktext": [_tick(row) for row in rows],
                "range": [-0.6, len(rows) - 0.4],
            },
            "yaxis": {"range": [0, top * 1.04], "showgrid": False, "showticklabels": False},
            "shapes": [_break(first) for first, _ in groups[1:]],
            "annotations": [_group_label(rows, first, last) for first, last in groups] if several else [],
        },
    }


def _bars(rows: list[dict[str, Any]], status: str) -> dict[str, Any]:
    mine = [(at, row) for at, row in enumerate(rows) if row["statut_resultat"] == status]
    return {
        "type": "bar",
        "x": [at for at, _ in mine],
        "y": [row["valeur_publiee"] for _, row in mine],
        "text": [f"<b>{exact(row['valeur_publiee'])}</b>" for _, row in mine],
        "textposition": "outside",
        "textfont": {"size": 15},
        "cliponaxis": False,
        "hovertext": [_hover(row) for _, row in mine],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": BLUE} if status == "DEFINITIF" else hatched(BLUE),
    }


def _hover(row: dict[str, Any]) -> str:
    status = _STATUS.get(row["statut_resultat"], row["statut_resultat"])
    return f"{_when(row)}\u00a0: <b>{exact(row['valeur_publiee'])}</b><br>résultat {status}"


def _tick(row: dict[str, Any]) -> str:
    day, precision = row["date_nuit"], row["date_nuit_precision"]
    if precision == "ANNEE":
        return str(day.year)
    name = SHORT_MONTHS[day.month - 1]
    return f"{name if day.month == 1 else f'<b>{name}</b>'}<br>{day.year}"


def _break(first: int) -> dict[str, Any]:
    at = first - 0.5
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1.12, "line": {"color": OCHRE, "width": 1.5, "dash": "dot"}}


def _group_label(rows: list[dict[str, Any]], first: int, last: int) -> dict[str, Any]:
    letter = _perimeter_letters(rows)[perimeter(rows[first])]
    return {
        "x": (first + last) / 2, "yref": "paper", "y": 1.0, "yshift": 26, "yanchor": "bottom", "showarrow": False,
        "text": letter if first == last else f"périmètre {letter}", "font": {"size": 13, "color": MUTED},
    }  # fmt: skip


def _words(place: Place, what: str, rows: list[dict[str, Any]]) -> str:
    counts = f"{THIN}; ".join(
        f"{_when(row)}\u00a0: {exact(row['valeur_publiee'])} ({_STATUS.get(row['statut_resultat'], '')})" for row in rows
    )
    return f"Diagramme en barres. {place.libelle}\u00a0: {what} lors de {number(len(rows))} Nuits de la Solidarité. {counts}.{_breaks(rows)}"
