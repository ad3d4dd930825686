"""§5.6: with whom a territory may be compared: a published rule, never a choice by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

POPULATION_BOUNDS = (20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)  # inhabitants, lower end included
TENSION_BOUNDS = (2.0, 4.0, 8.0)  # active requests for one allocation of the year (I14b)
LEAST_PEERS = 5
TOO_FEW = f"Moins de {LEAST_PEERS} territoires dans ce groupe\u202f: ils ne font pas une référence."


def peer_groups(
    territories: pl.DataFrame, population_bounds: Sequence[float] = POPULATION_BOUNDS,
    tension_bounds: Sequence[float] = TENSION_BOUNDS,
) -> pl.DataFrame:  # fmt: skip
    """Each territory with its group: same level, same class of population, same class of tension.

    `territories`: `niveau, territoire_code, pop_municipale` (inhabitants), `tension` (requests for one allocation, null
    when unknown). Adds `classe_population`, `classe_tension` (0: under the first bound; null when unknown),
    `nb_pairs` (others of the group) and `raison` (in French, when they are too few, or the territory unclassed).
    """
    import polars as pl

    group = ["niveau", "classe_population", "classe_tension"]
    unknown = pl.any_horizontal(pl.col("classe_population", "classe_tension").is_null())
    classed = territories.with_columns(
        classe_population=_class(pl.col("pop_municipale"), population_bounds),
        classe_tension=_class(pl.col("tension"), tension_bounds),
    )
    return classed.with_columns(nb_pairs=pl.when(~unknown).then(pl.len().over(group) - 1).otherwise(0)).with_columns(
        raison=pl.when(unknown)
        .then(pl.lit("Population ou tension inconnue\u202f: le territoire n’a pas de groupe."))
        .when(pl.col("nb_pairs") < LEAST_PEERS)
        .then(pl.lit(TOO_FEW))
    )


def peers(groups: pl.DataFrame, level: str, code: str) -> pl.DataFrame:
    """The others of the group of a territory, in the columns of `peer_groups`; none when it has no group.

    Raises ValueError when the territory is not among `groups`.
    """
    import polars as pl

    here = (pl.col("niveau") == level) & (pl.col("territoire_code") == code)
    one = groups.filter(here)
    if one.is_empty():
        raise ValueError(f"le territoire {level} {code} n’est pas dans les groupes")
    group = ["niveau", "classe_population", "classe_tension"]
    return groups.filter(~here).join(one.select(group), on=group, how="semi", maintain_order="left")


def rule_words(
    population_class: int, tension_class: int | None = None, population_bounds: Sequence[float] = POPULATION_BOUNDS,
    tension_bounds: Sequence[float] = TENSION_BOUNDS,
) -> str:  # fmt: skip
    """The rule of a group in French; without `tension_class`, tension is not part of it."""
    words = f"même niveau, {_between(population_class, population_bounds, 'habitants')}"
    if tension_class is None:
        return words
    return f"{words}, {_between(tension_class, tension_bounds, 'demandes actives')} pour une attribution"


def _between(rank: int, bounds: Sequence[float], unit: str) -> str:
    """« de 2 à moins de 4 habitants », « moins de 2 habitants », « 8 habitants ou plus »."""
    told = [f"{bound:,.0f}".replace(",", "\u202f") for bound in bounds]
    if rank == 0:
        return f"moins de {told[0]} {unit}"
    return f"de {told[rank - 1]} à moins de {told[rank]} {unit}" if rank < len(told) else f"{told[-1]} {unit} ou plus"


def _class(column: pl.Expr, bounds: Sequence[float]) -> pl.Expr:
    import polars as pl

    above = sum(((column >= bound).cast(pl.Int8) for bound in bounds), pl.lit(0, pl.Int8))
    return pl.when(column.is_not_null()).then(above)
