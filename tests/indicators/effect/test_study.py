"""The event study: equal to the regression with every dummy, right where the pooled one is wrong, frank about zeros."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from observatory.indicators.effect.event_study import each_left_out, event_study
from observatory.indicators.effect.expected import cohorts, year_effects
from observatory.indicators.effect.panel import (
    NO_ONE,
    NO_YEAR_BEFORE,
    panel_of,
    started_later,
    without_exposure,
    without_territories,
    without_years,
)
from tests.benchmarks.effect_panels import YEARS, Law, draw_panel
from tests.indicators.effect.dense import cohort_study, two_way

SURE = Law(territories=60, waves=((2017, 15), (2019, 15)), counting=1, territorial=0, households=4000, larger=1)


def offset_panel(seed: int = 1):
    """A small panel whose allocations vary from one year to the next, with zero cells."""
    panel = draw_panel(Law(territories=20, waves=((2018, 3), (2020, 3)), households=8, larger=1), seed).panel
    rng = np.random.default_rng(seed)
    exposure = np.round(panel.counts.mean(axis=1, keepdims=True) * 20 * rng.lognormal(0, 0.3, panel.counts.shape))
    return replace(panel, exposure=exposure + panel.counts + 1, has_exposure=True)


def with_holes(panel):
    """Cells that nobody observed: two of an accelerated territory, and one year of every fifth territory."""
    seen = np.ones_like(panel.counts)
    seen[int(np.isfinite(panel.first).argmax()), [0, -1]] = 0
    seen[::5, 2] = 0
    return replace(panel, counts=panel.counts * seen, exposure=panel.exposure * seen)


@pytest.mark.parametrize(
    "made", [offset_panel, lambda: without_exposure(offset_panel()), lambda: with_holes(offset_panel())]
)
def test_each_cohort_is_the_regression_with_every_dummy(made):
    panel = made()
    assert (panel.counts == 0).any(), "des cellules à zéro"
    for first in panel.cohorts:
        found, rank = cohorts(panel), panel.cohorts.index(first)
        expected = cohort_study(panel, first)
        for at, year in enumerate(panel.years):
            if year - first in expected and found.observed[rank, 0, at] > 0:
                mine = np.log(found.observed[rank, 0, at] / found.expected[rank, 0, at])
                assert mine == pytest.approx(expected[year - first], rel=1e-6, abs=1e-8)


def test_without_offset_a_balanced_fit_is_the_share_of_each_year():
    counts = np.random.default_rng(2).poisson(30, (12, 5)).astype(float)
    effects = year_effects([(counts, np.ones((12, 5)), np.ones((1, 12)))])[0]
    assert effects / effects.sum() == pytest.approx(counts.sum(axis=0) / counts.sum())


def test_the_mean_effect_is_all_that_was_observed_over_all_that_was_expected():
    drawn = draw_panel(SURE, 3)
    study = event_study(drawn.panel)
    assert study.mean == pytest.approx(np.log(study.observed / study.expected))
    assert study.mean == pytest.approx(drawn.truth, abs=0.02)
    path = dict(zip(study.ks, study.coefficients, strict=True))
    assert (path[0], path[1], path[2]) == pytest.approx(SURE.effect, abs=0.02)
    assert -1 not in path and max(abs(path[k]) for k in path if k < 0) < 0.02


def test_a_pooled_two_way_model_is_biased_where_cohorts_are_not():
    """An effect that grows, two waves: the pooled model has the first, still growing, as control of the second."""
    law = replace(SURE, effect=(0.0, 0.2, 0.4, 0.6, 0.8), waves=((2016, 28), (2020, 28)))
    pooled, mine = [], []
    for seed in range(3):
        drawn = draw_panel(law, seed)
        treated = drawn.panel.years >= drawn.panel.first[:, None]
        pooled.append(two_way(drawn.panel, [treated], np.ones_like(treated))[0][0] - drawn.truth)
        mine.append(event_study(drawn.panel).mean - drawn.truth)
    assert np.max(np.abs(mine)) < 0.03 and np.max(pooled) < -0.15


def test_a_year_of_reference_or_all_of_them():
    panel = draw_panel(SURE, 4).panel
    assert set(event_study(panel).ks) == {-4, -3, -2, 0, 1, 2, 3, 4}
    assert set(event_study(panel, "avant").ks) == {0, 1, 2, 3, 4}
    assert event_study(panel, "avant").mean == pytest.approx(event_study(panel).mean, abs=0.02)


def test_all_allocations_hold_the_effect_and_hide_their_part_of_it():
    """D contains Y: with 6 allocations in 100 to households without a home, 6 % of the rise is in D."""
    panel = draw_panel(SURE, 6).panel
    raised = np.exp(np.where(panel.years >= panel.first[:, None], 0.3, 0.0))
    counted = replace(panel, counts=60 * raised)
    rated = replace(counted, exposure=940 + 60 * raised, has_exposure=True)
    assert event_study(counted).mean == pytest.approx(0.3)
    assert event_study(rated).mean == pytest.approx(0.3 - np.log(0.94 + 0.06 * np.exp(0.3)))


def test_leaving_each_territory_out_is_leaving_it_out():
    panel = offset_panel()
    means, _ = each_left_out(panel)
    for at in (0, 7, int(np.isfinite(panel.first).argmax())):
        assert means[at] == pytest.approx(event_study(without_territories(panel, [panel.territories[at]])).mean)


ROWS = pl.DataFrame(
    [(name, year, first, count)
     for name, first, counts in (
         ("vide", None, [0, 0, 0]), ("tôt", 2017, [5, 6, 7]), ("zéros", 2018, [4, 0, 0]),
         ("plus tard", 2030, [8, 9, 9]), ("témoin", None, [10, 20, 40]),
     )
     for year, count in zip((2017, 2018, 2019), counts, strict=True)],
    orient="row",
    schema={"territoire": pl.String, "annee": pl.Int64, "premiere_annee": pl.Int64, "nb_menages": pl.Int64},
)  # fmt: skip


def test_what_teaches_nothing_is_left_out_and_said():
    panel = panel_of(ROWS)
    assert dict(panel.left_out) == {"vide": NO_ONE, "tôt": NO_YEAR_BEFORE}
    assert set(panel.territories) == {"zéros", "plus tard", "témoin"} and panel.cohorts == (2018,)
    study = event_study(panel)
    assert study.observed == 0 and study.expected > 0 and study.mean == -np.inf, "personne après : dit, non caché"


def test_a_cell_that_is_absent_is_not_a_zero():
    rows = ROWS.filter(~((pl.col("territoire") == "témoin") & (pl.col("annee") == 2018)))
    panel = panel_of(rows)
    assert panel.exposure[panel.territories.index("témoin")].tolist() == [1, 0, 1]


def test_a_wave_later_leaves_aside_those_it_would_push_out():
    panel = panel_of(ROWS)
    assert started_later(panel).cohorts == (2019,) and started_later(panel, 2).cohorts == ()
    assert "zéros" not in started_later(panel, 2).territories
    assert list(without_years(panel, [2018]).years) == [2017, 2019]
    assert list(YEARS) == sorted(YEARS)


@pytest.mark.parametrize(
    "wrong",
    [
        pl.concat([ROWS, ROWS]),
        ROWS.with_columns(nb_menages=-pl.col("nb_menages")),
        ROWS.with_columns(premiere_annee=pl.col("annee")),
    ],
)
def test_a_panel_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(ValueError):
        panel_of(wrong)


def test_nobody_accelerated_or_everybody_has_nothing_to_compare():
    for first in (None, 2018):
        rows = ROWS.with_columns(premiere_annee=pl.lit(first, pl.Int64))
        with pytest.raises(ValueError):
            event_study(panel_of(rows))
