"""Funnel plots: the published limits and lists, zeros, and too few territories."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from observatory.indicators.funnel import adjusted_limits, chance_limits, dispersion, funnel


@pytest.fixture(scope="module")
def medpar(shared):
    folder = shared / "reference_tests" / "funnel"
    rows = pl.read_csv(folder / "medpar_providers.csv", schema_overrides={"provider": pl.String})
    return rows.with_columns(pl.col("expected_days").round(2)), json.loads((folder / "medpar.json").read_text())


def test_limits_of_chance_are_the_published_ones(shared):
    case = json.loads((shared / "reference_tests" / "funnel" / "limits_sr.json").read_text())
    for row in case["expected"]["limits"]:
        found = [*chance_limits(row["expected_count"]), *chance_limits(row["expected_count"], 0.998)]
        assert found == pytest.approx(row["computed"], rel=case["tolerance"]["relative"])
        assert found == pytest.approx(row["published"], abs=case["tolerance"]["against_published_abs"])


def test_dispersion_and_the_lists_of_54_hospitals(medpar):
    rows, case = medpar
    o, e, expected = rows["observed_days"].to_numpy(), rows["expected_days"].to_numpy(), case["expected"]
    found = dispersion(o, e)
    assert found.kept == expected["n_kept"] and not found.is_square_root
    assert found.phi == pytest.approx(expected["phi"], rel=case["tolerance"]["phi_relative"])
    assert found.tau2 == pytest.approx(expected["tau2"], rel=case["tolerance"]["tau2_relative"])
    outside = {
        (name, level): (o / e < limits[0]) | (o / e > limits[1])
        for level in (0.95, 0.998)
        for name, limits in (("unadjusted", chance_limits(e, level)), ("adjusted", adjusted_limits(e, found, level)))
    }
    assert outside["unadjusted", 0.998].sum() == expected["outliers_99_8"]["unadjusted"]
    listed = rows.filter(pl.Series(outside["adjusted", 0.998]))["provider"].sort().to_list()
    assert listed == expected["outliers_99_8"]["adjusted_providers"]
    assert outside["unadjusted", 0.95].sum() == expected["outliers_95"]["unadjusted"]
    assert outside["adjusted", 0.95].sum() == expected["outliers_95"]["adjusted"]
    assert (funnel(o, e).is_outside == outside["adjusted", 0.998]).all()


def test_a_zero_changes_the_scale_and_is_not_outside_by_itself():
    rng = np.random.default_rng(3)
    expected = np.linspace(0.6, 40, 60)
    observed = rng.poisson(expected)
    observed[0] = 0
    found = funnel(observed, expected)
    assert found.dispersion.is_square_root and found.low[0] == 0 and not found.is_outside[0]
    assert found.dispersion.tau2 < 0.02 and found.is_outside.sum() <= 1


def test_chance_alone_is_found_to_be_chance_alone():
    rng = np.random.default_rng(4)
    expected = rng.uniform(30, 600, 100)
    taus = [dispersion(rng.poisson(expected), expected).tau2 for _ in range(200)]
    spread = [dispersion(rng.poisson(expected * rng.lognormal(0, 0.3, 100)), expected).tau2 for _ in range(200)]
    assert np.mean(taus) < 0.001 and 0.03 < np.mean(spread) < 0.09, "0,09 moins ce que les dixièmes écartés cachent"


def test_nine_territories_have_the_limits_of_chance_and_a_reason():
    found = funnel([10] * 9, [10.0] * 9)
    assert found.dispersion is None and "10 territoires" in found.reason and not found.is_outside.any()
    with pytest.raises(ValueError):
        dispersion([10] * 9, [10.0] * 9)
    with pytest.raises(ValueError):
        funnel([1], [0.0])
