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
DOUBT = 0.05  # what chance alone must not explain, over all the finds of a file


def standing_alone(pieces: list[Piece], secrets: Secrets, known: list[int]) -> set[Leak]:
    """Single counts of at least `DISTINCTIVE`, not round, that nothing published holds (nor is known otherwise).

    Among many numbers of the same order that are nobody's count (coordinates of a map), they say nothing. Neither do they where the
    counts of a large country fill their order of magnitude: any number written there is one of them.
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
        found = numbers[_among(numbers, every)]
        if not len(found):
            continue
        stray = numbers[~_among(numbers, told)]
        for some, table in zip(counts, secrets.tables, strict=True):
            there = numbers[_among(numbers, some)]
            says = _near(stray, there) * _near(every, there) <= CHANCE * (there // 4)
            if (says & (_by_chance(there, found, stray, every, legitimate) * len(found) <= DOUBT)).any():
                leaks.add(Leak(file, ALONE, table.name))
    return leaks


def _by_chance(
    places: np.ndarray, found: np.ndarray, stray: np.ndarray, every: np.ndarray, legitimate: np.ndarray
) -> np.ndarray:
    """How likely it is that so many numbers near each place are counts, were they any numbers that nothing published holds.

    Such numbers would lie where those of the file do: between the first and the last near the place, and one step beyond.
    """
    import numpy as np
    from scipy.special import bdtrc

    numbers, reach = np.union1d(found, stray), places // 8
    first, last = np.searchsorted(numbers, places - reach), np.searchsorted(numbers, places + reach, "right") - 1
    step = np.where(last > first, (numbers[last] - numbers[first]) // np.maximum(last - first, 1), reach)
    low = np.maximum(np.maximum(numbers[first] - step, places - reach), DISTINCTIVE)
    high = np.minimum(numbers[last] + step, places + reach)
    room = high - low + 1 - _between(legitimate, low, high)
    share = np.minimum(_between(every, low, high) / np.maximum(room, 1), 1)
    held = _between(found, low, high)
    return bdtrc(held - 1, held + _between(stray, low, high), share)


def _between(numbers: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """How many of the (sorted) numbers lie from each `low` to each `high`."""
    import numpy as np

    return np.searchsorted(numbers, high, "right") - np.searchsorted(numbers, low)


def _near(numbers: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How many of the (sorted) numbers lie within an eighth of each place."""
    return _between(numbers, places - places // 8, places + places // 8)


def _among(numbers: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Which of the numbers are among those, sorted, that are known."""
    import numpy as np

    if not len(known):
        return np.zeros(len(numbers), bool)
    return known[np.searchsorted(known, numbers).clip(max=len(known) - 1)] == numbers
