"""Counts that their producer hid (« <5 », « s »): never zero, never guessed, but kept between two bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.contracts.model import Column

if TYPE_CHECKING:
    import polars as pl

UNDER = r"^(?:<|inf[ée]rieur à|moins de)\s*(\d{1,3})$"
LETTERS = ("s", "ns", "*", "secret", "secret statistique")
HIDDEN_BY_LETTER = 10  # « s » says no threshold: the greatest of those in use (11), less one


def unmasked(text: pl.DataFrame, column: Column) -> pl.DataFrame:
    """The cells of a file, all texts, with the masks of the count `column.ceiling_of` emptied, and in `column` the greatest
    count that each mask allows (« <5 » → 4); nothing beside a count that is told."""
    import polars as pl

    written = pl.col(column.ceiling_of).str.strip_chars().str.to_lowercase()
    under = written.str.extract(UNDER).cast(pl.Int32) - 1
    ceiling = pl.when(written.is_in(LETTERS)).then(HIDDEN_BY_LETTER).otherwise(under)
    told = pl.when(ceiling.is_null()).then(pl.col(column.ceiling_of))
    return text.with_columns(ceiling.cast(pl.String).alias(column.name), told.alias(column.ceiling_of))
