"""Intervals of counts and shares: the published tables, and what happens at the ends."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from observatory.indicators.small_numbers import byar_interval, exact_interval, poisson_interval, wilson_interval


@pytest.fixture(scope="module")
def reference(shared):
    folder = shared / "reference_tests" / "small_numbers"
    return pl.read_csv(folder / "intervals.csv"), json.loads((folder / "intervals.json").read_text())


def limits(row: dict) -> tuple:
    """The limits of one row of the reference table, by the method that it names."""
    method = {"byar": byar_interval, "exact": exact_interval}.get(row["method"].removeprefix("rate_"))
    if method is None:
        return wilson_interval(row["o"], row["n"], row["confidence"])
    scale = row["multiplier"] / (row["n"] or 1)
    return tuple(limit * scale for limit in method(row["o"], row["confidence"]))


def test_every_row_of_the_published_tables(reference):
    rows, case = reference
    found = [limits(row) for row in rows.iter_rows(named=True)]
    tolerance = case["tolerance"]["relative"]
    assert rows.height == 60
    assert [low for low, _ in found] == pytest.approx(rows["lower"].to_list(), rel=tolerance)
    assert [high for _, high in found] == pytest.approx(rows["upper"].to_list(), rel=tolerance)


def test_the_method_is_chosen_by_the_count_as_the_source_does(reference):
    choices = reference[1]["expected"]["method_choice"]
    method = {"exact": exact_interval, "byar": byar_interval}
    for choice in choices:
        assert poisson_interval(choice["o"]) == method[choice["method"]](choice["o"]), choice


def test_arrays_keep_their_shape_and_nothing_is_negative():
    counts = np.arange(40).reshape(4, 10)
    for confidence in (0.8, 0.95, 0.998):
        low, high = poisson_interval(counts, confidence)
        assert low.shape == high.shape == (4, 10)
        assert (low >= 0).all() and (low[counts > 0] < counts[counts > 0]).all() and (high > counts).all()
    assert poisson_interval(0)[0] == 0 and poisson_interval(0)[1] == pytest.approx(-np.log(0.025))


def test_the_exact_interval_leaves_two_and_a_half_per_cent_on_each_side():
    from scipy.stats import poisson

    counts = np.arange(1, 10)
    low, high = poisson_interval(counts)
    assert poisson.sf(counts - 1, low) == pytest.approx(np.full(9, 0.025))
    assert poisson.cdf(counts, high) == pytest.approx(np.full(9, 0.025))


def test_a_share_of_all_or_nothing_ends_at_one_or_zero():
    low, high = wilson_interval([0, 30, 1], [30, 30, 3])
    assert low[0] == 0 and 0 < high[0] < 0.2 and high[1] == 1 and 0.8 < low[1] < 1 and 0 < low[2] < 1 / 3 < high[2] < 1
    assert np.isnan(wilson_interval(0, 0)).all(), "la part de rien n’a pas de bornes"


@pytest.mark.parametrize(
    "wrong", [lambda: poisson_interval(-1), lambda: wilson_interval(5, 4), lambda: poisson_interval(3, 95)]
)
def test_what_is_not_a_count_a_share_or_a_confidence_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()
