"""I12: the part housed within a delay, other exits being counted (Aalen–Johansen), with late entry and its band.

Never 1 − Kaplan–Meier with the other exits as censoring: it answers « if nobody was ever lost », and overstates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

DRAWS, SEED = 1000, 20260122
ALIKE = 8  # persons by group, beyond which a draw of the groups costs less than one of the persons
AT_ONCE = 100_000  # persons drawn together: what the cache of a processor holds, the draws are the same
LEAST_AT_RISK = 20


@dataclass(frozen=True)
class Curve:
    """Occupation of the states over time, from the initial one.

    `times`: the m days on which something happened; `at_risk`: m × k, those in each state just before; `probability`:
    m × k, the part in each state just after. `states`: the k names.
    """

    states: tuple[str, ...]
    times: np.ndarray
    at_risk: np.ndarray
    probability: np.ndarray


@dataclass(frozen=True)
class Point:
    """The part that left by `issue` within `horizon` days, with its 95 % band; `nb_at_risk` remained just before it."""

    issue: str
    horizon: int
    value: float
    low: float
    high: float
    nb_at_risk: int


def occupation(
    start: ArrayLike, stop: ArrayLike, origin: Sequence[str], target: Sequence[str | None], initial: str
) -> Curve:
    """Aalen–Johansen: the part of people in each state, everybody beginning in `initial`.

    One row per stay of a person in a state: in `origin` over (start, stop], then in `target` (None: censored). A person
    may come back to a state, or enter late.
    """
    import numpy as np

    states = tuple(dict.fromkeys([initial, *origin, *(state for state in target if state is not None)]))
    rank = {state: at for at, state in enumerate(states)}
    start, stop = np.asarray(start, float), np.asarray(stop, float)
    before = np.array([rank[state] for state in origin])
    after = np.array([-1 if state is None else rank[state] for state in target])
    moved = after >= 0
    times = np.unique(stop[moved])
    probability = np.zeros(len(states))
    probability[0] = 1.0
    risks, parts = [], []
    for time in times:
        risk = np.bincount(before[(start < time) & (stop >= time)], minlength=len(states))
        now = moved & (stop == time)
        matrix = np.eye(len(states))
        for one, other in zip(before[now], after[now], strict=True):
            matrix[one, other] += 1 / risk[one]
            matrix[one, one] -= 1 / risk[one]
        probability = probability @ matrix
        risks.append(risk)
        parts.append(probability)
    return Curve(states, times, np.array(risks), np.array(parts))


def cumulative_incidence(
    entry: ArrayLike, exit: ArrayLike, issue: Sequence[str | None], horizons: Sequence[int], counts: ArrayLike | None = None, *,
    least: int = LEAST_AT_RISK, draws: int = DRAWS, seed: int = SEED,
) -> list[Point]:  # fmt: skip
    """The part that left by each issue within each horizon, in days from the start of the clock.

    One row per person, or per group of `counts` persons. At risk at t when entry < t ≤ exit; an issue of None is censored.
    Horizons beyond the last day when `least` were still at risk are left out. Band: percentiles of `draws` resamplings of the
    persons; those who are alike in all are drawn together, which gives the same law and the same band however they are listed.
    """
    import numpy as np

    causes = tuple(sorted({one for one in issue if one is not None}))
    cause = [-1 if one is None else causes.index(one) for one in issue]
    rows = np.array([np.asarray(exit, float), np.asarray(cause, float), np.asarray(entry, float)]).T
    (exit, cause, entry), nb = _alike(rows, np.ones(len(rows)) if counts is None else np.asarray(counts, float))
    cause = cause.astype(int)
    left = {horizon: int(nb[(entry < horizon) & (exit >= horizon)].sum()) for horizon in horizons}
    kept = [horizon for horizon in horizons if left[horizon] >= least]
    if not causes or not kept:
        return []
    incidence = _at_horizons(entry, exit, cause, len(causes), kept)
    told = incidence(nb[None, :])[0]
    drawn = np.concatenate([incidence(weights) for weights in _resampled(nb, draws, seed)])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return [
        Point(name, horizon, float(told[i, j]), float(low[i, j]), float(high[i, j]), left[horizon])
        for i, horizon in enumerate(kept)
        for j, name in enumerate(causes)
    ]


def _alike(rows: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct rows, as columns and in order, and how many persons each stands for."""
    import numpy as np

    if not len(rows):
        return rows.T, counts
    distinct, which = np.unique(rows, axis=0, return_inverse=True)
    return distinct.T, np.bincount(which.ravel(), weights=counts)


def _resampled(counts: np.ndarray, draws: int, seed: int) -> Iterator[np.ndarray]:
    """As many persons drawn among themselves, `draws` times: how many of each group of `counts` (draws × groups), in blocks."""
    import numpy as np

    rng, persons, k = np.random.default_rng(seed), int(counts.sum()), len(counts)
    alike = persons > ALIKE * k
    group = np.repeat(np.arange(k), counts.astype(int))
    size = max(1, AT_ONCE // (k if alike else persons))
    for start in range(0, draws, size):
        rows = min(size, draws - start)
        if alike:
            yield rng.multinomial(persons, counts / persons, rows)
        else:
            drawn = group[rng.integers(0, persons, (rows, persons), dtype=np.uint32)]
            drawn += np.arange(rows)[:, None] * k
            yield np.bincount(drawn.ravel(), minlength=rows * k).reshape(rows, k)


def _at_horizons(
    entry: np.ndarray, exit: np.ndarray, cause: np.ndarray, k: int, horizons: Sequence[int]
) -> Callable[[np.ndarray], np.ndarray]:
    """A function of weights of the n persons (draws × n) that gives the incidence of the k causes at each horizon (draws × horizons × k)."""
    import numpy as np

    happened = (cause >= 0) & (exit <= max(horizons))  # what comes later changes nothing before
    times = np.unique(exit[happened])
    m, until = len(times), np.searchsorted(times, horizons, "right")
    every = np.arange(len(exit))
    enters = _sums(every, np.searchsorted(times, entry, "right"), m + 1)  # at risk from the first time after entry
    leaves = _sums(every, np.searchsorted(times, exit, "right"), m + 1)
    which = [np.flatnonzero(happened & (cause == one)) for one in range(k)]
    events = [_sums(one, np.searchsorted(times, exit[one]), m) for one in which]

    def incidence(weights: np.ndarray) -> np.ndarray:
        risk = np.maximum(np.cumsum(enters(weights) - leaves(weights), axis=1)[:, :m], 1)
        hazards = [count(weights) / risk for count in events]
        survival = np.cumprod(1 - np.minimum(sum(hazards), 1), axis=1)
        nobody = np.zeros((len(weights), 1))
        before = np.concatenate([nobody + 1, survival[:, :-1]], axis=1)
        found = [np.concatenate([nobody, np.cumsum(before * one, axis=1)], axis=1)[:, until] for one in hazards]
        return np.stack(found, axis=2)

    return incidence


def _sums(which: np.ndarray, where: np.ndarray, size: int) -> Callable[[np.ndarray], np.ndarray]:
    """A function of rows of weights that gives, for each row, the sum at each position from 0 to size − 1 of the weights `which`, each of
    which stands at `where`."""
    import numpy as np

    order = np.argsort(where, kind="stable")
    places, starts = np.unique(where[order], return_index=True)
    taken = which[order]
    rises = bool((np.diff(taken) > 0).all())

    def sums(weights: np.ndarray) -> np.ndarray:
        found = np.zeros((len(weights), size))
        if len(places):
            is_whole = rises and len(taken) == weights.shape[1]  # nothing to choose, nothing to copy
            found[:, places] = np.add.reduceat(weights if is_whole else weights[:, taken], starts, axis=1)
        return found

    return sums
