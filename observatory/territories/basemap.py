"""The base map that figures draw: outlines as rings of whole numbers in one page plane, overseas territories in boxes.

The plane: 1 unit is 500 m in metropolitan France (Lambert-93), y upwards. Each box has its own scale. Charts import this
module for its dataclasses, which hold nothing but texts and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.territories.outlines import METROPOLE, PROJECTIONS, zones
from observatory.territories.rings import Ring, draw_rings, inner_points

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import polars as pl

Box = tuple[int, int, int, int]

WIDTH, HEIGHT = 2730, 2130
_FRANCE = (99_000.0, 6_046_000.0, 1_243_000.0, 7_111_000.0)
_FRANCE_BOX = (442, 0, 2730, 2130)
_OVERSEAS = {"971": "Guadeloupe", "972": "Martinique", "973": "Guyane", "974": "La Réunion", "976": "Mayotte"}
_PETITE_COURONNE = ("75", "92", "93", "94")
_PETITE_COURONNE_BOX = (2270, 1730, 2730, 2130)
_CITIES = {"75": "Paris", "69": "Lyon", "13": "Marseille"}
_TITLE, _MARGIN, _SPACE = 50, 14, 20
_SMALLEST = 3.0
# an EPCI map of France stays under 300 kB of rings, a map of départements under 100 kB
_DETAIL = {"SIREN_EPCI": 4.0, "COM": 4.0, "SIREN_EPT": 1.0, "ARM": 1.0}
_USUAL_DETAIL = 3.2


@dataclass(frozen=True)
class Outline:
    """One territory: closed rings of (xs, ys), largest first, holes among them (fill rule: even-odd); a point inside.

    `encart`: the title of the box it is drawn in, None in metropolitan France. A territory may stand in both.
    """

    code: str
    libelle: str
    rings: tuple[Ring, ...]
    point: tuple[int, int]
    encart: str | None


@dataclass(frozen=True)
class Inset:
    """A box with its own scale; its title goes in the top 50 units."""

    titre: str
    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True)
class Basemap:
    """The outlines of one level, the largest first (a later one may cover an earlier one), in a width × height plane."""

    niveau: str
    millesime: int
    outlines: tuple[Outline, ...]
    insets: tuple[Inset, ...]
    width: int
    height: int


def build_basemap(contours: pl.DataFrame, niveau: str, detail: float | None = None) -> Basemap | None:
    """The base map of a level from `marts.contours`; None when no outline of that level is there.

    `detail`: how far a border may be simplified, in units of the plane (1 = 500 m); the default suits the level.
    Fictional territories (codes Z…) are drawn alone, and only when there is no real one.
    """
    import polars as pl

    rows = contours.filter(pl.col("niveau") == niveau).drop_nulls("geometrie").sort("territoire_code")
    real = rows.filter(~pl.col("territoire_code").str.starts_with("Z"))
    if rows.is_empty():
        return None
    tolerance = detail or _DETAIL.get(niveau, _USUAL_DETAIL)
    panels = _panels(real, niveau) if len(real) else [_alone(rows, None)]
    outlines = [outline for panel in panels for outline in panel.outlines(tolerance)]
    return Basemap(
        niveau,
        rows["millesime_cog"].max(),
        tuple(sorted(outlines, key=lambda outline: -_extent(outline))),
        tuple(Inset(panel.titre, *panel.box) for panel in panels if panel.titre),
        max(panel.box[2] for panel in panels) if panels[0].titre is None else WIDTH,
        HEIGHT,
    )


@dataclass(frozen=True)
class _Panel:
    """Territories drawn at one scale in one box; `bounds` (in their projection) when the scale is not that of a fit."""

    rows: pl.DataFrame
    shapes: gpd.GeoSeries
    box: Box
    titre: str | None
    bounds: tuple[float, float, float, float] | None = None

    def outlines(self, tolerance: float) -> list[Outline]:
        import shapely

        placed = shapely.transform(self.shapes.to_numpy(), self._place)
        names = zip(self.rows["territoire_code"], self.rows["territoire_libelle"].fill_null(""), strict=True)
        drawn = zip(names, draw_rings(placed, tolerance, _SMALLEST), inner_points(placed), strict=True)
        return [Outline(code, libelle, rings, point, self.titre) for (code, libelle), rings, point in drawn]

    def _place(self, xy: np.ndarray) -> np.ndarray:
        """Coordinates of the projection to units of the plane: centred in the box, below its title."""
        x0, y0, x1, y1 = self.box
        if self.titre:
            x0, y0, x1, y1 = x0 + _MARGIN, y0 + _MARGIN, x1 - _MARGIN, y1 - _TITLE
        west, south, east, north = self.bounds or tuple(self.shapes.total_bounds)
        scale = min((x1 - x0) / (east - west), (y1 - y0) / (north - south))
        return (xy - ((west + east) / 2, (south + north) / 2)) * scale + ((x0 + x1) / 2, (y0 + y1) / 2)


def _panels(rows: pl.DataFrame, niveau: str) -> list[_Panel]:
    """Metropolitan France, then the boxes that have something to show."""
    import polars as pl

    if niveau == "ARM":
        return _cities(rows)
    if niveau == "SIREN_EPT":
        return [_alone(rows, PROJECTIONS[METROPOLE])]
    located = rows.with_columns(zones(rows))
    metropole = located.filter(pl.col("zone") == METROPOLE)
    panels = [_Panel(metropole, _shapes(metropole, PROJECTIONS[METROPOLE]), _FRANCE_BOX, None, _FRANCE)]
    for (zone, titre), box in zip(_OVERSEAS.items(), _column(len(_OVERSEAS)), strict=True):
        here = located.filter(pl.col("zone") == zone)
        panels += [_Panel(here, _shapes(here, PROJECTIONS[zone]), box, titre)] if len(here) else []
    close = metropole.filter(pl.col("territoire_code").is_in(_PETITE_COURONNE))
    if niveau == "DEP" and len(close):
        panels.append(_Panel(close, _shapes(close, PROJECTIONS[METROPOLE]), _PETITE_COURONNE_BOX, "Petite couronne"))
    return panels


def _column(count: int) -> list[Box]:
    """Boxes of one size on the left of the plane, from top to bottom."""
    height = (HEIGHT - (count - 1) * _SPACE) // count
    tops = [HEIGHT - rank * (height + _SPACE) for rank in range(count)]
    return [(0, top - height, height, top) for top in tops]


def _cities(rows: pl.DataFrame) -> list[_Panel]:
    """The arrondissements of Paris, Lyon and Marseille, side by side."""
    import polars as pl

    side = (WIDTH - 2 * _SPACE) // 3
    boxes = [(rank * (side + _SPACE), HEIGHT - side, rank * (side + _SPACE) + side, HEIGHT) for rank in range(3)]
    found = [
        (rows.filter(pl.col("territoire_code").str.starts_with(start)), box, titre)
        for (start, titre), box in zip(_CITIES.items(), boxes, strict=True)
    ]
    return [_Panel(part, _shapes(part, PROJECTIONS[METROPOLE]), box, titre) for part, box, titre in found if len(part)]


def _alone(rows: pl.DataFrame, epsg: int | None) -> _Panel:
    """Territories that fill the plane by themselves, in their own projection unless another is given."""
    shapes = _shapes(rows, epsg or rows["projection"][0])
    if shapes.crs.is_geographic:
        shapes = shapes.to_crs(shapes.estimate_utm_crs())
    west, south, east, north = shapes.total_bounds
    width = round(HEIGHT * (east - west) / (north - south))
    return _Panel(rows, shapes, (0, 0, width, HEIGHT), None)


def _shapes(rows: pl.DataFrame, epsg: int) -> gpd.GeoSeries:
    """The outlines in one projection, in the order of the rows."""
    import geopandas as gpd
    import pandas as pd

    shapes = [gpd.GeoSeries([], crs=epsg)]
    for (number,), part in rows.with_row_index("rang").group_by("projection"):
        wkb = gpd.GeoSeries.from_wkb(part["geometrie"].to_list(), index=part["rang"].to_list(), crs=number)
        shapes.append(wkb.to_crs(epsg))
    return pd.concat(shapes[1:]).sort_index() if len(shapes) > 1 else shapes[0]


def _extent(outline: Outline) -> int:
    xs, ys = outline.rings[0]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))
