"""Read each way of writing once, however often it comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def once(values: pl.Series, read: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """`read(values)`, for a reading that looks at each value alone."""
    import polars as pl

    distinct = values.unique()
    if distinct.len() > values.len() // 4:
        return read(values).alias(values.name)
    found = pl.DataFrame({"ecrit": distinct, "lu": read(distinct)})
    both = pl.DataFrame({"ecrit": values}).join(found, on="ecrit", how="left", nulls_equal=True, maintain_order="left")
    return both["lu"].alias(values.name)
