"""Outlines of the sectors of a night count, as cities draw them: a code, a commune, no official level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.territories.geolayers import layers

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import polars as pl

SECTOR, COMMUNE = "secteur_id", "commune_code"


def sector_cells(content: bytes, name: str) -> pl.DataFrame | None:
    """The sectors of a file, every cell a text: `secteur_id, commune_code, projection, est_reparee, part_recouverte_pct,
    geometrie` (WKB in hexadecimal). None when no layer has a column `secteur_id`.

    Raises ObservatoryError when the coordinates have no known projection, or the sectors no commune.
    """
    import polars as pl

    found = [layer.rows for layer in layers(content, name) if SECTOR in _lower(layer.rows)]
    if not found:
        return None
    return pl.concat([_cells(rows.rename(columns=_lower(rows)), name) for rows in found])


def _lower(rows: gpd.GeoDataFrame) -> dict[str, str]:
    """Lower-case name → itself, and the names as written → lower case: either finds a column."""
    return {column: column.lower() for column in rows.columns} | {c.lower(): c.lower() for c in rows.columns}


def _cells(rows: gpd.GeoDataFrame, name: str) -> pl.DataFrame:
    import polars as pl
    import shapely

    from observatory.territories.outlines import polygons

    epsg = rows.crs.to_epsg(min_confidence=20) if rows.crs else None
    if epsg is None or COMMUNE not in rows.columns:
        lacks = "la projection" if epsg is None else "la colonne « commune_code »"
        raise ObservatoryError(
            f"{name} : les contours des secteurs n’ont pas {lacks}.",
            "Demandez un GeoJSON en degrés (WGS84) avec « secteur_id » et « commune_code ».",
        )
    shapes, repaired = polygons(rows.geometry.to_numpy())
    wkb = [shapely.to_wkb(shape, hex=True, output_dimension=2, byte_order=1) if shape else "" for shape in shapes]
    return pl.DataFrame(
        {
            SECTOR: rows[SECTOR].astype(str).to_list(),
            COMMUNE: rows[COMMUNE].astype(str).to_list(),
            "projection": [str(epsg)] * len(rows),
            "est_reparee": ["oui" if mended else "non" for mended in repaired],
            "part_recouverte_pct": [f"{share:.3f}" for share in _covered(shapes)],
            "geometrie": wkb,
        }
    )


def _covered(shapes: np.ndarray) -> np.ndarray:
    """The share of each outline, in percent, that others cover."""
    import numpy as np
    import shapely

    covered = np.zeros(len(shapes))
    present = ~shapely.is_missing(shapes)
    tree = shapely.STRtree(shapes[present])
    one, other = tree.query(shapes[present], predicate="intersects")
    one, other = one[one != other], other[one != other]
    area = shapely.area(shapely.intersection(shapes[present][one], shapes[present][other]))
    shared = np.bincount(one, weights=area, minlength=int(present.sum()))
    covered[present] = 100 * shared / np.maximum(shapely.area(shapes[present]), 1e-300)
    return np.minimum(covered, 100)
