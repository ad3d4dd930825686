"""A territory beside those that contain it: same measure, same year, nothing where it is not told."""

from __future__ import annotations

from observatory.charts.attributions_rows import share, yearly_terms
from observatory.charts.figure import Place
from observatory.charts.french import number
from observatory.publication.beside import beside, rates
from observatory.publication.comparison_annual import annual_measures
from observatory.publication.tables import Tables
from tests.publication import sne_tables

COUNTRY, DEPARTEMENT, EPCI = Place("FR", "ZZ", "Pays"), Place("DEP", "Z11", "Brumelande"), Place("SIREN_EPCI", "Z00000011", "Agglo")  # fmt: skip


def lines(place: Place, *above: Place):
    tables = Tables(sne_tables.protected())
    return {one.what: one for one in beside(rates(annual_measures(tables)), place, above)}


def test_the_last_year_of_the_territory_is_that_of_all_and_what_is_not_told_there_is_marked():
    told = lines(EPCI, COUNTRY, DEPARTEMENT)
    (gross,) = (one for what, one in told.items() if what.startswith("Part brute"))
    assert [place.niveau for place in gross.places] == ["SIREN_EPCI", "DEP", "FR"] and gross.what.endswith("en 2025")
    table = sne_tables.protected()["attributions"]
    terms = [next((one for one in yearly_terms(table, place) if one.year == 2025), None) for place in gross.places]
    values = [None if one is None else share(one.gross, one.whole) for one in terms]
    assert gross.values == tuple("n.d." if value is None else f"{number(value, 1)}\u202f%" for value in values)
    assert values[2] is None, "la dernière année du pays n’est pas reçue"


def test_gross_and_net_are_two_lines_that_say_what_they_deduct():
    told = lines(DEPARTEMENT, COUNTRY)
    net = [one.unit for what, one in told.items() if what.startswith("Part nette")]
    gross = [one.unit for what, one in told.items() if what.startswith("Part brute")]
    assert not net and not gross, "2025 n’est pas connu du pays : il n’y a rien à mettre à côté"
    kept = Tables({name: table.filter(table.frame["annee"] < 2025) if name == "attributions" else table for name, table in sne_tables.protected().items()})  # fmt: skip
    found = {
        one.what.partition(" des ")[0]: one.unit for one in beside(rates(annual_measures(kept)), DEPARTEMENT, [COUNTRY])
    }
    assert "DNA déduit" in found["Part nette"] and "DNA non déduit" in found["Part brute"]


def test_who_has_nobody_above_has_no_line():
    assert not lines(COUNTRY)
