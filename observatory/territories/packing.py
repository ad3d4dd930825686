"""The integer programme behind `largest_disjoint`: which sets to keep so that no commune is taken twice.

Sets are numbered from the widest level to the finest; `members` says which communes each one holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

_WHOLE = 720  # a commune, in parts that its 9, 16 or 20 arrondissements share out equally


def pack(members: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """The numbers `i` of the sets that cover most inhabitants, then most communes, then are fewest.

    `members`: `i, commune_code, ville_code, pop_municipale`, an unknown population being worth nothing; `pairs`: see
    `overlaps`. Exact: the sets that another one makes useless are put aside, the others are left to HiGHS.
    """
    import polars as pl

    useful = members.filter(~pl.col("i").is_in(_dominated(pairs).implode()))
    return _choose(_groups(useful))


def overlaps(members: pl.DataFrame) -> pl.DataFrame:
    """The pairs of sets that share communes: `i, j, dans` (i is in j), `autour` (i holds j)."""
    import polars as pl

    size = members.group_by("i").agg(pl.len().alias("taille"))
    both = members.select("i", "commune_code").join(members.select("commune_code", j="i"), on="commune_code")
    common = both.filter(pl.col("i") != pl.col("j")).group_by("i", "j").agg(pl.len().alias("communs"))
    sized = common.join(size, on="i").join(size.select(j="i", taille_j="taille"), on="j")
    within, around = pl.col("communs") == pl.col("taille"), pl.col("communs") == pl.col("taille_j")
    return sized.select("i", "j", dans=within, autour=around)


def _dominated(pairs: pl.DataFrame) -> pl.Series:
    """The sets that no best choice needs: the second of two equal ones, and any set inside one that nothing straddles.

    Wherever a part of such a set could be taken, the whole could: it covers more, or as much in one piece.
    """
    import polars as pl

    straddled = pairs.filter(~pl.col("dans") & ~pl.col("autour"))["i"].unique()
    inside = pl.col("dans") & ~pl.col("autour") & ~pl.col("j").is_in(straddled.implode())
    second = pl.col("dans") & pl.col("autour") & (pl.col("j") < pl.col("i"))
    return pairs.filter(inside | second)["i"].unique()


def _groups(members: pl.DataFrame) -> pl.DataFrame:
    """One row per set `i` and group of communes that belong to the same sets: `i, groupe, pop, parts`."""
    import polars as pl

    share = _WHOLE // pl.col("commune_code").n_unique().over("ville_code")
    belongs = pl.col("i").sort().cast(pl.String).str.join(",").alias("groupe")
    one_each = [pl.col("i"), pl.col("parts").first(), pl.col("pop_municipale").first().fill_null(0).cast(pl.Int64)]
    communes = members.with_columns(parts=share).group_by("commune_code").agg(belongs, *one_each)
    summed = [pl.col("i").first(), pl.col("pop_municipale").sum().alias("pop"), pl.col("parts").sum()]
    groups = communes.group_by("groupe").agg(*summed).sort("groupe")
    return groups.with_columns(groupe=pl.int_range(pl.len())).explode("i").sort("groupe", "i")


def _choose(groups: pl.DataFrame) -> pl.Series:
    """The chosen sets, by one integer programme per criterion, each held to the best of those before it."""
    import numpy as np
    import polars as pl
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    names, column = np.unique(groups["i"].to_numpy(), return_inverse=True)
    row, size = groups["groupe"].to_numpy(), len(names)
    once = csr_array((np.ones(len(row)), (row, column)), shape=(row.max() + 1, size))
    constraints, best, chosen = [LinearConstraint(once, ub=1)], [], np.zeros(size)
    totals = [np.bincount(column, weights=groups[name].to_numpy()) for name in ("pop", "parts")]
    for weights in (*totals, -np.ones(size)):
        options = {"mip_rel_gap": 0}
        found = milp(-weights, integrality=np.ones(size), bounds=Bounds(0, 1), constraints=constraints, options=options)
        # a later criterion only chooses between equals: never at the cost, by rounding, of an earlier one
        if found.x is None or not _holds(np.round(found.x), best):
            break
        chosen = np.round(found.x)
        best.append((weights, weights @ chosen))
        constraints.append(LinearConstraint(weights, lb=weights @ chosen - 0.5))
    return pl.Series("i", names[chosen == 1])


def _holds(chosen: np.ndarray, best: Sequence[tuple[np.ndarray, float]]) -> bool:
    return all(weights @ chosen == value for weights, value in best)
