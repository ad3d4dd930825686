"""From polygons to the rings of integers that a page draws: simplified together, rounded, without what nobody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

Ring = tuple[tuple[int, ...], tuple[int, ...]]


def draw_rings(shapes: np.ndarray, tolerance: float, smallest: float) -> list[tuple[Ring, ...]]:
    """The closed rings of each polygon, in whole units: largest first, exteriors and holes alike.

    Neighbours keep the same border: they are simplified together (`tolerance`, in units), then rounded alike. Islands
    and holes under `smallest` square units are left out, but each shape keeps its largest ring, were it one unit wide.
    """
    import polars as pl
    import shapely

    simple = shapely.coverage_simplify(shapes, tolerance)
    points = _points(simple)
    rings = (
        points.group_by("forme", "anneau", maintain_order=True)
        .agg("x", "y", nb=pl.len(), aire=_area().abs())
        .with_columns(rang=pl.col("aire").rank("ordinal", descending=True).over("forme"))
        .filter((pl.col("nb") >= 4) & (pl.col("aire") > 0))
        .filter((pl.col("rang") == 1) | (pl.col("aire") >= smallest))
        .sort("forme", "rang")
    )
    drawn: list[list[Ring]] = [[] for _ in shapes]
    for shape, x, y in rings.select("forme", "x", "y").iter_rows():
        drawn[shape].append((tuple(x), tuple(y)))
    return [tuple(found) or (_dot(shape),) for found, shape in zip(drawn, shapes, strict=True)]


def inner_points(shapes: np.ndarray) -> list[tuple[int, int]]:
    """A point well inside the largest part of each shape, in whole units: where a label or a bubble goes."""
    import numpy as np
    import polars as pl
    import shapely

    parts, owners = shapely.get_parts(shapes, return_index=True)
    largest = (
        pl.DataFrame({"forme": owners, "aire": shapely.area(parts)})
        .with_row_index("rang")
        .group_by("forme")
        .agg(pl.col("rang").sort_by("aire").last())
        .sort("forme")["rang"]
    )
    circles = shapely.maximum_inscribed_circle(parts[largest.to_numpy()], tolerance=1)
    centres = np.rint(shapely.get_coordinates(shapely.get_point(circles, 0))).astype(int)
    return [(int(x), int(y)) for x, y in centres]


def _points(shapes: np.ndarray) -> pl.DataFrame:
    """The rounded points of every ring, without the ones that repeat the one before: `forme, anneau, x, y`."""
    import numpy as np
    import polars as pl
    import shapely

    parts, owners = shapely.get_parts(shapes, return_index=True)
    rings, parts_of_rings = shapely.get_rings(parts, return_index=True)
    xy, rings_of_points = shapely.get_coordinates(rings, return_index=True)
    rounded = np.rint(xy).astype(np.int32)
    points = pl.DataFrame(
        {
            "forme": owners[parts_of_rings][rings_of_points],
            "anneau": rings_of_points,
            "x": rounded[:, 0],
            "y": rounded[:, 1],
        }
    )
    here = pl.struct("anneau", "x", "y")
    return points.filter((here != here.shift()).fill_null(True))


def _area() -> pl.Expr:
    """The shoelace formula, on the points of one ring."""
    import polars as pl

    x, y = pl.col("x").cast(pl.Int64), pl.col("y").cast(pl.Int64)
    return (x * y.shift(-1) - x.shift(-1) * y).sum() / 2


def _dot(shape: object) -> Ring:
    """One unit square where a shape is too small to be drawn."""
    import shapely

    ((x, y),) = shapely.get_coordinates(shapely.point_on_surface(shape)).round().astype(int)
    x, y = int(x), int(y)
    return (x, x + 1, x + 1, x, x), (y, y, y + 1, y + 1, y)
