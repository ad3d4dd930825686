"""From the tables of a family to numbered cells: full crosses, links, one row per cell whatever the number of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.closing import UNKNOWN, fill
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.inventory import CONTRIBUTORS, KNOWN_ZERO, LARGEST, WHOLE, Inventory, Table
from observatory.disclosure.policy import Rules, strictest
from observatory.disclosure.relations import Relations
from observatory.disclosure.structure import Dimension

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


@dataclass(frozen=True, repr=False)
class Grid:
    """Cells before their relations: `frame` has one row per cell, `tables` the bit of each table that shows it."""

    frame: pl.DataFrame
    dimensions: tuple[Dimension, ...]
    tables: tuple[Table, ...]
    rules: tuple[Rules, ...]

    @property
    def cells(self) -> pl.DataFrame:
        """The codes of each cell, and its name."""
        return self.frame.select(*(dimension.name for dimension in self.dimensions), "cellule")

    def inventory(self, relations: Relations) -> Inventory:
        """The cells with their relations; counts that a sum gives are filled in, sums that do not close are refused."""
        import numpy as np

        extra = len(relations.owner)
        owned = relations.owner
        given = np.concatenate([self.frame["valeur"].fill_null(UNKNOWN).to_numpy(), np.full(extra, UNKNOWN)])
        values = fill(given.astype(np.int64), relations)

        def column(name: str, default: float | bool) -> np.ndarray:
            own = self.frame[name].to_numpy()
            return np.concatenate([own, np.full(extra, default, dtype=own.dtype)])

        masks = self.frame["tables"].to_numpy()
        kinds, group = np.unique(masks, return_inverse=True)
        rules = [[rule for i, rule in enumerate(self.rules) if kind >> i & 1] for kind in kinds]
        every = strictest(self.rules)
        return Inventory(
            cells=self.cells,
            dimensions=self.dimensions,
            values=values,
            released=column("est_diffusee", False) & column("est_collectee", True),
            exact=column("est_public", False),
            collected=column("est_collectee", True),
            known_zero=column(KNOWN_ZERO, False),
            contributors=column(CONTRIBUTORS, 0),
            largest=column(LARGEST, 0.0),
            rules=tuple(strictest(several) if several else every for several in rules),
            group=np.concatenate([group, group[owned]]),
            relations=relations,
            members={t.name: np.flatnonzero(masks >> i & 1 == 1) for i, t in enumerate(self.tables)},
        )


def lay_out(
    tables: Sequence[Table], rules: Sequence[Rules], dimensions: Sequence[Dimension], memory: pl.DataFrame | None
) -> Grid:
    """Every table as the full cross of its codes, linking codes included, then one row per cell."""
    import polars as pl

    names = [dimension.name for dimension in dimensions]
    wide = [_widened(table, dimensions) for table in tables]
    reduced = []
    for dimension in dimensions:
        frames = wide if memory is None else [*wide, memory]
        codes = {code for frame in frames for code in frame[dimension.name].unique().to_list()}
        reduced.append(dimension.restricted(codes - dimension.hidden))
    crossed = [
        _crossed(frame, 1 << bit, rule.exempt, reduced)
        for bit, (frame, rule) in enumerate(zip(wide, rules, strict=True))
    ]
    crossed += [] if memory is None else [_remembered(memory, names)]
    stacked = pl.concat(crossed, how="vertical")
    several = pl.col("valeur").drop_nulls().n_unique() > 1
    cells = stacked.group_by(names, maintain_order=True).agg(
        pl.col("valeur").max(),
        several.alias("incoherente"),
        pl.col("tables").sum(),
        *(pl.col(name).any() for name in ("est_diffusee", "est_public", KNOWN_ZERO)),
        pl.col("est_collectee").all(),
        *(pl.col(name).max() for name in (CONTRIBUTORS, LARGEST)),
    )
    if cells["incoherente"].any():
        raise DisclosureError(
            "Deux tables donnent à une même cellule deux effectifs différents : rien n’est publié.",
            "Calculez-les de la même source, ou distinguez-les par une dimension.",
        )
    named = pl.concat_str([pl.lit(f"{name}=") + pl.col(name) for name in names], separator="|").alias("cellule")
    return Grid(cells.with_columns(named), tuple(reduced), tuple(tables), tuple(rules))


def _widened(table: Table, dimensions: Sequence[Dimension]) -> pl.DataFrame:
    """The table with one text column per dimension of the family, and every optional column."""
    import polars as pl

    codes = [
        pl.col(d.name).cast(pl.String) if d.name in table.dimensions else pl.lit(d.total or WHOLE).alias(d.name)
        for d in dimensions
    ]
    optional = {KNOWN_ZERO: False, CONTRIBUTORS: 0, LARGEST: 0.0}
    types = {KNOWN_ZERO: pl.Boolean, CONTRIBUTORS: pl.Int64, LARGEST: pl.Float64}
    there = [
        (pl.col(name).fill_null(default) if name in table.frame.columns else pl.lit(default))
        .cast(types[name])
        .alias(name)
        for name, default in optional.items()
    ]
    return table.frame.select(*codes, pl.col(table.count).cast(pl.Int64).alias("valeur"), *there)


def _crossed(frame: pl.DataFrame, bit: int, is_public: bool, dimensions: Sequence[Dimension]) -> pl.DataFrame:
    """Every combination of the codes of a table, with the hidden codes that link them; what is absent counts zero."""
    import polars as pl

    cross = None
    names = [dimension.name for dimension in dimensions]
    for dimension in dimensions:
        own = set(frame[dimension.name].unique().to_list())
        named = set(dimension.codes)
        kept = {code for code in own if code in named or code not in dimension.hidden}
        codes = pl.DataFrame({dimension.name: sorted(kept | dimension.hidden)}, schema={dimension.name: pl.String})
        codes = codes.with_columns(pl.col(dimension.name).is_in(list(own)).alias(f"connu {dimension.name}"))
        codes = codes.with_columns(pl.col(dimension.name).is_in(list(dimension.hidden)).alias(f"lien {dimension.name}"))
        cross = codes if cross is None else cross.join(codes, how="cross")
    known = pl.all_horizontal(*(pl.col(f"connu {name}") for name in names))
    link = pl.any_horizontal(*(pl.col(f"lien {name}") for name in names))
    given = frame.with_columns(est_donnee=pl.lit(True))
    joined = cross.join(given, on=names, how="left", maintain_order="left")
    absent = pl.col("est_donnee").is_null()
    return joined.select(
        *names,
        pl.when(absent & known).then(0).otherwise(pl.col("valeur")).alias("valeur"),
        pl.when(link).then(0).otherwise(bit).cast(pl.Int64).alias("tables"),
        (~link).alias("est_diffusee"),
        (~link & pl.lit(is_public)).alias("est_public"),
        pl.col(KNOWN_ZERO).fill_null(False),
        (link | absent | pl.col("valeur").is_not_null()).alias("est_collectee"),
        pl.col(CONTRIBUTORS).fill_null(0),
        pl.col(LARGEST).fill_null(0.0),
    )


def _remembered(memory: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Cells that an earlier release showed, and that no table of this one may hold."""
    import polars as pl

    return memory.select(
        *names,
        pl.lit(None, dtype=pl.Int64).alias("valeur"),
        pl.lit(0, dtype=pl.Int64).alias("tables"),
        pl.lit(False).alias("est_diffusee"),
        pl.lit(False).alias("est_public"),
        pl.lit(False).alias(KNOWN_ZERO),
        pl.lit(True).alias("est_collectee"),
        pl.lit(0, dtype=pl.Int64).alias(CONTRIBUTORS),
        pl.lit(0.0).alias(LARGEST),
    )
