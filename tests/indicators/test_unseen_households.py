"""Chao's lower bound against published cases, and what it says of households that call at their own pace."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from observatory.indicators.unseen_households import chao_lower_bound


def test_the_published_cases(shared: Path):
    cases = json.loads((shared / "reference_tests/mse/chao.json").read_text())["expected"]["cases"]
    for case in cases:
        counts = case["n"], case["f1"], case["f2"]
        classical = chao_lower_bound(*counts)
        assert classical.value == pytest.approx(case["classical"], rel=1e-8)
        assert [classical.low, classical.high] == pytest.approx(case["ci95_classical"], rel=1e-8)
        assert chao_lower_bound(*counts, case["t"]).value == pytest.approx(case["classical_with_t"], rel=1e-8)


def test_without_anybody_seen_twice_nothing_is_said():
    assert chao_lower_bound(12, 4, 0) is None
    assert chao_lower_bound(12, 0, 3).value == 12


def test_it_is_a_lower_bound_when_households_call_at_different_paces():
    rng = np.random.default_rng(7)
    under = 0
    for _ in range(200):
        pace = rng.gamma(0.7, 0.12, 900).clip(max=0.9)
        nights = rng.binomial(14, pace)
        bound = chao_lower_bound(int((nights > 0).sum()), int((nights == 1).sum()), int((nights == 2).sum()), 14)
        under += bound.value <= 900
        assert bound.value > (nights > 0).sum()
    assert under > 190
