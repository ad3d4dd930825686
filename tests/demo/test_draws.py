"""Chance: a function of what it is drawn for, the same on any machine, and fair."""

from __future__ import annotations

import numpy as np
import pytest

from observatory.demo.draws import below, draw, noise, pick, quantiles, scramble, uniform

MANY = np.arange(200_000)


def test_a_draw_depends_on_its_seed_its_name_and_its_keys_only():
    drawn = noise(1, "essai", MANY, 3)
    assert np.array_equal(drawn[::-1], noise(1, "essai", MANY[::-1], 3))
    for other in (
        noise(2, "essai", MANY, 3),
        noise(1, "autre", MANY, 3),
        noise(1, "essai", MANY, 4),
        noise(1, "essai", 3, MANY),
    ):
        assert (drawn == other).mean() < 0.001


def test_the_bits_are_known():
    assert noise(20260122, "essai", np.array([0, 1, 2])).tolist() == KNOWN


def test_numbers_are_spread_evenly():
    drawn = uniform(noise(1, "essai", MANY))
    assert 0 <= drawn.min() and drawn.max() < 1
    assert np.abs(np.histogram(drawn, 20, (0, 1))[0] / len(MANY) - 0.05).max() < 0.002
    pairs = np.corrcoef(drawn[:-1], drawn[1:])[0, 1]
    assert abs(pairs) < 0.01


def test_integers_and_choices_follow_their_weights():
    bits = noise(1, "essai", MANY)
    assert set(below(bits, 7)) == set(range(7))
    shares = np.bincount(pick(bits, (1, 0, 3))) / len(MANY)
    assert shares == pytest.approx((0.25, 0, 0.75), abs=0.01)


def test_a_table_of_quantiles_goes_straight_from_knot_to_knot():
    table = quantiles({0: 1, 500: 11, 1000: 1011})
    assert (table[0], table[250], table[500], table[750]) == (1, 6, 11, 511) and len(table) == 1000
    assert np.median(draw(noise(1, "essai", MANY), table)) == pytest.approx(11, abs=1)


def test_an_identifier_tells_nothing_and_is_never_given_twice():
    found = scramble(MANY, "P-Z11")
    assert len(set(found)) == len(MANY) and found.max() < 10**9
    assert not np.array_equal(found, scramble(MANY, "P-Z12"))


KNOWN = [1508360276447882167, 9957712922329657722, 6531262210090147029]
