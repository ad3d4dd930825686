"""The classes of a map: they hold every value once, share them out, and have limits that one can read."""

from __future__ import annotations

import random

import pytest

from observatory.charts.classes import decimals_of, value_classes

DICE = random.Random(1)
SAMPLES = {
    "rates": [DICE.lognormvariate(1.8, 0.5) for _ in range(101)],
    "few": [24.6, 36.6, 39.1, 53.9, 55.1, 59.4, 74.5],
    "small": [0.011, 0.012, 0.02, 0.031, 0.04],
    "large": [1200.0, 56000.0, 320000.0, 2100000.0],
    "with zero": [0.0, 0.0, 0.0, 1.0, 5.0],
    "ties": [2.0] * 9 + [3.0],
    "one": [4.2],
    "the same": [7.0, 7.0, 7.0],
}


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_every_value_is_in_one_class_and_no_more(values):
    classes = value_classes(values)
    assert 1 <= len(classes) <= 5
    assert all(sum(one.holds(value) for one in classes) == 1 for value in values)
    assert all(any(one.holds(value) for value in values) for one in classes)


def test_classes_share_the_territories_out():
    counts = [sum(one.holds(value) for value in SAMPLES["rates"]) for one in value_classes(SAMPLES["rates"])]
    assert len(counts) == 5 and min(counts) >= 12 and max(counts) <= 30


def test_few_territories_have_few_classes_and_close_values_stay_together():
    values = [1.5, 2.5, 3.2, 4.0, 6.2, 6.4, 6.7, 7.8, 7.9, 8.0, 8.3, 8.5, 8.6, 8.7, 10.8, 11.5, 12.8]
    assert [(one.low, one.high) for one in value_classes(values)] == [(1.5, 5), (5, 7), (7, 10), (10, 12.8)]


def test_a_lone_value_is_told_without_a_range():
    assert [one.label(1) for one in value_classes([4.2, 4.2])] == ["4,2"]


def test_limits_are_round_and_say_as_many_decimals_as_they_need():
    classes = value_classes(SAMPLES["rates"])
    assert decimals_of(classes) <= 1
    assert decimals_of(value_classes(SAMPLES["large"])) == 0
    assert all(one.low < one.high for one in classes)


def test_a_class_says_which_limit_it_holds():
    first, *_, last = value_classes([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])
    assert " à moins de\u00a0" in first.label(0) and " à\u00a0" in last.label(0)
    assert first.label(1).startswith("de ") and "," in first.label(1)


def test_no_value_no_class():
    assert value_classes([]) == []
