"""Route by single values: a distinctive count that nothing published holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.publication.leaks.guarded import SECRET, TRUE, Leak, Secrets
from observatory.publication.leaks.numbers import Piece
from observatory.publication.leaks.wanted import CHANCE

if TYPE_CHECKING:
    import numpy as np

ALONE = "valeur isolée"
DISTINCTIVE = 1000


def standing_alone(pieces: list[Piece], secrets: Secrets, known: list[int]) -> set[Leak]:
    """Single counts of at least `DISTINCTIVE`, not round, that nothing published holds (nor is known otherwise).

    Among many numbers of the same order that are nobody's count (coordinates of a map), they say nothing.
    """
    import numpy as np

    legitimate = np.unique(np.concatenate([np.array(known, np.int64), *secrets.published]))
    read = [piece for piece in pieces if not piece.raw]
    counts = [table.cells.filter(SECRET)[TRUE].unique().to_numpy() for table in secrets.tables]
    counts = [np.setdiff1d(some[(some >= DISTINCTIVE) & (some % 100 != 0)], legitimate) for some in counts]
    every = np.unique(np.concatenate(counts))
    told = np.union1d(legitimate, every)
    by_file: dict[str, list[np.ndarray]] = {}
    for piece in read if len(every) else ():
        by_file.setdefault(piece.file, []).append(piece.numbers[piece.numbers >= DISTINCTIVE])
    leaks = set()
    for file, parts in by_file.items():
        numbers = np.unique(np.concatenate(parts))
        if not _among(numbers, every).any():
            continue
        stray = numbers[~_among(numbers, told)]
        for some, table in zip(counts, secrets.tables, strict=True):
            there = numbers[_among(numbers, some)]
            if len(there) and (_near(stray, there) * _near(every, there) <= CHANCE * (there // 4)).any():
                leaks.add(Leak(file, ALONE, table.name))
    return leaks


def _near(numbers: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How many of the (sorted) numbers lie within an eighth of each place."""
    import numpy as np

    reach = places // 8
    return np.searchsorted(numbers, places + reach, "right") - np.searchsorted(numbers, places - reach)


def _among(numbers: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Which of the numbers are among those, sorted, that are known."""
    import numpy as np

    if not len(known):
        return np.zeros(len(numbers), bool)
    return known[np.searchsorted(known, numbers).clip(max=len(known) - 1)] == numbers
