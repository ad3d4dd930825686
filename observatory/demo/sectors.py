"""The sectors that a fictional city draws before its night of counting: they tile its outline, without gap or overlap.

Each cell of the city is cut in bands, each band in sectors, along the finest mesh of the cell; the inner points of the
mesh move a little, so that no border is straight.
"""

from __future__ import annotations

from itertools import pairwise
from math import isqrt
from typing import TYPE_CHECKING

from observatory.demo.island import SEED
from observatory.demo.outlines import FINE, UNIT, cells_of, collection, degrees, feature, mesh
from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

MOST_SECTORS = 100
_SHIFT = 40  # units, of the 250 or so between two points of the mesh


def city_sectors(country: pl.DataFrame, commune_code: str, count: int) -> pl.DataFrame:
    """The sectors of a commune of `country`: `secteur_id` (Z2101-07), `libelle`, `commune_code`, `strate` (CHAUD for
    one in three, FROID), `surface_km2` (to the thousandth), `pop_reference` (adds up to the commune's inhabitants).

    `count`: 1 to 100. Raises ObservatoryError for another count, or a commune that `country` does not have.
    """
    import numpy as np
    import polars as pl

    quads, sector = _quads(country, commune_code, count)
    inhabitants = country.filter(pl.col("commune_code") == commune_code)["pop_municipale"].item()
    rng = np.random.default_rng([SEED, *commune_code.encode()])
    shares = rng.integers(50, 151, count).cumsum()
    hot = rng.permutation(count) < max(1, round(count / 3))
    surface = np.zeros(count, dtype=np.int64)
    np.add.at(surface, sector, _twice_area(quads))
    number = pl.int_range(1, count + 1, eager=True).cast(pl.String)
    return pl.select(
        secteur_id=pl.lit(f"{commune_code}-") + number.str.zfill(3 if count > 99 else 2),
        libelle=pl.lit("Secteur fictif n° ") + number,
        commune_code=pl.lit(commune_code),
        strate=pl.when(pl.Series(hot)).then(pl.lit("CHAUD")).otherwise(pl.lit("FROID")),
        surface_km2=pl.Series(surface * UNIT**2 // (2 * 10**13)) / 1_000,
        pop_reference=pl.Series(np.diff(inhabitants * shares // shares[-1], prepend=0)),
    )


def sectors_geojson(sectors: pl.DataFrame, country: pl.DataFrame) -> bytes:
    """The outlines of sectors that `city_sectors` made from `country`, of one city or several, as GeoJSON."""
    import shapely

    features = []
    for code, names in sectors.group_by("commune_code", maintain_order=True).agg("secteur_id").rows():
        quads, sector = _quads(country, code, len(names))
        polygons = shapely.polygons(degrees(quads))
        features += [
            feature({"secteur_id": name, "commune_code": code}, polygons[sector == rank])
            for rank, name in enumerate(names)
        ]
    return collection(features)


def _quads(country: pl.DataFrame, commune_code: str, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The finest pieces of a commune: their four corners, in units (shape n, 4, 2), and the rank of their sector."""
    import numpy as np
    import polars as pl

    cells = cells_of(country, "commune_code").filter(pl.col("code") == commune_code)["cellule"].to_list()
    if not (cells and len(cells) <= count <= MOST_SECTORS):
        raise ObservatoryError(
            f"Impossible de découper la commune « {commune_code} » en {count} secteurs.",
            f"Donnez une commune du pays fictif, et de 1 à {MOST_SECTORS} secteurs (au moins 2 après une fusion).",
        )
    rng = np.random.default_rng([SEED + 1, *commune_code.encode()])
    quads, sector, first = [], [], 0
    for rank, (x, y) in enumerate(cells):
        share = count // len(cells) + (rank < count % len(cells))
        quads.append(_pieces(x, y, rng))
        sector.append(first + _bands(share, rng).ravel())
        first += share
    return np.concatenate(quads), np.concatenate(sector)


def _pieces(x: int, y: int, rng: np.random.Generator) -> np.ndarray:
    import numpy as np

    points = mesh(x, y)
    points[1:-1, 1:-1] += rng.integers(-_SHIFT, _SHIFT + 1, (FINE - 1, FINE - 1, 2))
    corners = [points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]]
    return np.stack(corners, axis=2).reshape(-1, 4, 2)


def _bands(count: int, rng: np.random.Generator) -> np.ndarray:
    """The rank of the sector of each piece of a cell, FINE by FINE."""
    import numpy as np

    ranks = np.empty((FINE, FINE), dtype=int)
    bands, first = isqrt(count), 0
    for band, (south, north) in enumerate(pairwise(_cuts(bands, rng))):
        share = count // bands + (band < count % bands)
        ranks[:, south:north] = first + np.searchsorted(_cuts(share, rng)[1:-1], np.arange(FINE), side="right")[:, None]
        first += share
    return ranks


def _cuts(parts: int, rng: np.random.Generator) -> np.ndarray:
    """Where to cut the FINE steps of a side in so many parts, none of them empty."""
    import numpy as np

    cuts = np.arange(parts + 1) * FINE // parts
    cuts[1:-1] += rng.integers(-(FINE // parts // 4), FINE // parts // 4 + 1, parts - 1)
    return cuts


def _twice_area(quads: np.ndarray) -> np.ndarray:
    """Twice the area of each piece, in square units, by the shoelace formula."""
    import numpy as np

    ahead = np.roll(quads, -1, axis=1)
    return (quads[..., 0] * ahead[..., 1] - ahead[..., 0] * quads[..., 1]).sum(axis=1)
