"""Panels of known law, like those of the demo world: overdispersed counts, few accelerated territories, two waves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from observatory.indicators.effect.panel import Panel

YEARS = np.arange(2015, 2022)


@dataclass(frozen=True)
class Law:
    """`counting`: variance of a cell over its mean; `territorial`: standard deviation of the log of a territory's year,
    with `memory` from one year to the next; `effect`: log effect by year since acceleration, the last one kept;
    `drift`: yearly log growth that accelerated territories have of their own."""

    territories: int = 40
    waves: tuple[tuple[int, int], ...] = ((2018, 4), (2020, 4))
    counting: float = 2.0
    territorial: float = 0.1
    memory: float = 0.3
    effect: tuple[float, ...] = (0.1, 0.25, 0.3)
    drift: float = 0.0
    households: float = 60.0
    larger: float = 2.0


@dataclass(frozen=True)
class Drawn:
    """A panel, and the log of all that is expected with acceleration over all that is without: since it began, and in
    the last year alone (what a ratio of ratios aims at)."""

    panel: Panel
    truth: float
    truth_at_last: float


def draw_panel(law: Law, seed: int) -> Drawn:
    """One panel of a law."""
    rng = np.random.default_rng([20260122, seed])
    n, t = law.territories, len(YEARS)
    first = np.full(n, np.inf)
    chosen = rng.permutation(n)
    for year, size in law.waves:
        first[chosen[:size]], chosen = year, chosen[size:]
    treated = np.isfinite(first)
    size = rng.lognormal(np.log(law.households), 0.7, n) * np.where(treated, law.larger, 1.0)
    calendar = np.exp(np.cumsum(rng.normal(0.04, 0.08, t)))
    calm = size[:, None] * calendar * np.exp(law.drift * treated[:, None] * (YEARS - YEARS[0]))
    since = YEARS - first[:, None]
    path = np.array(law.effect)[np.clip(np.nan_to_num(since, neginf=0), 0, len(law.effect) - 1).astype(int)]
    raised = np.exp(np.where(since >= 0, path, 0.0))
    counts = _counts(rng, calm * raised * _shocks(rng, law, (n, t)), law.counting)
    names = tuple(f"T{at:03}" for at in range(n))
    truths = [
        float(np.log((calm * raised)[cells].sum() / calm[cells].sum()))
        for cells in (since >= 0, (since >= 0) & (YEARS == YEARS[-1]))
    ]
    return Drawn(Panel(names, YEARS, counts, np.ones((n, t)), first), *truths)


def _shocks(rng: np.random.Generator, law: Law, shape: tuple[int, int]) -> np.ndarray:
    """Years of a territory, of mean 1, each remembering the one before."""
    fresh = rng.normal(0, law.territorial, shape)
    noise = np.empty(shape)
    noise[:, 0] = fresh[:, 0]
    for at in range(1, shape[1]):
        noise[:, at] = law.memory * noise[:, at - 1] + np.sqrt(1 - law.memory**2) * fresh[:, at]
    return np.exp(noise - law.territorial**2 / 2)


def _counts(rng: np.random.Generator, mean: np.ndarray, counting: float) -> np.ndarray:
    """Counts of these means, of variance `counting` times the mean."""
    if counting <= 1:
        return rng.poisson(mean).astype(float)
    return rng.negative_binomial(mean / (counting - 1), 1 / counting).astype(float)
