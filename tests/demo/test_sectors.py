"""The sectors of a fictional city: the same each time, they tile its outline and share out its inhabitants."""

from __future__ import annotations

import json

import polars as pl
import pytest
import shapely

from observatory.contracts.load import FOLDER
from observatory.demo.country import MERGER, fictional_country
from observatory.demo.outlines import outlines_geojson
from observatory.demo.sectors import city_sectors, sectors_geojson
from observatory.errors import ObservatoryError

SEATS = ("Z1101", "Z1201", "Z1301", "Z2101", "Z2201", "Z2301", "Z3101", "Z3201")
KM_IN_DEGREE = 111.195


@pytest.fixture(scope="module")
def country() -> pl.DataFrame:
    every = pl.read_csv(FOLDER / "nomenclatures" / "departement.csv", separator=";", infer_schema=False)
    fictional = every.filter(pl.col("code").str.starts_with("Z")).select("code", "libelle", "region_code").sort("code")
    return fictional_country(fictional)


def shapes(content: bytes) -> dict[str, shapely.Geometry]:
    """The first property of each feature → its outline."""
    return {
        next(iter(feature["properties"].values())): shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in json.loads(content)["features"]
    }


@pytest.fixture(scope="module")
def outlines(country) -> dict[str, shapely.Geometry]:
    return shapes(outlines_geojson(country, "commune_code"))


def test_the_sectors_are_the_same_each_time(country):
    first, again = (city_sectors(country, "Z2101", 27) for _ in range(2))
    assert first.equals(again) and sectors_geojson(first, country) == sectors_geojson(again, country)


@pytest.mark.parametrize("commune", [*SEATS, MERGER.into])
@pytest.mark.parametrize("count", [2, 7, 24, 100])
def test_the_sectors_tile_the_outline_of_the_city(country, outlines, commune, count):
    sectors = city_sectors(country, commune, count)
    found = shapes(sectors_geojson(sectors, country))
    assert list(found) == sectors["secteur_id"].to_list() and len(found) == count
    drawn = list(found.values())
    assert shapely.coverage_is_valid(drawn) and all(one.is_valid and one.geom_type == "Polygon" for one in drawn)
    assert shapely.symmetric_difference(shapely.coverage_union_all(drawn), outlines[commune]).area < 1e-14
    areas = [one.area * KM_IN_DEGREE**2 for one in drawn]
    assert sectors["surface_km2"].to_list() == pytest.approx(areas, abs=0.002)
    assert min(areas) > 0.05


@pytest.mark.parametrize("commune", SEATS)
def test_the_sectors_share_out_the_inhabitants(country, commune):
    sectors = city_sectors(country, commune, 24)
    assert sectors["pop_reference"].sum() == country.filter(commune_code=commune)["pop_municipale"].item()
    assert sectors["pop_reference"].min() > 0 and sectors["secteur_id"].is_unique().all()
    assert sectors["strate"].value_counts().sort("strate").rows() == [("CHAUD", 8), ("FROID", 16)]


def test_every_sector_says_that_it_is_fictional(country):
    sectors = pl.concat(city_sectors(country, commune, 12) for commune in ("Z1101", "Z2101"))
    features = json.loads(sectors_geojson(sectors, country))["features"]
    assert features[12]["properties"] == {
        "secteur_id": "Z2101-01",
        "commune_code": "Z2101",
        "mention": "Données fictives",
    }
    assert len(features) == 24 and sectors["libelle"].str.contains("fictif").all()


@pytest.mark.parametrize(("commune", "count"), [("75056", 20), ("Z2101", 0), ("Z2101", 101), (MERGER.absorbed, 5)])
def test_a_city_that_cannot_be_cut_is_refused_with_a_sentence(country, commune, count):
    with pytest.raises(ObservatoryError, match=f"« {commune} » en {count} secteurs"):
        city_sectors(country, commune, count)
