"""The same element in two editions: by its code in its commune, or by its outline when both editions have one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from observatory.errors import ObservatoryError
from observatory.territories.elements import KEY, some

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from observatory.territories.perimeters import Perimeter

OVERLAP = 0.9  # of both surfaces, check PM-04
_SHARE = {"element_type": "String", "element_code": "String", "autre_code": "String", "part_commune": "Float64"}


class Match(NamedTuple):
    """`pairs`: `element_type, element_code, autre_code, part_commune`, covered elements that are the same in both.

    `best`, `best_of_other`: the same columns, the largest overlap of each element of one and of the other, matched or
    not (for the other, `element_code` is its own and `autre_code` that of the first).
    """

    pairs: pl.DataFrame
    best: pl.DataFrame
    best_of_other: pl.DataFrame


def match(
    first: Perimeter, other: Perimeter, outlines: pl.DataFrame | None, other_outlines: pl.DataFrame | None
) -> Match:
    """The covered elements of `first` and those of `other` that are the same; outlines: `geometrie_id, geometrie`."""
    import polars as pl

    mine, theirs = _drawn(first, outlines), _drawn(other, other_outlines)
    shares = _overlaps(mine, theirs)
    both_drawn = pl.col("geometrie").is_not_null() & pl.col("geometrie_autre").is_not_null()
    by_code = (
        mine.join(theirs, on=[*KEY, "commune_code"], suffix="_autre", nulls_equal=True)
        .filter(~both_drawn)
        .select(*KEY, autre_code="element_code", part_commune=pl.lit(None, pl.Float64))
    )
    same = shares.filter(pl.col("part_commune") >= OVERLAP)
    same = same.unique(KEY, keep="first", maintain_order=True)
    same = same.unique(["element_type", "autre_code"], keep="first", maintain_order=True)
    swapped = shares.select(
        "element_type", element_code="autre_code", autre_code="element_code", part_commune="part_commune"
    )
    best, best_of_other = (s.unique(KEY, keep="first", maintain_order=True) for s in (shares, swapped))
    return Match(pl.concat([same, by_code]), best, best_of_other)


def unmatched(mine: Perimeter, other: Perimeter, pairs: pl.DataFrame, best: pl.DataFrame) -> pl.DataFrame:
    """Why the elements of `mine` have no counterpart in `other`: `element_type, element_code, raison`."""
    import polars as pl

    there = other.elements.select(*KEY, autre_commune="commune_code", autre_couvert="est_couvert")
    lone = mine.elements.join(pairs, on=KEY, how="anti").join(there, on=KEY, how="left").join(best, on=KEY, how="left")
    where = f"«\u202f{other.libelle}\u202f»"
    percent = (pl.col("part_commune") * 100).floor().cast(pl.Int32)
    limits = f"n’a pas les mêmes limites dans {where} ({{}}\u202f% de surface commune avec {{}}, {OVERLAP * 100:.0f}\u202f% exigés)"
    reason = (
        pl.when(~pl.col("est_couvert")).then(pl.lit("n’est pas couvert dans cette édition"))
        .when(~pl.col("autre_couvert")).then(pl.lit(f"n’est pas couvert dans {where}"))
        .when(pl.col("part_commune").is_not_null()).then(pl.format(limits, percent, "autre_code"))
        .when(pl.col("autre_couvert").is_null()).then(pl.lit(f"n’existe pas dans {where}"))
        .when(pl.col("commune_code").ne_missing(pl.col("autre_commune"))).then(pl.lit(f"est dans une autre commune dans {where}"))
        .otherwise(pl.lit(f"n’est recouvert par aucun polygone dans {where}"))
    )  # fmt: skip
    return lone.select(*KEY, raison=reason)


def _drawn(edition: Perimeter, outlines: pl.DataFrame | None) -> pl.DataFrame:
    """The covered elements with their polygon in the column `geometrie`, null without one."""
    import polars as pl

    if outlines is None:
        return edition.covered.with_columns(geometrie=pl.lit(None, pl.Binary))
    return edition.covered.join(outlines.select("geometrie_id", "geometrie"), on="geometrie_id", how="left")


def _overlaps(mine: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """The pairs of elements of the same type whose polygons meet, the largest share in common first."""
    import numpy as np
    import polars as pl
    import shapely

    mine, theirs = (frame.filter(pl.col("geometrie").is_not_null()) for frame in (mine, theirs))
    schema = {name: getattr(pl, kind) for name, kind in _SHARE.items()}
    if mine.is_empty() or theirs.is_empty():
        return pl.DataFrame(schema=schema)
    left, right = _polygons(mine), _polygons(theirs)
    i, j = shapely.STRtree(right).query(left, predicate="intersects")
    common = shapely.area(shapely.intersection(left[i], right[j]))
    share = np.minimum(common / shapely.area(left)[i], common / shapely.area(right)[j])
    found = pl.DataFrame({
        "element_type": mine["element_type"][i],
        "element_code": mine["element_code"][i],
        "autre_type": theirs["element_type"][j],
        "autre_code": theirs["element_code"][j],
        "part_commune": share,
    })  # fmt: skip
    found = found.filter((pl.col("element_type") == pl.col("autre_type")) & (pl.col("part_commune") > 0))
    return found.select(schema.keys()).sort("part_commune", *KEY, "autre_code", descending=[True, False, False, False])


def _polygons(frame: pl.DataFrame) -> np.ndarray:
    """The polygons of a frame; ObservatoryError when one cannot be measured."""
    import polars as pl
    import shapely

    shapes = shapely.from_wkb(frame["geometrie"].to_list(), on_invalid="ignore")
    unfit = pl.Series(~shapely.is_valid(shapes) | ~(shapely.area(shapes) > 0))
    if unfit.any():
        raise ObservatoryError(
            f"Le polygone de ces éléments n’est pas valide\u202f: {some(frame['element_code'].filter(unfit))}.",
            "Corrigez ces contours dans le fichier du producteur\u202f: un polygone ne se recoupe pas et a une surface.",
        )
    return shapes
