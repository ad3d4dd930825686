"""Which départements are accelerated, when the series says nothing finer: two definitions, both by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_MEMBERS = {"DEP": "departement_code", "SIREN_EPCI": "epci_code", "COM": "commune_code"}


def departement_groups(laureates: pl.DataFrame, communes: pl.DataFrame) -> pl.DataFrame:
    """One row per département: `departement_code, premiere_annee_stricte, premiere_annee_large, est_partiel`.

    `laureates`: `niveau` (DEP, SIREN_EPCI, COM), `territoire_code`, `date_annonce`; `communes`: `commune_code,
    departement_code, epci_code, pop_municipale`, without arrondissements. Strict: all its communes are accelerated (it
    was retained as a département, or is one commune), from the year of the last of them; `est_partiel`: some are, and
    it then belongs to neither group. Large: it is so in whole, or its most populated commune is, from the first of the
    two years. A commune retained twice keeps its earliest date.
    """
    import polars as pl

    dated = pl.concat(
        communes.join(
            laureates.filter(pl.col("niveau") == level).select(code="territoire_code", jour="date_annonce"),
            left_on=column,
            right_on="code",
        ).select("commune_code", annee=pl.col("jour").dt.year())
        for level, column in _MEMBERS.items()
    )
    first = dated.group_by("commune_code").agg(pl.col("annee").min())
    whole = pl.col("annee").is_not_null().all()
    return (
        communes.join(first, on="commune_code", how="left")
        .sort("departement_code", "pop_municipale", "commune_code", descending=[False, True, False])
        .group_by("departement_code", maintain_order=True)
        .agg(
            premiere_annee_stricte=pl.when(whole).then(pl.col("annee").max()),
            centre=pl.col("annee").first(),
            est_partiel=pl.col("annee").is_not_null().any() & ~whole,
        )
        .select(
            "departement_code",
            "premiere_annee_stricte",
            premiere_annee_large=pl.min_horizontal("premiere_annee_stricte", "centre"),
            est_partiel="est_partiel",
        )
    )
