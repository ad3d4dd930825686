"""What is published, as an attacker rebuilds it: cells with bounds, and every relation between them.

Written apart from the solvers on purpose: it starts from published cells and reads the relations again by joins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.attack import Knowledge
from observatory.disclosure.structure import Dimension, Relation

if TYPE_CHECKING:
    import polars as pl

INFINITE = float("inf")


@dataclass(frozen=True)
class Published:
    """The attacker's system. `cells`: codes, `bas`, `haut`, and `rang`, the number of the cell in `knowledge`.

    Cells that no table shows (links) are there too, from 0 to infinity. `rests`: `reste` (a dimension), `rang_total` and
    `rang`, what a sum along that dimension leaves unknown, or what a cumulative count grew by.
    """

    cells: pl.DataFrame
    knowledge: Knowledge
    rests: pl.DataFrame


def rebuild(shown: pl.DataFrame, dimensions: Sequence[Dimension]) -> Published:
    """The system of an attacker who sees `shown`: one text column per dimension, and the bounds `bas` and `haut`."""
    import numpy as np
    import polars as pl

    names = [dimension.name for dimension in dimensions]
    cells = _with_links(shown.select(*names, "bas", "haut"), dimensions).with_row_index("rang")
    lines, rests, n = [], [_no_rest()], cells.height
    for dimension in dimensions:
        for position, relation in enumerate(dimension.relations):
            label = f"{dimension.name} {position}"
            found, unknown = _lines(cells, dimension.name, names, relation, label, n)
            lines += found
            rests.append(unknown)
            n += unknown.height
    rows = pl.concat(lines) if lines else _no_line()
    rows = rows.with_columns(pl.struct("relation", "ligne", "rang_total").rank("dense").alias("no")).sort("no")
    edges = rows.group_by("no", maintain_order=True).agg(pl.len(), pl.first("low"), pl.first("high"))
    extra = n - cells.height
    knowledge = Knowledge(
        np.concatenate([cells["bas"].to_numpy(), np.zeros(extra)]),
        np.concatenate([cells["haut"].to_numpy(), np.full(extra, INFINITE)]),
        np.concatenate([[0], edges["len"].cum_sum().to_numpy()]).astype(np.int32),
        rows["rang"].to_numpy().astype(np.int32),
        rows["coef"].to_numpy(),
        edges["low"].to_numpy(),
        edges["high"].to_numpy(),
    )
    return Published(cells, knowledge, pl.concat(rests))


def _with_links(shown: pl.DataFrame, dimensions: Sequence[Dimension]) -> pl.DataFrame:
    """The shown cells and the hidden ones that link them, unknown."""
    import polars as pl

    cells = shown
    while True:
        linked = [cells]
        for dimension in dimensions:
            for relation in dimension.relations:
                whole = {relation.total, *relation.parts}
                if whole & dimension.hidden:
                    others = cells.filter(pl.col(dimension.name).is_in(list(whole))).drop("bas", "haut", dimension.name)
                    codes = pl.DataFrame({dimension.name: sorted(whole & dimension.hidden)})
                    linked.append(
                        others.unique()
                        .join(codes, how="cross")
                        .select(shown.columns[:-2])
                        .with_columns(bas=0.0, haut=INFINITE)
                    )
        grown = pl.concat(linked).unique(shown.columns[:-2], keep="first", maintain_order=True)
        if grown.height == cells.height:
            return cells
        cells = grown


def _lines(
    cells: pl.DataFrame, name: str, names: list[str], relation: Relation, label: str, n: int
) -> tuple[list[pl.DataFrame], pl.DataFrame]:
    """The rows of one relation, one per combination of the other dimensions, and what they leave unknown (from n on)."""
    import polars as pl

    others = [other for other in names if other != name]
    key = [*others, "toujours"]
    every = cells.with_columns(toujours=pl.lit(1))
    totals = every.filter(pl.col(name) == relation.total).select(*key, pl.col("rang").alias("rang_total"))
    parts = every.filter(pl.col(name).is_in(list(relation.parts))).select(*key, "rang")
    pairs = parts.join(totals, on=key).sort("rang_total", "rang")
    if pairs.is_empty():
        return [], _no_rest()
    sums = pairs.group_by("rang_total", maintain_order=True).agg(pl.len())
    if relation.kind == "distinct":
        return _distinct(pairs, sums, label, len(relation.parts)), _no_rest()
    part = _line(pairs.select("rang_total", "rang"), label, "", 1.0, 0.0, 0.0)
    total = _line(sums.select("rang_total", pl.col("rang_total").alias("rang")), label, "", -1.0, 0.0, 0.0)
    left = sums if relation.kind == "cumul" else sums.filter(pl.col("len") < len(relation.parts))
    unknown = left.select("rang_total").with_row_index("rang", offset=n)
    rest = _line(unknown.select("rang_total", "rang"), label, "", 1.0, 0.0, 0.0)
    told = unknown.select(
        pl.lit(name).alias("reste"), pl.col("rang_total").cast(pl.Int64), pl.col("rang").cast(pl.Int64)
    )
    return [part, total, rest], told


def _distinct(pairs: pl.DataFrame, sums: pl.DataFrame, label: str, nb_parts: int) -> list[pl.DataFrame]:
    """part ≤ total for each part; total ≤ Σ parts where all parts are there."""
    import polars as pl

    each = pairs.with_columns(pl.col("rang").cast(pl.String).alias("ligne"))
    low = [
        _line(each.select("rang_total", "rang", "ligne"), label, None, 1.0, -INFINITE, 0.0),
        _line(
            each.select("rang_total", pl.col("rang_total").alias("rang"), "ligne"), label, None, -1.0, -INFINITE, 0.0
        ),
    ]
    whole = pairs.join(sums.filter(pl.col("len") == nb_parts), on="rang_total", how="semi")
    totals = whole.select("rang_total", pl.col("rang_total").alias("rang")).unique(maintain_order=True)
    cover = [
        _line(whole.select("rang_total", "rang"), label, "somme", 1.0, 0.0, INFINITE),
        _line(totals, label, "somme", -1.0, 0.0, INFINITE),
    ]
    return low + cover


def _line(frame: pl.DataFrame, label: str, line: str | None, coef: float, low: float, high: float) -> pl.DataFrame:
    import polars as pl

    ligne = pl.col("ligne") if line is None else pl.lit(line)
    return frame.select(
        pl.lit(label).alias("relation"),
        ligne.alias("ligne"),
        pl.col("rang_total").cast(pl.Int64),
        pl.col("rang").cast(pl.Int64),
        pl.lit(coef).alias("coef"),
        pl.lit(low).alias("low"),
        pl.lit(high).alias("high"),
    )


def _no_line() -> pl.DataFrame:
    import polars as pl

    text = dict.fromkeys(("relation", "ligne"), pl.String)
    return pl.DataFrame(
        schema=text
        | dict.fromkeys(("rang_total", "rang"), pl.Int64)
        | dict.fromkeys(("coef", "low", "high"), pl.Float64)
    )


def _no_rest() -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(schema={"reste": pl.String, "rang_total": pl.Int64, "rang": pl.Int64})
