"""Runs about the median: longer than chance explains, and no other."""

from __future__ import annotations

import random

from observatory.indicators.runs import Shift, shifts


def test_nothing_is_said_of_fewer_than_ten_points():
    assert shifts([1.0] * 9 + [None] * 5) == (None, [])


def test_a_series_that_changes_level_has_a_run_on_each_side():
    values = [10.0, 11.0, 9.0, 10.5] * 3 + [20.0, 21.0, 19.0, 22.0] * 3
    middle, found = shifts(values)
    assert middle == 15.0 and found == [Shift(0, 11, False), Shift(12, 23, True)]


def test_points_on_the_median_and_missing_ones_neither_count_nor_break_a_run():
    values = [10.0, 5.0, None, 10.0] * 6 + [1.0] * 12
    assert shifts(values) == (5.0, [Shift(0, 23, True), Shift(24, 35, False)])


def test_chance_alone_rarely_makes_a_shift():
    draw = random.Random(20261129)
    alarms = sum(bool(shifts([draw.gauss(0, 1) for _ in range(60)])[1]) for _ in range(400))
    assert 0 < alarms < 0.12 * 400
