"""How a city describes one of its nights: the edition, one row per version of its result, and what it covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.count_sheets import publication
from observatory.demo.country import VINTAGE
from observatory.demo.editions import ESTIMATES_SHOWN_BY, PERIMETERS, PLACES, RANK, Edition

if TYPE_CHECKING:
    import polars as pl


def edition_sheet(
    edition: Edition, counts: pl.DataFrame, there: pl.DataFrame, area: pl.DataFrame, figures: dict[str, pl.DataFrame]
) -> pl.DataFrame:
    """One row per version of the result (`figures`: version → `parts`), on the columns that a city fills in."""
    import polars as pl

    state, cold = area["couverture"], edition.night.month == 1
    answered = there.filter("est_vue", pl.col("reponse") == "REPONDANT", ~pl.col("est_enfant")).height
    facts = {
        "territoire_code_type": "COM", "territoire_code": edition.city, "millesime_cog": VINTAGE,
        "perimetre_id": f"PER-{edition.key}", "perimetre_code": edition.perimeter, "date_nuit": edition.night,
        "heure_debut": "22:00", "heure_fin": "01:00", "numero_edition": edition.rank, "operateur": "Ville fictive",
        "nb_secteurs_prevus": area.height, "nb_secteurs_couverts": (state == "COUVERT").sum(),
        "nb_secteurs_partiels": (state == "PARTIEL").sum(), "nb_equipes": area.height, "nb_volontaires": 4 * area.height,
        "temperature_min_c": -1.5 if cold else 6.5, "precipitation": "NON" if cold else "PLUIE", "unite": "PERSONNE",
        "nb_mineurs_total": counts["nb_mineurs"].sum(), "nb_questionnaires": answered,
        "source_url": f"https://exemple.invalid/{edition.key}", "commentaire_perimetre": "Données fictives",
        "estimations_publiables": "O" if edition.city == ESTIMATES_SHOWN_BY else "N",
    }  # fmt: skip
    versions = pl.DataFrame(
        {
            "edition_id": [edition.key] * len(figures),
            "statut_resultat": list(figures),
            "nb_total": [mine["valeur"].sum() for mine in figures.values()],
            "date_publication": [publication(edition, status) for status in figures],
        }
    )
    return versions.with_columns(**{name: pl.lit(value) for name, value in facts.items()})


def perimeter_sheet(edition: Edition, label: str, area: pl.DataFrame) -> pl.DataFrame:
    """The elements of one night: the city, its sectors (covered entirely or not), the kinds of place looked at."""
    import polars as pl

    kinds = [k for mine in PLACES.values() for k in mine if RANK.get(k, 1) <= PERIMETERS[edition.perimeter]]
    entirely = pl.when(pl.col("couverture") == "COUVERT").then(pl.lit("O")).otherwise(pl.lit("N"))
    sectors = area.select(
        element_type=pl.lit("SECTEUR"), element_code="secteur_id", libelle="libelle", commune_code="commune_code",
        surface_km2=pl.col("surface_km2").round(3), pop_reference="pop_reference", est_couvert=entirely,
    )  # fmt: skip
    city = pl.select(
        element_type=pl.lit("COM"),
        element_code=pl.lit(edition.city),
        libelle=pl.lit(label),
        commune_code=pl.lit(edition.city),
    )
    places = pl.select(element_type=pl.lit("TYPE_LIEU"), element_code=pl.Series(kinds))
    every = pl.concat([city, sectors, places], how="diagonal").with_columns(pl.col("est_couvert").fill_null("O"))
    ident = {"perimetre_id": f"PER-{edition.key}", "edition_id": edition.key, "millesime_cog": VINTAGE}
    return every.with_columns(**{name: pl.lit(value) for name, value in ident.items()})
