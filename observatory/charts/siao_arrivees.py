"""Who enters the follow-up of a SIAO each month: persons never seen before, and persons who come back."""

from __future__ import annotations

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, month, number
from observatory.charts.siao_demandes import stacked
from observatory.charts.siao_plot import Events, told_events
from observatory.charts.siao_rows import counts_by, inactivity, rounding
from observatory.disclosure.protected import ProtectedTable

NEW, BACK = "NOUVELLES", ("RETOUR_LOGEMENT", "RETOUR_INACTIVITE", "RETOUR_AUTRE")


def arrivals(table: ProtectedTable | None, events: Events, place: Place, credit: Credit) -> Figure | None:
    """Entries of each month, new persons then returns, stacked from zero. None where no month tells them apart.

    `table`: the protected « siao_flux ».
    """
    if table is None:
        return None
    found = counts_by(require_protected(table), place, "nb_personnes_suivies", "mouvement")
    rows = []
    for day, counts in found.items():
        new, back = counts.get(NEW), [counts.get(code) for code in BACK]
        if new is not None and None not in back:
            rows.append((day, new + sum(back), new, sum(back), *back))
    if not rows:
        return None
    days, last = [row[0] for row in rows], rows[-1]
    span = f"{month(days[0])} à {month(days[-1])}"
    return Figure(
        id=f"{place.slug}-siao-arrivees",
        title=f"{place.libelle}{NBSP}: personnes entrées dans le suivi chaque mois, nouvelles ou de retour",
        subtitle=f"Nombre de personnes, de {span}",
        source=credit.line,
        date=f"Données arrêtées à {month(days[-1])}, publiées le {credit.date_publication}.",
        alt=f"Diagramme en barres empilées. {place.libelle}{NBSP}: personnes entrées dans le suivi, de {span}. En {month(last[0])}{NBSP}: "
        f"{number(last[1])}, dont {number(last[2])} jamais vues avant et {number(last[3])} de retour.",
        plot=stacked(rows, events, "personnes entrées", ("jamais vues", "de retour")),
        header=("mois", "personnes entrées", "jamais vues avant", "de retour", "dont d’un logement", "dont après une absence", "dont autres"),
        rows=tuple(rows),
        note=f"«{NBSP}Jamais vues{NBSP}» dépend de l’ancienneté du fichier{NBSP}: il commence en {month(days[0])}, et les premiers mois en "
        f"comptent trop. {inactivity(place)} {rounding(place)}{told_events(events)}",
        place=place,
        est_fictif=place.est_fictif,
    )  # fmt: skip
