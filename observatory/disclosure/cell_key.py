"""Cell-key noise: answers from true counts for perimeters that a reader chooses, the same for the same records.

Method of the ABS and the ONS (https://github.com/ONSdigital/cell-key-perturbation): each record has a secret key, the
keys of a cell add up to the key of the cell, a table turns (count, key) into a small noise. What it does not stop: one
who may ask thousands of *different* perimeters averages the noise out; a service counts the questions of each reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.perturbation import PerturbationTable

if TYPE_CHECKING:
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
