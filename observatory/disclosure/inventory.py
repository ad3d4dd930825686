"""The inventory of a family: every cell to be released, once, over all its tables, and every relation between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.policy import Policy, Rules
from observatory.disclosure.relations import Relations, relate
from observatory.disclosure.structure import Dimension

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

VALUE, KNOWN_ZERO = "nombre", "est_zero_connu"
CONTRIBUTORS, LARGEST = "nb_contributeurs", "part_max"
WHOLE = "*"


@dataclass(frozen=True, repr=False)
class Table:
    """Counts to protect: `frame` has one row per cell, the `dimensions` columns (text) and one count.

    A null count is a cell that was not collected. A combination of codes that is absent counts zero. Optional columns:
    `est_zero_connu` (boolean: no one can be there), `nb_contributeurs` and `part_max` (share from 0 to 1 of the largest
    contributor). `labels` are columns that say nothing of the count (names, codes) and follow it. `classes` are those of
    the policy; a table made from several sources has several and takes the strictest rules.
    """

    name: str
    frame: pl.DataFrame
    dimensions: tuple[str, ...]
    classes: tuple[str, ...] = ("sensible",)
    count: str = VALUE
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Inventory:
    """The n cells of a family.

    `cells` has a row per cell of the grid: one column per dimension, `cellule` (its name); links without codes follow
    them (see `Relations`). Arrays of n: `values` (−1: not known), `released` (shown, or hidden by protection), `exact`
    (already public), `collected`, `known_zero`. `rules[group[i]]` are the rules of cell i; `members` gives the cells of
    each table.
    """

    cells: pl.DataFrame
    dimensions: tuple[Dimension, ...]
    values: np.ndarray
    released: np.ndarray
    exact: np.ndarray
    collected: np.ndarray
    known_zero: np.ndarray
    contributors: np.ndarray
    largest: np.ndarray
    rules: tuple[Rules, ...]
    group: np.ndarray
    relations: Relations
    members: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def n(self) -> int:
        return len(self.values)

    def rule(self, name: str) -> np.ndarray:
        """A rule of the policy, for each cell."""
        import numpy as np

        if not self.rules:  # no cell at all: the type is that of the rule by default
            return np.zeros(0, dtype=type(getattr(Rules(), name)))
        return np.array([getattr(rules, name) for rules in self.rules])[self.group]


def take_inventory(
    tables: Sequence[Table], dimensions: Sequence[Dimension], policy: Policy, memory: pl.DataFrame | None = None
) -> Inventory:
    """All cells of the tables of one family; a cell that two tables show is one cell, under the strictest rules.

    `memory` has the codes of cells published earlier (one text column per dimension): they are known to all.

    Raises DisclosureError for a count that is negative or fractional, a code without dimension, a cell given twice or
    with two values, a total that differs from its parts.
    """
    from observatory.disclosure.grid import lay_out

    if not tables:
        raise DisclosureError("Aucune table à protéger.", "Donnez au moins une table.")
    names = [dimension.name for dimension in dimensions]
    for table in tables:
        check_table(table, names)
    rules = [policy.rules(table.classes) for table in tables]
    grid = lay_out(tables, rules, [dimension.check() for dimension in dimensions], memory)
    relations = relate(grid.cells, grid.dimensions)
    return grid.inventory(relations)


def check_table(table: Table, names: Sequence[str]) -> None:
    """Refuse a table that cannot be read as counts; no message holds a count."""
    import polars as pl

    def refuse(why: str, action: str) -> None:
        raise DisclosureError(f"Table « {table.name} » : {why}.", action)

    frame = table.frame
    missing = [name for name in (*table.dimensions, table.count, *table.labels) if name not in frame.columns]
    if missing:
        refuse(f"colonne absente ({', '.join(missing)})", "Corrigez la description de la table.")
    if unknown := [name for name in table.dimensions if name not in names]:
        refuse(f"dimension inconnue ({', '.join(unknown)})", "Décrivez-la dans la structure.")
    if not frame.schema[table.count].is_numeric():
        refuse(f"la colonne « {table.count} » n’est pas numérique", "Donnez des effectifs entiers.")
    counts = frame[table.count].cast(pl.Float64)
    if (counts < 0).any() or (counts != counts.round()).any() or counts.is_nan().any() or counts.is_infinite().any():
        refuse("des effectifs sont négatifs ou fractionnaires", "Un effectif est un entier positif ou nul.")
    if frame.select(pl.any_horizontal(pl.col(table.dimensions).is_null()).any()).item():
        refuse("une modalité est vide", "Donnez un code à chaque cellule, « non renseigné » compris.")
    if frame.select(pl.struct(table.dimensions).is_duplicated().any()).item():
        refuse("une cellule est donnée deux fois", "Une ligne par combinaison de modalités.")
