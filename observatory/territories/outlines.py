"""What is done to outlines: validity, one row per territory, where they lie, union, simplification with shared borders.

An outlines frame has the columns of `lake.contours`: `geometrie` is WKB in the EPSG `projection` of its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import polars as pl

METROPOLE = "metropole"
# west, south, east, north, in degrees: enough to tell where an outline lies
ZONES = {
    METROPOLE: (-5.6, 41.0, 10.0, 51.5),
    "971": (-62.0, 15.7, -60.9, 16.7),
    "972": (-61.4, 14.2, -60.7, 15.1),
    "973": (-55.0, 2.0, -51.0, 6.2),
    "974": (55.0, -21.6, 56.0, -20.7),
    "976": (44.8, -13.2, 45.5, -12.4),
}
PROJECTIONS = {METROPOLE: 2154, "971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}
LEVELS = ("REG", "DEP", "SIREN_EPCI", "SIREN_EPT", "COM", "ARM")
_FEW_DEPARTEMENTS = 20
_WHOLE_COUNTRY = {"REG": 12, "SIREN_EPCI": 1000}
_METRES_PER_DEGREE = 111_320


def polygons(shapes: np.ndarray) -> tuple[np.ndarray, list[bool]]:
    """The polygons of each shape in two dimensions, made valid, and whether each was repaired; None where none is left."""
    import numpy as np
    import shapely

    shapes = shapely.force_2d(shapes)
    present = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    broken = present & ~shapely.is_valid(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    mixed = present & ~np.isin(shapely.get_type_id(shapes), (3, 6))
    shapes[mixed] = [_polygons_of(shape) for shape in shapes[mixed]]
    shapes[~present] = None
    return shapes, (broken | mixed).tolist()


def _polygons_of(shape: object) -> object | None:
    import shapely

    parts = shapely.get_parts(shapely.get_parts(shape))
    kept = parts[shapely.get_type_id(parts) == 3]
    return shapely.union_all(kept) if len(kept) else None


def join_rows(codes: pl.DataFrame, shapes: np.ndarray) -> tuple[pl.DataFrame, np.ndarray]:
    """One row per level and code: the shapes of rows that bear the same code are united. Rows without code are kept."""
    import polars as pl
    import shapely

    rows = codes.with_row_index("rang")
    repeated = pl.struct("niveau", "territoire_code").is_duplicated() & pl.col("territoire_code").is_not_null()
    groups = rows.filter(repeated).group_by("niveau", "territoire_code").agg("rang", pl.col("est_reparee").any())
    for ranks in groups["rang"].to_list():
        shapes[ranks[0]] = shapely.union_all(shapes[ranks])
    mended = groups.filter("est_reparee")["rang"].explode()
    kept = rows.filter(~repeated | pl.struct("niveau", "territoire_code").is_first_distinct()).with_columns(
        est_reparee=pl.col("est_reparee") | pl.col("rang").is_in(mended.to_list())
    )
    return kept.drop("rang"), shapes[kept["rang"].to_numpy()]


def zones(outlines: pl.DataFrame) -> pl.Series:
    """Where each outline lies, by the middle of its extent: a key of ZONES, null elsewhere."""
    import numpy as np
    import polars as pl
    import shapely
    from pyproj import Transformer

    boxes = shapely.bounds(shapely.from_wkb(outlines["geometrie"].to_numpy()))
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    epsg = outlines["projection"].to_numpy()
    for number in np.unique(epsg):
        here = epsg == number
        x[here], y[here] = Transformer.from_crs(int(number), 4326, always_xy=True).transform(x[here], y[here])
    found = np.full(len(outlines), None, dtype=object)
    for zone, (west, south, east, north) in ZONES.items():
        found[(west <= x) & (x <= east) & (south <= y) & (y <= north)] = zone
    return pl.Series("zone", found.tolist(), dtype=pl.String)


def lot_of(outlines: pl.DataFrame) -> str:
    """The name of what a file covers: vintage, levels, and where: « 2025-dep-metropole », « 2018-com-75 ».

    Where: « fictif », the départements when they are few, « metropole », one overseas département, else « france ». A
    file of a few EPCI or régions bears its first code and their number, so that it never replaces the whole country.
    """
    years = outlines["millesime_cog"].unique().sort().to_list()
    if len(years) > 1:
        raise ObservatoryError(
            f"Le fichier mélange plusieurs années de contours ({', '.join(map(str, years))}).",
            "Déposez un fichier par année.",
        )
    levels = [level for level in LEVELS if level in set(outlines["niveau"])]
    return f"{years[0]}-{'+'.join(levels).lower()}-{_where(outlines, levels)}"


def _where(outlines: pl.DataFrame, levels: list[str]) -> str:
    import polars as pl

    code = pl.col("territoire_code")
    codes = outlines["territoire_code"].drop_nulls()
    if codes.str.starts_with("Z").all():
        return "fictif"
    length = pl.when(code.str.starts_with("97") | code.str.starts_with("98")).then(3).otherwise(2)
    located = outlines.filter(pl.col("niveau").is_in(["DEP", "COM", "ARM"]), code.is_not_null())
    departements = located.select(code.str.slice(0, length).unique().sort()).to_series()
    if 0 < departements.len() <= _FEW_DEPARTEMENTS:
        return "+".join(departements)
    found = zones(outlines.drop_nulls("geometrie")).drop_nulls().unique().to_list()
    if len(found) == 1 and found[0] != METROPOLE:
        return found[0]
    if len(levels) == 1 and outlines.height < _WHOLE_COUNTRY.get(levels[0], 0):
        return f"{codes.min()}-{codes.len()}"
    return METROPOLE if found == [METROPOLE] else "france"


def to_geo(outlines: pl.DataFrame) -> dict[int, gpd.GeoDataFrame]:
    """The outlines as one GeoDataFrame per projection (EPSG number), `geometrie` become its geometry."""
    import geopandas as gpd

    parts = outlines.partition_by("projection", as_dict=True, maintain_order=True)
    return {
        epsg: gpd.GeoDataFrame(
            part.drop("geometrie").to_pandas(),
            geometry=gpd.GeoSeries.from_wkb(part["geometrie"].to_list(), crs=epsg),
        )
        for (epsg,), part in parts.items()
    }


def simplify(outlines: pl.DataFrame, tolerance: float) -> pl.DataFrame:
    """The outlines with fewer points, `tolerance` in metres; neighbours of one level keep the same border.

    No outline disappears, and each level stays a coverage without gap or overlap where it was one.
    """
    import polars as pl
    import shapely
    from pyproj import CRS

    parts = []
    for (_, epsg), part in outlines.group_by("niveau", "projection", maintain_order=True):
        step = tolerance / _METRES_PER_DEGREE if CRS.from_epsg(epsg).is_geographic else tolerance
        shapes = shapely.coverage_simplify(shapely.from_wkb(part["geometrie"].to_numpy()), step)
        parts.append(part.with_columns(geometrie=pl.Series(shapely.to_wkb(shapes).tolist(), dtype=pl.Binary)))
    return pl.concat(parts) if parts else outlines


def dissolve(outlines: pl.DataFrame, mapping: pl.DataFrame, niveau: str) -> pl.DataFrame:
    """The outlines of the territories that hold others: régions from départements, EPCI from communes.

    `outlines`: those of one level; `mapping`: `contenu_code, contenant_code, contenant_libelle`, without which an
    outline is left out. The parts of a territory that lie in several projections are put in degrees (4326).
    """
    import polars as pl

    held = outlines.join(mapping, left_on="territoire_code", right_on="contenu_code")
    several = pl.col("projection").n_unique().over("contenant_code") > 1
    held = _to_degrees(held, held.select(several).to_series())
    made = {"territoire_code", "niveau", "territoire_libelle", "millesime_cog", "geometrie"}
    united = held.group_by("contenant_code", maintain_order=True).agg(
        pl.lit(niveau).alias("niveau"),
        pl.col("contenant_libelle").first().alias("territoire_libelle"),
        pl.col("millesime_cog").max(),
        *[pl.col(column).max() for column in outlines.columns if column not in made],
        "geometrie",
    )
    shapes = [_union(parts) for parts in united["geometrie"].to_list()]
    united = united.with_columns(geometrie=pl.Series(shapes, dtype=pl.Binary))
    return united.rename({"contenant_code": "territoire_code"}).select(outlines.columns)


def _union(parts: list[bytes]) -> bytes:
    import shapely

    shapes = shapely.from_wkb(parts)
    unite = shapely.coverage_union_all if shapely.coverage_is_valid(shapes) else shapely.union_all
    return shapely.to_wkb(unite(shapes))


def _to_degrees(outlines: pl.DataFrame, where: pl.Series) -> pl.DataFrame:
    import polars as pl

    if not where.any():
        return outlines
    moved = [
        outlines.filter(where, pl.col("projection") == epsg).with_columns(
            projection=pl.lit(4326, pl.Int32),
            geometrie=pl.Series(geo.geometry.to_crs(4326).to_wkb().tolist(), dtype=pl.Binary),
        )
        for epsg, geo in to_geo(outlines.filter(where)).items()
    ]
    return pl.concat([outlines.filter(~where), *moved])
