"""Territories compared fairly: the numbers redone by hand, gates, rounding that never makes an outlier, peers by rule."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import polars as pl
import pytest

from observatory.indicators.fair import FEW, SMALL, compare
from observatory.indicators.funnel import TOO_FEW
from observatory.indicators.peers import rule_words
from observatory.indicators.ranks import rank_intervals
from observatory.indicators.shrinkage import smooth, smoothed_interval


def terms(
    observed: list[float], reference: list[float], tension: list[float | None] | None = None, people: int = 300_000
):
    count = len(observed)
    return pl.DataFrame(
        {
            "niveau": ["DEP"] * count,
            "territoire_code": [f"{rank:02d}" for rank in range(count)],
            "observe": [float(one) for one in observed],
            "reference": [float(one) for one in reference],
            "pop_municipale": [people] * count,
            "tension": pl.Series(tension or [None] * count, dtype=pl.Float64),
        }
    )  # fmt: skip


MANY = terms([40, 55, 61, 38, 47, 90, 12, 52, 44, 58, 49, 51], [1000.0] * 12)


@pytest.fixture(scope="module")
def found() -> pl.DataFrame:
    return compare(MANY, is_share=True)


def test_expected_ratio_and_wilson_are_those_of_a_sheet_of_paper(found: pl.DataFrame):
    observed, common = MANY["observe"].to_list(), sum(MANY["observe"]) / 12_000
    for row, o in zip(found.iter_rows(named=True), observed, strict=True):
        p, z, n = o / 1000, 1.959963984540054, 1000
        middle, half = (
            (p + z * z / 2 / n) / (1 + z * z / n),
            z * sqrt(p * (1 - p) / n + z * z / 4 / n / n) / (1 + z * z / n),
        )
        assert (row["attendu"], row["rapport"]) == pytest.approx((1000 * common, o / (1000 * common)))
        assert (row["rapport_bas"], row["rapport_haut"]) == pytest.approx(
            ((middle - half) / common, (middle + half) / common)
        )


def test_the_funnel_is_as_wide_as_the_territories_differ(found: pl.DataFrame):
    expected = sum(MANY["observe"]) / 12
    z = sorted(sqrt(expected) * log(o / expected) for o in MANY["observe"])[1:-1]
    phi = sum(one**2 for one in z) / 10
    tau2 = max(0.0, (10 * phi - 9) / (10 * expected - expected))
    spread = 3.090232306167813 * sqrt(1 / expected + tau2)
    assert found["phi"].unique().to_list() == pytest.approx([phi]) and found["tau2"][0] == pytest.approx(tau2)
    assert (found["limite_basse"][0], found["limite_haute"][0]) == pytest.approx((exp(-spread), exp(spread)))
    ratios = [o / expected for o in MANY["observe"]]
    assert found["position"].to_list() == ["AU_DESSUS" if r > exp(spread) else "AU_DESSOUS" if r < exp(-spread) else "DEDANS" for r in ratios]  # fmt: skip
    assert {"AU_DESSOUS", "DEDANS"} <= set(found["position"])


def test_counts_take_byar_and_the_exact_interval_under_ten():
    row = compare(terms([8, 20, 30, 22], [100.0] * 4), is_share=False).row(0, named=True)
    assert row["rapport_bas"] * row["attendu"] == pytest.approx(3.4538, abs=1e-4)  # exact Poisson limits of 8
    assert row["rapport_haut"] * row["attendu"] == pytest.approx(15.7632, abs=1e-4)
    assert row["forme"] == "HASARD" and row["motif_limites"] == TOO_FEW and row["phi"] is None


def test_rounding_widens_the_interval_and_never_makes_an_outlier_alone():
    sharp, rounded = (compare(MANY, is_share=True, rounding=r) for r in (0, 4))
    assert (rounded["rapport_bas"] < sharp["rapport_bas"]).all() and (
        rounded["rapport_haut"] > sharp["rapport_haut"]
    ).all()
    assert (rounded["rang_haut"] - rounded["rang_bas"] >= sharp["rang_haut"] - sharp["rang_bas"]).all()
    edge = terms([*[50] * 11, 28], [1000.0] * 12)
    near = compare(edge, is_share=True)
    assert near["position"][11] == "AU_DESSOUS"
    assert compare(edge, is_share=True, rounding=4)["position"][11] == "ARRONDI"


def test_small_territories_are_left_out_by_their_size_and_few_households_have_no_rate():
    found = compare(terms([50, 52, 4, 1, 48, 3], [1000.0, 1000, 500, 30, 1000, 15]), is_share=True)
    assert found["motif"].to_list() == [None, None, FEW, SMALL, None, SMALL]
    hidden = ["taux", "rapport", "rapport_bas", "position", "lisse", "rang", "rang_bas", "bande", "rapport_pairs"]
    assert found.filter(pl.col("motif").is_not_null()).select(hidden).null_count().row(0) == (3,) * len(hidden)
    assert found["nb_compares"][0] == 4, "celui qui n’a pas de taux compte dans la dispersion et les rangs"


def test_nothing_to_compare_says_why():
    assert compare(terms([0, 0], [100.0, 100.0]), is_share=True)["motif"].to_list() == [SMALL, SMALL]
    assert compare(terms([50], [100.0]), is_share=True)["motif"][0].startswith("Aucun autre territoire")


def test_a_smoothed_ratio_is_between_its_own_and_the_common_one_inside_its_interval(found: pl.DataFrame):
    common = found["rapport"].mean()
    for row in found.iter_rows(named=True):
        assert min(row["rapport"], common) <= row["lisse"] <= max(row["rapport"], common)
        assert row["lisse_bas"] < row["lisse"] < row["lisse_haut"]


def test_the_smoothed_interval_is_the_law_whose_mean_is_the_smoothed_rate():
    events, population = np.array([40.0, 12, 90]), np.array([1000.0, 400, 900])
    one = smooth(events, population)
    draws = np.random.default_rng(3).gamma(one.common**2 / one.variance + events, 1 / (one.common / one.variance + population), (200_000, 3))  # fmt: skip
    low, high = smoothed_interval(events, population, one)
    assert draws.mean(axis=0) == pytest.approx(one.rate, rel=0.01)
    assert np.quantile(draws, [0.025, 0.975], axis=0) == pytest.approx(np.array([low, high]), rel=0.02)
    flat = smooth([10, 10], [100, 100])
    low, high = smoothed_interval([10, 10], [100, 100], flat)
    assert flat.variance <= 0 and (low < 0.1).all() and (high > 0.1).all() and low[0] == low[1]


def test_peers_are_those_of_the_rule_and_of_the_wider_one_when_they_are_few():
    tension = [3.0] * 6 + [9.0, None]
    found = compare(terms([50, 40, 60, 45, 55, 50, 80, 30], [1000.0] * 8, tension), is_share=True)
    assert found["groupe"].to_list() == ["P4T1"] * 6 + ["P4", "P4"] and found["nb_pairs"].to_list() == [5] * 6 + [7, 7]
    assert found["taux_pairs"][0] == pytest.approx((40 + 60 + 45 + 55 + 50) / 5000)
    assert found["rapport_pairs"][0] == pytest.approx(50 / 1000 / found["taux_pairs"][0])
    assert found["taux_pairs"][6] == pytest.approx((50 + 40 + 60 + 45 + 55 + 50 + 30) / 7000)
    assert found["regle"][6] == "même niveau, de 250\u202f000 à moins de 500\u202f000 habitants"
    few = compare(terms([50, 40, 60], [1000.0] * 3), is_share=True)
    assert few["groupe"].null_count() == 3 and few["motif_pairs"][0].startswith("Moins de 5 territoires")


def test_the_rule_in_words_has_both_ends():
    assert rule_words(0) == "même niveau, moins de 20\u202f000 habitants"
    assert rule_words(6, 3).endswith(
        "1\u202f000\u202f000 habitants ou plus, 8 demandes actives ou plus pour une attribution"
    )


def test_ranks_of_rounded_counts_know_less():
    observed, whole = [20, 25, 30, 35, 40], [400.0] * 5
    sharp, blurred = (rank_intervals(observed, whole, is_share=True, rounding=r) for r in (0, 4))
    assert (blurred.low <= sharp.low).all() and (blurred.high >= sharp.high).all()
    assert (blurred.rank == sharp.rank).all()
