"""§5.3 to §5.6 as a function of the SQL models: the terms of one comparison in, one line a territory out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROWS = (
    "STRUCT(niveau VARCHAR, territoire_code VARCHAR, observe DOUBLE, reference DOUBLE, pop_municipale BIGINT, "
    "tension DOUBLE)[]"
)
_NUMBERS = [
    "attendu",
    "taux",
    "taux_ensemble",
    "rapport",
    "rapport_bas",
    "rapport_haut",
    "limite_basse",
    "limite_haute",
    "alerte_basse",
    "alerte_haute",
    "phi",
    "tau2",
    "lisse",
    "lisse_bas",
    "lisse_haut",
    "rang",
    "taux_pairs",
    "rapport_pairs",
    "rapport_pairs_bas",
    "rapport_pairs_haut",
]
_COUNTS = ("rang_bas", "rang_haut", "bande", "nb_compares", "nb_pairs")
_WORDS = ("territoire_code", "forme", "motif_limites", "position", "groupe", "regle", "motif_pairs", "motif")
TOLD = {**dict.fromkeys(_WORDS, "VARCHAR"), **dict.fromkeys(_NUMBERS, "DOUBLE"), **dict.fromkeys(_COUNTS, "INTEGER")}
RESULT = f"STRUCT({', '.join(f'{name} {kind}' for name, kind in TOLD.items())})[]"


def compare_territories(rows: list[Mapping[str, Any]], is_share: bool, rounding: float) -> list[dict[str, Any]]:
    """`indicators.fair.compare` on the territories of one measure, level and year."""
    import polars as pl

    from observatory.indicators.fair import compare

    terms = pl.DataFrame(rows, schema=_SCHEMA)
    return compare(terms, is_share=is_share, rounding=rounding).select(*TOLD).to_dicts()


_SCHEMA = {
    "niveau": str,
    "territoire_code": str,
    "observe": float,
    "reference": float,
    "pop_municipale": int,
    "tension": float,
}
