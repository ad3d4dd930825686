"""What may not be found in a bundle: the true counts of protected tables; and how a find is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from observatory.publication.leaks.numbers import columns_of, keyed, row_numbers, tokenised, whole

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

TRUE = "_vrai"
SHOWN = "_montre"
SECRET = "_secret"


class Leak(NamedTuple):
    """Where a protected count can be read: the file (and what it holds), by which route, of which table. Never the count."""

    file: str
    route: str
    table: str

    def __str__(self) -> str:
        return f"{self.file} : {self.route}, table « {self.table} »."


@dataclass(frozen=True)
class Guarded:
    """A table as it is (`true`) and as it is published (`shown`): `keys` name a cell, `count` is null where hidden.

    Other columns of `shown` are taken as published on purpose. A table with two counts is given twice. `told`: some of the keys,
    and the count (`nombre`, whole) that somebody else gives of those cells: a true count that anybody knows is no secret.
    """

    name: str
    keys: tuple[str, ...]
    count: str
    true: pl.DataFrame
    shown: pl.DataFrame
    told: pl.DataFrame | None = None

    @cached_property
    def cells(self) -> pl.DataFrame:
        """The keys as text, `_vrai` and `_montre`; the rows of `true`, in its order, whether shown or not."""
        import polars as pl

        true = keyed(self.true, self.keys).with_columns(whole(self.true[self.count]).alias(TRUE))
        shown = keyed(self.shown, self.keys).with_columns(whole(self.shown[self.count]).alias(SHOWN))
        shown = shown.unique(self.keys, keep="first")
        cells = true.join(shown, on=self.keys, how="left", maintain_order="left", nulls_equal=True)
        secret = pl.col(TRUE).is_not_null() & pl.col(TRUE).ne_missing(pl.col(SHOWN))
        if self.told is not None:
            cell = [name for name in self.told.columns if name != "nombre"]
            told = keyed(self.told, cell).with_columns(self.told["nombre"])
            cells = cells.join(told, on=cell, how="left", maintain_order="left")
            secret &= pl.col(TRUE).ne_missing(pl.col("nombre"))
        return cells.with_columns(secret.alias(SECRET)).select(*self.keys, TRUE, SHOWN, SECRET)

    def orders(self) -> Iterator[tuple[pl.DataFrame, tuple[str, ...]]]:
        """The cells as a page may list them, with the columns that begin a new list when they change.

        Along each key, the others equal: in the order of that key, and from the smallest to the largest count.
        """
        yield self.cells, ()
        place = self.true.select(*self.keys).with_columns(self.cells[TRUE], _at=row_numbers(self.true))
        for axis in self.keys:
            others = tuple(key for key in self.keys if key != axis)
            for last in (axis, TRUE):
                yield self.cells[place.sort(*others, last, maintain_order=True)["_at"]], others


@dataclass(frozen=True)
class Secrets:
    """What may not be found: the guarded tables.

    `public` are all other frames that the bundle holds on purpose, by name; `known`, numbers that its pages say and that
    no frame holds (totals of lines read).
    """

    tables: tuple[Guarded, ...]
    public: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    known: tuple[int, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of every table of the bundle."""
        return frozenset((*(table.name for table in self.tables), *self.public))

    @cached_property
    def published(self) -> tuple[np.ndarray, ...]:
        """The numbers of every column of every published frame, in the order of its rows."""
        frames = [*(table.shown for table in self.tables), *self.public.values()]
        return tuple(piece.numbers for piece in tokenised(p for frame in frames for p in columns_of("", frame)))
