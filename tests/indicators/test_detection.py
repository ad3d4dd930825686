"""Decoys: what they measure, what they cannot, and groups that are met or missed as a whole."""

from __future__ import annotations

import numpy as np
import pytest

from observatory.indicators import detection
from observatory.indicators.detection import group_size, plant_capture
from observatory.indicators.small_numbers import wilson_interval


def test_the_estimate_is_the_formula_and_the_detection_has_its_wilson_interval():
    found = plant_capture(30, 24, 100)
    assert found.value == pytest.approx(100 * 31 / 25)
    assert found.detection == pytest.approx((0.8, *map(float, wilson_interval(24, 30))))
    assert 100 <= found.low < found.value < found.high and found.reason is None


def test_new_york_2005_had_3600_counted_and_4400_estimated():
    found = plant_capture(58, 47, 3_600)  # posts of which about 82 % were counted
    assert found.value == pytest.approx(4_400, rel=0.01) and found.low < 4_400 < found.high


@pytest.mark.parametrize(
    ("posts", "counted", "persons", "reason"),
    [
        (9, 8, 50, detection.TOO_FEW_POSTS),
        (0, 0, 50, detection.TOO_FEW_POSTS),
        (12, 0, 50, detection.NONE_MET),
        (12, 9, 0, detection.NOBODY),
    ],
)
def test_where_nothing_can_be_estimated_the_reason_is_given(posts, counted, persons, reason):
    found = plant_capture(posts, counted, persons)
    assert (found.value, found.low, found.high) == (None, None, None) and found.reason == reason
    assert (found.detection is None) == (posts == 0) and found.persons == persons


def test_ten_posts_are_enough():
    assert plant_capture(10, 8, 50).value == pytest.approx(50 * 11 / 9)


@pytest.mark.parametrize(
    ("posts", "counted", "persons", "groups"), [(10, 11, 5, None), (10, 8, [5, 2], [2, 3]), (10, 8, [5, 2], [3, 0])]
)
def test_numbers_that_contradict_each_other_are_refused(posts, counted, persons, groups):
    with pytest.raises(ValueError):
        plant_capture(posts, counted, persons, groups)


def test_the_same_persons_in_families_are_less_certain_than_one_by_one():
    alone, families = plant_capture(200, 160, [30] * 10), plant_capture(200, 160, [30] * 10, [10] * 10)
    uneven = plant_capture(200, 160, [10, 50] * 5, [10] * 10)
    assert alone.value == families.value == uneven.value
    assert np.all(np.diff([found.high - found.low for found in (alone, families, uneven)]) > 1)


def test_the_size_of_groups_is_measured_on_lines_that_only_give_sums():
    rng = np.random.default_rng(1)
    sizes = np.array([1, 1, 1, 2, 4])
    groups = rng.integers(1, 8, 4_000)
    persons = np.array([rng.choice(sizes, count).sum() for count in groups])
    assert group_size(persons, groups) == pytest.approx((sizes.mean(), sizes.var()), rel=0.06)
    assert group_size(np.array([30, 0]), np.array([20, 0])) == (1.5, 0.5), (
        "une seule ligne : Poisson au-delà de la première"
    )


def test_the_interval_is_the_same_each_time_and_narrows_with_posts():
    assert plant_capture(30, 24, 100) == plant_capture(30, 24, 100)
    few, many = plant_capture(30, 24, 100), plant_capture(3_000, 2_400, 100)
    assert many.high - many.low < few.high - few.low
