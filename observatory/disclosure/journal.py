"""The journal of a protection: private, each cell and what was done to it; public, how many and under which rule."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from observatory.disclosure.audit import Audit
    from observatory.disclosure.inventory import Inventory
    from observatory.disclosure.policy import Policy


def private_journal(
    inventory: Inventory, reasons: dict[str, np.ndarray], columns: dict[str, np.ndarray], audit: Audit, policy: Policy
) -> pl.DataFrame:
    """One row per cell that a table shows, with its codes.

    Columns: `cellule`, the dimensions, `effectif` (true, −1 unknown), `arrondi`, `statut`, `ecart` (arrondi − effectif),
    `est_primaire`, `raisons`, `est_gelee`, `est_relachee`, `largeur_exigee`, `bas`, `haut` (the narrowest of the audit),
    `preuve`, `politique_version`, `signe_par`. Never published: it gives the counts back.
    """
    import polars as pl

    grid = inventory.cells.height
    codes = inventory.cells.with_columns(
        effectif=pl.Series(inventory.values[:grid]),
        **{name: _series(values[:grid]) for name, values in columns.items()},
        raisons=_joined({name: mask[:grid] for name, mask in reasons.items()}, grid),
        politique_version=pl.lit(policy.version),
        signe_par=pl.lit(policy.signe_par),
    )
    narrow = audit.intervals.with_columns(largeur=pl.col("haut") - pl.col("bas")).sort("largeur")
    found = narrow.group_by("cellule", maintain_order=True).first()
    journal = codes.join(found.select("cellule", "largeur_exigee", "bas", "haut", "preuve"), on="cellule", how="left")
    known = (pl.col("effectif") >= 0) & (pl.col("arrondi") >= 0)
    return journal.filter(pl.Series(inventory.released[:grid]) | pl.Series(~inventory.collected[:grid])).with_columns(
        ecart=pl.when(known).then(pl.col("arrondi") - pl.col("effectif")), est_primaire=pl.col("raisons") != ""
    )


def _series(values: np.ndarray) -> pl.Series:
    """The values; words are words even when there is none."""
    import polars as pl

    return pl.Series(values.tolist(), dtype=pl.String) if values.dtype == object else pl.Series(values)


def _joined(masks: dict[str, np.ndarray], height: int) -> pl.Series:
    """« seuil, complement » for each cell."""
    import polars as pl

    if not masks:
        return pl.Series([""] * height)
    parts = [pl.when(pl.Series(name, mask)).then(pl.lit(name)) for name, mask in masks.items()]
    return pl.select(pl.concat_str(parts, separator=", ", ignore_nulls=True)).to_series()


def public_summary(
    tables: dict[str, pl.DataFrame], method: str, base: int, widths: tuple[int, ...], audit: Audit, policy: Policy
) -> list[dict[str, Any]]:
    """One row per table: how many cells in each state, the rule, and that the attack passed; no count of persons.

    Everything here follows from what is shown. The width is the one required: the smallest obtained, or the number of
    cells attacked, would tell of the counts behind.
    """
    import polars as pl

    lines = []
    for name, frame in tables.items():
        states = dict(frame.group_by("statut_valeur").agg(pl.len()).iter_rows())
        lines.append(
            {
                "table_nom": name,
                "methode": method,
                "base": base if method == "arrondi" else None,
                "nb_cellules": frame.height,
                "nb_publiees": states.get("PUBLIE", 0),
                "nb_masquees": states.get("MASQUE", 0),
                "nb_non_collectees": states.get("NON_COLLECTE", 0),
                "nb_zeros": states.get("ZERO", 0),
                "largeur_exigee": max(widths, default=0),
                "est_audit_reussi": audit.passed,
                "politique_version": policy.version,
                "politique_empreinte": policy.fingerprint,
                "table_empreinte": fingerprint(frame),
            }
        )
    return lines


def fingerprint(frame: pl.DataFrame) -> str:
    """SHA-256 of the rows of a table, in the order of its columns."""
    return hashlib.sha256(frame.write_csv().encode()).hexdigest()
