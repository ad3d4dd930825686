"""The published cases of statistical disclosure control, as dimensions and cells."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import polars as pl

from observatory.disclosure.structure import Dimension, Relation


def case(shared: Path, name: str) -> dict:
    """A reference case as its file says it."""
    return json.loads((shared / "reference_tests" / "sdc" / f"{name}.json").read_text(encoding="utf-8"))


def two_way(given: dict) -> tuple[tuple[Dimension, Dimension], pl.DataFrame]:
    """A table with its margins: dimensions `ligne` and `colonne`, total code « total »."""
    rows, columns, cells = given["rows"], given["columns"], given["cells"]
    dimensions = (Dimension.flat("ligne", "total", rows), Dimension.flat("colonne", "total", columns))
    lines = [
        (r, c, sum(cells[i][j] for i in (rows if r == "total" else [r]) for j in (columns if c == "total" else [c])))
        for r, c in product([*rows, "total"], [*columns, "total"])
    ]
    return dimensions, pl.DataFrame(lines, schema=["ligne", "colonne", "nombre"], orient="row")


def linked(given: dict, zones: list[str]) -> tuple[tuple[Dimension], pl.DataFrame]:
    """Communes and the zones of several geographies over them."""
    communes, members = given["communes"], given["geographies"]
    groups = {zone: members[zone] for zone in zones} | {"total": list(communes)}
    counts = communes | {zone: sum(communes[c] for c in codes) for zone, codes in groups.items()}
    frame = pl.DataFrame({"zone": list(counts), "nombre": list(counts.values())})
    return (Dimension.groups("zone", groups, total="total"),), frame


def vignette(shared: Path) -> tuple[tuple[Dimension, ...], pl.DataFrame]:
    """The 168 cells: three dimensions, one of them a hierarchy."""
    v1 = Dimension.tree("v1", {"Tot": ["A", "B", "C", "D"], "B": ["Ba", "Bb", "Bc"]})
    dimensions = (v1, Dimension.flat("v2", "Tot", ["m", "w"]), Dimension.flat("v3", "Tot", list("abcdef")))
    cells = pl.read_csv(shared / "reference_tests" / "sdc" / "vignette_cells.csv").rename({"count": "nombre"})
    return dimensions, cells


def successive() -> Dimension:
    """Four codes that add up, for the cumulative series."""
    return Dimension("poste", (Relation("total", ("a", "b", "c")),), "total")
