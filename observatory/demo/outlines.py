"""The shape of the fictional country: each cell of the island drawn in whole units, its edges shared with its neighbours.

A cell is 5 000 units wide, a unit 14 millionths of a degree (about 1.56 m): every coordinate is a whole number until it
is written, so that nothing depends on the machine.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from observatory.demo.country import MERGER
from observatory.demo.island import COLUMNS, ROWS, SEED

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

FINE = 20  # steps of the finest mesh along the edge of a cell; its outline bends at one in five
_MICRODEGREES = 14
UNIT = 155_673  # its length in hundredths of a millimetre: on the equator a degree is 111 195 m both ways
_UNITS = 5_000
_BENDS = 4
_WEST, _SOUTH = -25_300_000, -525_000  # microdegrees, in the middle of the Atlantic


def outlines_geojson(country: pl.DataFrame, code: str) -> bytes:
    """The outlines of the territories whose codes are in the column `code`, as GeoJSON (longitude, latitude)."""
    import shapely

    features = [
        feature({"code": key}, shapely.polygons([degrees(_outline(x, y)) for x, y in cells_at]))
        for key, cells_at in cells_of(country, code).group_by("code").agg("cellule").sort("code").rows()
    ]
    return collection(features)


def cells_of(country: pl.DataFrame, code: str) -> pl.DataFrame:
    """The cells of the island that each territory holds: `code, cellule` (x, y), by code. A commune has one, but for
    the one that absorbed another."""
    import polars as pl

    cells = country.select(pl.col(code).alias("code"), pl.concat_list("x", "y").alias("cellule"))
    if MERGER.absorbed not in country["commune_code"]:
        gained = country.filter(pl.col("commune_code") == MERGER.into)
        cells = cells.vstack(
            gained.select(pl.col(code).alias("code"), pl.lit(list(MERGER.cell), pl.List(pl.Int64)).alias("cellule"))
        )
    return cells.sort("code", maintain_order=True)


def feature(properties: dict[str, str], polygons: np.ndarray) -> dict:
    """A GeoJSON feature: the union of polygons that touch without overlap."""
    import shapely

    whole = shapely.orient_polygons(shapely.normalize(shapely.coverage_union_all(polygons)))
    mention = {"mention": "Données fictives"}
    return {"type": "Feature", "properties": properties | mention, "geometry": json.loads(shapely.to_geojson(whole))}


def collection(features: list[dict]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def degrees(units: np.ndarray) -> np.ndarray:
    """Longitudes and latitudes, to the millionth."""
    import numpy as np

    return (units * _MICRODEGREES + np.array([_WEST, _SOUTH])) / 1_000_000


def mesh(x: int, y: int) -> np.ndarray:
    """The corners of the finest mesh of a cell, in units: FINE + 1 by FINE + 1 points, the outermost on its outline."""
    import numpy as np

    south, west = (_refined(_edge(x, y, axis)) for axis in (0, 1))
    north, east = _refined(_edge(x, y + 1, 0)), _refined(_edge(x + 1, y, 1))
    i, j = (at[..., None] for at in np.meshgrid(np.arange(FINE + 1), np.arange(FINE + 1), indexing="ij"))
    along = (FINE - j) * south[:, None] + j * north[:, None]
    across = (FINE - i) * west[None] + i * east[None]
    corners = (FINE - j) * ((FINE - i) * south[0] + i * south[-1]) + j * ((FINE - i) * north[0] + i * north[-1])
    return (FINE * (along + across) - corners) // FINE**2


def _outline(x: int, y: int) -> np.ndarray:
    import numpy as np

    parts = [_edge(x, y, 0), _edge(x + 1, y, 1), _edge(x, y + 1, 0)[::-1], _edge(x, y, 1)[::-1]]
    return np.concatenate([part[:-1] for part in parts])


def _refined(edge: np.ndarray) -> np.ndarray:
    """The points of an edge, and those that cut each of its segments in equal steps."""
    import numpy as np

    steps = FINE // _BENDS
    between = edge[:-1, None] + (edge[1:] - edge[:-1])[:, None] // steps * np.arange(steps)[None, :, None]
    return np.concatenate([between.reshape(-1, 2), edge[-1:]])


def _edge(x: int, y: int, axis: int) -> np.ndarray:
    """The southern (axis 0) or western (axis 1) edge of a cell: its two corners and three bends."""
    import numpy as np

    corners, bends = _drawn()
    along = np.arange(_BENDS + 1)[:, None]
    line = ((_BENDS - along) * corners[x, y] + along * corners[x + (axis == 0), y + (axis == 1)]) // _BENDS
    line[1:-1] += bends[x, y, axis]
    return line


@cache
def _drawn() -> tuple[np.ndarray, np.ndarray]:
    """Corners of the grid moved at random, and how far each edge bends; multiples that leave every step whole."""
    import numpy as np

    rng = np.random.default_rng(SEED + 1)
    grid = np.stack(np.meshgrid(np.arange(COLUMNS + 1), np.arange(ROWS + 1), indexing="ij"), axis=-1)
    corners = grid * _UNITS + rng.integers(-37, 38, grid.shape) * FINE
    return corners, rng.integers(-50, 51, (COLUMNS + 1, ROWS + 1, 2, _BENDS - 1, 2)) * (FINE // _BENDS)
