"""Outlines: neighbours keep the same border whatever is done to them, and nothing disappears."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely
from shapely.geometry import GeometryCollection, LineString, Polygon, box

from observatory.territories.geofiles import read_outlines
from observatory.territories.outlines import METROPOLE, dissolve, polygons, simplify, to_geo, zones

LEVELS = ["DEP", "SIREN_EPCI"]


@pytest.fixture(scope="module")
def country(shared: Path) -> pl.DataFrame:
    """The départements, EPCI and EPT of 2025."""
    files = sorted((shared / "reference" / "geo").glob("[de][ep]*-surface-gen.parquet"))
    return pl.concat([read_outlines(path.read_bytes(), path.name) for path in files])


def shapes(outlines: pl.DataFrame) -> np.ndarray:
    return shapely.from_wkb(outlines["geometrie"].to_numpy())


def borders(outlines: pl.DataFrame) -> set[tuple[str, str]]:
    """The pairs of codes that share a line."""
    found, codes = shapes(outlines), outlines["territoire_code"].to_list()
    left, right = shapely.STRtree(found).query(found, predicate="intersects")
    left, right = left[left < right], right[left < right]
    shared = shapely.length(shapely.intersection(shapely.boundary(found[left]), shapely.boundary(found[right]))) > 0
    return {(codes[a], codes[b]) for a, b in zip(left[shared], right[shared], strict=True)}


def frame(codes: list[str], found: list, epsg: int = 2154, niveau: str = "COM") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "lot": "essai",
            "niveau": niveau,
            "territoire_code": codes,
            "territoire_libelle": codes,
            "millesime_cog": 2025,
            "projection": epsg,
            "est_reparee": False,
            "geometrie": [shapely.to_wkb(shape) for shape in found],
        }
    )


@pytest.fixture(scope="module")
def simple(country: pl.DataFrame) -> pl.DataFrame:
    return simplify(country, 500)


def test_simplified_real_outlines_are_still_a_coverage_where_nothing_is_lost(
    country: pl.DataFrame, simple: pl.DataFrame
):
    keys = ["niveau", "territoire_code"]
    assert sorted(simple.select(keys).rows()) == sorted(country.select(keys).rows())
    for _, part in simple.group_by("niveau", "projection"):
        assert shapely.coverage_is_valid(shapes(part)), "ni trou ni recouvrement entre voisins"
    before, after = (country.sort(keys), simple.sort(keys))
    change = np.abs(shapely.area(shapes(after)) / shapely.area(shapes(before)) - 1)
    assert np.median(change) < 0.001 and change.max() < 0.03
    assert shapely.get_num_coordinates(shapes(simple)).sum() < shapely.get_num_coordinates(shapes(country)).sum() * 0.8


@pytest.mark.parametrize("niveau", LEVELS)
def test_neighbours_still_share_their_borders(country: pl.DataFrame, simple: pl.DataFrame, niveau: str):
    neighbours = borders(country.filter(niveau=niveau, projection=2154))
    assert len(neighbours) > 200
    assert borders(simple.filter(niveau=niveau, projection=2154)) == neighbours


def test_a_small_commune_inside_another_survives_any_simplification():
    town, hole = box(0, 0, 10_000, 10_000), box(5_000, 5_000, 5_010, 5_010)
    simple = simplify(frame(["01001", "01002"], [town.difference(hole), hole]), 2_000)
    assert shapely.coverage_is_valid(shapes(simple))
    assert (shapely.area(shapes(simple)) > 0).all()


def test_degrees_are_simplified_by_metres_too():
    wavy = Polygon([(2, 48), (2.1, 48.00001), (2.2, 48), (2.2, 48.2), (2, 48.2)])
    assert len(shapes(simplify(frame(["01001"], [wavy], epsg=4326), 500))[0].exterior.coords) == 5


def test_real_regions_are_the_union_of_their_departements(country: pl.DataFrame):
    departements = country.filter(pl.col("niveau") == "DEP")
    mapping = pl.DataFrame(
        {
            "contenu_code": ["75", "77", "78", "91", "92", "93", "94", "95", "2A", "2B"],
            "contenant_code": ["11"] * 8 + ["94"] * 2,
            "contenant_libelle": ["Île-de-France"] * 8 + ["Corse"] * 2,
        }
    )
    regions = dissolve(departements, mapping, "REG").sort("territoire_code")
    assert regions.columns == departements.columns
    assert regions.select("niveau", "territoire_code", "territoire_libelle").rows() == [
        ("REG", "11", "Île-de-France"),
        ("REG", "94", "Corse"),
    ]
    parts = departements.join(mapping, left_on="territoire_code", right_on="contenu_code")
    sums = (
        parts.with_columns(aire=pl.Series(shapely.area(shapes(parts)))).group_by("contenant_code").agg(pl.sum("aire"))
    )
    assert shapely.area(shapes(regions)) == pytest.approx(sums.sort("contenant_code")["aire"].to_list())
    # the generalised file leaves one sliver, of two hectares, between Yvelines and Essonne
    assert shapes(regions)[0].geom_type == "Polygon"
    assert Polygon(shapes(regions)[0].exterior).area - shapes(regions)[0].area < 20_000


def test_a_territory_over_several_projections_is_put_in_degrees():
    parts = pl.concat(
        [frame(["75"], [box(650_000, 6_860_000, 660_000, 6_870_000)]), frame(["ile"], [box(55, -21, 56, -20)], 4326)]
    )
    mapping = pl.DataFrame({"contenu_code": ["75", "ile"], "contenant_code": "FR", "contenant_libelle": "France"})
    (france,) = dissolve(parts.cast({"projection": pl.Int32}), mapping, "FR").iter_rows(named=True)
    assert france["projection"] == 4326
    west, south, east, north = shapely.from_wkb(france["geometrie"]).bounds
    assert (round(west), round(south), round(east), round(north)) == (2, -21, 56, 49)


def test_only_the_polygons_of_a_broken_shape_are_kept():
    bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    mixed = GeometryCollection([box(0, 0, 1, 1), LineString([(5, 5), (6, 6)])])
    line = LineString([(0, 0), (1, 1)])
    fixed, repaired = polygons(np.array([bow, mixed, line, box(0, 0, 1, 1), None], dtype=object))
    assert repaired == [True, True, True, False, False]
    assert [shape and shape.area for shape in fixed] == [2, 1, None, 1, None]


def test_each_real_outline_is_placed_where_it_lies(country: pl.DataFrame):
    placed = country.with_columns(zones(country)).filter(pl.col("niveau") == "DEP")
    overseas = placed.filter(pl.col("zone") != METROPOLE)
    assert overseas["zone"].to_list() == overseas["territoire_code"].to_list()
    assert placed["zone"].null_count() == 0 and len(overseas) == 5


def test_geopandas_frames_keep_rows_and_projection(country: pl.DataFrame):
    geo = to_geo(country)
    assert sum(map(len, geo.values())) == len(country)
    assert all(rows.crs.to_epsg() == epsg for epsg, rows in geo.items())
