"""The island of the fictional country: a grid of cells shared out between départements, EPCI and inhabitants.

Only whole numbers decide (squared distances, integer draws, deciles), so the same island comes out on any machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

SEED = 20260122
COLUMNS, ROWS = 20, 15
EPCI_BY_DEPARTEMENT = 3
# inhabitants of the seats of the départements, and deciles of a small town's: many villages, a few large ones
_SEATS = (78_400, 52_300, 46_900, 73_600, 61_200, 48_700, 66_500, 55_100)
_TOWNS = (320, 620, 950, 1_350, 1_850, 2_500, 3_400, 4_700, 6_800, 10_500, 19_000)


def cells(count: int) -> pl.DataFrame:
    """The cells of the island: `x, y, rang` (of the département, of `count`), `numero` and `groupe` (EPCI) in it,
    `population`. The commune 1 is the seat, in the EPCI 0; the others are numbered by their distance to it.
    """
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(SEED)
    land = _island(rng)
    seats = _settled(land, _spread(land, int(rng.integers(len(land))), count))
    seats = seats[seats[:, 0].argsort(kind="stable")]  # from west to east: the départements of a région are neighbours
    owner = _nearest(land, seats)
    frame = pl.DataFrame({"x": land[:, 0], "y": land[:, 1], "rang": owner}).with_columns(
        distance=pl.Series(_squared_gaps(land, seats).min(axis=1)),
        groupe=pl.Series(_groups(land, owner, seats)),
        population=pl.Series(_towns(len(land), rng)),
    )
    frame = frame.sort("rang", "distance", "x", "y").with_columns(numero=pl.int_range(1, pl.len() + 1).over("rang"))
    of_seat = pl.Series(_SEATS).gather(frame["rang"] % len(_SEATS))
    near = pl.when(pl.col("numero") < 4).then(2).otherwise(1)  # the two towns nearest to a seat are suburbs
    return frame.with_columns(
        population=pl.when(pl.col("numero") == 1).then(of_seat).otherwise(pl.col("population") * near)
    )


def _island(rng: np.random.Generator) -> np.ndarray:
    """Cells (x, y) inside an ellipse of the grid, its shore drawn at random."""
    import numpy as np

    xs, ys = np.meshgrid(np.arange(COLUMNS), np.arange(ROWS))
    gaps = ((2 * xs - COLUMNS + 1) * ROWS) ** 2 + ((2 * ys - ROWS + 1) * COLUMNS) ** 2
    shore = (2_116 + rng.integers(-300, 301, gaps.shape)) * (2 * COLUMNS * ROWS) ** 2
    land = gaps * 10_000 < shore
    return np.column_stack([xs[land], ys[land]])


def _towns(count: int, rng: np.random.Generator) -> np.ndarray:
    """Inhabitants drawn between the deciles of `_TOWNS`."""
    import numpy as np

    decile, place = np.divmod(rng.integers(1_000 * (len(_TOWNS) - 1), size=count), 1_000)
    bounds = np.array(_TOWNS)
    return bounds[decile] + (bounds[decile + 1] - bounds[decile]) * place // 1_000


def _squared_gaps(cells: np.ndarray, others: np.ndarray) -> np.ndarray:
    return ((cells[:, None] - others) ** 2).sum(axis=2)


def _nearest(cells: np.ndarray, others: np.ndarray) -> np.ndarray:
    return _squared_gaps(cells, others).argmin(axis=1)


def _spread(cells: np.ndarray, first: int, count: int) -> np.ndarray:
    """Cells far from each other, from a first one: each new one is the farthest from those already taken."""
    taken = [first]
    while len(taken) < count:
        taken.append(int(_squared_gaps(cells, cells[taken]).min(axis=1).argmax()))
    return cells[taken]


def _settled(cells: np.ndarray, seats: np.ndarray) -> np.ndarray:
    """The seats, each moved to the middle of the cells that are nearer to it than to the others, a few times."""
    import numpy as np

    for _ in range(6):
        owner = _nearest(cells, seats)
        mine = [cells[owner == rank] for rank in range(len(seats))]
        seats = np.array([one[_nearest(one.sum(axis=0)[None], one * len(one))[0]] for one in mine])
    return seats


def _groups(cells: np.ndarray, owner: np.ndarray, seats: np.ndarray) -> np.ndarray:
    """For each cell, the rank of its EPCI in its département; the seat is in the first."""
    import numpy as np

    ranks = np.zeros(len(cells), dtype=int)
    for departement, seat in enumerate(seats):
        mine = owner == departement
        first = int(_squared_gaps(cells[mine], seat[None]).argmax())
        centres = _settled(cells[mine], _spread(cells[mine], first, EPCI_BY_DEPARTEMENT))
        of_seat = int(_nearest(seat[None], centres)[0])
        ranks[mine] = (_nearest(cells[mine], centres) - of_seat) % EPCI_BY_DEPARTEMENT
    return ranks
