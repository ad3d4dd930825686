"""What the 115 was asked from an EPCI and what it answered: all the requests of each month made from one of its communes."""

from __future__ import annotations

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, month, number
from observatory.charts.siao_demandes import SATURATION, stacked
from observatory.charts.siao_plot import Events, told_events
from observatory.charts.siao_rows import counts_by, rounding
from observatory.disclosure.protected import ProtectedTable


def placed_requests(table: ProtectedTable | None, events: Events, place: Place, credit: Credit) -> Figure | None:
    """All requests of each month, met or not, stacked from zero. None for a place that is no EPCI of a SIAO.

    `table`: the protected « siao_demandes_epci ».
    """
    if table is None or place.niveau != "SIREN_EPCI":
        return None
    found = counts_by(require_protected(table), place, "nb_demandes", "reponse_demande")
    rows = [(day, *(counts.get(code) for code in ("TOTAL", "NON_POURVUE", "POURVUE"))) for day, counts in found.items()]
    rows = [row for row in rows if None not in row]
    if not rows:
        return None
    last, span = rows[-1], f"{month(rows[0][0])} à {month(rows[-1][0])}"
    return Figure(
        id=f"{place.slug}-siao-demandes",
        title=f"{place.libelle}{NBSP}: demandes d’hébergement au 115, par mois",
        subtitle=f"Nombre de demandes, renouvellements compris, faites d’une commune de l’EPCI et qui ont une réponse, de {span}",
        source=credit.line,
        date=f"Données arrêtées à {month(last[0])}, publiées le {credit.date_publication}.",
        alt=f"Diagramme en barres empilées. {place.libelle}{NBSP}: demandes au 115, de {span}. "
        f"En {month(last[0])}{NBSP}: {number(last[1])} demandes, dont {number(last[2])} non pourvues.",
        plot=stacked(rows, events, "demandes"),
        header=("mois", "demandes", "dont non pourvues", "dont pourvues"),
        rows=tuple(rows),
        note=f"Une demande n’est pas une personne. Selon la commune où elle est faite. {SATURATION} {rounding(place)}{told_events(events)}",
        place=place,
        est_fictif=place.est_fictif,
    )
