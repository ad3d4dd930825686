"""A jump that seasons or persons explain is no break; a change of rules is, and its month is found."""

from __future__ import annotations

import numpy as np
import pytest

from observatory.indicators.breaks import breaks

SEASON = 1 + 0.4 * np.cos(2 * np.pi * np.arange(72) / 12)
STEADY = [500.0] * 72


def monthly(level: np.ndarray | float = 200.0, seed: int = 1) -> list[float]:
    return list(np.random.default_rng(seed).poisson(SEASON * level))


def test_seasons_are_no_break():
    assert not [seed for seed in range(200) if breaks(monthly(seed=seed), STEADY)]


@pytest.mark.parametrize(("at", "within"), [(18, 1), (40, 1), (64, 3)])
def test_a_change_of_rules_is_found_at_its_month(at, within):
    level = np.where(np.arange(72) < at, 200.0, 100.0)
    found = [breaks(monthly(level, seed), STEADY) for seed in range(100)]
    assert sum(len(one) == 1 and abs(one[0] - at) <= within for one in found) >= 95


def test_a_jump_that_persons_share_is_no_break():
    level = np.where(np.arange(72) < 40, 200.0, 400.0)
    assert breaks(monthly(level), [500.0 if at < 40 else 1000.0 for at in range(72)]) == []


def test_a_missing_month_is_not_judged_and_a_short_series_neither():
    level = np.where(np.arange(72) < 40, 200.0, 100.0)
    asked = [None if 30 <= at < 50 else value for at, value in enumerate(monthly(level))]
    assert breaks(asked, STEADY) == []
    assert breaks(asked[:14], STEADY[:14]) == [] and breaks([], []) == []
