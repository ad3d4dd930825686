"""Cell-key noise: answers from true counts for perimeters that a reader chooses, the same for the same records.

Method of the ABS and the ONS (https://github.com/ONSdigital/cell-key-perturbation): each record has a secret key, the
keys of a cell add up to the key of the cell, a table turns (count, key) into a small noise. What it does not stop: one
who may ask thousands of *different* perimeters averages the noise out; a service counts the questions of each reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

SHOWN, HIDDEN = "PUBLIE", "MASQUE"
COUNT, STATE, FINGERPRINT = "nombre", "statut", "empreinte"
SECRET_BYTES = 32
WIDE = 2**40
_NO_ONE = "0-0"
_DOMAIN = b"cle d'enregistrement\x1f"


def record_keys(identifiers: pl.Series, secret: bytes, modulus: int = 256) -> pl.Series:
    """The key of each record, from 0 to modulus − 1: the first 64 bits of HMAC-SHA256, modulo `modulus`.

    With `modulus=WIDE` the keys also tell sets of records apart (see `fingerprints`). One Python call per *distinct*
    identifier: polars has no keyed hash, and its own is not stable from one version to the next. Raises DisclosureError
    for a secret under 32 bytes, a modulus out of range, an empty identifier.
    """
    import hmac

    import polars as pl

    if len(secret) < SECRET_BYTES:
        raise DisclosureError(
            f"Le secret des clés d’enregistrement a moins de {SECRET_BYTES} octets.",
            "Donnez un secret tiré au hasard, gardé hors du dépôt et de la maison des données.",
        )
    if not 2 <= modulus <= WIDE:
        raise DisclosureError("Le module des clés doit être compris entre 2 et 2⁴⁰.", "Gardez 256, ou WIDE.")
    text = identifiers.cast(pl.String)
    if text.null_count() or (text == "").any():
        raise DisclosureError(
            "Des enregistrements n’ont pas d’identifiant : leur clé ne peut pas être calculée.",
            "Complétez la colonne d’identifiants.",
        )
    known = text.unique(maintain_order=True)
    digests = (hmac.digest(secret, _DOMAIN + one.encode(), "sha256") for one in known)
    keys = pl.Series([int.from_bytes(digest[:8], "big") % modulus for digest in digests], dtype=pl.UInt64)
    kind = pl.UInt64 if modulus == WIDE else pl.UInt32 if modulus <= 2**32 else pl.Int64
    return text.replace_strict(known, keys, return_dtype=pl.UInt64).cast(kind).alias(identifiers.name)


@dataclass(frozen=True)
class PerturbationTable:
    """`noise[count, key]`, int8. Counts beyond the last row share it, since every noise is allowed from there on:
    more rows, cycled over as the ONS does, would hold the same distribution again."""

    noise: np.ndarray
    small: int

    @property
    def modulus(self) -> int:
        return self.noise.shape[1]

    @staticmethod
    def build(*, max_noise: int = 3, variance: float = 2.5, modulus: int = 256, small: int = 3) -> PerturbationTable:
        """For each count, the noise d of largest entropy with mean 0 (exactly) and the variance given, |d| ≤ max_noise.

        A noisy count is never negative, nor from 1 to small − 1; zero stays zero. Raises DisclosureError when some
        count has no such distribution: with max_noise 3 and small 3 the variance must lie strictly between 2 and 3.
        """
        import numpy as np

        if max_noise < 1 or small < 1 or modulus < 16 or max_noise > 100:
            raise DisclosureError(
                "Table de bruit : bruit maximal de 1 à 100, plus petit effectif d’au moins 1, module d’au moins 16.",
                "Corrigez les paramètres du bruit.",
            )
        rows = np.zeros((max_noise + small + 1, modulus), dtype=np.int8)
        steps = np.arange(-max_noise, max_noise + 1)
        for count in range(1, len(rows)):
            allowed = steps[(count + steps == 0) | (count + steps >= small)]
            rows[count] = np.repeat(allowed, _whole(_entropy(allowed, variance), allowed, modulus))
        return PerturbationTable(rows, small)

    def apply(self, counts: np.ndarray, keys: np.ndarray) -> np.ndarray:
        """Noisy counts, for arrays of true counts and of sums of record keys."""
        import numpy as np

        return counts + self.noise[np.minimum(counts, len(self.noise) - 1), keys % self.modulus]


def _entropy(steps: np.ndarray, variance: float) -> np.ndarray:
    """p ∝ exp(λd + μd²) with mean 0 and this variance, by Newton on the dual (convex), halving steps that overshoot."""
    import numpy as np

    below, above = steps[steps < 0], steps[steps > 0]
    least = 0 if 0 in steps else -below.max(initial=-1000) * above.min(initial=1000)
    most = -steps.min() * steps.max()
    if not len(below) or not len(above) or not least < variance < most:
        raise DisclosureError(
            "Aucun bruit de moyenne nulle n’a cette variance pour tous les effectifs.",
            "Changez la variance, le bruit maximal ou le plus petit effectif montré.",
        )
    features = np.stack([steps, steps**2]).astype(float)
    target, at = np.array([0.0, variance]), np.zeros(2)

    def dual(point: np.ndarray) -> float:
        logits = point @ features
        return float(logits.max() + np.log(np.exp(logits - logits.max()).sum()) - point @ target)

    for _ in range(200):
        weights = np.exp(at @ features - (at @ features).max())
        weights /= weights.sum()
        gradient = features @ weights - target
        if np.abs(gradient).max() < 1e-12:
            break
        spread = (features * weights) @ features.T - np.outer(features @ weights, features @ weights)
        move, length = np.linalg.solve(spread, gradient), 1.0
        while dual(at - length * move) > dual(at) + 1e-15 and length > 1e-6:
            length /= 2
        at = at - length * move
    return weights


def _whole(chances: np.ndarray, steps: np.ndarray, modulus: int) -> np.ndarray:
    """Whole numbers of keys nearest to the chances, with Σ = modulus and Σ·step = 0, by dynamic programming.

    The state is (what is missing from the sum, from the mean); each step may move by −2…2 keys from its rounding.
    """
    import numpy as np

    base = np.rint(chances * modulus).astype(int)
    reach, span = 8, 8 * int(np.abs(steps).max())
    cost = np.full((2 * reach + 1, 2 * span + 1), np.inf)
    start = (base.sum() - modulus + reach, int(base @ steps) + span)
    if not (0 <= start[0] < cost.shape[0] and 0 <= start[1] < cost.shape[1]):
        raise DisclosureError("Le module des clés est trop petit pour ce bruit.", "Prenez un module de 256 ou plus.")
    cost[start] = 0.0
    chosen = []
    for step, keys, chance in zip(steps, base, chances, strict=True):
        moved = np.full((5, *cost.shape), np.inf)
        for rank, move in enumerate(range(-2, 3)):
            if keys + move >= 0:
                _shift(cost, moved[rank], move, move * int(step), (keys + move - chance * modulus) ** 2)
        chosen.append(moved.argmin(axis=0))
        cost = moved.min(axis=0)
    if not np.isfinite(cost[reach, span]):
        raise DisclosureError("Le module des clés est trop petit pour ce bruit.", "Prenez un module de 256 ou plus.")
    row, column = reach, span
    for rank in range(len(steps) - 1, -1, -1):
        move = int(chosen[rank][row, column]) - 2
        base[rank] += move
        row, column = row - move, column - move * int(steps[rank])
    return base


def _shift(source: np.ndarray, target: np.ndarray, down: int, right: int, cost: float) -> None:
    """target[i + down, j + right] = source[i, j] + cost, where both stand."""
    height, width = source.shape
    if abs(right) >= width:
        return
    rows, columns = slice(max(0, down), height + min(0, down)), slice(max(0, right), width + min(0, right))
    back_rows, back_columns = slice(max(0, -down), height - max(0, down)), slice(max(0, -right), width - max(0, right))
    target[rows, columns] = source[back_rows, back_columns] + cost


def noisy_counts(
    records: pl.DataFrame,
    by: Sequence[str],
    keys: str,
    table: PerturbationTable,
    threshold: int = 10,
    base: int = 5,
    asked: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Noisy counts of `records` (one row per record) by the columns `by`, in their order.

    Columns: by…, `nombre` (noisy, then rounded to a multiple of `base`; null when hidden), `statut` (PUBLIE | MASQUE).
    Hidden: noisy or rounded count under `threshold`. A cell without record is hidden like a small one, so that its
    absence says nothing: the cells are those of `asked`, else every combination of the codes in `records`.
    """
    return _hide(_cells(records, by, keys, asked), table, threshold, base).select(*by, COUNT, STATE)


def fingerprints(records: pl.DataFrame, by: Sequence[str], keys: str) -> pl.DataFrame:
    """by…, `empreinte`: what tells a set of records from another. Private: keep it beside the published cells.

    Needs keys made with `modulus=WIDE`: narrow ones would take different sets for the same.
    """
    import polars as pl

    if keys in records.columns and records.schema[keys] != pl.UInt64:
        raise DisclosureError(
            "Les clés d’enregistrement sont trop courtes pour reconnaître une cellule.",
            "Recalculez-les avec record_keys(…, modulus=WIDE).",
        )
    return _cells(records, by, keys, None).select(*by, FINGERPRINT)


def answer(
    records: pl.DataFrame,
    by: Sequence[str],
    keys: str,
    table: PerturbationTable,
    published: pl.DataFrame,
    threshold: int = 10,
    base: int = 5,
    asked: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """As `noisy_counts`, but a cell that a family already holds keeps its published value and state.

    `published` has `nombre`, `statut`, and what names its cells: the columns `by`, or `empreinte`, or both. By name, `by`
    must name the perimeter too; by fingerprint, the same records are the same cell whatever the reader called them.
    Raises DisclosureError when `published` names no cell, or one cell with two values.
    """
    import polars as pl

    ways = [way for way in ([*by], [FINGERPRINT]) if way and set(way) <= set(published.columns)]
    if not ways or not {COUNT, STATE} <= set(published.columns):
        raise DisclosureError(
            "Les cellules déjà publiées ne disent pas leur nom, leur nombre ou leur statut.",
            f"Il y faut {COUNT}, {STATE}, et les colonnes demandées ou {FINGERPRINT}.",
        )
    cells = _cells(records, by, keys, asked)
    if [FINGERPRINT] in ways:
        fingerprints(records, by, keys)
    result = _hide(cells, table, threshold, base)
    for way in reversed(ways):
        held = published.select(*way, pl.col(COUNT).cast(pl.Int64).alias("_held"), pl.col(STATE).alias("_as"))
        held = held.drop_nulls(way).filter(way != [FINGERPRINT] or pl.col(FINGERPRINT) != _NO_ONE).unique()
        if held.select(pl.struct(way).is_duplicated().any()).item():
            raise DisclosureError("Une cellule déjà publiée porte deux valeurs.", "Une cellule n’a qu’une protection.")
        result = result.join(held, on=way, how="left", maintain_order="left").with_columns(
            pl.when(pl.col("_as").is_null()).then(COUNT).otherwise("_held").alias(COUNT),
            pl.coalesce("_as", STATE).alias(STATE),
        )
        result = result.drop("_held", "_as")
    return result.select(*by, COUNT, STATE)


def _cells(records: pl.DataFrame, by: Sequence[str], keys: str, asked: pl.DataFrame | None) -> pl.DataFrame:
    """by…, `_n` (true count), `_k` (sum of keys), `empreinte`: one row per cell, sorted."""
    import polars as pl

    _check(records, by, keys, asked)
    whole = pl.col(keys).cast(pl.UInt64)
    measures = {"_n": pl.len().cast(pl.Int64), "_k": whole.sum()}
    if not by:
        cells = records.select(**measures)
    else:
        counted = records.group_by(*by).agg(**measures)
        codes = asked.select(*by).unique() if asked is not None else _combinations(records, by)
        cells = codes.join(counted, on=list(by), how="left").sort(*by).with_columns(pl.col("_n", "_k").fill_null(0))
    return cells.with_columns(pl.concat_str("_n", "_k", separator="-").alias(FINGERPRINT))


def _combinations(records: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    codes = records.select(by[0]).unique()
    for name in by[1:]:
        codes = codes.join(records.select(name).unique(), how="cross")
    return codes


def _hide(cells: pl.DataFrame, table: PerturbationTable, threshold: int, base: int) -> pl.DataFrame:
    import polars as pl

    if threshold < 1 or base < 1:
        raise DisclosureError("Le seuil et la base d’arrondi sont au moins 1.", "Corrigez les paramètres du bruit.")
    noisy = table.apply(cells["_n"].to_numpy(), (cells["_k"] % table.modulus).cast(pl.Int64).to_numpy())
    rounded = (2 * noisy + base) // (2 * base) * base
    shown = (noisy >= threshold) & (rounded >= threshold)
    return cells.drop("_n", "_k").with_columns(
        pl.when(pl.Series(shown)).then(pl.Series(rounded, dtype=pl.Int64)).alias(COUNT),
        pl.when(pl.Series(shown)).then(pl.lit(SHOWN)).otherwise(pl.lit(HIDDEN)).alias(STATE),
    )


def _check(records: pl.DataFrame, by: Sequence[str], keys: str, asked: pl.DataFrame | None) -> None:
    import polars as pl

    frames: Mapping[str, pl.DataFrame | None] = {"enregistrements": records, "cellules demandées": asked}
    for what, frame in frames.items():
        if frame is None:
            continue
        needed = [*by, keys] if frame is records else [*by]
        if missing := [name for name in needed if name not in frame.columns]:
            raise DisclosureError(f"Colonne absente des {what} : {', '.join(missing)}.", "Corrigez la demande.")
        if by and frame.select(pl.any_horizontal(pl.col(*by).is_null()).any()).item():
            raise DisclosureError(
                f"Une modalité est vide dans les {what}.", "Donnez un code à chacun, « non renseigné » compris."
            )
    if len({*by, keys, COUNT, STATE, FINGERPRINT, "_n", "_k", "_held", "_as"}) < len(by) + 8:
        raise DisclosureError("Une colonne est demandée deux fois, ou porte un nom réservé.", "Renommez-la.")
    column = records[keys]
    if not column.dtype.is_integer() or column.null_count() or (column < 0).any():
        raise DisclosureError(
            "Des clés d’enregistrement sont absentes, négatives ou non entières.", "Recalculez-les avec record_keys."
        )
