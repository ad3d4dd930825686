"""Counts of one vintage expressed in another: exact where communes merge, refused or apportioned where they split.

Counts only. A rate, a mean, a median or a number of distinct persons must not be rebased: rebase the numerator and the
denominator of a rate, and divide again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from observatory.territories import rebase_refusals as refusals

if TYPE_CHECKING:
    import polars as pl

ADDED = ("est_reparti", "millesime_population")
_APPORTIONED = "%s commune(s) réparties selon la population pour passer du millésime %s au millésime %s."

log = logging.getLogger("observatory.territories")


def rebase(
    frame: pl.DataFrame,
    communes: pl.DataFrame,
    passages: pl.DataFrame,
    *,
    departure: int,
    arrival: int,
    measures: Sequence[str],
    code: str = "commune_code",
    population: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The whole-number `measures` of `frame`, summed by the commune of the `arrival` vintage and all other columns.

    `frame`: `code` is a commune (or arrondissement) of the `departure` vintage. A null measure is not zero: every sum
    that it enters is null. `communes`: core.communes (millesime_cog, commune_code); `passages`: core.passages.
    Gives the columns of `frame`, then `est_reparti` (a part of the count was apportioned) and `millesime_population`
    (that of the apportionment, null elsewhere). Totals are conserved exactly.

    A commune that becomes several is refused, unless `population` is given: the rows of core.communes of the arrival
    vintage (commune_code, pop_municipale in inhabitants, millesime_population). Each count is then shared in proportion
    to it, in whole numbers, by largest remainder.

    Raises ObservatoryError: vintage not known, code null or unknown in the departure vintage, measure that is not a
    whole number, split without population or without inhabitants, counts already rebased, passages that lead nowhere.
    """
    import polars as pl

    refusals.hold_columns(frame, measures, ADDED)
    departures, arrivals = (refusals.codes_of(communes, year) for year in (departure, arrival))
    refusals.hold_codes(frame[code], departures, departure)
    pair = (pl.col("millesime_depart") == departure) & (pl.col("millesime_arrivee") == arrival)
    table = passages.filter(pair).select("nb_arrivees", depart="code_depart", _arrivee="code_arrivee")
    refusals.hold_passages(table, departures, arrivals, departure, arrival)
    one, several = (
        table.filter(where).drop("nb_arrivees") for where in (pl.col("nb_arrivees") == 1, pl.col("nb_arrivees") > 1)
    )
    split = frame.join(several, left_on=code, right_on="depart", how="semi")
    moved = _move(frame.join(several, left_on=code, right_on="depart", how="anti", maintain_order="left"), one, code)
    if not split.is_empty():
        if population is None:
            raise refusals.split_error(split[code], departure, arrival)
        people = _people(several.join(split, left_on="depart", right_on=code, how="semi"), population)
        refusals.hold_population(people, departure, arrival)
        log.info(_APPORTIONED, people["depart"].n_unique(), departure, arrival)
        parts = _apportion(_sums(split, measures), people, measures, code)
        moved = pl.concat([moved, parts.select(moved.columns)], how="vertical_relaxed")
    return _sums(moved, measures).select(*frame.columns, *ADDED)


def _move(frame: pl.DataFrame, one: pl.DataFrame, code: str) -> pl.DataFrame:
    """The rows with the code of the arrival vintage, and no apportionment."""
    import polars as pl

    joined = frame.join(one, left_on=code, right_on="depart", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("_arrivee", code).alias(code)).select(
        *frame.columns, est_reparti=pl.lit(False), millesime_population=pl.lit(None, pl.Int32)
    )


def _sums(frame: pl.DataFrame, measures: Sequence[str]) -> pl.DataFrame:
    """One row per key; a sum with an unknown term is unknown."""
    import polars as pl

    keys = [name for name in frame.columns if name not in (*measures, *ADDED)]
    sums = [
        pl.when(pl.col(name).null_count() == 0).then(pl.col(name).cast(pl.Int64).sum()).alias(name) for name in measures
    ]
    flags = (
        [pl.col("est_reparti").any(), pl.col("millesime_population").max()] if "est_reparti" in frame.columns else []
    )
    return frame.group_by(keys, maintain_order=True).agg(*sums, *flags)


def _people(several: pl.DataFrame, population: pl.DataFrame) -> pl.DataFrame:
    """`depart, _arrivee, _pop, millesime_population` of the communes that split; _pop null when it is not known."""
    import polars as pl

    pop = pl.col("pop_municipale").cast(pl.Int64).alias("_pop")
    known = population.select("millesime_population", pop, _arrivee="commune_code")
    return several.join(known, on="_arrivee", how="left", maintain_order="left")


def _apportion(counts: pl.DataFrame, people: pl.DataFrame, measures: Sequence[str], code: str) -> pl.DataFrame:
    """Each count shared between its arrival communes; units left by rounding down go to the largest remainders."""
    import polars as pl

    row, pop = pl.col("_ligne"), pl.col("_pop")
    shared = counts.with_row_index("_ligne").join(people, left_on=code, right_on="depart", maintain_order="left")
    total = pop.sum().over(row)
    for name in measures:
        product = pl.col(name) * pop
        shared = shared.with_columns(_entier=product.floordiv(total), _reste=product % total)
        left = pl.col(name) - pl.col("_entier").sum().over(row)
        rank = pl.struct(-pl.col("_reste"), "_arrivee").rank("ordinal").over(row)
        shared = shared.with_columns((pl.col("_entier") + (rank <= left)).alias(name))
    return shared.with_columns(pl.col("_arrivee").alias(code), est_reparti=pl.lit(True))
