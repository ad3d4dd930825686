"""The ladder: each rung needs all its conditions and those below; the sentence says which one stopped it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from observatory.indicators.effect.evaluation import evaluate
from observatory.indicators.effect.inference import Interval
from observatory.indicators.effect.pretrend import PreTrend
from observatory.indicators.effect.ratio import ratio_of_ratios
from observatory.indicators.effect.wording import ASSOCIATED, ATTRIBUTABLE, HIGHER, NOT_ESTABLISHED, Evidence, verdict
from tests.benchmarks.effect_panels import Law, draw_panel

ALL = Evidence(
    ratio=ratio_of_ratios(1000, 1500, 9000, 10800, 5),
    effect=Interval("placebos", 0.2, 0.1, 0.3, 0.001, 0.05),
    keeps_sign=True,
    placebo_outcome=True,
    placebo_date=True,
    before=PreTrend(3, (), 1.0, 0.5, 0.05),
)


def test_all_that_is_asked_gives_the_highest_rung():
    found = verdict(ALL)
    assert (found.code, found.sentence, found.failed) == (
        ATTRIBUTABLE, "hausse imputable à la mise en œuvre accélérée", (),
    )  # fmt: skip
    assert "motivation" in found.selection and len(found.threats) == 6


@pytest.mark.parametrize(
    ("changed", "code", "missing"),
    [
        ({"ratio": ratio_of_ratios(1000, 1500, 9000, 10800, 50)}, NOT_ESTABLISHED, "ne contient pas 1"),
        ({"ratio": ratio_of_ratios(1000, 800, 9000, 10800)}, NOT_ESTABLISHED, "dépasse 1"),
        ({"effect": Interval("placebos", 0.2, -0.1, 0.5)}, HIGHER, "exclut l’absence d’effet"),
        ({"effect": Interval("placebos", 0.2, reason="…")}, HIGHER, "exclut l’absence d’effet"),
        ({"effect": Interval("placebos", -0.2, -0.3, -0.1)}, HIGHER, "est une hausse"),
        ({"keeps_sign": False}, HIGHER, "garde son signe"),
        ({"keeps_sign": None}, HIGHER, "garde son signe"),
        ({"placebo_outcome": None}, HIGHER, "autres publics prioritaires"),
        ({"placebo_date": False}, HIGHER, "fausse date"),
        ({"before": PreTrend(2, (), 1.0, 0.5, 0.05)}, ASSOCIATED, "trois années avant"),
        ({"before": PreTrend(3, (), 9.0, 0.09, 0.05)}, ASSOCIATED, "parallèles"),
        ({"before": PreTrend(3, (), 1.0, 0.5, 0.1)}, ASSOCIATED, "la moitié de l’effet"),
        ({"before": PreTrend(1, (2018,), 1.0, 0.5, 0.05)}, ASSOCIATED, "parallèles"),
        ({"breaks": ("63",)}, ASSOCIATED, "rupture"),
    ],
)
def test_each_condition_stops_its_rung_and_is_named(changed, code, missing):
    found = verdict(replace(ALL, **changed))
    assert found.code == code
    assert any(missing in condition.text for condition in found.failed)
    assert all(not condition.holds for condition in found.failed)


def test_the_sentences_are_those_of_the_design():
    said = [verdict(replace(ALL, **changed)).sentence for changed in ({"ratio": ratio_of_ratios(9, 9, 9, 9)},
            {"keeps_sign": False}, {"breaks": ("63",)})]  # fmt: skip
    assert said == [
        "pas de différence établie",
        "plus forte hausse que dans le reste de la France",
        "hausse associée à la mise en œuvre accélérée",
    ]


def test_a_whole_evaluation_climbs_when_the_world_is_clear_and_not_when_it_is_not():
    clear = Law(territories=60, waves=((2018, 10), (2020, 10)), counting=1.2, territorial=0.02, households=1500)
    panel, other = draw_panel(clear, 2).panel, draw_panel(replace(clear, effect=(0.0,)), 52).panel
    assert evaluate(panel, {"DALO": other}, draws=499).verdict.code == ATTRIBUTABLE
    assert evaluate(panel, draws=499).verdict.code == HIGHER, "sans autre public à regarder, pas d’association"
    assert evaluate(panel, {"DALO": panel}, draws=499).verdict.code == HIGHER
    assert evaluate(panel, {"DALO": other}, breaks=["T000"], draws=499).verdict.code == ASSOCIATED
    assert evaluate(other, {"DALO": other}, draws=499).verdict.code == NOT_ESTABLISHED
