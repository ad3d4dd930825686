"""The audit: attack what is about to be published, cell by cell, and say which cell gives way and by which route."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.attack import TOLERANCE, Attacker
from observatory.disclosure.audit_system import Published, rebuild
from observatory.disclosure.structure import Dimension
from observatory.disclosure.witness import can_grow

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

READER, CONTRIBUTOR, MASK = "lecteur", "contributeur", "masque"
WITNESS, SOLVER, ELSEWHERE = "témoin", "solveur", "ailleurs"


@dataclass(frozen=True, repr=False)
class Audit:
    """What the attack gave, private: `intervals` has cellule, variante, connu (the cell that a contributor knows, or ""),
    largeur_exigee, bas, haut, preuve, est_sure.

    An interval proved by a witness is the part of the attacker's interval that is certain; the others are exact. « ailleurs »:
    too narrow, but as narrow without any of the cells that the rule on contributors may hide, so not by their fault.
    """

    intervals: pl.DataFrame
    nb_problems: int

    @property
    def passed(self) -> bool:
        """Whether every protected cell keeps its width, for every attacker."""
        return bool(self.intervals["est_sure"].all())

    @property
    def nb_cells(self) -> int:
        """Number of protected cells attacked."""
        return self.intervals["cellule"].n_unique()

    @property
    def failures(self) -> pl.DataFrame:
        """The cells that give way and by which route: for the person in charge only."""
        import polars as pl

        return self.intervals.filter(~pl.col("est_sure"))

    def beyond(self, without: Audit, excused: Sequence[str]) -> Audit:
        """This audit, where an interval as narrow in the attack `without` the cells of the rule is no failure."""
        import polars as pl

        key = ["cellule", "variante", "connu"]
        before = without.intervals.select(*key, pl.col("bas").alias("_bas"), pl.col("haut").alias("_haut"))
        told = self.intervals.join(before, on=key, how="left", maintain_order="left")
        same = (pl.col("_haut") - pl.col("_bas") <= pl.col("haut") - pl.col("bas") + TOLERANCE).fill_null(False)
        same &= ~pl.col("est_sure") & pl.col("variante").is_in(excused)
        intervals = told.with_columns(
            preuve=pl.when(same).then(pl.lit(ELSEWHERE)).otherwise("preuve"), est_sure=pl.col("est_sure") | same
        )
        return Audit(intervals.drop("_bas", "_haut"), self.nb_problems + without.nb_problems)

    def and_behind_the_mask(self, mask: Audit, base: int) -> Audit:
        """This audit, and that of the rounded values behind the mask, in multiples of `base`."""
        import polars as pl

        scaled = mask.intervals.with_columns(
            *(pl.col(name) * base for name in ("largeur_exigee", "bas", "haut")),
            variante=pl.when(pl.col("variante") == READER).then(pl.lit(MASK)).otherwise("variante"),
        )
        return Audit(pl.concat([self.intervals, scaled]), self.nb_problems + mask.nb_problems)


def audit(
    shown: pl.DataFrame,
    dimensions: Sequence[Dimension],
    targets: pl.DataFrame,
    known: pl.DataFrame,
    without: pl.DataFrame | None = None,
    excused: Sequence[str] = (CONTRIBUTOR,),
) -> Audit:
    """Attack every target from what is shown.

    shown: one text column per dimension; `bas` and `haut`, what a reader knows of the count; `centre`, where the search
    for a witness starts (null: anywhere). targets: the same codes, `cellule`, `largeur`, and `reste`: "" for the cell itself, or the
    dimension along which its rest, or its growth, is the count to protect. known: the same codes, `cellule` and `effectif`, the
    counts that one contributor knows; each is tried alone, on the cells that share a sum with it. without: what is known
    when the cells that may be hidden for their contributors are not shown at all; an attack of the `excused` variants that
    gives no more than that is not a failure.
    """
    import polars as pl

    system, names = rebuild(shown, dimensions), [dimension.name for dimension in dimensions]
    placed = system.cells.join(shown.select(*names, "centre"), on=names, how="left").sort("rang")
    located = _located(system, targets, placed.select(*names, pl.col("rang").cast(pl.Int64).alias("rang_total")), names)
    attacker = Attacker(system.knowledge)
    proofs = _proofs(system, placed["centre"], dimensions, located, attacker)
    proved = proofs["preuve"] == WITNESS
    found = [proofs.filter(proved), _attacked(attacker, located.filter(~proved), READER)]
    for row in known.join(system.cells.select(*names, "rang"), on=names).iter_rows(named=True):
        beside = located.filter(pl.col("rang").is_in(_beside(system, row["rang"])))
        with attacker.knowing(row["rang"], row["effectif"]):
            found.append(_attacked(attacker, beside, CONTRIBUTOR, row["cellule"]))
    done = Audit(pl.concat(found), attacker.nb_problems)
    given_way = done.failures.filter(pl.col("variante").is_in(excused))
    if without is None or given_way.is_empty():
        return done
    again = audit(
        without, dimensions, targets.filter(pl.col("cellule").is_in(given_way["cellule"].implode())),
        known.filter(pl.col("cellule").is_in(given_way["connu"].implode())),
    )  # fmt: skip
    return done.beyond(again, excused)


def _located(system: Published, targets: pl.DataFrame, placed: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """`rang_total`, the cell of the target's codes, and `rang`, the count to protect: the cell, or what it leaves."""
    import polars as pl

    there = targets.join(placed, on=names, how="inner", maintain_order="left")
    itself = there.filter(pl.col("reste") == "").with_columns(rang=pl.col("rang_total"))
    rests = there.filter(pl.col("reste") != "").join(system.rests, on=["reste", "rang_total"], how="inner")
    return pl.concat([itself, rests.select(itself.columns)])


def _proofs(
    system: Published, centres: pl.Series, dimensions: Sequence[Dimension], located: pl.DataFrame, attacker: Attacker
) -> pl.DataFrame:
    """Targets whose width a witness proves: whole counts close to the values shown, then one chain of them moved up.

    A rest of a sum is left to the solver: no chain is sure to pass through it; the growth of a cumulative count is on
    the chain of the later count, never on that of the earlier one.
    """
    import numpy as np
    import polars as pl

    point = _point(attacker, centres)
    wide, proved = located["largeur"].to_numpy(), np.zeros(located.height, dtype=bool)
    cumulative = [d.name for d in dimensions if any(relation.kind == "cumul" for relation in d.relations)]
    sure = located.select(pl.col("reste").is_in(["", *cumulative])).to_series().to_numpy()
    if point is not None:
        room = (system.knowledge.upper - point)[: system.cells.height]
        for width in np.unique(wide):
            at = np.flatnonzero((wide == width) & sure)
            proved[at] = can_grow(system.cells, dimensions, room, located["rang_total"].to_numpy()[at], int(width))
    low = point[located["rang"].to_numpy()] if point is not None else np.zeros(located.height)
    return located.select(
        "cellule",
        pl.lit(READER).alias("variante"),
        pl.lit("").alias("connu"),
        pl.col("largeur").cast(pl.Float64).alias("largeur_exigee"),
        pl.Series("bas", low),
        pl.Series("haut", low + wide),
        pl.Series("preuve", np.where(proved, WITNESS, SOLVER)),
        pl.lit(True).alias("est_sure"),
    )


def _point(attacker: Attacker, centres: pl.Series) -> np.ndarray | None:
    """Whole counts that an attacker cannot exclude, equal to the values shown, or as many as sums allow."""
    import numpy as np

    known = attacker.knowledge
    n, shown = len(known.lower), len(centres)
    values, fixed = np.zeros(n), np.zeros(n, dtype=bool)
    values[:shown], fixed[:shown] = centres.fill_null(0).to_numpy(), centres.is_not_null().to_numpy()
    if (point := attacker.point(fixed, values)) is not None or not len(known.low):
        return point
    total = np.add.reduceat(known.value * values[known.index], known.starts[:-1])
    whole = np.logical_and.reduceat(fixed[known.index], known.starts[:-1])
    broken = whole & ((total < known.low) | (total > known.high))
    rows = np.repeat(np.arange(len(known.low)), np.diff(known.starts))
    fixed[known.index[broken[rows]]] = False
    return attacker.point(fixed, values)


def _attacked(attacker: Attacker, located: pl.DataFrame, variant: str, known: str = "") -> pl.DataFrame:
    """Each target: whole tables met while others were attacked, else the solver, over integers where it is narrow."""
    import polars as pl

    rows = []
    for name, cell, width in located.select("cellule", "rang", "largeur").iter_rows():
        low, high = attacker.seen(cell)
        proof = WITNESS if high - low >= width else SOLVER
        if proof == SOLVER:
            low, high = attacker.bounds(cell, width)
        rows.append((name, variant, known, float(width), low, high, proof, high - low >= width - TOLERANCE))
    schema = {
        "cellule": pl.String, "variante": pl.String, "connu": pl.String, "largeur_exigee": pl.Float64, "bas": pl.Float64,
        "haut": pl.Float64, "preuve": pl.String, "est_sure": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _beside(system: Published, cell: int) -> list[int]:
    """The cells that share a sum with this one, itself left out."""
    import numpy as np

    knowledge = system.knowledge
    rows = np.repeat(np.arange(len(knowledge.low)), np.diff(knowledge.starts))
    lines = np.isin(rows, rows[knowledge.index == cell])
    return np.setdiff1d(knowledge.index[lines], [cell]).tolist()
