"""Delays, returns, journeys and stock of a SIAO against what happened: linkage is within its band, the rest is not seen."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from tests.demo import siao_truth


@pytest.fixture(scope="module")
def told(con, demo_home) -> Callable[[str], pl.DataFrame]:
    con.execute("SELECT 0").fetchall()  # ends the result of a test that read one row only
    siao_truth.compare(con, demo_home)
    return lambda query: con.sql(query).pl()


def test_time_to_housing_with_true_persons_stands_in_the_published_band(told):
    found = told(siao_truth.HOUSED)
    assert found.height == 23  # six cohorts at 90, 180 and 365 days, five at 730
    assert found.filter((pl.col("vrai") < pl.col("bas")) | (pl.col("vrai") > pl.col("haut"))).is_empty()
    assert (found["publie"] - found["vrai"]).abs().max() < 0.01


def test_a_siao_sees_no_housing_that_did_not_happen_and_misses_many(told):
    ((_, seen, seen_true, lived, lived_seen),) = told(siao_truth.EXITS).rows()
    assert seen == seen_true == lived_seen > 300
    assert 0.5 < lived_seen / lived < 0.75, "sorties depuis la rue, destinations non saisies : la SIAO ne les voit pas"


def test_time_to_housing_is_under_what_people_lived(told):
    found = told(siao_truth.HOUSED)
    assert (found["publie"] < found["vecu"]).all() and found["publie"].mean() > found["vecu"].mean() / 3


def test_returns_are_those_of_true_persons_and_at_most_those_lived(told):
    found = told(siao_truth.RETURNS)
    assert (found["publie"] - found["vrai"]).abs().max() <= 1 and (found["publie"] <= found["vecu"]).all()
    assert found["nb_sortis"][0] > 20 and found["publie"][-1] > found["vecu"][-1] / 3


def test_the_stock_of_true_persons_stands_in_the_linkage_band(told):
    found = told(siao_truth.STOCK).filter(pl.col("vecu") > 0)
    inside = found.filter(pl.col("vrai").is_between(pl.col("bas"), pl.col("haut")))
    assert found.height > 80 and inside.height >= 0.95 * found.height
    assert ((found["publie"] - found["vrai"]) / found["vrai"]).abs().max() < 0.02
    assert (found["publie"] / found["vecu"]).is_between(0.5, 1).all()


def test_those_said_housed_are_and_those_without_news_are_everywhere(told):
    found = {
        row["etat"]: row
        for row in told(siao_truth.JOURNEYS).group_by("etat").agg(pl.exclude("siao_dep", "annee").sum()).to_dicts()
    }
    housed, lost, followed = (found[name] for name in ("LOGEE", "SANS_NOUVELLES", "SUIVIE"))
    assert housed["logees"] > 0.97 * housed["vrai"] and abs(housed["publie"] - housed["vrai"]) <= 0.02 * housed["vrai"]
    assert followed["sans_logement"] > 0.9 * followed["vrai"]
    assert 0.2 < lost["logees"] / lost["vrai"] < 0.6 and lost["sans_logement"] > 0.05 * lost["vrai"]
