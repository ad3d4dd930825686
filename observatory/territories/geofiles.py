"""Files of outlines as producers publish them, read into one frame: level, code, name, vintage, projection, outline."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.territories.geocolumns import codes_and_names, recognise_columns
from observatory.territories.geolayers import Layer, holds_layers, layers

if TYPE_CHECKING:
    import geopandas as gpd
    import polars as pl

log = logging.getLogger("observatory.territories")
COLUMNS = (
    *("lot", "niveau", "territoire_code", "territoire_libelle"),
    *("millesime_cog", "projection", "est_reparee", "geometrie"),
)
WGS84 = 4326
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_YEAR_COLUMNS = ("millesime_cog", "millesime", "annee_cog", "annee", "year")


def is_geofile(content: bytes, name: str) -> bool:
    """True when the content is a file of outlines: GeoPackage, GeoJSON, GeoParquet, zip of one of them or of shapefiles.

    Also true for a 7z archive or a lone .shp, which `read_outlines` refuses with a sentence. `name` plays no part: a
    wrong extension misleads nobody.
    """
    return holds_layers(content)


def read_outlines(content: bytes, name: str) -> pl.DataFrame:
    """The outlines of a file, one row per level and code: COLUMNS, `geometrie` in WKB in the EPSG `projection`.

    Layers of no level of the observatory (cantons, chefs-lieux) are left out and said. Invalid polygons are repaired
    and flagged `est_reparee`; rows of one code are put together. `lot` names what the file covers: « 2025-dep-971 ».
    A code that is not one stays as it is written, and an absent outline is null: typing refuses those rows.
    Raises ObservatoryError when the file cannot be opened, has no known level, no projection, no year, or only points.
    """
    import polars as pl

    from observatory.territories.outlines import lot_of

    frames, ignored = [], []
    for layer in layers(content, name):
        columns = recognise_columns(layer.name, list(layer.rows.columns))
        codes = codes_and_names(layer.rows, columns, name) if columns and not _is_points(layer.rows) else None
        if codes is None or codes["niveau"].is_null().all():
            ignored.append(layer)
        else:
            frames.append(_outlines(layer, codes, name))
    if not frames:
        raise _nothing(ignored, name)
    if ignored:
        log.info("%s : couches laissées de côté : %s.", name, ", ".join(x.name or x.places[-1] for x in ignored))
    outlines = pl.concat(frames)
    return outlines.select(pl.lit(lot_of(outlines)).alias("lot"), *COLUMNS[1:]).sort("niveau", "territoire_code")


def outline_cells(content: bytes, name: str) -> pl.DataFrame:
    """The same rows as `read_outlines`, every cell a text: `geometrie` in hexadecimal."""
    import polars as pl

    outlines = read_outlines(content, name)
    hexadecimal = pl.col("geometrie").bin.encode("hex").alias("geometrie")
    return outlines.select(pl.col(COLUMNS[:-1]).cast(pl.String), hexadecimal)


def _outlines(layer: Layer, codes: pl.DataFrame, name: str) -> pl.DataFrame:
    import numpy as np
    import polars as pl
    import shapely

    from observatory.territories.outlines import join_rows, polygons

    rows, epsg = _projected(layer.rows, name)
    shapes, repaired = polygons(rows.geometry.to_numpy())
    codes = codes.with_columns(
        millesime_cog=pl.lit(_vintage(layer, name), pl.Int32),
        projection=pl.lit(epsg, pl.Int32),
        est_reparee=pl.Series(repaired, dtype=pl.Boolean),
    )
    codes, shapes = join_rows(codes, shapes)
    wkb = np.asarray(shapely.to_wkb(shapes, output_dimension=2, byte_order=1), dtype=object)
    return codes.with_columns(geometrie=pl.Series(wkb.tolist(), dtype=pl.Binary))


def _projected(rows: gpd.GeoDataFrame, name: str) -> tuple[gpd.GeoDataFrame, int]:
    """The rows and the EPSG number of their projection; in degrees when their projection has no number."""
    if rows.crs is None:
        raise ObservatoryError(
            f"{name} : rien ne dit dans quelle projection sont ses coordonnées.",
            "Demandez le fichier avec sa projection (le .prj d’un shapefile), ou un GeoJSON en degrés.",
        )
    west, south, east, north = rows.total_bounds
    if rows.crs.is_geographic and not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ObservatoryError(
            f"{name} dit être en degrés, mais ses coordonnées n’en sont pas.",
            "Demandez un GeoJSON en WGS84, ou un GeoPackage qui dit sa projection.",
        )
    epsg = rows.crs.to_epsg(min_confidence=20)
    return (rows, epsg) if epsg else (rows.to_crs(WGS84), WGS84)


def _vintage(layer: Layer, name: str) -> int:
    """The year that the name of the file says, else that of its folder, of the layer, or of a column."""
    folder, _, base = name.rpartition("/")
    places = [base, folder, *layer.places[1:], *_years_in(layer.rows)]
    for years in (set(_YEAR.findall(place)) for place in places):
        if len(years) == 1:
            return int(years.pop())
        if years:
            break
    stem, _, extension = base.rpartition(".")
    example = "contours-departements-2025.geojson" if _YEAR.search(base) else f"{stem}-2025.{extension}"
    raise ObservatoryError(
        f"{name} : impossible de dire de quelle année sont ces contours.",
        f"Mettez l’année, une seule, dans le nom du fichier, par exemple « {example} ».",
    )


def _years_in(rows: gpd.GeoDataFrame) -> list[str]:
    found = [column for column in rows.columns if column.lower() in _YEAR_COLUMNS]
    return [" ".join(sorted(set(rows[column].astype(str)))) for column in found]


def _is_points(rows: gpd.GeoDataFrame) -> bool:
    return len(rows) > 0 and not rows.geom_type.str.contains("Polygon|Collection").any()


def _nothing(ignored: list[Layer], name: str) -> ObservatoryError:
    if any(_is_points(layer.rows) and recognise_columns(layer.name, list(layer.rows.columns)) for layer in ignored):
        return ObservatoryError(
            f"{name} contient des points (chefs-lieux ou centres), pas des contours.",
            "Déposez le fichier des surfaces ; les centres s’en déduisent.",
        )
    seen = ", ".join(sorted({layer.name for layer in ignored if layer.name})) or "aucune n’a de nom"
    return ObservatoryError(
        f"{name} : aucune couche de régions, départements, EPCI ou communes n’y est reconnue (couches : {seen}).",
        "Vérifiez qu’une colonne porte le code officiel : code_insee, insee_dep, code_siren, code…",
    )
