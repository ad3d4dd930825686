"""The share of social homes that go to households without one, year after year: official where it exists, gross beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

from observatory.charts.attributions_plot import shares_plot
from observatory.charts.attributions_rows import ROUNDING_NOTE, Terms, interval, share, yearly_terms
from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, THIN, number
from observatory.charts.goals import SHARE, goals_of, spoken_goals, told_goals
from observatory.charts.siao_plot import Events, told_events
from observatory.disclosure.protected import ProtectedTable

GROSS = f"Part brute, DNA non déduit{NBSP}: le DNA n’est pas connu sous le département."
BOTH = f"Part nette{NBSP}: ménages du DNA déduits (programme 177). Part brute{NBSP}: DNA non déduit."


def shares(
    table: ProtectedTable | None,
    events: Events,
    place: Place,
    credit: Credit,
    objectives: ProtectedTable | None = None,
) -> Figure | None:
    """The share of each year with its interval, net where the asylum deduction exists, gross in any case; the objective
    announced for the net share.

    `table` is the protected « attributions », `objectives` the protected « objectifs ». None without two years that have a share.
    """
    terms = yearly_terms(require_protected(table), place) if table else []
    rows = [row_of(one) for one in terms]
    known = [row for row in rows if row[4] is not None]
    if len(known) < 2:
        return None
    is_net = any(row[1] is not None for row in rows)
    last = known[-1]
    main = "nette" if is_net else "brute"
    years = [row[0] for row in rows]
    goals = goals_of(objectives, place, SHARE) if is_net else {}
    aims = [goals[year].value if year in goals else None for year in years]
    told = f"{percent(last[1] if is_net else last[4])} en {last[0]}" if (last[1] if is_net else last[4]) is not None else f"non donnée en {last[0]}"  # fmt: skip
    return Figure(
        id=f"{place.slug}-attributions-part",
        title=f"{place.libelle}{NBSP}: part des attributions de logements sociaux aux ménages sans domicile",
        subtitle=f"Part {main} des radiations pour attribution de l’année, en{THIN}%"
        + (" (tirets : part brute)" if is_net else ", DNA non déduit"),
        source=credit.line,
        date=f"Années arrêtées au 20 janvier suivant{NBSP}; dernière{NBSP}: {terms[-1].year}. Publié le {credit.date_publication}.",
        alt=f"Courbe. {place.libelle}{NBSP}: part {main} des attributions aux ménages sans domicile, de {rows[0][0]} à {rows[-1][0]}. "
        f"{told.capitalize()}, intervalle à 95{THIN}% de {percent(last[2])} à {percent(last[3])}."
        + spoken_goals(goals, years, f"{THIN}%"),
        plot=shares_plot(rows, is_net, events, aims),
        header=("année", "part nette, en %", "borne basse, en %", "borne haute, en %", "part brute, en %")
        + (("objectif, en %",) if any(aims) else ()),
        rows=tuple((*row, *((aim,) if any(aims) else ())) for row, aim in zip(rows, aims, strict=True)),
        note=f"{BOTH if is_net else GROSS} Situation déclarée{NBSP}; squat et camping exclus. Traits verticaux{NBSP}: intervalle à 95{THIN}% "
        f"(Wilson), arrondi compris. {ROUNDING_NOTE}" + told_goals(goals, years, f"{THIN}%") + told_events(events),
        place=place,
        est_fictif=place.est_fictif,
        height=300,
    )  # fmt: skip


def row_of(terms: Terms) -> tuple[int, float | None, float | None, float | None, float | None]:
    """`year, net share, low, high, gross share`, in per cent; the interval is that of the net share, else of the gross one."""
    net, gross = share(terms.net, terms.whole), share(terms.gross, terms.whole)
    low, high = (
        interval(terms.net if net is not None else terms.gross, terms.whole) if gross is not None else (None, None)
    )
    return terms.year, net, low, high, gross


def percent(value: float | None) -> str:
    """« 6,2 % »: a share of thousands keeps one decimal."""
    return f"{number(value, 1)}{THIN}%"


def events_of(rows: list[dict[str, Any]], place: Place, years: list[int]) -> list[dict[str, Any]]:
    """The dated facts of a place that a series of allocations shows: partnerships and changes of rules."""
    if not years:
        return []
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    return [
        row
        for row in rows
        if (row["niveau"], row["territoire_code"]) == (place.niveau, place.code)
        and row["evenement_type"].startswith(("PARTENARIAT_", "CHANGEMENT_"))
        and first <= row["evenement_debut"] <= last
    ]
