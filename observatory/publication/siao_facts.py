"""Measures of the SIAO of a territory that need no chart: newcomers, returns, delays of insertion requests, households never seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.charts import siao_delais
from observatory.charts.figure import Place, shown
from observatory.charts.french import THIN, month, number
from observatory.charts.siao_rows import LEAST_DENOMINATOR, LEAST_NUMERATOR, percentage
from observatory.disclosure.protected import STATE
from observatory.publication.fact import Fact, told_in
from observatory.publication.tables import Tables

if TYPE_CHECKING:
    import polars as pl

LAST_FORTNIGHTS = 24  # an older bound is left to the table
LEAST_HELD = 0.90  # I9: under it, flows are read with care
ROUNDING = 4  # a count rounded to 5 may be that far from the true one
ROUNDED = "Nombres arrondis à 5, ce dont l’intervalle tient compte."
NEW = f"Nouveau dans {{}}, pas nouveau à la rue. {ROUNDED}"
BACK = f"Retours connus des SIAO reçus seulement, sur des personnes toutes suivies deux ans{THIN}; un décès après la sortie reste inconnu. {ROUNDED}"


def siao_facts(tables: Tables, place: Place) -> tuple[Fact, ...]:
    """Every measure that stands behind its gates, in the order of the page."""
    new = NEW.format("ces SIAO" if place.niveau == "REG" else "ce SIAO")
    return (
        *told_in("combien", _unseen(tables, place)),
        *told_in("qui", _newcomers(tables, place), new),
        *told_in("durees", _insertion(tables, place), ROUNDED),
        *told_in("changements", _returns(tables, place), BACK),
        *told_in("methodes", _balance(tables, place)),
    )


def _balance(tables: Tables, place: Place) -> list[Fact]:
    """I9: whether the balance of the last month after an extraction holds from one extraction to the next."""
    expected = rows_of(tables, "siao_fiabilite", "nb_personnes_attendues", place)
    flows = rows_of(tables, "siao_flux", "nb_personnes_suivies", place)
    if expected is None or flows is None:
        return []
    stock = flows.filter(flows["mouvement"] == "STOCK").select("periode", nb_stock="nb_personnes_suivies")
    both = expected.join(stock, on="periode").drop_nulls().sort("periode")
    if both.is_empty() or (row := both.to_dicts()[-1])["nb_stock"] < LEAST_DENOMINATOR:
        return []
    held = 1 - abs(row["nb_stock"] - row["nb_personnes_attendues"]) / row["nb_stock"]
    care = "" if held >= LEAST_HELD else f". Sous 90{THIN}%, les entrées et les sorties se lisent avec réserve"
    return [
        Fact(
            f"Fiabilité du bilan, d’une extraction à la suivante ({month(row['periode_debut'])})",
            percentage(100 * held),
            f"{number(row['nb_stock'])} personnes suivies, {number(row['nb_personnes_attendues'])} attendues d’après "
            f"l’extraction précédente{care}",
        )
    ]


def _newcomers(tables: Tables, place: Place) -> list[Fact]:
    """I10: the last year whose two years before are known."""
    frame = rows_of(tables, "siao_primo_arrivants", "nb_personnes_entrees", place)
    if frame is None:
        return []
    year = frame["periode"].max()
    counts = dict(frame.filter(frame["periode"] == year).select("anciennete", "nb_personnes_entrees").rows())
    share = share_of(counts.get("PRIMO_ARRIVANT"), counts.get("TOTAL"), "personnes entrées dans l’année")
    whom = "des SIAO de la région" if place.niveau == "REG" else "de ce SIAO"
    what = f"Inconnues {whom} depuis deux ans, parmi les personnes entrées en {year}"
    return [Fact(what, *share)] if share else []


def _returns(tables: Tables, place: Place) -> list[Fact]:
    """I11: returns known after housing, within six months, one year, two years."""
    frame = rows_of(tables, "siao_retours", "nb_personnes_sorties", place)
    if frame is None:
        return []
    counts = dict(frame.select("retour", "nb_personnes_sorties").rows())
    facts, back = [], 0
    for code, words in (("RETOUR_180", "six mois"), ("RETOUR_365", "douze mois"), ("RETOUR_730", "deux ans")):
        if counts.get(code) is None:
            break
        back += counts[code]
        share = share_of(back, counts.get("TOTAL"), "personnes sorties vers un logement")
        if share:
            whom = "à un SIAO" if place.niveau == "REG" else "au SIAO"
            facts.append(Fact(f"Revenues {whom} dans les {words} qui suivent une sortie vers un logement", *share))
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
            facts.append(Fact(what, percentage(value), f"{whole} {of} des 21 derniers mois{THIN}; {limits}"))
    return facts


def _unseen(tables: Tables, place: Place) -> list[Fact]:
    """I19: the last fortnight whose lower bound is published, if it is not too old."""
    frame = rows_of(tables, "siao_invisibles", "nb_menages_vus", place)
    if frame is not None:
        frame = frame.sort("periode")[-LAST_FORTNIGHTS:]
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


def rows_of(tables: Tables, name: str, count: str, place: Place) -> pl.DataFrame | None:
    """The protected rows of a place in a table; None without any. A count is null where it is hidden."""
    table = tables.get(name)
    if table is None:
        return None
    frame = shown(table, {count: STATE})
    mine = frame.filter((frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code))
    return mine if mine.height else None


def share_of(part: int | None, whole: int | None, of: str) -> tuple[str, str] | None:
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
