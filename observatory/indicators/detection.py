"""I18b: persons really there, from the decoys that teams counted or missed (plant-capture); an estimate.

It speaks for the sectors that were entirely walked, and for the kinds of place where a person is met as often as a
decoy was: posts held in the street say nothing of halls, car parks, vehicles, squats, nor of sectors not walked.
See https://arxiv.org/html/2403.04058v1, and New York 2005: about 3 600 persons counted, about 4 400 estimated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.indicators.small_numbers import wilson_interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

LEAST_POSTS = 10
DRAWS, SEED = 20_000, 20260122
TOO_FEW_POSTS = (
    f"Moins de {LEAST_POSTS} postes de témoins ont été valablement tenus\u202f: ils ne mesurent pas la détection."
)
NONE_MET = "Aucun témoin n’a été compté\u202f: la part des personnes vues ne peut pas être estimée."
NOBODY = "Personne n’a été décompté là où se tenaient les témoins\u202f: il n’y a rien à corriger."


@dataclass(frozen=True)
class DetectionEstimate:
    """Persons there (`value`, its limits), or None and the French `reason`; `detection`: share of valid posts counted,
    with its Wilson limits (None without posts); `persons`: those counted; `posts`, `counted`: valid posts, and those
    of them that a team counted."""

    posts: int
    counted: int
    persons: int
    detection: tuple[float, float, float] | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


def plant_capture(
    posts: int, counted: int, persons: ArrayLike, groups: ArrayLike | None = None, *,
    confidence: float = 0.95, draws: int = DRAWS, seed: int = SEED,
) -> DetectionEstimate:  # fmt: skip
    """N̂ = m (R + 1)/(r + 1), from R valid `posts` (COMPTE, VU_NON_COMPTE, NON_VU) of which r `counted` (COMPTE).

    `persons`: persons of each line counted where decoys stood, or their total m; `groups`: groups (households) of each
    line, in the same order (column `nb_groupes`), or their total. A team meets a group or misses it as a whole: without
    `groups` each person is taken to be alone, which announces an interval too narrow as soon as families are there.

    Interval: p from Beta(r + ½, R − r + ½); groups not met from a negative binomial (groups met, p); their persons from
    the mean of a group and the variance between groups, both measured on the lines. Quantiles of `draws`.
    No estimate (see `reason`) under ten valid posts, when no decoy was counted, or when nobody was.
    Raises ValueError when more decoys are counted than posts are held, or a line has more groups than persons.
    """
    import numpy as np

    people = np.atleast_1d(np.asarray(persons, dtype=np.int64))
    met = people if groups is None else np.atleast_1d(np.asarray(groups, dtype=np.int64))
    if not 0 <= counted <= posts or (met > people).any() or ((met == 0) & (people > 0)).any():
        raise ValueError(
            "des témoins comptés sans poste tenu, ou une ligne sans groupe, ou plus de groupes que de personnes"
        )
    total = int(people.sum())
    rate = (counted / posts, *map(float, wilson_interval(counted, posts, confidence))) if posts else None
    reason = TOO_FEW_POSTS if posts < LEAST_POSTS else NONE_MET if counted == 0 else NOBODY if total == 0 else None
    if reason:
        return DetectionEstimate(posts, counted, total, rate, reason=reason)
    rng = np.random.default_rng(seed)
    chance = rng.beta(counted + 0.5, posts - counted + 0.5, draws)
    there = total + _persons(rng, rng.negative_binomial(met.sum(), chance), *group_size(people, met))
    tail = (1 - confidence) / 2
    low, high = np.quantile(there, [tail, 1 - tail])
    return DetectionEstimate(
        posts, counted, total, rate, total * (posts + 1) / (counted + 1), float(low), float(high)
    )  # fmt: skip


def group_size(persons: np.ndarray, groups: np.ndarray) -> tuple[float, float]:
    """Mean and variance of the persons of a group, from lines that only give sums: m_l persons in g_l groups.

    The mean is c = Σm/Σg; the variance Σ (m_l − c g_l)²/g_l over the lines, less one. A single line does not show how
    groups differ: the persons beyond the first are then Poisson's, of variance c − 1.
    """
    import numpy as np

    some = groups > 0
    people, met = persons[some], groups[some]
    mean = people.sum() / met.sum()
    if len(met) < 2:
        return float(mean), float(mean - 1)
    return float(mean), float(np.sum((people - mean * met) ** 2 / met) / (len(met) - 1))


def _persons(rng: np.random.Generator, groups: np.ndarray, mean: float, variance: float) -> np.ndarray:
    """Persons of each number of groups: one each, and others, drawn with the mean and the variance of groups."""
    import numpy as np

    more = mean - 1
    if more <= 0:
        return groups
    if variance <= more:
        return groups + rng.poisson(groups * more)
    kept = more / variance
    shape = np.maximum(groups * more * kept / (1 - kept), 1e-12)
    return groups + rng.negative_binomial(shape, kept)
