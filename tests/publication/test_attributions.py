"""What the page of a territory says of allocations: sums that hold, rates behind their gates, what is net and what is gross."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.charts.attributions_rows import yearly_terms
from observatory.charts.figure import Credit, Figure, Place
from observatory.charts.goals import Goal, spoken_goals, told_goals
from observatory.charts.multiples import shares_inside
from observatory.disclosure.protected import already_public
from observatory.publication.attributions import Attributions, attributions
from observatory.publication.tables import Tables
from tests.publication import sne_tables

DEPARTEMENT, EPCI = Place("DEP", "Z11", "Brumelande", True), Place("SIREN_EPCI", "Z00000011", "Agglomération", True)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables(sne_tables.protected())


@pytest.fixture(scope="module")
def told(tables: Tables) -> Attributions:
    return attributions(tables, DEPARTEMENT)


def one(told: Attributions, name: str) -> Figure:
    (found,) = (figure for figure in told.figures if figure.id.endswith(f"-{name}"))
    return found


def test_every_published_count_is_a_multiple_of_five_and_the_terms_still_add_up():
    tables = sne_tables.protected()
    for family in sne_tables.POLICY.families:
        for name, said in family.tables.items() if family.nom in ("attributions", "places") else ():
            for count in said["comptes"]:
                assert (tables[name].frame[count].drop_nulls() % 5 == 0).all(), name
    rows = tables["attributions"].frame.drop_nulls("nb_radiations")
    assert (rows["nb_heberges"] + rows["nb_sans_abri"] == rows["nb_sans_domicile"]).all()
    net = rows.drop_nulls("nb_dna")
    assert (net["nb_sans_domicile"] - net["nb_dna"] == net["nb_sans_domicile_hors_dna"]).all() and net.height == 7
    places = rows.filter(pl.col("annee") == 2024).select("territoire_code", "nb_radiations")
    counts = dict(places.rows())
    assert counts["Z11"] + counts["Z12"] == counts["ZZ"]
    assert (tables["attributions"].frame["nb_heberges"].drop_nulls() != sne_tables.frames()["attributions"]["nb_heberges"].drop_nulls()).any()  # fmt: skip


def test_a_place_that_nobody_speaks_of_says_nothing(tables: Tables):
    assert attributions(tables, Place("DEP", "Z99", "Ailleurs")) == Attributions()
    assert attributions(Tables({}), DEPARTEMENT) == Attributions()


def test_the_net_share_is_the_official_one_and_the_gross_one_stands_beside_it(told: Attributions):
    assert told.is_net and "programme 177" in one(told, "attributions-part").note
    year, net, low, high, gross = one(told, "attributions-part").rows[-1]
    assert year == 2025 and low < net < gross < high + 1
    assert len(one(told, "attributions-part").plot["data"]) == 2 and one(told, "attributions-part").alt.startswith(
        "Courbe. Brumelande"
    )
    assert [line.year for line in told.terms] == [2025, 2024, 2023]


def test_the_objective_of_the_programme_is_drawn_for_the_net_share_alone(tables: Tables):
    rows = [
        (place.niveau, place.code, "PART_ATTRIBUTIONS", 2024, 6.0, "PAP 2023, programme 177")
        for place in (DEPARTEMENT, EPCI)
    ]
    names = ["niveau", "territoire_code", "objectif_indicateur", "annee", "valeur_objectif", "source_titre"]
    goals = already_public("objectifs", pl.DataFrame(rows, schema=names, orient="row"), sne_tables.POLICY)
    with_goals = Tables({**tables.given, "objectifs": goals})
    told = one(attributions(with_goals, DEPARTEMENT), "attributions-part")
    assert told.plot["data"][-1]["y"] == [None, 6.0, None] and told.header[-1] == "objectif, en %"
    assert "objectif" in [mark["text"] for mark in told.plot["layout"]["annotations"]]
    assert "PAP 2023" in told.note and "2024\u00a0: 6\u202f%" in told.alt
    assert "objectif" not in str(attributions(with_goals, EPCI).figures), "l’objectif vise la part nette"


def test_an_objective_keeps_its_decimals_in_every_sentence():
    goals = {2024: Goal(6.5, "PAP"), 2027: Goal(7.25, "PAP")}
    assert "2024\u00a0: 6,5\u202f%" in spoken_goals(goals, [2024], "\u202f%")
    assert "7,25\u202f% en 2027" in told_goals(goals, [2024], "\u202f%")


def test_below_the_departement_the_share_is_gross_and_says_so(tables: Tables):
    told = attributions(tables, EPCI)
    assert not told.is_net and all(row[1] is None and row[4] is not None for row in one(told, "attributions-part").rows)
    assert "DNA non déduit" in one(told, "attributions-part").subtitle and "DNA non déduit" in told.keys[0].more
    assert told.supply is None, "les places ne descendent pas sous le département"


def test_a_year_that_was_not_received_is_no_year(tables: Tables):
    assert [line.year for line in attributions(tables, Place("FR", "ZZ", "Pays")).terms] == [2024, 2023]


def test_the_interval_holds_what_rounding_hides(told: Attributions):
    true = sne_tables.frames()["attributions"].filter(pl.col("territoire_code") == "Z11").sort("annee")
    for (_, _, low, high, _), share in zip(one(told, "attributions-part").rows, true["part_nette_pct"], strict=True):
        assert low < share < high


def test_measures_have_their_whole_and_both_territories_are_said(told: Attributions):
    words = {fact.what: fact for fact in told.facts}
    (satisfaction,) = (fact for what, fact in words.items() if what.startswith("Taux de satisfaction"))
    assert "relogés dans le territoire" in satisfaction.more and "qui le souhaitent" in satisfaction.more
    assert any(what.startswith("Par bail signé") for what in words) and any(
        "squat et camping" in what for what in words
    )
    assert (
        any("premier quartile" in what for what in words)
        and any("logement opposable" in what for what in words) is False
    )
    assert "ordre de grandeur" in words["Pression, à flux constant"].more


def test_under_twenty_allocations_no_satisfaction_is_given(tables: Tables, monkeypatch):
    monkeypatch.setattr("observatory.publication.attributions_facts.LEAST_ALLOCATED", 1000)
    assert not [fact for fact in attributions(tables, DEPARTEMENT).facts if "satisfaction" in fact.what]


def test_places_say_their_unit_and_what_the_objective_still_asks(told: Attributions):
    units = {line.what: line.unit for line in told.supply.last}
    assert units == {"Hébergement généraliste": "places", "Logements du parc privé": "logements"}
    assert all(line.left.startswith("manque") and line.target > line.opened for line in told.supply.last)
    assert told.supply.day.year == 2024
    figure = one(told, "offre-objectifs")
    assert {row[1] for row in figure.rows} == {2023, 2024} and figure.title.endswith(
        "à la fin de 2024 et objectif de l’année"
    )
    bars, lines = figure.plot["data"][0], figure.plot["layout"]["shapes"]
    assert [line["x0"] for line in lines] == [
        row[5] for row in sorted(figure.rows, key=lambda row: row[5]) if row[1] == 2024
    ]
    assert all(opened < line["x0"] for opened, line in zip(bars["x"], lines, strict=True))


def test_pressure_stands_between_the_two_bounds_that_masking_leaves(
    told: Attributions, tables: Tables, monkeypatch: pytest.MonkeyPatch
):
    figure = one(told, "attributions-pression")
    year, low, high, asked, at_most, served = figure.rows[-1]
    assert (year, round(asked / served, 1), round(at_most / served, 1)) == (2024, low, high) and low < high
    drawn = figure.plot["data"][0]
    assert abs(drawn["y"][-1] + drawn["error_y"]["array"][-1] - high) < 0.01
    assert "pas une attente prévue" in figure.note
    monkeypatch.setattr("observatory.charts.pression.LEAST", 1000)
    assert not [figure for figure in attributions(tables, DEPARTEMENT).figures if "pression" in figure.id]


def test_each_territory_inside_another_is_drawn_on_one_scale(tables: Tables):
    country = Place("FR", "ZZ", "Pays", True)
    inside = [DEPARTEMENT, Place("DEP", "Z12", "Aigrelune", True), Place("DEP", "Z99", "Ailleurs", True)]
    figure = shares_inside(tables.given["attributions"], country, inside, "départements", Credit("SNE", "", "le jour"))
    axes = [axis for name, axis in figure.plot["layout"].items() if name.startswith("yaxis")]
    assert len(axes) == 2 and len({tuple(axis["range"]) for axis in axes}) == 1
    assert "1 départements sans deux années" not in figure.note and "1\u00a0département sans deux années" in figure.note
    shares = {(name, year): value for name, year, value in figure.rows}
    terms = {one.year: one for one in yearly_terms(tables.given["attributions"], DEPARTEMENT)}
    assert shares["Brumelande", 2024] == round(100 * terms[2024].gross / terms[2024].whole, 1)
    assert (
        shares_inside(tables.given["attributions"], country, inside[:1], "départements", Credit("SNE", "", "")) is None
    )
