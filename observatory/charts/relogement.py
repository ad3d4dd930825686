"""Access to social housing: the flow of each month, the total of each year."""

from __future__ import annotations

from datetime import date

from observatory.charts.caveats import caveats_of
from observatory.charts.figure import Caveat, Credit, Figure, Place, require_protected
from observatory.charts.french import month, number, periods
from observatory.charts.relogement_plot import annual_plot, monthly_plot
from observatory.disclosure.protected import ProtectedTable

ESTIMATED = "Personnes estimées par la source (ménages × 2,2)."
_STATUS = {"PUBLIE": "publié", "CORRIGE": "corrigé", "NON_COLLECTE": "non collecté"}


def monthly_flow(table: ProtectedTable, caveats: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """Persons rehoused each month in one place, as bars; a month without a flow is a gap, never a zero.

    `table` is the protected « relogement_mensuel ». None when the place has no flow at all.
    """
    rows = _rows(table, place, "date_mois", "nb_personnes_mois", "nb_personnes_cumul", "statut_valeur")
    known = [row for row in rows if row[1] is not None]
    if not known:
        return None
    drawn = rows[_first_drawn(rows) :]
    absent = [day for day, _, _, status in drawn if status == "NON_COLLECTE"]
    unknown = [day for day, flow, _, status in drawn if flow is None and status != "NON_COLLECTE"]
    span = f"{month(drawn[0][0])} à {month(drawn[-1][0])}"
    return Figure(
        id=f"{place.slug}-relogement-mensuel",
        title=f"{place.libelle}\u00a0: personnes sans domicile relogées dans le parc social, par mois",
        subtitle=f"Nombre de personnes par mois, de {span}",
        source=credit.line,
        date=f"Données arrêtées à {month(known[-1][0])}, publiées le {credit.date_publication}.",
        alt=_monthly_words(place, span, known, absent, unknown),
        plot=monthly_plot(drawn, absent, unknown),
        header=("mois", "personnes relogées dans le mois", "personnes relogées depuis janvier", "statut"),
        rows=tuple((day, flow, total, _STATUS.get(status, status)) for day, flow, total, status in rows),
        note=ESTIMATED,
        warnings=caveats_of(caveats, place, "relogement_mensuel"),
        est_fictif=place.est_fictif,
    )


def annual_totals(table: ProtectedTable, caveats: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """Persons rehoused each year in one place; a year whose December is unknown is hatched and says where it stops.

    `table` is the protected « relogement_annuel ». None when the place has no year.
    """
    rows = _rows(table, place, "annee", "nb_personnes_annee", "dernier_mois", "est_annee_complete")
    if not rows:
        return None
    partial = [row for row in rows if not row[3]]
    return Figure(
        id=f"{place.slug}-relogement-annuel",
        title=f"{place.libelle}\u00a0: personnes sans domicile relogées dans le parc social, par an",
        subtitle="Nombre de personnes par année civile" + (" (hachures\u00a0: année incomplète)" if partial else ""),
        source=credit.line,
        date=f"Données arrêtées à {month(rows[-1][2])}, publiées le {credit.date_publication}.",
        alt=_annual_words(place, rows),
        plot=annual_plot(rows),
        header=("année", "personnes relogées", "dernier mois connu", "année complète"),
        rows=tuple((year, total, last, "oui" if full else "non") for year, total, last, full in rows),
        note=ESTIMATED,
        warnings=(
            *caveats_of(caveats, place, "relogement_annuel"),
            *_on_the_totals(caveats_of(caveats, place, "relogement_mensuel"), {row[2] for row in rows}),
        ),
        est_fictif=place.est_fictif,
        height=300,
    )


def _rows(table: ProtectedTable, place: Place, *columns: str) -> list[tuple]:
    frame = require_protected(table).frame
    kept = frame.filter((frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code))
    return kept.select(columns).sort(columns[0]).rows()


def _first_drawn(rows: list[tuple]) -> int:
    """The first month with a flow or not collected: a lone first total has no flow to show."""
    return next(i for i, (_, flow, _, status) in enumerate(rows) if flow is not None or status == "NON_COLLECTE")


def _on_the_totals(caveats: tuple[Caveat, ...], months: set[date]) -> tuple[Caveat, ...]:
    """Caveats on a month whose cumulative count is the total of its year."""
    return tuple(
        caveat for caveat in caveats if caveat.nature in ("ERREUR", "CORRECTION") and months & set(caveat.dates)
    )


def _monthly_words(place: Place, span: str, known: list[tuple], absent: list[date], unknown: list[date]) -> str:
    low, high = min(known, key=lambda row: row[1]), max(known, key=lambda row: row[1])
    last = known[-1]
    words = [
        f"Diagramme en barres. {place.libelle}\u00a0: personnes sans domicile relogées chaque mois, de {span}.",
        f"Le mois le plus haut est {month(high[0])} ({number(high[1])}), le plus bas {month(low[0])} ({number(low[1])}).",
        f"Dernier mois connu, {month(last[0])}\u00a0: {number(last[1])}.",
    ]
    if absent:
        words.append(f"Non collecté\u00a0: {periods(absent)}.")
    if unknown:
        words.append(f"Flux non calculable\u00a0: {periods(unknown)}.")
    return " ".join(words)


def _annual_words(place: Place, rows: list[tuple]) -> str:
    years = ", ".join(
        f"{year}\u00a0: {number(total)}" + ("" if full else f" (jusqu’à {month(last)})")
        for year, total, last, full in rows
    )
    return f"Diagramme en barres. {place.libelle}\u00a0: personnes sans domicile relogées par année. {years}."
