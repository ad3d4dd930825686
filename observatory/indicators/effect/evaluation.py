"""All the steps of I17 on one panel, in order: what a page shows, and the sentence it may write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from observatory.indicators.effect.event_study import EventStudy, event_study
from observatory.indicators.effect.falsification import false_dates, is_null
from observatory.indicators.effect.inference import (
    Interval,
    by_clusters,
    by_placebos,
    by_wild_bootstrap,
    coefficient_intervals,
    placebo_interval,
)
from observatory.indicators.effect.panel import Panel
from observatory.indicators.effect.placebo import DRAWS, SEED, placebos
from observatory.indicators.effect.pretrend import PreTrend, pretrend
from observatory.indicators.effect.ratio import Growth, RatioOfRatios, panel_ratio, raw_growth
from observatory.indicators.effect.sensitivity import LeftOut, Variant, left_out, sensitivity
from observatory.indicators.effect.wording import Evidence, Verdict, verdict


@dataclass(frozen=True)
class Evaluation:
    """`growth`: accelerated territories, then the others, from the first year to the last; `effects`: the mean effect
    by placebos, by clusters, by wild bootstrap; the sentence reads the first that has an interval. `false_outcomes`:
    name → effect. `coefficients`: years since acceleration → β with its interval by placebos."""

    growth: tuple[Growth, Growth]
    ratio: RatioOfRatios
    study: EventStudy
    coefficients: dict[int, Interval]
    effects: tuple[Interval, Interval, Interval]
    before: PreTrend
    false_date: Interval | None
    false_outcomes: dict[str, Interval]
    variants: list[Variant]
    left_out: LeftOut | None
    verdict: Verdict


def evaluate(
    panel: Panel, other_outcomes: Mapping[str, Panel] | None = None, *, breaks: Collection[str] = (),
    years: Collection[int] = (2020,), draws: int = DRAWS, seed: int = SEED,
) -> Evaluation:  # fmt: skip
    """I17 on a panel. `other_outcomes`: panels of the same territories for allocations to other priority groups;
    `breaks`: territories whose recording changed; `years`: those to leave out in turn.

    Raises ValueError when nobody is accelerated, nobody never is, or a total of the ratio is 0.
    """
    ends = int(panel.years[0]), int(panel.years[-1])
    study, found = event_study(panel), placebos(panel, draws=draws, seed=seed)
    effects = (
        placebo_interval(study.mean, found),
        by_clusters(panel),
        by_wild_bootstrap(panel, draws=draws, seed=seed),
    )
    others = {name: by_placebos(other, draws=draws, seed=seed) for name, other in (other_outcomes or {}).items()}
    earlier = false_dates(panel)
    false_date = None if earlier is None else by_placebos(earlier, draws=draws, seed=seed)
    ratio, before, without = panel_ratio(panel, *ends), pretrend(panel, study, found), left_out(panel)
    return Evaluation(
        raw_growth(panel, *ends),
        ratio,
        study,
        coefficient_intervals(study, found),
        effects,
        before,
        false_date,
        others,
        sensitivity(panel, years=years, breaks=breaks, draws=draws, seed=seed),
        without,
        verdict(
            Evidence(
                ratio,
                next((one for one in effects if one.low is not None), effects[0]),
                without.keeps_sign_of(study.mean) if without else None,
                _all_null(others),
                is_null(false_date),
                before,
                tuple(name for name in panel.territories if name in set(breaks)),
            )
        ),
    )


def _all_null(effects: Mapping[str, Interval]) -> bool | None:
    """Whether every placebo outcome was null; None without any, or when one could not be told."""
    found = [is_null(effect) for effect in effects.values()]
    return None if not found or None in found else all(found)
