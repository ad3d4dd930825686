"""What two editions have in common, by the codes of their elements."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.contracts.load import FOLDER
from observatory.errors import ObservatoryError
from observatory.territories.editions import (
    NEVER_COMPARABLE,
    comparable,
    constant_perimeter,
    intersection,
)
from observatory.territories.perimeters import from_communes, from_contract
from tests.territories.perimeter_rows import PARIS, reasons, rows, sectors, shipped_communes


@pytest.fixture(scope="module")
def communes() -> pl.DataFrame:
    return shipped_communes()


# --- what two perimeters have in common


def test_the_intersection_is_as_fine_as_the_finer_of_the_two(communes, population):
    city = from_communes("V", "Paris", None, [PARIS, "93008"], communes)
    assert intersection(city, sectors("S", communes, s01=True, s02=False)).elements["element_code"].to_list() == [
        "75119-01"
    ]
    east = from_communes("E", "Est", None, ["75119", "75120", "93066"], communes)
    both = intersection(city, east)
    assert both.elements["element_code"].to_list() == ["75119", "75120"]
    assert both.population == intersection(east, city).population == population("75119", "75120")


# --- two editions compare only over the same perimeter (NDLS-R1)


def test_two_editions_of_the_same_perimeter_compare(communes):
    assert comparable(sectors("A", communes, s1=True, s2=False), sectors("B", communes, s1=True)) == (True, None)


def test_other_sectors_another_rank_or_another_vintage_are_refused_with_two_counts_instead(communes):
    first, fewer = sectors("A", communes, s1=True, s2=True), sectors("B", communes, s1=True)
    found = comparable(first, fewer)
    assert not found.est_comparable
    assert "2 éléments couverts puis 1, 1 en commun" in found.raison and "sans pourcentage" in found.raison
    element = ("SECTEUR", "75119-1", "75119", 1, True)
    street = from_contract(rows(element, name="R"), communes, perimetre_code="ESPACE_PUBLIC")
    assert "CAMPEMENTS, puis ESPACE_PUBLIC" in comparable(fewer, street).raison
    assert "ne se compare à rien" in comparable(fewer, from_contract(rows(element), communes)).raison
    later = communes.with_columns(millesime_cog=pl.lit(2026, pl.Int32))
    assert "deux millésimes (2025, puis 2026)" in comparable(fewer, sectors("C", later, s1=True)).raison
    for both in (constant_perimeter, lambda pair: intersection(*pair)):
        with pytest.raises(ObservatoryError, match="2025.*2026.*table de passage"):
            both([fewer, sectors("C", later, s1=True)])


def test_the_ranks_that_compare_with_nothing_are_those_of_the_code_list():
    ranks = pl.read_csv(FOLDER / "nomenclatures" / "ndls_perimetre.csv", separator=";")
    assert set(ranks.filter(regroupement="X")["code"]) == set(NEVER_COMPARABLE)


# --- constant perimeter (NDLS-R2)


def test_by_code_only_what_every_edition_covers_is_kept_and_the_rest_is_named(communes):
    a = sectors("A", communes, s1=True, s2=True, s3=True, s4=False)
    b = sectors("B", communes, s1=True, s2=False, s4=True, s5=True)
    found = constant_perimeter([a, b])
    assert found.perimeter.elements["element_code"].to_list() == ["75119-1"] and found.perimeter.population == 100
    assert reasons(found, "A") == {
        "75119-2": "n’est pas couvert dans «\u202fB\u202f»",
        "75119-3": "n’existe pas dans «\u202fB\u202f»",
        "75119-4": "n’est pas couvert dans cette édition",
    }
    assert reasons(found, "B") == {
        "75119-2": "n’est pas couvert dans cette édition",
        "75119-4": "n’est pas couvert dans «\u202fA\u202f»",
        "75119-5": "n’existe pas dans «\u202fA\u202f»",
    }


def test_with_three_editions_each_one_is_told_what_another_lacks(communes):
    full = [sectors(name, communes, s1=True, s2=True) for name in "AB"]
    found = constant_perimeter([*full, sectors("C", communes, s1=True)])
    assert found.perimeter.elements["element_code"].to_list() == ["75119-1"]
    assert reasons(found, "A") == reasons(found, "B") == {"75119-2": "n’existe pas dans «\u202fC\u202f»"}
    assert reasons(found, "C") == {}


def test_a_code_that_went_to_another_commune_is_another_sector(communes):
    moved = from_contract(rows(("SECTEUR", "75119-1", "75120", 100, True), name="B"), communes)
    found = constant_perimeter([sectors("A", communes, s1=True), moved])
    assert found.perimeter.elements.is_empty()
    assert reasons(found, "A") == {"75119-1": "est dans une autre commune dans «\u202fB\u202f»"}


# --- on real outlines: the 80 quartiers of Paris as sectors
