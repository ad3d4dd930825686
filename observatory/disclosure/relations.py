"""The relations of a family between numbered cells: sums, counts that do not add up, cumulative series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.structure import Dimension, Relation
from observatory.disclosure.system import Equations

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


@dataclass(frozen=True)
class Relations:
    """Sums (`equations`), `order` (low ≤ high, pairs of cells), `covers` (total ≤ Σ parts), over n cells.

    A cumulative series is a sum too: the later count is the earlier one and a difference.

    Cells beyond those of the grid (`n_grid`) are the rests of sums whose parts are not all there, and the differences
    of cumulative series; `owner` gives the total, or the later cell, that each of them belongs to, and `axis` the
    dimension along which it is left.
    """

    equations: Equations
    order: np.ndarray
    covers: tuple[tuple[int, tuple[int, ...]], ...]
    differences: np.ndarray
    owner: np.ndarray
    axis: np.ndarray
    n_grid: int


def relate(cells: pl.DataFrame, dimensions: Sequence[Dimension]) -> Relations:
    """Every relation between the rows of `cells` (one column per dimension, any order).

    A sum holds along one dimension, all others equal; it is kept when the total and at least one part are cells.
    """
    import numpy as np

    keys = _Keys(cells, dimensions)
    rows: list[tuple[int, list[int]]] = []
    order, covers, differences, owner, along = [], [], [], [], []
    extra = cells.height

    def added(total: int) -> int:
        nonlocal extra
        owner.append(total)
        along.append(axis)
        extra += 1
        return extra - 1

    for axis, dimension in enumerate(dimensions):
        lines = keys.along(axis) if dimension.relations else None
        for relation in dimension.relations:
            for total, parts, is_whole in lines.of(relation, keys.holds(relation.where)):
                if relation.kind == "somme":
                    rows.append((total, parts if is_whole else [*parts, added(total)]))
                elif relation.kind == "cumul":
                    differences.append(added(total))
                    rows.append((total, [parts[0], differences[-1]]))
                else:
                    order += [(part, total) for part in parts] if relation.kind != "plafond" else []
                    covers += [(total, tuple(parts))] if is_whole and relation.kind != "ordre" else []
    return Relations(
        Equations.from_rows(rows, extra),
        np.array(order, dtype=np.int64).reshape(-1, 2),
        tuple(covers),
        np.array(differences, dtype=np.int64),
        np.array(owner, dtype=np.int64),
        np.array(along, dtype=np.int64),
        cells.height,
    )


class _Keys:
    """Cells found by their codes: along one dimension, the rank of the other codes together, then its own."""

    def __init__(self, cells: pl.DataFrame, dimensions: Sequence[Dimension]) -> None:
        import polars as pl

        self.names = [dimension.name for dimension in dimensions]
        self.codes: list[dict[str, int]] = []
        self.digits: list[np.ndarray] = []
        for dimension in dimensions:
            present = cells[dimension.name].unique(maintain_order=True).to_list()
            rank = {code: i for i, code in enumerate(present)}
            self.codes.append(rank)
            digits = cells[dimension.name].replace_strict(rank, return_dtype=pl.Int64).to_numpy()
            self.digits.append(digits)

    def holds(self, where: tuple[tuple[str, frozenset[str]], ...]) -> np.ndarray | None:
        """The cells where a relation holds; None when it does everywhere."""
        import numpy as np

        masks = []
        for name, codes in where:
            axis = self.names.index(name)
            masks.append(np.isin(self.digits[axis], [rank for code, rank in self.codes[axis].items() if code in codes]))
        return np.logical_and.reduce(masks) if masks else None

    def along(self, axis: int) -> _Lines:
        """The cells in lines along a dimension; keys stay under n × its codes, however many dimensions there are."""
        import numpy as np

        others = np.zeros(len(self.digits[axis]), np.int64)
        for other, digits in enumerate(self.digits):
            if other != axis and len(self.codes[other]) > 1:
                _, others = np.unique(others * len(self.codes[other]) + digits, return_inverse=True)
        return _Lines(self.codes[axis], self.digits[axis], others * len(self.codes[axis]))


class _Lines:
    """Cells by `base` (that of their line) plus the rank of their code."""

    def __init__(self, codes: dict[str, int], digits: np.ndarray, base: np.ndarray) -> None:
        import numpy as np

        self.codes, self.digits, self.base = codes, digits, base
        self.order = np.argsort(base + digits, kind="stable")
        self.sorted = (base + digits)[self.order]

    def of(self, relation: Relation, holds: np.ndarray | None) -> list[tuple[int, list[int], bool]]:
        """(total, parts that are cells, whether all are) for each line that holds the total and a part.

        `holds`: the cells whose line is in the relation, all when None.
        """
        import numpy as np

        known = [self.codes[part] for part in relation.parts if part in self.codes]
        if relation.total not in self.codes or not known:
            return []
        mine = self.digits == self.codes[relation.total]
        totals = np.flatnonzero(mine if holds is None else mine & holds)
        found = np.stack([self._find(self.base[totals] + part) for part in known], axis=1)
        there = found >= 0
        held, whole = there.any(axis=1), there.all(axis=1)
        is_complete = len(known) == len(relation.parts)
        lines = zip(totals[held].tolist(), found[held].tolist(), whole[held].tolist(), strict=True)
        return [
            (total, line if full else [part for part in line if part >= 0], full and is_complete)
            for total, line, full in lines
        ]

    def _find(self, wanted: np.ndarray) -> np.ndarray:
        import numpy as np

        at = np.searchsorted(self.sorted, wanted).clip(max=len(self.sorted) - 1)
        return np.where(self.sorted[at] == wanted, self.order[at], -1)
