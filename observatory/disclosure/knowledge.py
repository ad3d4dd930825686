"""From a protection to what each attacker sees of it: the tables of the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.history import History
from observatory.disclosure.inventory import Inventory
from observatory.disclosure.shown import Shown, largest_masked

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


def reader_view(inventory: Inventory, history: History, shown: Shown) -> pl.DataFrame:
    """What a reader knows of each cell shown now or earlier: `bas` and `haut`."""
    return _view(inventory, _seen(inventory, history), shown.lower, shown.upper, shown.values.astype(float))


def mask_view(inventory: Inventory, history: History, shown: Shown, base: int) -> pl.DataFrame:
    """The same of rounded values, in multiples of the base: shown, or hidden and at most what the mask says."""
    import numpy as np

    values = np.maximum(shown.values, 0)
    lower, upper = (-(-(values - base + 1) // base)).clip(0).astype(float), ((values + base - 1) // base).astype(float)
    whole = values % base == 0
    lower[whole], upper[whole] = values[whole] / base, values[whole] / base
    lower[shown.hidden], upper[shown.hidden] = 0.0, np.inf
    upper[shown.small] = largest_masked(inventory, base)[shown.small]
    out = ~inventory.collected
    lower[out], upper[out] = 0.0, np.where(inventory.values[out] == 0, 0.0, np.inf)
    centre = np.where(whole & ~out & (shown.values >= 0), values / base, np.nan)
    return _view(inventory, _seen(inventory, history), lower, upper, centre)


def targets(inventory: Inventory, primary: np.ndarray, width: np.ndarray) -> pl.DataFrame:
    """The cells to attack: their codes, `cellule`, `largeur`, and `reste`, the dimension along which a rest is left."""
    import numpy as np
    import polars as pl

    relations, at = inventory.relations, np.flatnonzero(primary)
    inside = at < relations.n_grid
    owner = np.where(inside, at, relations.owner[(at - relations.n_grid).clip(0)] if len(relations.owner) else at)
    axis = relations.axis[(at - relations.n_grid).clip(0)] if len(relations.axis) else np.zeros(len(at), dtype=int)
    names = [dimension.name for dimension in inventory.dimensions]
    rests = ["" if within else names[int(along)] for within, along in zip(inside, axis, strict=True)]
    cells = inventory.cells[owner].with_columns(
        pl.Series("largeur", width[at], dtype=pl.Int64), pl.Series("reste", rests, dtype=pl.String)
    )
    rest = pl.col("cellule") + pl.when(pl.col("reste") != "").then("|reste " + pl.col("reste")).otherwise(pl.lit(""))
    return cells.with_columns(rest.alias("cellule"))


def contributors(inventory: Inventory, values: np.ndarray) -> pl.DataFrame:
    """The counts that their only contributor knows exactly: the codes, `cellule` and `effectif`, which is `values` there:
    the counts, or for a stronger attacker those rounded, hidden or not, in multiples of the base."""
    import numpy as np
    import polars as pl

    alone = (inventory.contributors == 1) & inventory.released & (inventory.values >= 0)
    at = np.flatnonzero(alone)
    return inventory.cells[at].with_columns(pl.Series("effectif", values[at], dtype=pl.Int64))


def unseen(inventory: Inventory, view: pl.DataFrame) -> pl.DataFrame:
    """A view of the same cells, where nothing is known of those that the rule on contributors may hide."""
    import polars as pl

    from observatory.disclosure.by_contributors import open_cells

    names = inventory.cells["cellule"].filter(pl.Series(open_cells(inventory)[: inventory.cells.height]))
    gone = pl.col("cellule").is_in(names.implode())
    return view.with_columns(
        bas=pl.when(gone).then(0.0).otherwise("bas"),
        haut=pl.when(gone).then(float("inf")).otherwise("haut"),
        centre=pl.when(gone).then(None).otherwise("centre"),
    )


def _seen(inventory: Inventory, history: History) -> np.ndarray:
    return inventory.released | inventory.exact | inventory.known_zero | history.is_memory | ~inventory.collected


def _view(
    inventory: Inventory, seen: np.ndarray, lower: np.ndarray, upper: np.ndarray, centre: np.ndarray
) -> pl.DataFrame:
    """`centre` is where the audit starts its search: the values after protection, hidden or not (below 0: none)."""
    import numpy as np
    import polars as pl

    at = np.flatnonzero(seen[: inventory.cells.height])
    start = pl.Series(np.where(inventory.collected[at] & (centre[at] >= 0), centre[at], np.nan)).fill_nan(None)
    return inventory.cells[at].with_columns(
        pl.Series("bas", lower[at]), pl.Series("haut", upper[at]), start.alias("centre")
    )
