"""Access to social housing: the flow of each month, the total of each year."""

from __future__ import annotations

from datetime import date

from observatory.charts.caveats import caveats_of
from observatory.charts.figure import Caveat, Credit, Figure, Place, require_protected, shown
from observatory.charts.french import aloud, month, number, periods
from observatory.charts.goals import PERSONS, goals_of, spoken_goals, told_goals
from observatory.charts.marks import KEY
from observatory.charts.relogement_plot import annual_plot, monthly_plot
from observatory.disclosure.protected import HIDDEN, NOT_COLLECTED, STATE, ProtectedTable

ESTIMATED = "Personnes estimées par la source (ménages × 2,2)."
FLOW_STATE = "statut_nb_personnes_mois"
_MONTHLY = {"nb_personnes_mois": FLOW_STATE, "nb_personnes_cumul": STATE}


def monthly_flow(table: ProtectedTable, caveats: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """Persons rehoused each month in one place, as bars; a month without a flow is a gap that says why, never a zero.

    `table` is the protected « relogement_mensuel ». None when the place has no flow, shown or hidden.
    """
    rows = _rows(table, _MONTHLY, place, "date_mois", "nb_personnes_mois", FLOW_STATE, "nb_personnes_cumul", STATE)
    known = [row for row in rows if row[1] is not None]
    if not known and all(row[2] != HIDDEN for row in rows):
        return None
    drawn = rows[_first_drawn(rows) :]
    hidden = [day for day, _, flow_state, *_ in drawn if flow_state == HIDDEN]
    absent = [day for day, *_, state in drawn if state == NOT_COLLECTED]
    unknown = [row[0] for row in drawn if row[1] is None and row[0] not in {*hidden, *absent}]
    span = f"{month(drawn[0][0])} à {month(drawn[-1][0])}"
    return Figure(
        id=f"{place.slug}-relogement-mensuel",
        title=f"{place.libelle}\u00a0: personnes sans domicile relogées dans le parc social, par mois",
        subtitle=f"Nombre de personnes par mois, de {span}",
        source=credit.line,
        date=f"Données arrêtées à {month(_last(rows))}, publiées le {credit.date_publication}.",
        alt=_monthly_words(place, span, known, hidden, absent, unknown),
        plot=monthly_plot(drawn, hidden, absent, unknown),
        header=("mois", "personnes relogées dans le mois", FLOW_STATE, "personnes relogées depuis janvier", STATE),
        rows=tuple(rows),
        states={1: 2, 3: 4},
        note=ESTIMATED + (KEY if hidden else ""),
        warnings=caveats_of(caveats, place, "relogement_mensuel"),
        place=place,
        est_fictif=place.est_fictif,
    )


def annual_totals(
    table: ProtectedTable,
    caveats: ProtectedTable | None,
    place: Place,
    credit: Credit,
    objectives: ProtectedTable | None = None,
) -> Figure | None:
    """Persons rehoused each year in one place, beside what was announced; a year whose December is unknown is hatched and
    says where it stops.

    `table` is the protected « relogement_annuel », `objectives` the protected « objectifs ». None when the place has no year.
    """
    states = {"nb_personnes_annee": STATE}
    rows = _rows(table, states, place, "annee", "nb_personnes_annee", STATE, "dernier_mois", "est_annee_complete")
    if not rows:
        return None
    partial = [row for row in rows if not row[4]]
    years = [row[0] for row in rows]
    goals = goals_of(objectives, place, PERSONS)
    aims = [goals[year].value if year in goals else None for year in years]
    return Figure(
        id=f"{place.slug}-relogement-annuel",
        title=f"{place.libelle}\u00a0: personnes sans domicile relogées dans le parc social, par an",
        subtitle="Nombre de personnes par année civile"
        + (" (trait et italique\u00a0: objectif de l’année)" if any(aims) else "")
        + (" (hachures\u00a0: année incomplète)" if partial else ""),
        source=credit.line,
        date=f"Données arrêtées à {month(rows[-1][3])}, publiées le {credit.date_publication}.",
        alt=_annual_words(place, rows) + spoken_goals(goals, years),
        plot=annual_plot(rows, aims),
        header=("année", "personnes relogées", STATE, "dernier mois connu", "année complète")
        + (("objectif de l’année",) if any(aims) else ()),
        rows=tuple(
            (*row[:4], "oui" if row[4] else "non", *((aim,) if any(aims) else ()))
            for row, aim in zip(rows, aims, strict=True)
        ),
        states={1: 2},
        note=ESTIMATED + told_goals(goals, years) + (KEY if any(row[2] == HIDDEN for row in rows) else ""),
        warnings=(
            *caveats_of(caveats, place, "relogement_annuel"),
            *_on_the_totals(caveats_of(caveats, place, "relogement_mensuel"), {row[3] for row in rows}),
        ),
        place=place,
        est_fictif=place.est_fictif,
        height=300,
    )


def _rows(table: ProtectedTable, states: dict[str, str], place: Place, *columns: str) -> list[tuple]:
    frame = shown(require_protected(table), states)
    kept = frame.filter((frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code))
    return kept.select(columns).sort(columns[0]).rows()


def _first_drawn(rows: list[tuple]) -> int:
    """The first month with a flow, hidden, or not collected: a lone first total has no flow to show."""
    return next(i for i, row in enumerate(rows) if row[1] is not None or HIDDEN in row or row[4] == NOT_COLLECTED)


def _last(rows: list[tuple]) -> date:
    """The last month with a flow, shown or hidden."""
    return next(row[0] for row in reversed(rows) if row[1] is not None or row[2] == HIDDEN)


def _on_the_totals(caveats: tuple[Caveat, ...], months: set[date]) -> tuple[Caveat, ...]:
    """Caveats on a month whose cumulative count is the total of its year."""
    return tuple(
        caveat for caveat in caveats if caveat.nature in ("ERREUR", "CORRECTION") and months & set(caveat.dates)
    )


def _monthly_words(
    place: Place, span: str, known: list[tuple], hidden: list[date], absent: list[date], unknown: list[date]
) -> str:
    words = [f"Diagramme en barres. {place.libelle}\u00a0: personnes sans domicile relogées chaque mois, de {span}."]
    if known:
        low, high, last = min(known, key=lambda row: row[1]), max(known, key=lambda row: row[1]), known[-1]
        words += [
            f"Le mois le plus haut est {month(high[0])} ({number(high[1])}), le plus bas {month(low[0])} ({number(low[1])}).",
            f"Dernier mois connu, {month(last[0])}\u00a0: {number(last[1])}.",
        ]
    if hidden:
        words.append(f"Masqué (secret statistique)\u00a0: {periods(hidden)}.")
    if absent:
        words.append(f"Non collecté\u00a0: {periods(absent)}.")
    if unknown:
        words.append(f"Flux non calculable\u00a0: {periods(unknown)}.")
    return " ".join(words)


def _annual_words(place: Place, rows: list[tuple]) -> str:
    years = ", ".join(
        f"{year}\u00a0: {aloud(total, state)}" + ("" if full else f" (jusqu’à {month(last)})")
        for year, total, state, last, full in rows
    )
    return f"Diagramme en barres. {place.libelle}\u00a0: personnes sans domicile relogées par année. {years}."
