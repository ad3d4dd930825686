"""What the teams bring back: counts by sector and place, questionnaires, and the figures that the city publishes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from observatory.demo.editions import PARTS_SHOWN_BY, PERIMETERS, Edition

if TYPE_CHECKING:
    from datetime import date

    import polars as pl


COUNTERS = {
    "METRO_RER": "RATP",
    "GARE": "SNCF",
    "HOPITAL": "HOPITAL",
    "PARKING": "PARKING",
    "BAILLEUR_HALL_CAVE": "BAILLEUR",
}
IN_WORDS = "une dizaine"
LATE_SHEETS = 3  # persons counted in the street on sheets that arrive after the first results
_PUBLISHED = {"PROVISOIRE": ("PREMIERS_RESULTATS", 20), "DEFINITIF": ("SOURCE", 120)}  # motive, days after the night


def count_sheet(edition: Edition, there: pl.DataFrame, area: pl.DataFrame, decoys: pl.DataFrame) -> pl.DataFrame:
    """One row per sector, place and counter.

    A covered sector where nobody was seen has a row with 0, a sector that was not covered a row without count.
    """
    import polars as pl

    seen = there.filter("est_vue").group_by("secteur_id", "type_lieu", "rang_lieu").agg(
        nb_personnes=pl.len(), nb_hommes=(pl.col("sexe") == "H").sum(), nb_femmes=(pl.col("sexe") == "F").sum(),
        nb_adultes=(~pl.col("est_enfant")).sum(), nb_mineurs=pl.col("est_enfant").sum(), nb_groupes=pl.col("menage_id").n_unique(),
        nb_refus=(pl.col("reponse") == "REFUS").sum(), nb_endormies=(pl.col("reponse") == "ENDORMIE").sum(),
        nb_non_abordables=(pl.col("reponse") == "NON_ABORDABLE").sum(),
        nb_questionnaires=((pl.col("reponse") == "REPONDANT") & ~pl.col("est_enfant")).sum(),
    )  # fmt: skip
    counted = (
        decoys.filter(pl.col("resultat") == "COMPTE")
        .group_by("secteur_id", "type_lieu")
        .agg(nb_temoins_deduits=pl.len())
    )
    nobody = area.filter(~pl.col("secteur_id").is_in(seen["secteur_id"].implode())).select(
        "secteur_id", type_lieu=pl.lit("RUE")
    )
    empty = (
        pl.concat([nobody, counted.drop("nb_temoins_deduits")])
        .unique()
        .join(seen, on=["secteur_id", "type_lieu"], how="anti")
    )
    rows = pl.concat([seen, empty.with_columns(rang_lieu=pl.lit(1, pl.Int8))], how="diagonal").join(
        area, on="secteur_id", maintain_order="left"
    )
    rows = rows.join(counted, on=["secteur_id", "type_lieu"], how="left", maintain_order="left")
    walked = pl.col("couverture") != "NON_COUVERT"
    rows = rows.with_columns(pl.when(walked).then(pl.col("^nb_.*$").fill_null(0)))
    return rows.sort("secteur_id", "type_lieu").select(
        edition_id=pl.lit(edition.key), statut_resultat=pl.lit(edition.statuses[-1]), secteur_id="secteur_id", type_lieu="type_lieu",
        compteur=pl.col("type_lieu").replace_strict(COUNTERS, default="EQUIPE_CITOYENNE", return_dtype=pl.String),
        commune_code="commune_code", couverture="couverture", strate="strate",
        est_hors_perimetre=pl.when(pl.col("rang_lieu") > PERIMETERS[edition.perimeter]).then(pl.lit("O")).otherwise(pl.lit("N")),
        **{name: name for name in rows.columns if name.startswith("nb_")},
    )  # fmt: skip


def counted_twice(sheet: pl.DataFrame) -> pl.DataFrame:
    """The sheet with the largest count of the street handed in once more, by another counter."""
    import polars as pl

    street = sheet.filter(pl.col("type_lieu") == "RUE").sort(
        "nb_personnes", "secteur_id", descending=True, nulls_last=True
    )
    again = street.head(1).with_columns(compteur=pl.lit("ASSOCIATION"))
    return pl.concat([sheet, again]).sort("secteur_id", "type_lieu", "compteur")


def in_words(sheet: pl.DataFrame) -> pl.DataFrame:
    """The sheet with its largest count written in words, as a team does that could not count."""
    import polars as pl

    largest = pl.int_range(pl.len()) == pl.col("nb_personnes").arg_max()
    return sheet.with_columns(
        nb_personnes=pl.when(largest).then(pl.lit(IN_WORDS)).otherwise(pl.col("nb_personnes").cast(pl.String))
    )


def parts(counts: pl.DataFrame, is_last: bool) -> pl.DataFrame:
    """`type_lieu, valeur`: persons of the perimeter by place; a version that is not the last lacks the late sheets."""
    import polars as pl

    late = 0 if is_last else LATE_SHEETS
    inside = (
        counts.filter(pl.col("est_hors_perimetre") == "N")
        .group_by("type_lieu")
        .agg(valeur=pl.col("nb_personnes").sum())
    )
    less = pl.when(pl.col("type_lieu") == "RUE").then(late).otherwise(0)
    return inside.with_columns(pl.col("valeur").cast(pl.Int64) - less).filter(pl.col("valeur") > 0).sort("type_lieu")


def publication(edition: Edition, status: str) -> date:
    """The day when a version of the result was published."""
    return edition.night + timedelta(days=_PUBLISHED[status][1])


def published(edition: Edition, label: str, figures: dict[str, pl.DataFrame], wrong_by: int) -> pl.DataFrame:
    """What the city publishes by version of the result (`figures`: version → `parts`): its total, and the parts when it is
    the city that publishes them."""
    import polars as pl

    rows = []
    for status, mine in figures.items():
        total = pl.DataFrame({"type_lieu": ["TOTAL"], "valeur": [mine["valeur"].sum() + wrong_by]}, schema=mine.schema)
        shown = [total, mine] if edition.city == PARTS_SHOWN_BY else [total]
        rows.append(
            pl.concat(shown).with_columns(statut_resultat=pl.lit(status), statut_motif=pl.lit(_PUBLISHED[status][0]))
        )
    return pl.concat(rows).select(
        edition_id=pl.lit(edition.key), territoire_code_type=pl.lit("COM"), territoire_code=pl.lit(edition.city),
        territoire_libelle=pl.lit(label), date_nuit=pl.lit(edition.night), date_nuit_precision=pl.lit("JOUR"),
        indicateur=pl.lit("personnes_decomptees"), type_lieu="type_lieu", valeur="valeur", unite=pl.lit("PERSONNE"),
        statut_resultat="statut_resultat", statut_motif="statut_motif", perimetre_code=pl.lit(edition.perimeter),
        source_titre=pl.lit("Données fictives"), source_url=pl.lit(f"https://exemple.invalid/{edition.night}"), note=pl.lit(None, pl.String),
    )  # fmt: skip
