"""Ranks know how little they know; peers follow a rule."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from observatory.indicators.peers import LEAST_PEERS, peer_groups, peers
from observatory.indicators.ranks import bands, rank_intervals


def test_far_rates_have_sure_ranks_and_close_ones_share_a_band():
    found = rank_intervals([5000, 100, 104, 98, 2], [1000.0] * 5)
    assert found.rank.tolist() == [1, 3, 2, 4, 5]
    assert found.low.tolist() == [1, 2, 2, 2, 5] and found.high.tolist() == [1, 4, 4, 4, 5]
    assert found.band.tolist() == [1, 2, 2, 2, 3]


def test_equal_rates_share_the_middle_rank_and_one_band():
    found = rank_intervals([20] * 8, [100.0] * 8, is_share=True)
    assert (found.rank == 4.5).all() and (found.band == 1).all() and (found.high - found.low >= 6).all()


def test_the_interval_of_a_rank_holds_the_true_rank():
    rng = np.random.default_rng(5)
    true, held = np.linspace(0.02, 0.05, 20), []
    for at in range(60):
        found = rank_intervals(rng.poisson(true * 3000), np.full(20, 3000.0), draws=500, seed=at)
        held.append((found.low <= np.arange(20, 0, -1)) & (np.arange(20, 0, -1) <= found.high))
    assert np.mean(held) > 0.92


def test_bands_go_through_neighbours_and_the_same_seed_gives_the_same_ranks():
    assert bands([1, 2, 4, 6], [2, 3, 5, 7]).tolist() == [1, 1, 2, 3]
    assert bands([4, 1, 2], [5, 3, 4]).tolist() == [1, 1, 1]
    one, other = rank_intervals([3, 5, 9], [10.0] * 3), rank_intervals([3, 5, 9], [10.0] * 3)
    assert (one.low == other.low).all() and (one.high == other.high).all()


@pytest.mark.parametrize(("o", "d", "share"), [([-1], [1.0], False), ([1], [0.0], False), ([3], [2.0], True)])
def test_what_has_no_rank_is_refused(o, d, share):
    with pytest.raises(ValueError):
        rank_intervals(o, d, is_share=share)


TERRITORIES = pl.DataFrame(
    {
        "niveau": ["DEP"] * 7 + ["COM"],
        "territoire_code": [f"Z{n}" for n in range(8)],
        "pop_municipale": [300_000] * 6 + [900_000, 300_000],
        "tension": [3.0] * 5 + [None, 3.0, 3.0],
    }
)


def test_peers_share_level_population_and_tension():
    groups = peer_groups(TERRITORIES.with_columns(tension=pl.lit(3.0)))
    assert groups["nb_pairs"].to_list() == [5] * 6 + [0, 0]
    assert groups["raison"].is_null().to_list() == [True] * 6 + [False] * 2
    assert peers(groups, "DEP", "Z0")["territoire_code"].to_list() == ["Z1", "Z2", "Z3", "Z4", "Z5"]


def test_a_territory_of_unknown_tension_has_no_peers_and_says_so():
    groups = peer_groups(TERRITORIES)
    assert groups["raison"][5].startswith("Population ou tension inconnue") and peers(groups, "DEP", "Z5").is_empty()
    assert f"Moins de {LEAST_PEERS}" in groups["raison"][0]
    with pytest.raises(ValueError):
        peers(groups, "DEP", "absent")
