"""Outlines written for researchers: one GeoParquet per level and one GeoPackage, in longitude and latitude (EPSG:4326)."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.territories.outlines import LEVELS, simplify, to_geo

if TYPE_CHECKING:
    import geopandas as gpd
    import polars as pl

GEOPACKAGE, DEGREES = "contours.gpkg", 4326
COLUMNS = ("niveau", "territoire_code", "territoire_libelle", "millesime_cog", "est_fictif")
REAL = {
    "licence": "Licence Ouverte 2.0",
    "attribution": "IGN, ADMIN EXPRESS (ou autre fichier officiel reçu), contours simplifiés par l’observatoire",
}
FICTIONAL = {"licence": "Licence Ouverte 2.0", "attribution": "Contours inventés pour la démonstration"}
TOLERANCE = 50.0
# the date that a GeoPackage bears for its last change: two writings of the same outlines are the same
_DATE = "2000-01-01T00:00:00.000Z"


def write_geo(folder: Path, contours: pl.DataFrame, tolerance: float = TOLERANCE) -> list[Path]:
    """Write `marts.contours` in `folder`: `<niveau>.parquet` (GeoParquet 1.1) and `contours.gpkg`, a layer per level.

    Columns: COLUMNS, `longitude` and `latitude` of a point inside each territory (degrees), and its geometry. Outlines
    are simplified to `tolerance` metres, shared borders kept; 0 keeps every point. Licence and attribution stand in the
    metadata of the Parquet files and in the description of the layers. Returns the files written; none without outlines.
    """
    import polars as pl

    (folder / GEOPACKAGE).unlink(missing_ok=True)
    contours = contours.drop_nulls("geometrie").sort("niveau", "territoire_code")
    contours = simplify(contours, tolerance) if tolerance else contours
    found = {level: contours.filter(pl.col("niveau") == level) for level in LEVELS}
    written = [_write_level(folder, level, rows) for level, rows in found.items() if len(rows)]
    return [*written, folder / GEOPACKAGE] if written else []


def projection_numbers() -> tuple[int, ...]:
    """The whole numbers that the description of the projection writes in each file: registry codes, years."""
    from pyproj import CRS

    return tuple(sorted({int(number) for number in re.findall(r"\b\d+\b", str(CRS(DEGREES).to_json_dict()))}))


def _write_level(folder: Path, level: str, contours: pl.DataFrame) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rows = _in_degrees(contours)
    credit = FICTIONAL if rows["est_fictif"].all() else REAL
    path = folder / f"{level.lower()}.parquet"
    _write_parquet(path, rows, credit)
    _write_layer(folder / GEOPACKAGE, level.lower(), rows, credit)
    return path


def _in_degrees(contours: pl.DataFrame) -> gpd.GeoDataFrame:
    """The rows of one level in EPSG:4326, by code, with a point inside each."""
    import geopandas as gpd
    import pandas as pd

    parts = [geo.to_crs(DEGREES) for geo in to_geo(contours.select(*COLUMNS, "projection", "geometrie")).values()]
    rows = gpd.GeoDataFrame(pd.concat(parts)).sort_values("territoire_code", ignore_index=True)
    rows.geometry = rows.geometry.make_valid(method="structure", keep_collapsed=False)
    points = rows.geometry.representative_point()
    rows["longitude"], rows["latitude"] = points.x.round(5), points.y.round(5)
    return rows[[*COLUMNS, "longitude", "latitude", "geometry"]]


def _write_parquet(path: Path, rows: gpd.GeoDataFrame, credit: dict[str, str]) -> None:
    import pyarrow.parquet as pq

    written = BytesIO()
    rows.to_parquet(written, index=False, schema_version="1.1.0")
    table = pq.read_table(written)
    metadata = {"geo": table.schema.metadata[b"geo"], **credit}
    pq.write_table(table.replace_schema_metadata(metadata), path, compression="zstd")


def _write_layer(path: Path, layer: str, rows: gpd.GeoDataFrame, credit: dict[str, str]) -> None:
    import pyogrio

    logging.getLogger("pyogrio").setLevel(logging.WARNING)  # it counts its records aloud, in English
    description = f"{credit['attribution']}. {credit['licence']}."
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _DATE})
    try:
        pyogrio.write_dataframe(
            rows,
            path,
            layer=layer,
            driver="GPKG",
            promote_to_multi=True,
            append=path.exists(),
            layer_options={"IDENTIFIER": layer, "DESCRIPTION": description},
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
