"""A table as it is shown: its codes and labels, its count where it may be seen, and the state of each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
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


def _owner(table: Table, label: str) -> str:
    """The dimension that a label depends on.

    A label that depends on the cell is refused: it would be missing where the table had no row, and tell a zero.
    """
    for name in table.dimensions:
        if table.frame.select(name, label).unique()[name].is_unique().all():
            return name
    raise DisclosureError(
        f"Table « {table.name} » : le libellé « {label} » ne dépend d’aucune dimension seule : il dirait quelles cellules "
        "sont vides.",
        "Faites-en une dimension, ou retirez-le.",
    )


def _label(table: Table, label: str) -> pl.DataFrame:
    import polars as pl

    owner = _owner(table, label)
    return table.frame.select(pl.col(owner).cast(pl.String), label).unique(maintain_order=True)
