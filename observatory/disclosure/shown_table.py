"""A table as it is shown: its codes and labels, its count where it may be seen, and the state of each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.inventory import Inventory, Table
from observatory.disclosure.protected import PUBLISHED, STATE, ZERO
from observatory.disclosure.shown import Shown

if TYPE_CHECKING:
    import polars as pl


def frame_shown(table: Table, inventory: Inventory, shown: Shown) -> pl.DataFrame:
    """The table as it is shown, one row per combination of its codes; labels follow the codes they depend on."""
    import numpy as np
    import polars as pl

    at = inventory.members[table.name]
    states = shown.states(inventory)[at]
    seen = (states == PUBLISHED) | (states == ZERO)
    cells = (
        inventory.cells[at]
        .select(table.dimensions)
        .with_columns(
            pl.Series(table.count, np.where(seen, shown.values[at], 0), dtype=pl.Int64), pl.Series("_vue", seen)
        )
    )
    counts = pl.when("_vue").then(table.count).alias(table.count)
    frame = cells.with_columns(counts, pl.Series(STATE, states.astype(str))).drop("_vue")
    for label in table.labels:
        frame = frame.join(_label(table, label), on=_owner(table, label), how="left", maintain_order="left")
    for name in table.dimensions:
        given = table.frame.select(pl.col(name).cast(pl.String).alias("_code"), pl.col(name).alias("_donne")).unique()
        frame = frame.join(given, left_on=name, right_on="_code", how="left", maintain_order="left")
        frame = frame.with_columns(pl.col("_donne").alias(name)).drop("_donne")
    return frame.select(*table.dimensions, *table.labels, table.count, STATE)


def _owner(table: Table, label: str) -> list[str]:
    """The dimension that a label depends on, else all of them."""
    for name in table.dimensions:
        if table.frame.select(name, label).unique()[name].is_unique().all():
            return [name]
    return list(table.dimensions)


def _label(table: Table, label: str) -> pl.DataFrame:
    import polars as pl

    keys = _owner(table, label)
    return table.frame.select(*(pl.col(key).cast(pl.String) for key in keys), label).unique(maintain_order=True)
