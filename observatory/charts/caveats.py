"""What must be read with the figures of a territory: its published anomalies, one sentence for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from observatory.charts.figure import Caveat, Place, require_protected
from observatory.charts.french import THIN, enumeration, full_date, month, number, periods, plural, typographic
from observatory.disclosure.protected import ProtectedTable

# Order of reading, and whether the kind belongs on the figure itself.
_MAJOR = {
    "HORS_SOURCE": True,
    "ABSENCE": True,
    "CUMUL_PLUSIEURS_MOIS": True,
    "CORRECTION": True,
    "ERREUR": True,
    "BAISSE": True,
    "RUPTURE": True,
    "ECART_TOTAL": True,
    "SAISON": True,
    "ARRONDI": False,
}


def caveats_of(table: ProtectedTable | None, place: Place, table_nom: str) -> tuple[Caveat, ...]:
    """The caveats on one place in one published table, the gravest first; empty when nothing is published on it.

    `table` is the protected « avertissements »: niveau, territoire_code, table_nom, date_concernee, nature, ecart, phrase.
    """
    if table is None:
        return ()
    frame = require_protected(table).frame
    kept = frame.filter(
        (frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code) & (frame["table_nom"] == table_nom)
    ).sort("date_concernee")
    groups: dict[str, list[tuple]] = {}
    for nature, day, gap, phrase in kept.select("nature", "date_concernee", "ecart", "phrase").rows():
        groups.setdefault(nature, []).append((day, gap, typographic(phrase)))
    _fold_corrected(groups)
    order = sorted(groups, key=lambda nature: list(_MAJOR).index(nature) if nature in _MAJOR else len(_MAJOR))
    return tuple(_caveat(nature, groups[nature]) for nature in order)


def _fold_corrected(groups: dict[str, list[tuple]]) -> None:
    """An error that a declared correction repairs is told with the correction, not as an anomaly of its own."""
    corrected = {day for day, _, _ in groups.get("CORRECTION", ())}
    for nature in ("ERREUR", "BAISSE"):
        found = groups.pop(nature, [])
        groups["CORRECTION"] = groups.get("CORRECTION", []) + [row for row in found if row[0] in corrected]
        if left := [row for row in found if row[0] not in corrected]:
            groups[nature] = left
    if not groups["CORRECTION"]:
        del groups["CORRECTION"]


def _caveat(nature: str, found: list[tuple]) -> Caveat:
    days = [day for day, _, _ in found]
    gaps = [gap for _, gap, _ in found if gap is not None]
    say = _SENTENCES.get(nature)
    phrase = say(days, gaps) if say else found[0][2]
    when = full_date if nature in ("SAISON", "ECART_TOTAL") else month
    details = tuple(f"{when(day).capitalize()}\u00a0: {text}" for day, _, text in found)
    return Caveat(nature, phrase, tuple(days), details, _MAJOR.get(nature, True))


def _nights(days: Iterable[date]) -> str:
    return enumeration(full_date(day) for day in days)


def _largest(gaps: list[int]) -> str:
    return number(max(map(abs, gaps), default=None))


_SENTENCES: dict[str, Callable[[list[date], list[int]], str]] = {
    "HORS_SOURCE": lambda days, gaps: (
        "Territoire hors de la source\u00a0: elle publie 0 à toutes les dates, "
        "ce qui ne veut pas dire que personne n’a été relogé."
    ),
    "ABSENCE": lambda days, gaps: f"Non collecté\u00a0: {periods(days)}, la source publie 0 pour tous les territoires.",
    "CUMUL_PLUSIEURS_MOIS": lambda days, gaps: (
        f"Flux non calculable\u00a0: {periods(days)}, premier mois connu après une absence."
    ),
    "CORRECTION": lambda days, gaps: f"Valeur corrigée\u00a0: {periods(days)}, erreur connue de la source.",
    "ERREUR": lambda days, gaps: (
        f"Erreur probable de la source\u00a0: {periods(days)}, "
        f"écart de {_largest(gaps)} avec la somme du niveau inférieur."
    ),
    "BAISSE": lambda days, gaps: (
        f"Flux non calculable\u00a0: {periods(days)}, le cumul publié baisse (au plus de {_largest(gaps)})."
    ),
    "RUPTURE": lambda days, gaps: (
        f"Rupture probable\u00a0: {enumeration(str(day.year) for day in days)}, le total a plus que doublé ou plus que "
        "diminué de moitié en un an (changement d’outil ou de pratique)."
    ),
    "ECART_TOTAL": lambda days, gaps: (
        f"Les lieux publiés ne font pas le total publié (nuit du {_nights(days)}"
        f"{THIN}; écart d’au plus {_largest(gaps)})."
    ),
    "SAISON": lambda days, gaps: f"Nuit tenue hors de janvier\u00a0: {_nights(days)}. La saison change le décompte.",
    "ARRONDI": lambda days, gaps: (
        f"Pendant {plural(len(set(days)), 'mois', 'mois')}, la valeur diffère d’au plus {_largest(gaps)} "
        "de la somme du niveau inférieur\u00a0: c’est l’arrondi de la source."
    ),
}
