"""What the page of a territory says of allocations: sums that hold, rates behind their gates, what is net and what is gross."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.charts.attributions_rows import yearly_terms
from observatory.charts.figure import Credit, Figure, Place
from observatory.charts.goals import Goal, spoken_goals, told_goals
from observatory.charts.multiples import _end, shares_inside
from observatory.contracts.load import load_catalogue
from observatory.disclosure.protected import already_public
from observatory.errors import ObservatoryError
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
    ends = [trace["textposition"] for trace in figure.plot["data"] if "text" in trace["mode"]]
    assert len(ends) == 2 and set(ends) <= {"top left", "bottom center"}
    shares = {(name, year): value for name, year, value in figure.rows}
    terms = {one.year: one for one in yearly_terms(tables.given["attributions"], DEPARTEMENT)}
    assert shares["Brumelande", 2024] == round(100 * terms[2024].gross / terms[2024].whole, 1)
    assert (
        shares_inside(tables.given["attributions"], country, inside[:1], "départements", Credit("SNE", "", "")) is None
    )


def test_the_last_value_of_a_panel_is_written_where_no_curve_comes_from():
    def side(before: float, last: float, own: float) -> str:
        return _end({2023: before, 2024: last}, {2024: own}, 10.0, {})["textposition"]

    assert side(5, 6, 5.8) == "top left"
    assert side(8, 6, 5.8) == side(5, 6, 7.2) == "bottom center"
    assert side(8, 2, 5.8) == "top left"  # under it, the axis


# --- landlords by type, contingents


def without_list(tables: Tables) -> Tables:
    """The same release, had the list of landlords not been received."""
    frame = tables.given["attributions_bailleurs"].frame
    counts = ("nb_radiations", "nb_sans_domicile")
    empty = frame.with_columns(
        *(pl.lit(None, dtype=frame.schema[count]).alias(count) for count in counts),
        statut_valeur=pl.lit("NON_COLLECTE"), statut_nb_sans_domicile=pl.lit("NON_COLLECTE"),
    )  # fmt: skip
    return Tables({**tables.given, "attributions_bailleurs": already_public("objectifs", empty, sne_tables.POLICY)})


def test_a_type_of_one_landlord_is_hidden_with_another_one_and_the_types_that_are_shown_still_add_up(tables: Tables):
    frame = tables.given["attributions_bailleurs"].frame.filter(
        pl.col("territoire_code") == "Z11", pl.col("annee") == 2024
    )
    states = dict(frame.select("ventilation", "statut_valeur").rows())
    hidden = {code for code, state in states.items() if state == "MASQUE"}
    assert "BAILLEUR:EPL" in hidden and len(hidden) >= 2 and states["BAILLEUR:MOI"] == "PUBLIE"
    assert frame.filter(pl.col("ventilation") == "BAILLEUR:EPL")["nb_radiations"].to_list() == [None]


def test_who_makes_the_counts_leaves_in_no_column_and_no_contract(tables: Tables):
    told = {column for table in tables.given.values() for column in table.frame.columns}
    contracts = load_catalogue()
    told |= {c.name for schema in ("marts", "published", "meta") for t in contracts.schema(schema).values() for c in t.columns}  # fmt: skip
    assert not [name for name in told if "contributeur" in name or name.startswith("part_max")]


@pytest.mark.parametrize("spoilt", ["absente", "sans ligne"])
def test_a_count_of_which_nothing_says_who_makes_it_is_not_published(spoilt: str):
    family = next(family for family in sne_tables.POLICY.families if family.nom == "attributions")
    given = {} if spoilt == "absente" else {k: f.filter(pl.col("annee") > 2023) for k, f in sne_tables.contributors().items()}  # fmt: skip
    with pytest.raises(ObservatoryError, match="Rien ne dit combien de contributeurs"):
        sne_tables.tables_of(family, sne_tables.frames(), sne_tables.POLICY, given)


def test_each_type_has_its_share_its_interval_and_hidden_ones_say_so(told: Attributions):
    landlords, contingents = one(told, "attributions-bailleurs"), one(told, "attributions-contingents")
    assert landlords.id.endswith("bailleurs") and contingents.id.endswith("contingents") and told.landlords == ""
    states = {row[0]: row for row in landlords.rows}
    alone = next(row for name, row in states.items() if "économie mixte" in name)
    assert alone[1] is None and alone[2] == "MASQUE" and landlords.marks
    assert "s" in [mark["text"] for mark in landlords.plot["layout"]["annotations"]] and "masqué" in landlords.note
    assert "masqué" not in contingents.note
    shares = [row for row in landlords.rows if row[5] is not None]
    assert len(shares) >= 2 and all(row[6] < row[5] < row[7] for row in shares)
    assert all(round(100 * row[3] / row[1], 1) == row[5] for row in shares)
    assert "Part non donnée" in landlords.alt and "ensemble" in str(landlords.plot["layout"]["annotations"])


def test_without_a_list_the_page_says_so_and_draws_no_type(tables: Tables, monkeypatch: pytest.MonkeyPatch):
    nothing = attributions(without_list(tables), DEPARTEMENT)
    names = [figure.id for figure in nothing.figures]
    assert "dep-z11-attributions-contingents" in names and "dep-z11-attributions-bailleurs" not in names
    assert nothing.landlords.startswith("La liste des bailleurs n’est pas reçue")
    assert attributions(tables, EPCI).landlords == ""
    monkeypatch.setattr("observatory.charts.attributions_types.MOST_UNKNOWN", -1)
    assert "plus de la moitié" in attributions(tables, DEPARTEMENT).landlords
