"""The outlines handed to researchers: any tool reopens them, with projection, rows and licence."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import geopandas as gpd
import polars as pl
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from observatory.territories.geobundle import projection_numbers, write_geo
from observatory.territories.geofiles import read_outlines

COLUMNS = ["niveau", "territoire_code", "territoire_libelle", "millesime_cog", "est_fictif", "longitude", "latitude"]
LEVELS = {"dep": 101, "siren_epci": 1255, "siren_ept": 11}


@pytest.fixture(scope="module")
def contours(shared: Path) -> pl.DataFrame:
    """The départements, EPCI and EPT of 2025, as the warehouse hands them over."""
    files = sorted((shared / "reference" / "geo").glob("[de][ep]*-surface-gen.parquet"))
    return pl.concat([read_outlines(path.read_bytes(), path.name) for path in files]).with_columns(
        est_fictif=pl.lit(False)
    )


@pytest.fixture(scope="module")
def folder(contours: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publication") / "geo"
    write_geo(folder, contours)
    return folder


def test_one_parquet_per_level_and_one_geopackage(folder: Path):
    assert {path.name for path in folder.iterdir()} == {*(f"{level}.parquet" for level in LEVELS), "contours.gpkg"}
    assert {name for name, _ in pyogrio.list_layers(folder / "contours.gpkg")} == set(LEVELS)


@pytest.mark.parametrize("level", LEVELS)
def test_both_formats_reopen_with_the_same_rows_in_degrees(folder: Path, level: str):
    parquet = gpd.read_parquet(folder / f"{level}.parquet")
    package = gpd.read_file(folder / "contours.gpkg", layer=level)
    for rows in (parquet, package):
        assert rows.crs.to_epsg() == 4326
        assert list(rows.columns) == [*COLUMNS, "geometry"]
        assert len(rows) == LEVELS[level] and rows.territoire_code.is_unique
        assert rows.is_valid.all() and not rows.is_empty.any()
    assert parquet.territoire_code.tolist() == package.territoire_code.tolist()
    assert parquet.est_fictif.dtype == package.est_fictif.dtype == bool


def test_each_territory_holds_its_point(folder: Path):
    rows = gpd.read_parquet(folder / "siren_epci.parquet")
    points = shapely.points(rows.longitude, rows.latitude)
    assert shapely.contains(rows.geometry.values, points).all()
    (creuse,) = gpd.read_parquet(folder / "dep.parquet").query("territoire_code == '23'").itertuples()
    assert (round(creuse.longitude), round(creuse.latitude)) == (2, 46)
    (reunion,) = gpd.read_parquet(folder / "dep.parquet").query("territoire_code == '974'").itertuples()
    assert (round(reunion.longitude, 1), round(reunion.latitude)) == (55.5, -21)


def test_shared_borders_stay_shared_and_areas_hardly_change(folder: Path, contours: pl.DataFrame):
    rows = gpd.read_parquet(folder / "dep.parquet")
    assert shapely.coverage_is_valid(rows.geometry.values)
    metropole = contours.filter(niveau="DEP", projection=2154).sort("territoire_code")
    before = shapely.area(shapely.from_wkb(metropole["geometrie"].to_numpy())).sum()
    after = rows[~rows.territoire_code.str.startswith("97")].to_crs(2154).area.sum()
    assert after == pytest.approx(before, rel=1e-4)


def test_licence_and_attribution_travel_with_the_files(folder: Path):
    metadata = pq.read_schema(folder / "dep.parquet").metadata
    assert metadata[b"licence"].decode() == "Licence Ouverte 2.0" and "IGN" in metadata[b"attribution"].decode()
    assert '"version": "1.1.0"' in metadata[b"geo"].decode()
    with sqlite3.connect(folder / "contours.gpkg") as con:
        descriptions = [text for (text,) in con.execute("SELECT description FROM gpkg_contents")]
    assert len(descriptions) == 3 and all("IGN" in text and "Licence Ouverte 2.0" in text for text in descriptions)


def test_writing_again_gives_the_same_files(folder: Path, contours: pl.DataFrame):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_geo(folder, contours)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_invented_outlines_are_not_credited_to_the_ign(contours: pl.DataFrame, tmp_path: Path):
    invented = contours.filter(niveau="DEP", projection=2154).head(2)
    invented = invented.with_columns(territoire_code="Z" + pl.col("territoire_code"), est_fictif=pl.lit(True))
    write_geo(tmp_path, invented)
    assert "inventés" in pq.read_schema(tmp_path / "dep.parquet").metadata[b"attribution"].decode()


def test_without_outlines_nothing_is_written(contours: pl.DataFrame, tmp_path: Path):
    assert write_geo(tmp_path / "geo", contours.clear()) == []
    assert not (tmp_path / "geo").exists()


def test_the_numbers_that_a_projection_writes_are_told(tmp_path: Path):
    """A count of persons may equal one of them: what searches a release for counts must know them."""
    square = shapely.to_wkb(shapely.box(600000, 6800000, 601000, 6801000))
    rows = {
        "niveau": "DEP",
        "territoire_code": "Z11",
        "territoire_libelle": "Z",
        "millesime_cog": 2025,
        "projection": 4326,
    }
    frame = pl.DataFrame([rows | {"geometrie": square, "est_fictif": True}])
    write_geo(tmp_path, frame)
    written = pq.read_schema(tmp_path / "dep.parquet").metadata[b"geo"].decode()
    numbers = {int(one) for one in re.findall(r"\b\d{4}\b", written)}
    assert {4326} <= numbers <= set(projection_numbers())
