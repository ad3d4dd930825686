"""Nuits de la Solidarité: the count of each edition of a territory, perimeters kept apart, and what may be compared."""

from __future__ import annotations

from typing import Any

from observatory.charts.caveats import caveats_of
from observatory.charts.figure import Credit, Figure, Place, credited, require_protected, shown
from observatory.charts.french import NBSP, THIN, aloud, number, percent
from observatory.charts.marks import KEY
from observatory.charts.nuits_plot import night_plot, perimeter, perimeter_letters, status, when
from observatory.disclosure.protected import HIDDEN, STATE, ProtectedTable

# The count itself; else the city's own total, whose perimeter is its own. Never both in one figure.
INDICATORS = ("personnes_decomptees", "total_publie")
SMALLEST_TERM = 20  # rule NDLS-R7: no percentage when a term is under 20
_COLUMNS = (
    "edition_id", "date_nuit", "date_nuit_precision", "valeur_publiee", STATE, "statut_resultat", "perimetre_code",
    "perimetre_libelle", "est_recue", "motif_isolement_libelle", "source_titre", "source_url",
)  # fmt: skip
Pairs = dict[tuple[str, str], dict[str, Any]]


def editions(table: ProtectedTable, place: Place) -> tuple[str, list[dict[str, Any]]]:
    """The indicator shown for a place, and its total for each edition, oldest first; ("", []) without any.

    `table` is the protected « nuits_decomptes ».
    """
    frame = shown(require_protected(table), {"valeur_publiee": STATE})
    kept = frame.filter(
        (frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code) & (frame["unite"] == "PERSONNE")
    ).sort("date_nuit", "edition_id")
    for indicator in INDICATORS:
        rows = kept.filter(kept["indicateur"] == indicator).select(_COLUMNS).to_dicts()
        if rows:
            return indicator, rows
    return "", []


def pairs(table: ProtectedTable | None, place: Place) -> Pairs:
    """What the protected « nuits_comparaisons » says of each pair of editions of a place: (before, after) → its row."""
    if table is None:
        return {}
    frame = require_protected(table).frame
    mine = frame.filter((frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code))
    return {(row["edition_avant"], row["edition_apres"]): row for row in mine.to_dicts()}


def change(known: Pairs, before: dict[str, Any], after: dict[str, Any]) -> str | None:
    """« +9,9 % » between two totals; None unless their comparison is allowed, or when a term is hidden or small."""
    verdict = known.get((before["edition_id"], after["edition_id"]))
    terms = before["valeur_publiee"], after["valeur_publiee"]
    if not (verdict and verdict["est_comparable"]) or None in terms or min(terms) < SMALLEST_TERM:
        return None
    return percent(100 * (terms[1] / terms[0] - 1))


def refusal(known: Pairs, before: dict[str, Any], after: dict[str, Any]) -> str:
    """Why two totals do not compare, in a sentence."""
    verdict = known.get((before["edition_id"], after["edition_id"]))
    return verdict["motif_comparaison_libelle"] if verdict else "Rien ne dit que ces deux nuits se comparent."


def night_counts(
    table: ProtectedTable,
    caveats: ProtectedTable | None,
    place: Place,
    credit: Credit,
    received: Credit | None = None,
) -> Figure | None:
    """One bar for each edition; hollow when provisional, a break between two perimeters. None without any count.

    `credit`: of the counts that cities have published; `received`: of those whose files the observatory holds.
    """
    indicator, rows = editions(table, place)
    if not rows:
        return None
    own = indicator == "total_publie"
    credit = credited(credit, received, [row["est_recue"] for row in rows])
    what = "total publié par la ville" if own else "personnes décomptées"
    return Figure(
        id=f"{place.slug}-nuits-solidarite",
        title=f"{place.libelle}{NBSP}: {what} lors des Nuits de la Solidarité",
        subtitle="Nombre de personnes, par édition" + _legend(rows),
        source=credit.line,
        date=f"Dernière édition{NBSP}: {when(rows[-1])}. Publié le {credit.date_publication}.",
        alt=_words(place, what, rows),
        plot=night_plot(rows),
        header=("nuit", "personnes", STATE, "résultat", "périmètre", "source", "adresse"),
        rows=tuple(
            (
                when(row), row["valeur_publiee"], row[STATE], status(row),
                perimeter(row), row["source_titre"], row["source_url"],
            )
            for row in rows
        ),
        note="Minimum observé une nuit, dans les secteurs parcourus."
        + (" Périmètre propre à la ville." if own else "")
        + _breaks(rows)
        + (KEY if any(row[STATE] == HIDDEN for row in rows) else ""),
        states={1: 2},
        warnings=caveats_of(caveats, place, "nuits_solidarite"),
        place=place,
        est_fictif=place.est_fictif,
        height=350,
    )  # fmt: skip


def _legend(rows: list[dict[str, Any]]) -> str:
    return (
        f" (hachures{NBSP}: premiers résultats, provisoires)"
        if any(row["statut_resultat"] == "PROVISOIRE" for row in rows)
        else ""
    )


def _breaks(rows: list[dict[str, Any]]) -> str:
    names = perimeter_letters(rows)
    if len(names) > 1:
        listed = f"{THIN}; ".join(f"{letter}, {name}" for name, letter in names.items())
        return f" Périmètres{NBSP}: {listed}. Deux éditions de périmètres différents ne se comparent pas."
    alone = all(row["motif_isolement_libelle"] for row in rows) and len(rows) > 1
    return f" Périmètre{NBSP}: {perimeter(rows[0])}{f'{NBSP}: les éditions ne se comparent pas' if alone else ''}."


def _words(place: Place, what: str, rows: list[dict[str, Any]]) -> str:
    counts = f"{THIN}; ".join(
        f"{when(row)}{NBSP}: {aloud(row['valeur_publiee'], row[STATE])} ({status(row)})" for row in rows
    )
    nights = "d’une Nuit" if len(rows) == 1 else f"de {number(len(rows))} Nuits"
    return (
        f"Diagramme en barres. {place.libelle}{NBSP}: {what} lors {nights} de la Solidarité. {counts}.{_breaks(rows)}"
    )
