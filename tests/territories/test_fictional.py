"""The country of the demonstration: the same each time, in no real place, and a valid tiling."""

from __future__ import annotations

import json

import polars as pl
import pytest

from observatory.contracts.load import FOLDER
from observatory.territories.fictional import fictional_country, outlines_geojson


@pytest.fixture(scope="module")
def departements() -> pl.DataFrame:
    every = pl.read_csv(FOLDER / "nomenclatures" / "departement.csv", separator=";", infer_schema=False)
    return every.filter(pl.col("code").str.starts_with("Z")).select("code", "libelle", "region_code").sort("code")


@pytest.fixture(scope="module")
def country(departements) -> pl.DataFrame:
    return fictional_country(departements)


def test_the_country_is_the_same_each_time(country, departements):
    assert fictional_country(departements).equals(country)
    assert outlines_geojson(country, "epci_code") == outlines_geojson(country, "epci_code")


def test_every_code_is_fictional_and_a_commune_has_one(country):
    for column in ("commune_code", "departement_code", "region_code", "epci_code"):
        assert country[column].str.starts_with("Z").all()
    assert country["commune_code"].is_unique().all() and country["commune_libelle"].is_unique().all()
    assert country["commune_libelle"].str.ends_with("(fictive)").all()


def test_each_departement_has_its_communes_and_three_epci(country, departements):
    found = country.group_by("departement_code").agg(pl.col("epci_code").n_unique(), pl.len()).sort("departement_code")
    assert found["departement_code"].to_list() == departements["code"].to_list()
    assert found["epci_code"].to_list() == [3] * departements.height and found["len"].min() > 5
    assert country["pop_municipale"].min() > 0


@pytest.mark.parametrize("column", ["commune_code", "epci_code", "departement_code"])
def test_outlines_tile_the_island_without_gap_or_overlap(country, column):
    import shapely

    features = json.loads(outlines_geojson(country, column))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    assert len(shapes) == country[column].n_unique()
    assert shapely.coverage_is_valid(shapes) and all(shape.is_valid for shape in shapes)
    west, south, east, north = shapely.total_bounds(shapes)
    assert -27 < west < east < -22 and -1.5 < south < north < 1.5, "en plein océan Atlantique, sur l’équateur"
