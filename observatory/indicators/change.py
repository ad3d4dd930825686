"""I3: the change between two nights on the sectors and places that both covered, and how much it owes to chance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from observatory.indicators.sectors import CERTAINTY_PERSONS, CERTAINTY_SHARE, is_certain
from observatory.indicators.small_numbers import normal_quantile
from observatory.indicators.unseen import DRAWS, SEED

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

LEAST_PERSONS = 20  # G5: under this count on either night, no percentage
LEAST_SECTORS = 5
NO_COMMON_SECTOR = "Aucun secteur n’a été entièrement parcouru lors des deux nuits\u202f: elles ne se comparent pas."
TOO_FEW = f"Moins de {LEAST_SECTORS} secteurs communs dans une strate\u202f: l’incertitude ne peut pas être mesurée."


@dataclass(frozen=True)
class Change:
    """Persons on the constant perimeter (`before`, `after`, None without common sector), their `difference` and its
    limits, `percent` (None when either term is under 20); `shares`: part of each night's count that the perimeter
    holds (None for a night without anybody); `reason`: in French, why something is missing."""

    nb_sectors: int
    before: int | None = None
    after: int | None = None
    difference: int | None = None
    low: float | None = None
    high: float | None = None
    percent: float | None = None
    shares: tuple[float | None, float | None] = (None, None)
    reason: str | None = None


def change(
    before: pl.DataFrame, after: pl.DataFrame, places: Collection[str] | None = None, *,
    certainty_persons: int = CERTAINTY_PERSONS, certainty_share: float = CERTAINTY_SHARE,
    confidence: float = 0.95, draws: int = DRAWS, seed: int = SEED,
) -> Change:  # fmt: skip
    """N₁(S) − N₀(S) on the sectors S COUVERT on both nights and the `type_lieu` of both perimeters.

    `before`, `after`: lines of one night each (columns of `coverage_estimate`, and `type_lieu`). `places`: kinds of
    place of both perimeters; without it, those that both nights have lines of.

    Interval: paired bootstrap of the common sectors within their stratum (that of the second night), percentiles of
    `draws`; deviations are widened for strata of few sectors, which look too certain otherwise. Lines that are certain
    on either night are never resampled. It says how much the change depends on which sectors were compared, not how
    many persons teams missed. No interval when a stratum has fewer than five common sectors.
    """
    import polars as pl

    kept = _constant(before, after, places)
    if kept.is_empty():
        return Change(0, reason=NO_COMMON_SECTOR)
    first, second = int(kept["n0"].sum()), int(kept["n1"].sum())
    known = Change(
        kept["secteur_id"].n_unique(), first, second, second - first,
        percent=100 * (second / first - 1) if min(first, second) >= LEAST_PERSONS else None,
        shares=(_share(first, before), _share(second, after)),
    )  # fmt: skip
    certain = [is_certain(pl.col(name), certainty_persons, certainty_share) for name in ("n0", "n1")]
    moved = kept.with_columns(ecart=pl.when(~(certain[0] | certain[1])).then(pl.col("n1") - pl.col("n0")))
    sectors = moved.group_by("strate", "secteur_id").agg(pl.col("ecart").sum()).sort("strate", "secteur_id")
    strata = [s["ecart"].to_numpy() for s in sectors.partition_by("strate", maintain_order=True)]
    if min(map(len, strata)) < LEAST_SECTORS:
        return replace(known, reason=TOO_FEW)
    low, high = _limits(strata, confidence, draws, seed)
    return replace(known, low=second - first + low, high=second - first + high)


def _limits(strata: list[np.ndarray], confidence: float, draws: int, seed: int) -> tuple[float, float]:
    """Percentiles of the deviations of resampled sectors from what was observed, all strata together.

    A variance measured on few sectors is itself uncertain: deviations are widened from the normal quantile to
    Student's, with the degrees of freedom of Satterthwaite.
    """
    import numpy as np
    from scipy.special import stdtrit

    rng = np.random.default_rng(seed)
    deviations = sum(_deviations(values, draws, rng) for values in strata)
    variance = np.array([len(values) * values.var(ddof=1) for values in strata])
    if not variance.any():
        return 0.0, 0.0
    freedom = variance.sum() ** 2 / sum(variance**2 / np.array([len(values) - 1 for values in strata]))
    tail = (1 - confidence) / 2
    wider = stdtrit(freedom, 1 - tail) / normal_quantile(confidence)
    low, high = np.quantile(deviations * wider, [tail, 1 - tail])
    return float(low), float(high)


def _deviations(values: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Sums of resampled values less their own sum, widened so that their variance is n s²."""
    import numpy as np

    n = len(values)
    picked = values[rng.integers(0, n, (draws, n))].sum(axis=1)
    return (picked - values.sum()) * np.sqrt(n / (n - 1))


def _constant(before: pl.DataFrame, after: pl.DataFrame, places: Collection[str] | None) -> pl.DataFrame:
    """`secteur_id, strate, type_lieu, n0, n1`: one row per common sector and place counted, one for an empty sector."""
    import polars as pl

    walked = ((pl.col("couverture") == "COUVERT") & pl.col("nb_personnes").is_not_null()).all()
    known = [
        night.group_by("secteur_id").agg(est_parcouru=walked, strate=pl.col("strate").first()).filter("est_parcouru")
        for night in (before, after)
    ]
    common = known[1].select("secteur_id", "strate").join(known[0], on="secteur_id", how="semi")
    both = set(before["type_lieu"]) & set(after["type_lieu"]) if places is None else set(places)
    counts = [
        night.filter(pl.col("type_lieu").is_in(list(both)))
        .group_by("secteur_id", "type_lieu")
        .agg(pl.col("nb_personnes").cast(pl.Int64).sum().alias(name))
        for name, night in (("n0", before), ("n1", after))
    ]
    pairs = counts[0].join(counts[1], on=["secteur_id", "type_lieu"], how="full", coalesce=True)
    return common.join(pairs, on="secteur_id", how="left").with_columns(pl.col("n0", "n1").fill_null(0))


def _share(part: int, night: pl.DataFrame) -> float | None:
    """Part of the persons of a night, or None when nobody was counted."""
    total = night["nb_personnes"].sum()
    return part / total if total else None
