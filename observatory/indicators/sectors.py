"""The sectors of a night of counting, from its lines: what was seen in each, the certain lines set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

CERTAINTY_PERSONS, CERTAINTY_SHARE = 20, 0.20  # CO-09: a line this large, in persons or in share of the night


def is_certain(count: pl.Expr, persons: int = CERTAINTY_PERSONS, share: float = CERTAINTY_SHARE) -> pl.Expr:
    """Whether a line stands for itself alone: its persons, or its share of the persons of the night.

    In a night of 25 persons a share of 0.20 makes lines of 5 certain: they no longer say anything of other sectors, and
    the interval of a change holds 92 to 93 truths out of 100. Where nights are that small, give a share above 1.
    """
    return ((count >= persons) | ((count > 0) & (count >= share * count.sum()))).fill_null(False)


def sector_totals(
    lines: pl.DataFrame, persons: int = CERTAINTY_PERSONS, share: float = CERTAINTY_SHARE
) -> tuple[pl.DataFrame, list[int]]:
    """One row per sector, and the counts of the certain lines, which the rows no longer hold.

    Columns: `secteur_id`, `strate` (null where unknown or where two lines differ), `couverture`, `nb_personnes`.
    A sector is COUVERT when all its lines are and have a count, NON_COUVERT when none is covered, otherwise PARTIEL.
    """
    import polars as pl

    count, state = pl.col("nb_personnes"), pl.col("couverture")
    marked = lines.with_columns(count.cast(pl.Int64)).with_columns(est_certaine=is_certain(count, persons, share))
    whole = ((state == "COUVERT") & count.is_not_null()).all()
    none = (state == "NON_COUVERT").all()
    sectors = marked.group_by("secteur_id").agg(
        strate=pl.when(pl.col("strate").n_unique() == 1).then(pl.col("strate").first()),
        couverture=pl.when(whole)
        .then(pl.lit("COUVERT"))
        .otherwise(pl.when(none).then(pl.lit("NON_COUVERT")).otherwise(pl.lit("PARTIEL"))),
        nb_personnes=count.filter(~pl.col("est_certaine")).sum(),
    )
    return sectors.sort("secteur_id"), marked.filter("est_certaine")["nb_personnes"].to_list()
