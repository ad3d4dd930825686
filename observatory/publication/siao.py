"""What the page of a département says of its SIAO: key numbers, figures, returns and newcomers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from observatory.charts import siao_delais, siao_demandes, siao_flux
from observatory.charts.figure import Figure, Place, shown
from observatory.charts.french import NBSP, THIN, full_date, month, number
from observatory.charts.siao_rows import LEAST_DENOMINATOR, LEAST_NUMERATOR, counts_by, flow, percentage, rate, told
from observatory.disclosure.protected import STATE
from observatory.publication.key import Key
from observatory.publication.tables import Tables

if TYPE_CHECKING:
    import polars as pl

REQUESTS, STAYS = "lake.siao_demande_115", "lake.siao_prise_en_charge"
SEASONAL = ("PLAN_GRAND_FROID", "TREVE_HIVERNALE")  # every year: they explain no break
ROUNDING = 4  # a count rounded to 5 may be that far from the true one
MOST_EVENTS = 12  # beyond, letters hide what they explain


@dataclass(frozen=True)
class Fact:
    """A measure that needs no chart: what it is, its value, of whom and its limits."""

    what: str
    value: str
    more: str


@dataclass(frozen=True)
class Siao:
    """The part of a portrait that comes from the SIAO of the département."""

    figures: tuple[Figure, ...] = ()
    keys: tuple[Key, ...] = ()
    facts: tuple[Fact, ...] = ()


def siao(tables: Tables, place: Place) -> Siao:
    """What the protected tables of this release say of the SIAO of a place; empty when they say nothing."""
    requested, households, nights = map(tables.get, ("siao_demandes", "siao_menages", "siao_nuitees"))
    bounds, flows, housed = map(tables.get, ("siao_bornes", "siao_flux", "siao_delais_logement"))
    calls, all_exports = tables.credit(REQUESTS), tables.credit(STAYS)
    months = [*counts_by(requested, place, "nb_demandes", "reponse_demande"), *counts_by(bounds, place, "nb_personnes_suivies", "mouvement")]  # fmt: skip
    events = _events(tables, place, months)
    figures = (
        siao_demandes.requests(requested, flows, events, place, calls),
        siao_demandes.rates(requested, households, nights, events, place, calls),
        siao_flux.stock(bounds, events, place, all_exports),
        siao_flux.year_of_moves(flows, place, all_exports),
        siao_delais.what_became(housed, place, all_exports),
        siao_delais.housed_by_cohort(housed, place, all_exports),
    )
    keys = (*_stock_key(tables, place), *_households_key(tables, place), *_night_key(tables, place))
    facts = (*_newcomers(tables, place), *_returns(tables, place), *_insertion(tables, place), *_unseen(tables, place))
    return Siao(tuple(figure for figure in figures if figure), keys, facts)


def _events(tables: Tables, place: Place, months: list[date]) -> list[dict[str, Any]]:
    """The dated events of the place that fall in its series and do not come back every year."""
    table = tables.get("evenements")
    if table is None or not months:
        return []
    found = [
        row
        for row in table.frame.sort("evenement_debut", "evenement_id").to_dicts()
        if (row["niveau"], row["territoire_code"]) == (place.niveau, place.code)
        and row["evenement_type"] not in SEASONAL
        and min(months) <= row["evenement_debut"] <= max(months)
    ]
    return found[-MOST_EVENTS:]


def _stock_key(tables: Tables, place: Place) -> list[Key]:
    found = counts_by(tables.get("siao_bornes"), place, "nb_personnes_suivies", "mouvement", "rapprochement")
    if not found:
        return []
    day, counts = list(found.items())[-1]
    middle, low, high = (counts.get(("STOCK", one)) for one in ("CENTRAL", "LARGE", "STRICT"))
    if middle is None:
        return []
    band = (
        f"Entre {number(low)} et {number(high)} selon la façon de reconnaître la même personne." if low != high else ""
    )
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


def _newcomers(tables: Tables, place: Place) -> list[Fact]:
    """I10: the last year whose two years before are known."""
    frame = _mine(tables, "siao_primo_arrivants", "nb_personnes_entrees", place)
    if frame is None:
        return []
    year = frame["periode"].max()
    counts = dict(frame.filter(frame["periode"] == year).select("anciennete", "nb_personnes_entrees").rows())
    share = _share(counts.get("PRIMO_ARRIVANT"), counts.get("TOTAL"), "personnes entrées dans l’année")
    what = f"Inconnues de ce SIAO depuis deux ans, parmi les personnes entrées en {year}"
    return [Fact(what, *share)] if share else []


def _returns(tables: Tables, place: Place) -> list[Fact]:
    """I11: returns known after housing, within six months, one year, two years."""
    frame = _mine(tables, "siao_retours", "nb_personnes_sorties", place)
    if frame is None:
        return []
    counts = dict(frame.select("retour", "nb_personnes_sorties").rows())
    facts, back = [], 0
    for code, words in (("RETOUR_180", "six mois"), ("RETOUR_365", "douze mois"), ("RETOUR_730", "deux ans")):
        if counts.get(code) is None:
            break
        back += counts[code]
        share = _share(back, counts.get("TOTAL"), "personnes sorties vers un logement")
        if share:
            facts.append(Fact(f"Revenues au SIAO dans les {words} qui suivent une sortie vers un logement", *share))
    return facts


def _insertion(tables: Tables, place: Place) -> list[Fact]:
    """I12, companions: requests oriented within three months, orientations that lead to an admission within three months."""
    table, facts = tables.get("siao_delais_insertion"), []
    for goal, what, of in (
        ("ORIENTATION", "Demandes d’insertion orientées dans les trois mois qui suivent leur transmission", "demandes"),
        ("ADMISSION", "Orientations suivies d’une admission dans les trois mois", "orientations"),
    ):
        counts = siao_delais.delay_counts(table, place, "nb_demandes_insertion", goal).get(siao_delais.RECENT, {})
        if told := siao_delais.part(counts, siao_delais.HOUSED, "090"):
            value, low, high = told
            limits = f"intervalle à 95{THIN}% de {low:.0f} à {percentage(high)}"
            whole = number(counts[siao_delais.TOTAL, "000"][0])
            facts.append(Fact(what, percentage(value), f"{whole} {of} des 24 derniers mois{THIN}; {limits}"))
    return facts


def _unseen(tables: Tables, place: Place) -> list[Fact]:
    """I19: the last fortnight whose lower bound is published."""
    frame = _mine(tables, "siao_invisibles", "nb_menages_vus", place)
    if frame is None or (frame := frame.drop_nulls(["nb_menages_au_moins", "nb_menages_vus"])).is_empty():
        return []
    row = frame.sort("periode").to_dicts()[-1]
    limits = f"intervalle à 95{THIN}% de {number(row['nb_menages_au_moins_bas'])} à {number(row['nb_menages_au_moins_haut'])}"
    return [
        Fact(
            f"Ménages à la recherche d’une place en deux semaines, avec ceux que le 115 n’a pas vus ({month(row['periode_debut'])})",
            f"au moins {number(row['nb_menages_au_moins'])}",
            f"{number(row['nb_menages_vus'])} ménages vus{THIN}; {limits}",
        )
    ]


def _mine(tables: Tables, name: str, count: str, place: Place) -> pl.DataFrame | None:
    table = tables.get(name)
    if table is None:
        return None
    frame = shown(table, {count: STATE})
    mine = frame.filter((frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code))
    return mine if mine.height else None


def _share(part: int | None, whole: int | None, of: str) -> tuple[str, str] | None:
    """« 73 % » and « 380 sur 525 personnes…, intervalle à 95 % de 69 à 77 % »; None behind a gate.

    The limits hold the rounding too: they are those of the counts four units away.
    """
    from observatory.indicators.small_numbers import wilson_interval

    if part is None or whole is None or part < LEAST_NUMERATOR or whole < LEAST_DENOMINATOR:
        return None
    low = 100 * float(wilson_interval(max(part - ROUNDING, 0), whole)[0])
    high = 100 * float(wilson_interval(min(part + ROUNDING, whole), whole)[1])
    return (
        percentage(100 * part / whole),
        f"{number(part)} sur {number(whole)} {of}{THIN}; intervalle à 95{THIN}% de {low:.0f} à {percentage(high)}",
    )
