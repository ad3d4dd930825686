"""The fictional territories of the demonstration, as the official files would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.territories.fictional import VINTAGE, fictional_country, outlines_geojson

if TYPE_CHECKING:
    import polars as pl


def territory_files(departements: pl.DataFrame) -> dict[str, bytes]:
    """Name of the file → content: communes, EPCI, outlines, accelerated territories.

    `departements`: `code, libelle, region_code`, the fictional ones, in the order of their codes.
    """
    country = fictional_country(departements)
    levels = {"departements": "departement_code", "epci": "epci_code", "communes": "commune_code"}
    return {
        f"territoires/fictif-communes-{VINTAGE}.csv": _communes(country),
        f"territoires/fictif-epci-{VINTAGE}.csv": _epci(country),
        "logement_dabord/fictif-territoires-acceleres.csv": _accelerated(country),
    } | {
        f"territoires/fictif-contours-{name}-{VINTAGE}.geojson": outlines_geojson(country, column)
        for name, column in levels.items()
    }


def _accelerated(country: pl.DataFrame) -> bytes:
    """Three fictional accelerated territories, one inside another, with the communes and population of the country."""
    head = (
        "territoire_id,candidature_id,vague_ami,date_annonce,libelle,nature,territoire_code_type,territoire_code,"
        "millesime_cog,departements,nb_communes,pop_municipale,inclus_dans,contient,statut_verification,source_url,note"
    )
    tail = "UNE_SOURCE,https://exemple.invalid/lda,données fictives"
    entries = [
        (
            "ZLDA1-01",
            1,
            "2018-03-30,Département fictif d’Orvanne,DEPARTEMENT,DEP",
            "Z11",
            "departement_code",
            ",ZLDA1-02",
        ),
        ("ZLDA1-02", 1, "2018-03-30,Orvanne-Ville (fictive),COMMUNE,COM", "Z1101", "commune_code", "ZLDA1-01,"),
        ("ZLDA2-01", 2, "2021-01-28,Agglomération fictive de Clairmont,EPCI,SIREN_EPCI", "Z00000021", "epci_code", ","),
    ]
    lines = []
    for key, wave, words, code, column, nested in entries:
        mine = country.filter(country[column] == code)
        departements = "|".join(mine["departement_code"].unique().sort())
        counts = f"{VINTAGE},{departements},{mine.height},{mine['pop_municipale'].sum()}"
        lines.append(f"{key},{key},{wave},{words},{code},{counts},{nested},{tail}")
    return "\n".join([head, *lines, ""]).encode()


def _communes(country: pl.DataFrame) -> bytes:
    """The list of communes, in the columns of the official one."""
    import polars as pl

    return (
        country.select(
            TYPECOM=pl.lit("COM"),
            COM="commune_code",
            REG="region_code",
            DEP="departement_code",
            CTCD=pl.lit(""),
            LIBELLE="commune_libelle",
            COMPARENT=pl.lit(""),
        )
        .write_csv()
        .encode()
    )


def _epci(country: pl.DataFrame) -> bytes:
    """The members of each EPCI, in the columns of the official list."""
    import polars as pl

    return (
        country.select(
            dept="departement_code",
            siren="epci_code",
            raison_sociale="epci_libelle",
            nature_juridique=pl.lit("CC"),
            insee="commune_code",
            nom_membre="commune_libelle",
            **{f"pmun_{VINTAGE}": "pop_municipale"},
        )
        .write_csv(separator=";")
        .encode()
    )
