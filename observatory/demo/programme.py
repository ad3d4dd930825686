"""The accelerated territories of the fictional country: which, since when, and the communes that make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

WAVES = {1: date(2018, 3, 30), 2: date(2021, 1, 28)}
_MEMBERS = {"DEP": "departement_code", "SIREN_EPCI": "epci_code", "COM": "commune_code"}
_NATURES = {"DEP": "DEPARTEMENT", "SIREN_EPCI": "EPCI", "COM": "COMMUNE"}


@dataclass(frozen=True)
class Accelerated:
    """A territory of a wave; `inside` and `holds`: the ones of the list that contain it or that it contains."""

    territoire_id: str
    vague: int
    niveau: str
    code: str
    inside: str = ""
    holds: str = ""


TERRITORIES = (
    Accelerated("ZLDA1-01", 1, "DEP", "Z11", holds="ZLDA1-02"),
    Accelerated("ZLDA1-02", 1, "COM", "Z1101", inside="ZLDA1-01"),
    Accelerated("ZLDA1-03", 1, "SIREN_EPCI", "Z00000021"),
    Accelerated("ZLDA2-01", 2, "SIREN_EPCI", "Z00000013"),
    Accelerated("ZLDA2-02", 2, "SIREN_EPCI", "Z00000031"),
)


def accelerated(country: pl.DataFrame) -> pl.DataFrame:
    """The communes of each territory: `territoire_id, vague, date_annonce (Date), niveau, code, commune_code`.

    One row per territory and commune, in the communes of the vintage of `country`. A commune may be in two territories.
    """
    import polars as pl

    return pl.concat(
        country.filter(pl.col(_MEMBERS[one.niveau]) == one.code).select(
            territoire_id=pl.lit(one.territoire_id),
            vague=pl.lit(one.vague, pl.Int32),
            date_annonce=pl.lit(WAVES[one.vague]),
            niveau=pl.lit(one.niveau),
            code=pl.lit(one.code),
            commune_code="commune_code",
        )
        for one in TERRITORIES
    )


def accelerated_list(country: pl.DataFrame, departements: pl.DataFrame, vintage: int) -> pl.DataFrame:
    """One row per territory, in the columns of the real list, counted on the communes of `country` at `vintage`."""
    import polars as pl

    nesting = pl.DataFrame([(one.territoire_id, one.inside, one.holds) for one in TERRITORIES], orient="row")
    nesting.columns = ["territoire_id", "inclus_dans", "contient"]
    counts = (
        accelerated(country)
        .join(country, on="commune_code", maintain_order="left")
        .group_by("territoire_id", "vague", "date_annonce", "niveau", "code", maintain_order=True)
        .agg(
            pl.col("departement_code").unique().sort().str.join("|").alias("departements"),
            pl.len().alias("nb_communes"),
            pl.col("pop_municipale").sum(),
        )
    )
    return (
        counts.join(nesting, on="territoire_id", maintain_order="left")
        .join(_names(country, departements), on="code", maintain_order="left")
        .select(
            "territoire_id",
            candidature_id="territoire_id",
            vague_ami="vague",
            date_annonce="date_annonce",
            libelle="libelle",
            nature=pl.col("niveau").replace_strict(_NATURES),
            territoire_code_type="niveau",
            territoire_code="code",
            millesime_cog=pl.lit(vintage),
            departements="departements",
            nb_communes="nb_communes",
            pop_municipale="pop_municipale",
            inclus_dans="inclus_dans",
            contient="contient",
            statut_verification=pl.lit("UNE_SOURCE"),
            source_url=pl.lit("https://exemple.invalid/lda"),
            note=pl.lit("données fictives"),
        )
    )


def _names(country: pl.DataFrame, departements: pl.DataFrame) -> pl.DataFrame:
    """`code, libelle` of the départements, EPCI and communes."""
    import polars as pl

    levels = [departements.select("code", "libelle")]
    levels += [
        country.select(code=f"{level}_code", libelle=f"{level}_libelle").unique() for level in ("epci", "commune")
    ]
    return pl.concat(levels)
