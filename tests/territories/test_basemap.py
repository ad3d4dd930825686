"""The base map: every territory is drawn, in whole numbers, with its neighbours' borders, in few bytes."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import polars as pl
import pytest
import shapely
from shapely.geometry import Polygon, box

from observatory.territories.basemap import Basemap, Outline, build_basemap
from observatory.territories.geofiles import read_outlines

BOXES = ["Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"]


@pytest.fixture(scope="module")
def real_outlines(shared: Path) -> pl.DataFrame:
    """The départements, EPCI and EPT of 2025."""
    files = sorted((shared / "reference" / "geo").glob("[de][ep]*-surface-gen.parquet"))
    return pl.concat([read_outlines(path.read_bytes(), path.name) for path in files])


@pytest.fixture(scope="module")
def departements(real_outlines: pl.DataFrame) -> Basemap:
    return build_basemap(real_outlines, "DEP")


@pytest.fixture(scope="module")
def epci(real_outlines: pl.DataFrame) -> Basemap:
    return build_basemap(real_outlines, "SIREN_EPCI")


@pytest.fixture(params=["departements", "epci"])
def real(request: pytest.FixtureRequest) -> Basemap:
    return request.getfixturevalue(request.param)


def contours(*rows: tuple[str, object], niveau: str = "COM", epsg: int = 2154) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "niveau": niveau,
            "territoire_code": [code for code, _ in rows],
            "territoire_libelle": [code for code, _ in rows],
            "millesime_cog": 2025,
            "projection": epsg,
            "geometrie": [shapely.to_wkb(shape) for _, shape in rows],
        }
    )


def named(basemap: Basemap, code: str) -> list[Outline]:
    return [outline for outline in basemap.outlines if outline.code == code]


def area(outline: Outline) -> float:
    return Polygon(zip(*outline.rings[0], strict=True)).area


def test_every_real_territory_is_drawn(departements: Basemap, epci: Basemap):
    assert len({outline.code for outline in departements.outlines}) == 101
    assert len({outline.code for outline in epci.outlines}) == len(epci.outlines) == 1255


def test_the_maps_are_light(departements: Basemap, epci: Basemap):
    def weight(basemap: Basemap) -> int:
        return len(json.dumps([outline.rings for outline in basemap.outlines], separators=(",", ":")))

    assert weight(departements) < 100_000
    assert weight(epci) < 300_000


def test_rings_are_closed_whole_numbers_inside_the_plane_without_repeats(real: Basemap):
    for outline in real.outlines:
        assert outline.rings
        for xs, ys in outline.rings:
            assert len(xs) == len(ys) >= 4 and (xs[0], ys[0]) == (xs[-1], ys[-1])
            assert all(type(value) is int for value in (*xs, *ys, *outline.point))
            assert 0 <= min(xs) and max(xs) <= real.width and 0 <= min(ys) and max(ys) <= real.height
            points = list(zip(xs, ys, strict=True))
            assert all(a != b for a, b in pairwise(points))


def test_neighbours_share_the_points_of_their_border(real: Basemap):
    """Inside the country nearly every point of an outline is also one of a neighbour: no gap, no overlap."""
    owners = defaultdict(set)
    inside = [outline for outline in real.outlines if outline.encart is None]
    for outline in inside:
        for xs, ys in outline.rings:
            for point in zip(xs, ys, strict=True):
                owners[point].add(outline.code)
    lonely = {}
    for outline in inside:
        points = set(zip(*outline.rings[0], strict=True))
        lonely[outline.code] = sum(len(owners[point]) == 1 for point in points) / len(points)
    landlocked = ["75", "77", "03", "23", "12"] if real.niveau == "DEP" else ["200054781"]
    assert [lonely[code] for code in landlocked] == [0] * len(landlocked)
    assert sum(share == 0 for share in lonely.values()) > len(lonely) / 2


def test_the_point_of_a_real_territory_is_inside_it(real: Basemap):
    outside = [
        outline.code
        for outline in real.outlines
        if not Polygon(zip(*outline.rings[0], strict=True)).buffer(3).contains(shapely.Point(outline.point))
    ]
    assert outside == []


def test_the_page_keeps_corsica_in_place_and_gives_overseas_their_boxes(departements: Basemap):
    assert [inset.titre for inset in departements.insets] == [*BOXES, "Petite couronne"]
    (nord,), (corse,), (finistere,) = (named(departements, code) for code in ("59", "2A", "29"))
    assert corse.point[0] > nord.point[0] > finistere.point[0]
    assert corse.point[1] < finistere.point[1] < nord.point[1]
    boxes = {inset.titre: inset for inset in departements.insets}
    for outline in (outline for outline in departements.outlines if outline.encart):
        inset = boxes[outline.encart]
        assert all(inset.x0 < x < inset.x1 for xs, _ in outline.rings for x in xs), outline.code
        assert all(inset.y0 < y < inset.y1 - 40 for _, ys in outline.rings for y in ys), outline.code
    assert [o.encart for code in ("971", "972", "973", "974", "976") for o in named(departements, code)] == BOXES


def test_no_box_covers_the_country_or_another_box(departements: Basemap):
    boxes = [box(i.x0, i.y0, i.x1, i.y1) for i in departements.insets]
    country = [Polygon(zip(*o.rings[0], strict=True)) for o in departements.outlines if o.encart is None]
    assert not any(b.intersects(shape.buffer(0)) for b in boxes for shape in country)
    assert not any(a.intersects(b) for rank, a in enumerate(boxes) for b in boxes[rank + 1 :])


def test_paris_and_its_neighbours_are_drawn_twice_the_second_time_larger(departements: Basemap, epci: Basemap):
    for code in ("75", "92", "93", "94"):
        small, large = sorted(named(departements, code), key=area)
        assert (small.encart, large.encart) == (None, "Petite couronne")
        assert area(large) > 9 * area(small)
    assert [inset.titre for inset in epci.insets] == BOXES


def test_a_tiny_territory_is_still_drawn_and_a_tiny_island_of_a_large_one_is_not():
    island, coast = box(500_000, 6_600_000, 500_100, 6_600_100), box(600_000, 6_600_000, 700_000, 6_700_000)
    lost = box(710_000, 6_700_000, 710_050, 6_700_050)
    basemap = build_basemap(contours(("01001", shapely.MultiPolygon([coast, island])), ("01002", lost)), "COM")
    (large,), (tiny,) = named(basemap, "01001"), named(basemap, "01002")
    assert len(large.rings) == len(tiny.rings) == 1
    assert area(tiny) == 1
    assert basemap.outlines == (large, tiny), "le plus grand d’abord : le petit reste visible"


def test_a_territory_that_surrounds_another_has_a_hole():
    town, inner = box(600_000, 6_600_000, 660_000, 6_660_000), box(620_000, 6_620_000, 640_000, 6_640_000)
    basemap = build_basemap(contours(("01001", town.difference(inner)), ("01002", inner)), "COM")
    (around,), (inside,) = named(basemap, "01001"), named(basemap, "01002")
    assert len(around.rings) == 2
    assert set(zip(*around.rings[1], strict=True)) == set(zip(*inside.rings[0], strict=True))


def test_the_plane_is_the_same_whatever_the_projection_of_the_file(real_outlines: pl.DataFrame):
    rows = real_outlines.filter(niveau="DEP", territoire_code="23")
    (here,) = build_basemap(rows, "DEP").outlines
    moved = gpd.GeoSeries.from_wkb(rows["geometrie"].to_list(), crs=2154).to_crs(4326).iloc[0]
    (there,) = build_basemap(contours(("23", moved), niveau="DEP", epsg=4326), "DEP").outlines
    assert (here.point, set(here.rings)) == (there.point, set(there.rings))


def test_fictional_territories_are_drawn_alone_and_fill_the_page():
    west, east = box(-26, -1, -25, 0), box(-25, -1, -24, 0)
    basemap = build_basemap(contours(("Z11", west), ("Z12", east), niveau="DEP", epsg=4326), "DEP")
    assert basemap.insets == () and [o.encart for o in basemap.outlines] == [None, None]
    assert max(max(ys) for o in basemap.outlines for _, ys in o.rings) == basemap.height
    assert basemap.width == pytest.approx(2 * basemap.height, rel=0.05)


def test_real_territories_are_never_drawn_with_fictional_ones(real_outlines: pl.DataFrame):
    mixed = pl.concat(
        [
            real_outlines.filter(niveau="DEP").drop("lot", "est_reparee"),
            contours(("Z11", box(0, 0, 1, 1)), niveau="DEP"),
        ],
        how="diagonal_relaxed",
    )
    assert not named(build_basemap(mixed, "DEP"), "Z11")


def test_a_level_without_outlines_has_no_map(real_outlines: pl.DataFrame):
    assert build_basemap(real_outlines, "REG") is None


def test_public_establishments_fill_the_page_and_arrondissements_have_a_box_per_city(real_outlines: pl.DataFrame):
    ept = build_basemap(real_outlines, "SIREN_EPT")
    assert len(ept.outlines) == 11 and ept.insets == ()
    paris, lyon = box(650_000, 6_860_000, 655_000, 6_865_000), box(840_000, 6_515_000, 845_000, 6_520_000)
    cities = build_basemap(contours(("75101", paris), ("69381", lyon), niveau="ARM"), "ARM")
    assert [(o.code, o.encart) for o in cities.outlines] == [("75101", "Paris"), ("69381", "Lyon")]
    assert [inset.titre for inset in cities.insets] == ["Paris", "Lyon"]


def test_the_vintage_and_the_names_come_with_the_map(departements: Basemap):
    assert (departements.niveau, departements.millesime) == ("DEP", 2025)
    assert named(departements, "23")[0].libelle == "Creuse"
