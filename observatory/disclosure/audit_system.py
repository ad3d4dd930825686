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
        for where, said in _by_place(dimension).items():
            there = cells.filter(*(pl.col(other).is_in(list(codes)) for other, codes in where))
            found, unknown = _lines(there, dimension.name, said, names, n)
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


def _by_place(dimension: Dimension) -> dict[tuple, pl.DataFrame]:
    """The relations of a dimension, together when they hold in the same lines."""
    import polars as pl

    if not dimension.relations:
        return {}
    said = _said(dimension.name, dimension.relations)
    places: dict[tuple, list[int]] = {}
    for position, relation in enumerate(dimension.relations):
        places.setdefault(relation.where, []).append(position)
    return {
        where: said.filter(pl.col("relation").is_in([f"{dimension.name} {position}" for position in positions]))
        for where, positions in places.items()
    }


def _lines(
    cells: pl.DataFrame, name: str, said: pl.DataFrame, names: list[str], n: int
) -> tuple[list[pl.DataFrame], pl.DataFrame]:
    """The rows of the relations `said` of a dimension, one per combination of the others, and what they leave unknown
    (from n on)."""
    import polars as pl

    key = [*(other for other in names if other != name), "relation"]
    total = said.select("relation", "kind", "nb_parts", pl.col("total").alias(name)).unique(maintain_order=True)
    part = said.select("relation", pl.col("part").alias(name))
    totals = cells.join(total, on=name).select(*key, "kind", "nb_parts", pl.col("rang").alias("rang_total"))
    parts = cells.join(part, on=name).select(*key, "rang")
    pairs = parts.join(totals, on=key).sort("relation", "rang_total", "rang")
    bounds = pairs.filter(pl.col("kind").is_in(["distinct", "plafond", "ordre"]))
    added = pairs.filter(pl.col("kind").is_in(["somme", "cumul"]))
    line = ["relation", "kind", "nb_parts", "rang_total"]
    sums = added.group_by(line, maintain_order=True).agg(pl.len())
    left = sums.filter((pl.col("kind") == "cumul") | (pl.col("len") < pl.col("nb_parts")))
    unknown = left.select("relation", "rang_total").with_row_index("rang", offset=n)
    found = [
        *_bounds(bounds),
        _line(added, "", 1.0, 0.0, 0.0),
        _line(sums.with_columns(rang="rang_total"), "", -1.0, 0.0, 0.0),
        _line(unknown, "", 1.0, 0.0, 0.0),
    ]
    told = unknown.select(
        pl.lit(name).alias("reste"), pl.col("rang_total").cast(pl.Int64), pl.col("rang").cast(pl.Int64)
    )
    return found, told


def _said(name: str, relations: Sequence[Relation]) -> pl.DataFrame:
    """One row per part of each relation: `relation` (its label), `kind`, `nb_parts`, `total`, `part`."""
    import polars as pl

    rows = [
        (f"{name} {position}", relation.kind, len(relation.parts), relation.total, part)
        for position, relation in enumerate(relations)
        for part in relation.parts
    ]
    text = dict.fromkeys(("relation", "kind"), pl.String)
    return pl.DataFrame(
        rows, schema=text | {"nb_parts": pl.Int64} | dict.fromkeys(("total", "part"), pl.String), orient="row"
    )


def _bounds(pairs: pl.DataFrame) -> list[pl.DataFrame]:
    """part ≤ total for each part, but of a « plafond »; total ≤ Σ parts, but of an « ordre », when all parts are there."""
    import polars as pl

    each = pairs.filter(pl.col("kind") != "plafond").with_columns(pl.col("rang").cast(pl.String).alias("ligne"))
    per_line = pl.len().over("relation", "rang_total")
    whole = pairs.filter((pl.col("kind") != "ordre") & (per_line == pl.col("nb_parts")))
    totals = whole.with_columns(rang="rang_total").unique(["relation", "rang_total"], maintain_order=True)
    return [
        _line(each, None, 1.0, -INFINITE, 0.0),
        _line(each.with_columns(rang="rang_total"), None, -1.0, -INFINITE, 0.0),
        _line(whole, "somme", 1.0, 0.0, INFINITE),
        _line(totals, "somme", -1.0, 0.0, INFINITE),
    ]


def _line(frame: pl.DataFrame, line: str | None, coef: float, low: float, high: float) -> pl.DataFrame:
    """Coefficients of rows: `frame` has relation, rang_total, rang, and ligne unless `line` names it."""
    import polars as pl

    return frame.select(
        "relation",
        pl.col("ligne") if line is None else pl.lit(line).alias("ligne"),
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
