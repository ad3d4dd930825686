"""The key numbers of a SIAO: persons followed, households without a place, persons without a place on one night."""

from __future__ import annotations

from observatory.charts.figure import Place
from observatory.charts.french import NBSP, full_date, month, number
from observatory.charts.siao_rows import counts_by, flow, percentage, rate, told
from observatory.publication.key import Key
from observatory.publication.tables import Tables


def siao_keys(tables: Tables, place: Place) -> tuple[Key, ...]:
    """The key numbers of the last month known, in the order of the page."""
    return (*_stock_key(tables, place), *_households_key(tables, place), *_night_key(tables, place))


def _stock_key(tables: Tables, place: Place) -> list[Key]:
    found = counts_by(tables.get("siao_bornes"), place, "nb_personnes_suivies", "mouvement", "rapprochement")
    if not found:
        return []
    day, counts = list(found.items())[-1]
    middle, low, high = (counts.get(("STOCK", one)) for one in ("CENTRAL", "LARGE", "STRICT"))
    if middle is None:
        return []
    band = f"Entre {number(low)} et {number(high)} selon la façon de reconnaître la même personne."
    if low == high:
        band = "Le même nombre, à l’arrondi près, de trois façons de reconnaître la même personne."
    return [Key(number(middle), f"personnes suivies par le SIAO fin {month(day)}", band)]


def _households_key(tables: Tables, place: Place) -> list[Key]:
    households = counts_by(tables.get("siao_menages"), place, "nb_menages", "acces_place")
    by_request = counts_by(tables.get("siao_demandes"), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
    if not households:
        return []
    day, counts = list(households.items())[-1]
    share = rate(counts, "JAMAIS", "TOTAL")
    if share is None:
        return []
    new = rate(flow(by_request.get(day, {})), ("FLUX", "NON_POURVUE"), ("FLUX", "TOTAL"))
    beside = f" Par demande nouvelle{NBSP}: {percentage(new)}." if new is not None else ""
    return [
        Key(
            percentage(share),
            f"des ménages qui ont appelé le 115 en {month(day)} n’ont jamais eu de place",
            f"{number(counts['JAMAIS'])} ménages sur {number(counts['TOTAL'])}.{beside}",
        )
    ]


def _night_key(tables: Tables, place: Place) -> list[Key]:
    nights = counts_by(tables.get("siao_nuitees"), place, "nb_nuitees", "issue_nuit", "tranche_age", length=10)
    if not nights:
        return []
    night, counts = list(nights.items())[-1]
    out, minors, asked = (counts.get(key) for key in (("NON_POURVUE", "TOTAL"), ("NON_POURVUE", "MINEUR"), ("TOTAL", "TOTAL")))  # fmt: skip
    if out is None:
        return []
    of_whom = f"Dont {told(minors)} mineurs. " if minors is not None and out else ""
    return [
        Key(
            told(out),
            f"personnes sans place après un appel au 115, la nuit du lundi {full_date(night)}",
            f"{of_whom}{told(asked).capitalize()} personnes demandaient une place cette nuit-là.",
        )
    ]
