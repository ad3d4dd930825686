"""The objectives of the demo world, as an authority announces them: persons to rehouse, share of allocations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.barometre import OUT_OF_SOURCE, PERSONS_PER_HOUSEHOLD
from observatory.demo.dialects import MENTION

if TYPE_CHECKING:
    import polars as pl

RISE = 1.2  # what an objective asks more than the year before, as the instruction of 1 March 2021 did
SHARE = 6  # per cent of allocations, as the programme 177 asks


def goal_files(households: pl.DataFrame) -> dict[str, bytes]:
    """`objectifs/fictif-objectifs.csv`: each year from the second on, of the country and of each département of the source.

    `households`: `code` of the département, `mois` (first day), `menages` rehoused.
    """
    import polars as pl

    known = households.filter(pl.col("code") != OUT_OF_SOURCE)
    done = known.group_by("code", annee=pl.col("mois").dt.year()).agg(pl.col("menages").sum())
    country = done.group_by("annee").agg(pl.col("menages").sum()).with_columns(niveau=pl.lit("FR"), code=pl.lit("ZZ"))
    every = pl.concat([country, done.with_columns(niveau=pl.lit("DEP")).select(country.columns)])
    goal = (pl.col("menages") * PERSONS_PER_HOUSEHOLD * RISE / 10).ceil() * 10
    persons = every.with_columns(
        indicateur_vise=pl.lit("RELOGEMENT_PERSONNES"), objectif=goal, annee=pl.col("annee") + 1
    )
    shares = persons.with_columns(indicateur_vise=pl.lit("PART_ATTRIBUTIONS"), objectif=pl.lit(float(SHARE)))
    last = households["mois"].dt.year().max()
    kept = pl.concat([persons, shares]).filter(pl.col("annee") <= last)
    table = kept.sort("indicateur_vise", "niveau", "code", "annee").select(
        "indicateur_vise",
        territoire_code_type="niveau",
        territoire_code="code",
        annee="annee",
        objectif="objectif",
        source_titre=pl.lit("Données fictives : instruction de l’année"),
        source_url=pl.format("https://exemple.invalid/objectifs/{}", "annee"),
        mention=pl.lit(MENTION),
    )
    return {} if table.is_empty() else {"objectifs/fictif-objectifs.csv": table.write_csv().encode()}
