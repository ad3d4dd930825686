"""§5.3 to §5.6 together: the territories of one level and one year, compared as fairly as their numbers allow.

Input terms are protected counts: what rounding may hide (`rounding`) is part of every interval and of every verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.indicators.funnel import TOO_FEW, funnel
from observatory.indicators.peers import LEAST_PEERS, POPULATION_BOUNDS, TENSION_BOUNDS, peer_groups, rule_words
from observatory.indicators.ranks import rank_intervals
from observatory.indicators.shrinkage import smooth, smoothed_interval
from observatory.indicators.small_numbers import poisson_interval, wilson_interval

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

LEAST_OBSERVED = 5  # no rate under that many households (gate of §5.1)
LEAST_EXPECTED = 5  # the size of a territory, never its result, says whether it can be compared
LEAST_REFERENCE = 20  # no share of fewer allocations
SMALL = f"Moins de {LEAST_EXPECTED} ménages attendus\u202f: trop petit pour être comparé."
FEW = f"Moins de {LEAST_OBSERVED} ménages observés\u202f: pas de taux."
ALONE = "Aucun autre territoire à qui le comparer."
CHANCE, SPREAD, ROOTED = "HASARD", "DISPERSION", "DISPERSION_RACINE"
INSIDE, ABOVE, BELOW, UNSURE = "DEDANS", "AU_DESSUS", "AU_DESSOUS", "ARRONDI"
WARNED, ACTED = 0.95, 0.998  # the two pairs of limits of a funnel; outside the wider one: to look at


def compare(terms: pl.DataFrame, *, is_share: bool, rounding: float = 0) -> pl.DataFrame:
    """What may be said of each territory beside the others, from `terms`: one measure, one level, one year.

    `terms`: `niveau, territoire_code, observe` (households, protected, ≥ 0), `reference` (> 0: inhabitants, or the
    allocations that `observe` is a part of when `is_share`), `pop_municipale`, `tension` (both null when unknown).
    Added, by row: `attendu` (reference × common rate), `taux, taux_ensemble`; `rapport, rapport_bas, rapport_haut`
    (observed over expected, 95 %: exact Poisson, Byar, or Wilson for shares); `limite_basse, limite_haute` (99.8 %),
    `alerte_basse, alerte_haute` (95 %), `phi, tau2, forme, motif_limites`; `position`; `lisse, lisse_bas, lisse_haut`;
    `rang, rang_bas, rang_haut, bande, nb_compares`; and those of `against_peers`. `motif`: why a territory is not
    compared. Gates: `LEAST_*`. Raises ValueError on negative counts or references that are not positive.
    """
    import polars as pl

    terms = terms.sort("territoire_code")
    common = terms["observe"].sum() / terms["reference"].sum()
    taux, expected = pl.col("observe") / pl.col("reference"), pl.col("reference") * common
    found = terms.with_columns(attendu=expected, taux_ensemble=pl.lit(common)).with_columns(
        motif=pl.when((pl.col("attendu") < LEAST_EXPECTED) | (is_share & (pl.col("reference") < LEAST_REFERENCE)))
        .then(pl.lit(SMALL))
        .when(pl.lit(terms.height < 2))
        .then(pl.lit(ALONE))
        .when(pl.col("observe") < LEAST_OBSERVED)
        .then(pl.lit(FEW)),
    )
    is_told = pl.col("motif").is_null()
    found = found.with_columns(taux=pl.when(is_told).then(taux))
    compared = found.filter(is_told | (pl.col("motif") == FEW))
    if compared.is_empty():
        return against_peers(found.with_columns(pl.lit(None).alias(name) for name in _COLUMNS))
    beside = compared.select("territoire_code").hstack(_beside(compared, is_share, rounding))
    found = found.join(beside, on="territoire_code", how="left", maintain_order="left")
    hidden = [name for name in _COLUMNS if name not in _OF_ALL]
    found = found.with_columns(pl.when(is_told).then(pl.col(name)).alias(name) for name in hidden)
    return against_peers(found)


def against_peers(found: pl.DataFrame) -> pl.DataFrame:
    """Beside the territories of its group: `groupe`, `regle` (in French), `nb_pairs`, `motif_pairs`, `taux_pairs` (the others together),
    `rapport_pairs, rapport_pairs_bas, rapport_pairs_haut`.

    The rule: same level, class of inhabitants and class of tension; if that leaves fewer than five others, or tension is
    unknown, same level and class of inhabitants; fewer than five again: no group. `groupe` is P<class> or P<class>T<class>.
    """
    import polars as pl

    ours = found.select("niveau", "territoire_code", "pop_municipale", "tension", "observe", "reference")
    narrow = _others(peer_groups(ours))
    wide = _others(peer_groups(ours.with_columns(tension=pl.lit(0.0))))
    is_narrow, is_wide = (one["nb_pairs"] >= LEAST_PEERS for one in (narrow, wide))
    population, tension = pl.col("classe_population"), narrow["classe_tension"]
    chosen = wide.select(
        groupe=pl.when(is_narrow)
        .then(pl.format("P{}T{}", population, tension))
        .when(is_wide)
        .then(pl.format("P{}", population)),
        nb_pairs=pl.when(is_narrow).then(narrow["nb_pairs"]).otherwise(wide["nb_pairs"]),
        taux_pairs=pl.when(is_narrow).then(narrow["taux_autres"]).when(is_wide).then(wide["taux_autres"]),
        motif_pairs=pl.when(~is_narrow & ~is_wide).then(wide["raison"]),
    )
    chosen = chosen.with_columns(regle=pl.col("groupe").replace_strict(_rules(), default=None))
    scale = pl.when(pl.col("taux_pairs") > 0).then(pl.col("taux_ensemble") / pl.col("taux_pairs"))
    ratios = {f"rapport_pairs{end}": pl.col(f"rapport{end}") * scale for end in ("", "_bas", "_haut")}
    return found.hstack(chosen).with_columns(**ratios)


def _rules() -> dict[str, str]:
    """Every group that the rule can make, and its words."""
    classes = range(len(POPULATION_BOUNDS) + 1), range(len(TENSION_BOUNDS) + 1)
    alone = {f"P{p}": rule_words(p) for p in classes[0]}
    return alone | {f"P{p}T{t}": rule_words(p, t) for p in classes[0] for t in classes[1]}


def _others(groups: pl.DataFrame) -> pl.DataFrame:
    """The rate of the others of each group, all together."""
    import polars as pl

    group = ["niveau", "classe_population", "classe_tension"]
    events, whole = (pl.col(name).sum().over(group) - pl.col(name) for name in ("observe", "reference"))
    return groups.with_columns(taux_autres=pl.when(whole > 0).then(events / whole))


def _beside(compared: pl.DataFrame, is_share: bool, rounding: float) -> pl.DataFrame:
    """All that depends on the other territories of the comparison, in `_COLUMNS`."""
    import polars as pl

    o, b, e = (compared[name].to_numpy() for name in ("observe", "reference", "attendu"))
    low, high = _interval(o, b, e, is_share, rounding)
    acted, warned = funnel(o, e, ACTED), funnel(o, e, WARNED)
    smoothed = smooth(o, e)
    soft_low, soft_high = smoothed_interval(o, e, smoothed)
    ranks = rank_intervals(o, b, is_share=is_share, rounding=rounding)
    spread = acted.dispersion
    return pl.DataFrame(
        {
            "rapport": acted.ratio, "rapport_bas": low, "rapport_haut": high,
            "limite_basse": acted.low, "limite_haute": acted.high,
            "alerte_basse": warned.low, "alerte_haute": warned.high,
            "position": _positions(o, e, acted.low, acted.high, rounding),
            "lisse": smoothed.rate, "lisse_bas": soft_low, "lisse_haut": soft_high,
            "rang": ranks.rank, "rang_bas": ranks.low, "rang_haut": ranks.high, "bande": ranks.band,
        }
    ).with_columns(
        phi=pl.lit(spread.phi if spread else None, pl.Float64),
        tau2=pl.lit(spread.tau2 if spread else None, pl.Float64),
        forme=pl.lit(CHANCE if spread is None else ROOTED if spread.is_square_root else SPREAD),
        motif_limites=pl.lit(None if spread else TOO_FEW, pl.String),
        nb_compares=pl.lit(compared.height),
    )  # fmt: skip


def _interval(
    o: np.ndarray, b: np.ndarray, e: np.ndarray, is_share: bool, rounding: float
) -> tuple[np.ndarray, np.ndarray]:
    """95 % limits of o over e, those of the counts that rounding allows included."""
    import numpy as np

    below, above = np.maximum(o - rounding, 0), o + rounding
    if is_share:
        return wilson_interval(below, b)[0] * b / e, wilson_interval(np.minimum(above, b), b)[1] * b / e
    return poisson_interval(below)[0] / e, poisson_interval(above)[1] / e


def _positions(o: np.ndarray, e: np.ndarray, low: np.ndarray, high: np.ndarray, rounding: float) -> np.ndarray:
    """Outside only when no count that rounding allows would be inside."""
    import numpy as np

    surely = [(o - rounding) / e > high, (o + rounding) / e < low, (o / e > high) | (o / e < low)]
    return np.select(surely, [ABOVE, BELOW, UNSURE], INSIDE)


_OF_ALL = ("forme", "phi", "tau2", "motif_limites", "nb_compares")
_COLUMNS = (
    "rapport", "rapport_bas", "rapport_haut", "limite_basse", "limite_haute", "alerte_basse", "alerte_haute", "position",
    "lisse", "lisse_bas", "lisse_haut", "rang", "rang_bas", "rang_haut", "bande", *_OF_ALL,
)  # fmt: skip
