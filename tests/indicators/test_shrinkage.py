"""Smoothed rates: two published tables, the way back to the raw rate, and the total shrinkage."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from observatory.indicators.shrinkage import smooth


@pytest.mark.parametrize(("name", "file"), [("stl", "stl_homicides_1979_1984.csv"), ("sids", "sids_1974.csv")])
def test_every_county_of_two_published_tables(shared, name, file):
    folder = shared / "reference_tests" / "empirical_bayes"
    case, rows = json.loads((folder / "eb.json").read_text()), pl.read_csv(folder / file)
    found, expected = smooth(rows["events"], rows["population"]), case["expected"][name]
    assert len(found.rate) == expected["n"]
    assert (found.common, found.variance) == pytest.approx((expected["m"], expected["A"]), rel=1e-8)
    assert found.rate == pytest.approx(rows["smoothed_rate"].to_numpy(), rel=case["tolerance"]["relative"])
    if name == "stl":
        assert found.rate[:10] == pytest.approx(expected["first_ten_published"], rel=1e-8)
        assert found.weight[0] == pytest.approx(case["expected"]["inversion"]["stl_C"], rel=1e-8)
    else:
        published = expected["first_five_published"]
        assert found.rate[:5] == pytest.approx(published, abs=case["tolerance"]["sids_published_abs"])


def test_a_smoothed_rate_gives_the_raw_count_back():
    """Why only protected counts may be smoothed."""
    events, people = np.array([3, 40, 25, 90]), np.array([900.0, 4000, 9000, 5000])
    found = smooth(events, people)
    raw = found.common + (found.rate - found.common) / found.weight
    assert raw * people == pytest.approx(events)


def test_territories_that_differ_by_chance_only_share_one_rate():
    found = smooth([10, 11, 9, 10], [1000.0] * 4)
    assert found.variance < 0 and (found.weight == 0).all() and found.rate == pytest.approx([0.01] * 4)
    with pytest.raises(ValueError):
        smooth([1], [0.0])
