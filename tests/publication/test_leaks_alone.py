"""Single counts, where the counts of a large country fill their order of magnitude: what chance explains is no leak, the rest is."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
import pytest

from observatory.publication.leaks.alone import standing_alone
from observatory.publication.leaks.guarded import Guarded, Secrets
from observatory.publication.leaks.numbers import Piece

RNG = np.random.default_rng(7)


def secrets(true: np.ndarray) -> Secrets:
    """A table of these counts, published rounded to 5."""
    names = ["".join(letters) for letters in product("abcdefghijklmnopqrstuvwxyz", repeat=3)]
    keys = pl.DataFrame({"rang": names[: len(true)]})  # no digit: a key is published too
    rounded = 5 * np.round(true / 5).astype(int)
    return Secrets((Guarded("flux", ("rang",), "nb", keys.with_columns(nb=true), keys.with_columns(nb=rounded)),))


def told(world: Secrets, numbers: list[int] | np.ndarray) -> bool:
    piece = Piece("page.html", numbers=np.asarray(numbers, np.int64))
    return bool(standing_alone([piece], world, []))


FEW = secrets(np.array([2_843, 7_312, 12_871]))  # a small observatory
HALF = secrets(RNG.choice(np.arange(1_000, 9_000), 4_000, replace=False))  # every second number is a count
FULL = secrets(np.arange(1_000, 9_000))  # every number is one


def test_a_count_of_a_small_observatory_is_found_alone() -> None:
    assert told(FEW, [2_843]) and told(FEW, [12, 2_843, 9_999])
    assert not told(FEW, [2_844]) and not told(FEW, [2_845])


@pytest.mark.parametrize("world", [HALF, FULL])
def test_coordinates_are_no_leak_in_a_country_whose_counts_are_everywhere(world: Secrets) -> None:
    for seed in range(20):
        drawn = np.random.default_rng(seed).integers(1_000, 9_000, 400)
        assert not told(world, drawn), seed


def test_one_number_says_nothing_where_every_second_number_is_a_count() -> None:
    assert not any(told(HALF, [number]) for number in HALF.tables[0].true["nb"][:200])


def test_true_counts_listed_in_such_a_country_are_found_all_the_same() -> None:
    true = HALF.tables[0].true["nb"].sort()
    assert told(HALF, true[:40]) and told(HALF, true[2_000:2_040])


def test_a_rare_count_is_found_even_beside_a_range_that_is_full() -> None:
    world = secrets(np.append(np.arange(1_000, 3_000), 48_271))
    drawn = np.random.default_rng(1).integers(1_000, 3_000, 300)
    assert told(world, [48_271]) and told(world, np.append(drawn, 48_271))
