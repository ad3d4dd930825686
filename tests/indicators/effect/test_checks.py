"""Trends before, false dates, sensitivity, synthetic control: each fires on what it is for, and is quiet otherwise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from observatory.indicators.effect.event_study import event_study
from observatory.indicators.effect.falsification import false_dates, is_null
from observatory.indicators.effect.inference import Interval, by_placebos
from observatory.indicators.effect.placebo import placebos
from observatory.indicators.effect.pretrend import UNTESTABLE, pretrend
from observatory.indicators.effect.sensitivity import left_out, sensitivity
from observatory.indicators.effect.synthetic import simplex_weights, synthetic_control
from tests.benchmarks.effect import pretrend_alarms
from tests.benchmarks.effect_panels import YEARS, Law, draw_panel

SURE = Law(counting=1, territorial=0.02, households=2000, larger=1)


def trend_of(panel):
    return pretrend(panel, event_study(panel), placebos(panel, draws=499))


def test_the_test_of_trends_alarms_as_often_as_it_says_and_sees_a_drift():
    assert 4 <= pretrend_alarms(Law(effect=(0.0,)), panels=100, draws=299) <= 18, "10 % annoncés"
    drifting = trend_of(draw_panel(replace(SURE, drift=0.08), 1).panel)
    assert drifting.p < 0.01 and drifting.largest > 0.15 and drifting.years_before == 3


def test_a_wave_with_a_single_year_before_cannot_be_tested():
    mixed = trend_of(draw_panel(replace(SURE, waves=((2016, 4), (2020, 4))), 1).panel)
    assert mixed.untestable == (2016,) and mixed.reason == UNTESTABLE and mixed.p > 0, "l’autre vague l’est"
    alone = trend_of(draw_panel(replace(SURE, waves=((2016, 4),)), 1).panel)
    assert (alone.wald, alone.p, alone.largest, alone.reason) == (None, None, None, UNTESTABLE)


def test_a_false_date_finds_a_drift_and_nothing_else():
    quiet = false_dates(draw_panel(SURE, 2).panel)
    assert set(quiet.cohorts) == {2016, 2017} and is_null(by_placebos(quiet))
    assert not is_null(by_placebos(false_dates(draw_panel(replace(SURE, drift=0.08), 2).panel)))
    treated = np.isfinite(quiet.first)
    assert (quiet.exposure[treated].sum(axis=1) <= 5).all(), "rien d’après la vraie vague"


def test_no_false_date_without_two_years_before():
    assert false_dates(draw_panel(replace(SURE, waves=((2016, 5),)), 1).panel) is None
    assert is_null(None) is None and is_null(Interval("placebos", 0.1, reason="…")) is None


def test_each_choice_changes_one_thing():
    panel = draw_panel(SURE, 3).panel
    panel = replace(panel, exposure=panel.counts * 10 + 1, has_exposure=True)
    found = {one.label: one for one in sensitivity(panel, breaks=["T001"], draws=199)}
    assert list(found) == [
        "sans 2020", "sans les ruptures d’enregistrement", "première année décalée d’un an",
        "sans rapporter à toutes les attributions", "référence\u202f: toutes les années d’avant",
        "vague de 2018 seule", "vague de 2020 seule",
    ]  # fmt: skip
    assert found["sans rapporter à toutes les attributions"].effect.value > 0.2
    assert abs(found["sans 2020"].effect.value) < 0.01, "rapporté à dix fois lui-même, rien ne change"


def test_a_variant_that_leaves_nothing_says_why():
    panel = draw_panel(replace(SURE, waves=((2021, 4),)), 1).panel
    found = {one.label: one for one in sensitivity(panel, draws=199)}
    assert found["première année décalée d’un an"].effect is None and "accélérés" in found[
        "première année décalée d’un an"
    ].reason  # fmt: skip


def test_one_territory_may_make_the_whole_effect():
    panel = draw_panel(replace(SURE, effect=(0.0,)), 4).panel
    at = int(np.isfinite(panel.first).argmax())
    raised = panel.counts * np.where(np.arange(len(panel.first)) == at, 6.0, 1.0)[:, None]
    loud = replace(panel, counts=np.where(panel.years >= panel.first[at], raised, panel.counts))
    found = left_out(loud)
    assert found.low_without == panel.territories[at] and found.low < 0.05 < found.high
    assert left_out(draw_panel(SURE, 4).panel).keeps_sign_of(0.3)
    assert left_out(draw_panel(replace(SURE, waves=((2018, 1),)), 1).panel) is None


def test_simplex_weights_are_exact():
    donors = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [5, 5, 5]])
    assert simplex_weights(np.array([0.2, 0.3, 0.5]), donors) == pytest.approx([0.2, 0.3, 0.5, 0])
    outside = simplex_weights(np.array([2.0, -1, -1]), donors)
    assert outside == pytest.approx([1, 0, 0, 0]) and outside.sum() == pytest.approx(1)
    rng = np.random.default_rng(1)
    cloud, target = rng.normal(size=(30, 5)), rng.normal(size=5)
    best = simplex_weights(target, cloud)
    slope = 2 * cloud @ (best @ cloud - target)
    assert (slope >= slope[best > 1e-9].max() - 1e-9).all(), "aucun transfert de poids n’améliore"


def test_a_synthetic_control_sees_an_effect_and_not_its_absence():
    one = replace(SURE, waves=((2020, 1),), effect=(0.3,))
    seen = [_control(draw_panel(one, seed).panel) for seed in range(20)]
    calm = [_control(draw_panel(replace(one, effect=(0.0,)), seed).panel) for seed in range(20)]
    assert np.mean([found.gap for found in seen]) == pytest.approx(0.3, abs=0.05)
    assert np.mean([found.p < 0.1 for found in seen]) > 0.8 and np.mean([found.p < 0.1 for found in calm]) < 0.3
    weights = seen[0].weights
    assert sum(weights.values()) == pytest.approx(1, abs=1e-4) and len(seen[0].own) == len(YEARS)


def _control(panel):
    return synthetic_control(panel, panel.territories[int(np.isfinite(panel.first).argmax())])


def test_a_synthetic_control_needs_years_and_donors():
    short = draw_panel(replace(SURE, waves=((2016, 1),)), 1).panel
    assert "années avant" in _control(short).reason
    few = draw_panel(replace(SURE, territories=6, waves=((2020, 1),)), 1).panel
    assert "Moins de 8" in _control(few).reason
    with pytest.raises(ValueError):
        synthetic_control(short, "absent")
