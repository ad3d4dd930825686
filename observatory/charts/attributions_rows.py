"""Allocations of one place read from the protected tables: the terms of each year, shares behind their gates, intervals."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.charts.figure import Place, require_protected, shown
from observatory.charts.french import NBSP
from observatory.charts.siao_rows import LEAST_DENOMINATOR, LEAST_NUMERATOR
from observatory.disclosure.protected import STATE, ProtectedTable

ROUNDING = 4  # a count rounded to 5 may be that far from the true one
ROUNDING_NOTE = f"Nombres arrondis à 5{NBSP}: chacun peut s’écarter de quatre unités, les sommes restent justes."


@dataclass(frozen=True)
class Terms:
    """The terms of a year: A `sheltered`, B `asylum`, C `rough`, A + C `gross`, (A − B) + C `net`, D `whole`; None: not known."""

    year: int
    sheltered: int | None
    asylum: int | None
    rough: int | None
    gross: int | None
    net: int | None
    whole: int | None


def yearly_terms(table: ProtectedTable | None, place: Place) -> list[Terms]:
    """The years of a place that were received, in order, from the protected « attributions »."""
    counts = ("nb_heberges", "nb_dna", "nb_sans_abri", "nb_sans_domicile", "nb_sans_domicile_hors_dna", "nb_radiations")
    rows = counts_of(table, place, "nb_radiations", *counts[:-1])
    return [Terms(row["annee"], *(row[name] for name in counts)) for row in rows if row["nb_radiations"] is not None]


def counts_of(table: ProtectedTable | None, place: Place, first: str, *others: str) -> list[dict]:
    """The rows of a place in the order of time; a count is None where it is hidden or was not collected.

    `first`: the count whose state is `statut_valeur`; `others`: those whose state is `statut_<count>`.
    """
    if table is None:
        return []
    states = {first: STATE} | {name: f"statut_{name}" for name in others}
    frame = shown(require_protected(table), states)
    mine = frame.filter((frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code))
    when = "annee" if "annee" in mine.columns else "date_reference"
    return mine.sort(when).to_dicts()


def share(part: int | None, whole: int | None) -> float | None:
    """100 × part / whole, from protected counts; None behind a gate (G2, G5)."""
    if part is None or whole is None or part < LEAST_NUMERATOR or whole < LEAST_DENOMINATOR:
        return None
    return 100 * part / whole


def interval(part: int, whole: int) -> tuple[float, float]:
    """The limits at 95 % of a share (Wilson), in per cent, those of the counts that rounding allows included."""
    from observatory.indicators.small_numbers import wilson_interval

    low = wilson_interval(max(part - ROUNDING, 0), whole)[0]
    high = wilson_interval(min(part + ROUNDING, whole), whole)[1]
    return 100 * float(low), 100 * float(high)
