"""The intervals hold the truth as often as they announce, repeat themselves, and say when they cannot be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from observatory.indicators.effect.event_study import event_study
from observatory.indicators.effect.inference import (
    NOT_FINITE,
    ONE_ALONE,
    TOO_FEW_PLACEBOS,
    by_clusters,
    by_placebos,
    by_wild_bootstrap,
    coefficient_intervals,
)
from observatory.indicators.effect.panel import without_territories
from observatory.indicators.effect.placebo import placebos
from tests.benchmarks.effect_panels import Law, draw_panel


def intervals(law, panels=100):
    drawn = [draw_panel(law, seed) for seed in range(panels)]
    return [(one.truth, by_placebos(one.panel, draws=199)) for one in drawn]


def test_the_interval_by_placebos_holds_the_truth_on_small_panels():
    """Quick version of the benchmark; the announced 95 % is between 92 and 98 % of 200 panels there."""
    found = intervals(Law(territories=24, waves=((2018, 3), (2020, 3)), households=25))
    assert 90 <= sum(one.low <= truth <= one.high for truth, one in found) <= 99
    assert sum(one.excludes_zero for _, one in found) > 30, "et il voit l’effet"


def test_without_effect_few_alarms():
    found = intervals(Law(effect=(0.0,), territorial=0.2, memory=0.6))
    assert sum(one.excludes_zero for _, one in found) <= 10
    assert abs(np.mean([one.value for _, one in found])) < 0.03


@pytest.mark.parametrize("method", [by_wild_bootstrap, by_placebos])
def test_the_same_seed_gives_the_same_interval(method):
    panel = draw_panel(Law(), 1).panel
    assert method(panel) == method(panel) != method(panel, seed=1)


def test_limits_and_probability_agree():
    for seed in range(5):
        panel = draw_panel(Law(effect=(0.15,)), seed).panel
        for one in (by_clusters(panel), by_wild_bootstrap(panel), by_placebos(panel)):
            assert one.low < one.value < one.high and 0 < one.p <= 1
            assert one.excludes_zero == (one.p < 0.05) or one.p == pytest.approx(0.05, abs=0.002)


def test_a_wave_of_one_territory_is_only_judged_by_placebos():
    panel = draw_panel(Law(waves=((2018, 1), (2020, 3))), 2).panel
    assert by_clusters(panel).reason == by_wild_bootstrap(panel).reason == ONE_ALONE
    assert by_clusters(panel).low is None and by_placebos(panel).low is not None


def test_nobody_housed_after_has_a_reason_and_no_limit():
    panel = draw_panel(Law(), 1).panel
    empty = replace(panel, counts=np.where(panel.years >= panel.first[:, None], 0, panel.counts))
    for found in (by_clusters(empty), by_wild_bootstrap(empty), by_placebos(empty)):
        assert (found.value, found.low, found.reason) == (-np.inf, None, NOT_FINITE)


def test_too_few_controls_give_no_placebo():
    panel = draw_panel(Law(territories=12, waves=((2018, 2), (2020, 2))), 1).panel
    assert placebos(panel) is None
    found = by_placebos(panel)
    assert found.reason == TOO_FEW_PLACEBOS and found.value == event_study(panel).mean


def test_territories_that_jump_and_counts_that_jump_are_told_apart():
    """A is what large territories keep of their own, B what counts add to small ones."""
    made = {
        name: [placebos(draw_panel(law, seed).panel, draws=200) for seed in range(20)]
        for name, law in {
            "counts": Law(territorial=0.0, counting=4.0, households=200),
            "territories": Law(territorial=0.3, counting=1.0, households=2000, memory=0.0),
        }.items()
    }
    assert np.median([one.noise.counting[0] for one in made["counts"]]) == pytest.approx(4, rel=0.3)
    assert np.median([one.noise.territorial[0] for one in made["counts"]]) < 0.01
    assert np.median([one.noise.territorial[0] for one in made["territories"]]) == pytest.approx(0.3**2 * 1.4, rel=0.5)


def test_the_placebos_owe_nothing_to_the_accelerated_territories():
    panel = draw_panel(Law(), 3).panel
    treated = np.isfinite(panel.first)
    louder = replace(
        panel, counts=np.where(treated[:, None] & (panel.years >= panel.first[:, None]), 3, 1) * panel.counts
    )
    one, other = placebos(panel), placebos(louder)
    assert one.effects == pytest.approx(other.effects) and one.own_spread == pytest.approx(other.own_spread, rel=0.02)
    assert one.effects.shape == one.spread.shape == (1999, 1 + len(event_study(panel).ks))


def test_each_year_since_acceleration_has_its_interval():
    held = []
    for seed in range(40):
        panel = draw_panel(Law(effect=(0.2,)), seed).panel
        found = coefficient_intervals(event_study(panel), placebos(panel, draws=199))
        held += [one.low <= (0.2 if k >= 0 else 0) <= one.high for k, one in found.items()]
    assert list(found) == [-5, -4, -3, -2, 0, 1, 2, 3] and 0.9 < np.mean(held) < 0.99


def test_more_territories_narrow_every_interval():
    large = draw_panel(Law(territories=60, waves=((2018, 10), (2020, 10))), 5).panel
    names = [name for name, first in zip(large.territories, large.first, strict=True) if np.isfinite(first)]
    small = without_territories(large, names[:8] + names[-8:])
    for method in (by_clusters, by_wild_bootstrap, by_placebos):
        assert method(large).error < method(small).error
