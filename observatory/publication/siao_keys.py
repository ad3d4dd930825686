"""The key numbers of the SIAO of a territory: persons followed, households or requests without a place, one night."""

from __future__ import annotations

from observatory.charts.figure import Place
from observatory.charts.french import NBSP, capital, full_date, month, number
from observatory.charts.siao_rows import COUNTED, counts_by, flow, followers, percentage, rate, told
from observatory.publication.key import Key
from observatory.publication.tables import Tables


def siao_keys(tables: Tables, place: Place) -> tuple[Key, ...]:
    """The key numbers of the last month known, in the order of the page."""
    if place.niveau == "DEP":
        return (*_stock_key(tables, place), *_households_key(tables, place), *_night_key(tables, place))
    return (*_recounted_key(tables, place), *_requests_key(tables, place))


def _recounted_key(tables: Tables, place: Place) -> list[Key]:
    """The stock of a région or an EPCI, recounted: it has no band."""
    found = counts_by(tables.get("siao_flux"), place, "nb_personnes_suivies", "mouvement")
    known = [(day, counts["STOCK"]) for day, counts in found.items() if counts.get("STOCK") is not None]
    if not known:
        return []
    day, value = known[-1]
    more = f"{capital(COUNTED[place.niveau])}."
    return [Key(told(value), f"personnes suivies par {followers(place)} fin {month(day)}", more)]


def _requests_key(tables: Tables, place: Place) -> list[Key]:
    """The part of the requests without a place; new ones where the SIAO tell them apart, all of those of an EPCI."""
    if place.niveau == "SIREN_EPCI":
        found = counts_by(tables.get("siao_demandes_epci"), place, "nb_demandes", "reponse_demande")
        asked, kind = {day: {("STOCK", code): nb for code, nb in one.items()} for day, one in found.items()}, "STOCK"
    else:
        asked = counts_by(tables.get("siao_demandes"), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
        kind = "FLUX"
    if not asked:
        return []
    day, counts = list(asked.items())[-1]
    if kind == "FLUX" and flow(counts).get(("FLUX", "TOTAL")) is None:
        kind = "STOCK"
    share = rate(counts, (kind, "NON_POURVUE"), (kind, "TOTAL"))
    if share is None:
        return []
    which = "des demandes nouvelles" if kind == "FLUX" else "des demandes, renouvellements compris,"
    of = f"{number(counts[kind, 'NON_POURVUE'])} demandes sur {number(counts[kind, 'TOTAL'])}. Une demande n’est pas une personne."
    return [Key(percentage(share), f"{which} faites au 115 en {month(day)} sont restées sans place", of)]


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
