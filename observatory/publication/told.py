"""True counts that anybody already holds, exact, from somebody else: they are no secret of the very cell that they tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def told_by_others(shown: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What tables that anybody may read tell of protected counts: by count, the keys of each cell and its `nombre`.

    `nb_sans_domicile_hors_dna`: the households of the Baromètre (persons ÷ 2.2), as the comparison says them, are those of the SNE
    once the DNA is deducted. `nb_observe`: what a night counted, from which it is estimated what was missed, is the total that the
    city publishes (`COUVERTURE`; witnesses, `DETECTION`, are counted in fewer places).
    """
    import polars as pl

    found = {}
    if (compared := shown.get("comparaisons")) is not None:
        households = compared.filter(pl.col("mesure_comparee") == "MENAGES_RELOGES")
        number = pl.col("menages_observes").round().cast(pl.Int64).alias("nombre")
        found["nb_sans_domicile_hors_dna"] = households.select("niveau", "territoire_code", "annee", number)
    if (nights := shown.get("nuits_editions")) is not None:
        line = pl.concat_str("edition_id", pl.lit(":COUVERTURE")).alias("ligne_estimation")
        total = pl.col("nb_total").cast(pl.Int64).alias("nombre")
        found["nb_observe"] = nights.filter("est_retenu").select(line, total)
    return found
