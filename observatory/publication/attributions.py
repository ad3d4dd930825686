"""What the page of a territory says of allocations to households without a home: share, terms, measures beside it, places."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.charts.attributions import events_of, percent, row_of, shares
from observatory.charts.attributions_rows import Terms, yearly_terms
from observatory.charts.attributions_types import CONTINGENTS, LANDLORDS, by_type, unknown_types
from observatory.charts.figure import Figure, Place
from observatory.charts.french import NBSP, number
from observatory.charts.multiples import shares_inside
from observatory.charts.offre import against_objectives
from observatory.charts.pression import pressure
from observatory.publication.attributions_facts import attributions_facts
from observatory.publication.fact import Fact
from observatory.publication.key import Key
from observatory.publication.places import Supply, supply
from observatory.publication.tables import Tables

SNE, REQUESTS, SUPPLY = "lake.sne_attribution", "lake.sne_demande", "lake.offre_places"
# Level → what is inside it, the column that says in which one, and what it is called.
INSIDE = {
    "FR": ("REG", "", "régions"),
    "REG": ("DEP", "region_code", "départements"),
    "DEP": ("SIREN_EPCI", "departement_code", "intercommunalités"),
}
WITHOUT = {
    "non reçue": "La liste des bailleurs n’est pas reçue\u00a0: les attributions ne sont pas données par type de bailleur.",
    "incomplète": "La liste des bailleurs reçue laisse plus de la moitié des attributions de ce territoire sans type\u00a0: elles ne sont pas données par type de bailleur.",
    "masquée": "Trop peu de bailleurs de chaque type, ou trop peu d’attributions, pour que les parts par type de bailleur soient montrées ici.",
}
MOST_EVENTS = 12  # beyond, letters hide what they explain


@dataclass(frozen=True)
class YearOfTerms:
    """A line of the table of terms, told in French."""

    year: int
    cells: tuple[int | None, ...]
    shares: tuple[str, str]


@dataclass(frozen=True)
class Attributions:
    """The part of a portrait that comes from the SNE and from the supply of places."""

    figures: tuple[Figure, ...] = ()
    landlords: str = ""
    terms: tuple[YearOfTerms, ...] = ()
    facts: tuple[Fact, ...] = ()
    keys: tuple[Key, ...] = ()
    supply: Supply | None = None
    is_net: bool = False
    revised: tuple[int, ...] = ()


def attributions(tables: Tables, place: Place) -> Attributions:
    """What the protected tables of this release say of a place; empty when they say nothing."""
    table = tables.get("attributions")
    terms = yearly_terms(table, place)
    events = events_of(tables.rows("evenements"), place, [one.year for one in terms])
    sne, listed = tables.credit(SNE), tables.get("attributions_bailleurs")
    landlords = by_type(listed, table, LANDLORDS, place, sne)
    figures = (
        pressure(tables.get("demandes_actives"), place, tables.credit(REQUESTS)),
        against_objectives(tables.get("places"), place, tables.credit(SUPPLY)),
        shares(table, events[-MOST_EVENTS:], place, sne, tables.get("objectifs")),
        shares_inside(table, place, *_inside(tables, place), sne),
        landlords,
        by_type(tables.get("attributions_ventilees"), table, CONTINGENTS, place, sne),
    )
    return Attributions(
        tuple(figure for figure in figures if figure),
        "" if landlords else WITHOUT.get(unknown_types(listed, table, LANDLORDS, place), ""),
        tuple(_line(one) for one in reversed(terms)),
        attributions_facts(tables, place),
        _keys(terms),
        supply(tables, place),
        any(one.net is not None for one in terms),
        _revised(tables, place),
    )


def _inside(tables: Tables, place: Place) -> tuple[list[Place], str]:
    """The territories of the level below that a place holds, and what they are called."""
    import polars as pl

    level, column, kind = INSIDE.get(place.niveau, ("", "", ""))
    table = tables.get("territoires")
    if not level or table is None:
        return [], kind
    frame = table.frame.filter(pl.col("niveau") == level)
    codes = set((frame.filter(pl.col(column) == place.code) if column else frame)["territoire_code"])
    return [
        one for one in tables.places if one.niveau == level and one.code in codes and one.est_fictif == place.est_fictif
    ], kind


def _line(terms: Terms) -> YearOfTerms:
    _, net, _, _, gross = row_of(terms)
    cells = (terms.sheltered, terms.asylum, terms.rough, terms.whole)
    return YearOfTerms(terms.year, cells, (percent(net), percent(gross)))


def _keys(terms: list[Terms]) -> tuple[Key, ...]:
    """The share of the last year, beside that of the first one; no growth in per cent."""
    told = [(one, row_of(one)) for one in terms]
    known = [(one, row) for one, row in told if row[4] is not None]
    if not known:
        return ()
    last, (year, net, low, high, gross) = known[-1]
    value, part, what = (net, last.net, "part nette") if net is not None else (gross, last.gross, "part brute, DNA non déduit")  # fmt: skip
    first = known[0][1]
    before = first[1] if net is not None else first[4]
    more = f"{number(part)} sur {number(last.whole)}{NBSP}; {what}. De {percent(low)} à {percent(high)} à 95{NBSP}%."
    if before is not None and first[0] < year:
        more += f" {percent(before)} en {first[0]}."
    return (Key(percent(value), f"des attributions de logements sociaux de {year} à des ménages sans domicile", more),)


def _revised(tables: Tables, place: Place) -> tuple[int, ...]:
    """The years that a later extraction says otherwise: the value shown is the one that closed the year."""
    rows = tables.rows("attributions_extractions")
    return tuple(
        sorted(
            row["annee"]
            for row in rows
            if (row["niveau"], row["territoire_code"]) == (place.niveau, place.code)
            and row["date_revision"] is not None
        )
    )
