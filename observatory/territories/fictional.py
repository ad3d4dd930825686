"""The fictional country of the demonstration: communes that tile an island, their EPCI, départements and outlines.

Every code begins with Z, which no official code does, and the island lies in the ocean: nothing here can be taken for
a real place. The same seed gives the same country to the byte.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

SEED = 20260122
VINTAGE = 2025
COLUMNS, ROWS = 20, 15
WEST, SOUTH, CELL = -26.0, -1.0, 0.14  # degrees, on the equator where a degree is as long both ways
EPCI_BY_DEPARTEMENT = 3
_FIRST = ("Orm", "Val", "Bris", "Cour", "Lign", "Sauv", "Tourn", "Mar", "Fond", "Clair", "Aub", "Rive", "Haut", "Pré")
_LAST = ("anges", "ières", "euil", "oncourt", "elles", "ency", "illac", "agne", "osne", "ernay", "ouvre", "ives")


def fictional_country(departements: pl.DataFrame) -> pl.DataFrame:
    """The communes of the country, one row each: `commune_code, commune_libelle, departement_code, region_code,
    epci_code, epci_libelle, pop_municipale, x, y` (cell of the grid).

    `departements`: `code, libelle, region_code`, the fictional ones, in the order of their codes.
    """
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(SEED)
    xs, ys = np.meshgrid(np.arange(COLUMNS), np.arange(ROWS))
    centre = np.hypot((xs - (COLUMNS - 1) / 2) / COLUMNS, (ys - (ROWS - 1) / 2) / ROWS)
    land = centre + rng.normal(0, 0.02, centre.shape) < 0.46
    cells = np.column_stack([xs[land], ys[land]])
    seats = _spread(cells, departements.height, rng)
    seats = seats[seats[:, 0].argsort(kind="stable")]  # from west to east: the départements of a région are neighbours
    owner = _nearest(cells, seats)
    frame = pl.DataFrame({"x": cells[:, 0], "y": cells[:, 1], "rang": owner}).with_columns(
        distance=pl.Series(np.hypot(*(cells - seats[owner]).T)),
        groupe=pl.Series(_groups(cells, owner, departements.height, rng)),
        tirage=pl.Series(rng.lognormal(8.3, 0.7, len(cells))),
    )
    frame = frame.join(departements.with_row_index("rang").cast({"rang": pl.Int64}), on="rang")
    number = pl.int_range(1, pl.len() + 1).over("code")
    frame = frame.sort("code", "distance", "x", "y").with_columns(numero=number)
    size = pl.when(pl.col("numero") == 1).then(14).when(pl.col("numero") < 4).then(3).otherwise(1)
    digits = pl.col("code").str.slice(1)
    return frame.select(
        commune_code=pl.col("code") + pl.col("numero").cast(pl.String).str.zfill(2),
        commune_libelle=pl.when(pl.col("numero") == 1)
        .then(pl.col("libelle").str.replace("-.*", "-Ville (fictive)"))
        .otherwise(_names(frame.height)),
        departement_code="code",
        region_code="region_code",
        epci_code="Z" + pl.col("groupe").cast(pl.String).str.zfill(6) + digits,
        epci_libelle=pl.format("Communauté fictive n° {} ({})", pl.col("groupe") + 1, "libelle"),
        pop_municipale=(pl.col("tirage") * size).cast(pl.Int32),
        x="x",
        y="y",
    )


def outlines_geojson(country: pl.DataFrame, code: str) -> bytes:
    """The outlines of the territories whose codes are in the column `code`, as GeoJSON (longitude, latitude)."""
    import shapely

    cells = dict(zip(country.select("x", "y").rows(), _cells(country), strict=True))
    features = [
        {
            "type": "Feature",
            "properties": {"code": key, "mention": "Données fictives"},
            "geometry": json.loads(
                shapely.to_geojson(shapely.coverage_union_all([cells[at] for at in zip(xs, ys, strict=True)]))
            ),
        }
        for key, xs, ys in country.group_by(code).agg("x", "y").sort(code).rows()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _spread(cells: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Cells far from each other: each new one is the farthest from those already taken."""
    import numpy as np

    taken = [int(rng.integers(len(cells)))]
    while len(taken) < count:
        gaps = np.hypot(*(cells[:, None] - cells[taken]).transpose(2, 0, 1)).min(axis=1)
        taken.append(int(gaps.argmax()))
    return cells[taken]


def _nearest(cells: np.ndarray, seats: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.hypot(*(cells[:, None] - seats).transpose(2, 0, 1)).argmin(axis=1)


def _groups(cells: np.ndarray, owner: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """For each cell, the rank of its EPCI in its département."""
    import numpy as np

    ranks = np.zeros(len(cells), dtype=int)
    for departement in range(count):
        mine = owner == departement
        ranks[mine] = _nearest(cells[mine], _spread(cells[mine], EPCI_BY_DEPARTEMENT, rng))
    return ranks


def _names(count: int) -> pl.Series:
    import polars as pl

    words = [first + last for last in _LAST for first in _FIRST]
    words += [f"{word}-le-{side}" for side in ("Haut", "Bas") for word in words]
    return pl.Series([f"{word} (fictive)" for word in words[:count]])


def _cells(country: pl.DataFrame) -> list:
    """One polygon a cell; an edge that two cells share is drawn once, so that they touch without a gap."""
    import numpy as np
    import shapely

    rng = np.random.default_rng(SEED + 1)
    corners = rng.uniform(-0.2, 0.2, (COLUMNS + 1, ROWS + 1, 2)) + np.stack(
        np.meshgrid(np.arange(COLUMNS + 1), np.arange(ROWS + 1), indexing="ij"), axis=-1
    )
    bends = rng.uniform(-0.07, 0.07, (COLUMNS + 1, ROWS + 1, 2, 3, 2))

    def edge(start: tuple[int, int], axis: int) -> np.ndarray:
        end = (start[0] + (axis == 0), start[1] + (axis == 1))
        along = np.linspace(0, 1, 5)[:, None]
        line = corners[start] * (1 - along) + corners[end] * along
        line[1:4] += bends[start[0], start[1], axis]
        return line

    def ring(x: int, y: int) -> np.ndarray:
        parts = [edge((x, y), 0), edge((x + 1, y), 1), edge((x, y + 1), 0)[::-1], edge((x, y), 1)[::-1]]
        return np.concatenate([part[:-1] for part in parts]).round(3)

    return [shapely.Polygon(ring(x, y) * CELL + (WEST, SOUTH)) for x, y in country.select("x", "y").rows()]
