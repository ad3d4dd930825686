"""Ratio of ratios: the reference case, the unit trap, and the Poisson regression that it equals."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from observatory.indicators.effect.panel import panel_of
from observatory.indicators.effect.ratio import panel_ratio, pearson_dispersion, ratio_of_ratios, raw_growth
from tests.indicators.effect.dense import two_way


@pytest.fixture(scope="module")
def case(shared):
    return json.loads((shared / "reference_tests" / "effect" / "ratio_of_ratios.json").read_text())


@pytest.fixture(scope="module")
def rows(shared, case):
    """Départements at both dates, in persons."""
    given = case["input"]["barometre"]
    return (
        pl.read_csv(shared / given["file_in_shared"], schema_overrides={"code_departement": pl.String})
        .filter(
            pl.col("id_indicateur") == given["id_indicateur"],
            pl.col("date").is_in(given["dates"]),
            pl.col("code_departement") != "976",
        )
        .select(
            territoire="code_departement",
            annee=pl.col("date").str.slice(0, 4).cast(pl.Int64),
            premiere_annee=pl.when(pl.col("code_departement").is_in(given["treated"])).then(2018),
            nb_personnes="valeur",
            nb_menages=pl.col("valeur") / 2.2,
        )
    )


def held(found, expected, tolerance):
    assert found.value == pytest.approx(expected["rr"], rel=tolerance["rr_relative"])
    assert found.se_log == pytest.approx(expected["se_log"], rel=tolerance["se_relative"])
    assert (found.low, found.high) == pytest.approx(expected["ci95"], rel=tolerance["se_relative"])


def test_round_numbers(case):
    totals = case["input"]["round_numbers"].values()
    for name, phi in (("phi_1", 1), ("phi_5", 5)):
        held(ratio_of_ratios(*totals, phi), case["expected"]["round_numbers"][name], case["tolerance"])


def test_the_real_departements_and_their_dispersion(case, rows):
    expected, panel = case["expected"]["barometre"], panel_of(rows)
    found = panel_ratio(panel, 2017, 2021)
    held(found, expected["menages_phi_estimated"], case["tolerance"])
    assert found.phi == pytest.approx(expected["phi_menages"], rel=case["tolerance"]["phi_relative"])
    controls = panel.counts[~np.isfinite(panel.first)]
    assert pearson_dispersion(controls)[1] == pytest.approx(expected["pearson_x2_menages"], rel=1e-6)
    assert len(controls) == expected["n_control"] and not found.excludes_one


def test_one_household_is_not_two_persons(case):
    """With φ = 1, persons make the interval too narrow; with φ estimated, the unit no longer matters."""
    expected, totals = case["expected"]["barometre"], case["input"]["barometre"]["persons"].values()
    held(ratio_of_ratios(*totals), expected["wrong_unit_persons_phi_1"], case["tolerance"])
    held(ratio_of_ratios(*(total / 2.2 for total in totals)), expected["menages_phi_1"], case["tolerance"])


def test_persons_and_households_agree_once_dispersion_is_measured(rows):
    one = panel_ratio(panel_of(rows), 2017, 2021)
    other = panel_ratio(panel_of(rows, "nb_personnes"), 2017, 2021)
    assert (one.low, one.high) == pytest.approx((other.low, other.high))


def test_a_poisson_regression_on_two_years_is_the_ratio_of_ratios(case, rows):
    expected, panel = case["expected"]["barometre"]["ppml_two_periods_fixed_effects"], panel_of(rows)
    treated = (panel.years >= panel.first[:, None]) & (panel.years == 2021)
    beta, error = two_way(panel, [treated], np.ones_like(treated))
    assert np.exp(beta[0]) == pytest.approx(expected["exp_coefficient"], rel=case["tolerance"]["ppml_relative"])
    assert error[0] == pytest.approx(expected["se_model"], rel=case["tolerance"]["ppml_relative"])


def small(**more) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "territoire": ["A", "A", "B", "B", "C", "C"],
            "annee": [2017, 2018] * 3,
            "premiere_annee": [2018, 2018, None, None, None, None],
            "nb_menages": [40, 60, 100, 110, 12, 9],
            **more,
        }
    )


def test_growth_of_counts_and_of_their_part():
    treated, rest = raw_growth(panel_of(small(d=[400, 500, 1000, 1000, 100, 100]), exposure="d"), 2017, 2018)
    assert (treated.nb_territories, treated.before, treated.after) == (1, 40, 60)
    assert treated.percent == pytest.approx(50) and treated.percent_of_rate == pytest.approx(20)
    assert rest.percent == pytest.approx(100 * 7 / 112) and rest.exposure_after == 1100


def test_no_percentage_under_twenty_and_no_rate_without_allocations():
    rows = small(nb_menages=[10, 60, 100, 110, 12, 9])
    treated, rest = raw_growth(panel_of(rows), 2017, 2018)
    assert treated.percent is None and rest.percent_of_rate is None and rest.exposure_before is None


def test_what_has_no_ratio_is_refused():
    with pytest.raises(ValueError):
        ratio_of_ratios(0, 1, 1, 1)
    with pytest.raises(ValueError):
        pearson_dispersion([[1, 2], [0, 0]])
    with pytest.raises(ValueError):
        panel_ratio(panel_of(small()), 2017, 2030)
