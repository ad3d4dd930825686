"""What the teams bring back: counts by sector and place, questionnaires, and the figures that the city publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.draws import below, pick, uniform
from observatory.demo.editions import PERIMETERS, Edition
from observatory.demo.setting import day

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

COUNTERS = {
    "METRO_RER": "RATP",
    "GARE": "SNCF",
    "HOPITAL": "HOPITAL",
    "PARKING": "PARKING",
    "BAILLEUR_HALL_CAVE": "BAILLEUR",
}
MISSING_WRITINGS = ["NR", "Ne sait pas", "-", ""]
NOT_SAID = 0.12  # of the answers to each question
IN_WORDS = "une dizaine"
_HELD_BACK = ("METRO_RER", "HOPITAL")  # partners whose sheets arrive after the first results
_DURATIONS = ((30, "Moins d’un mois"), (182, "De 1 à moins de 6 mois"), (365, "De 6 à moins de 12 mois"),
              (1826, "De 1 à moins de 5 ans"), (10**6, "5 ans et plus"))  # fmt: skip
_AGES = (
    (18, "Moins de 18 ans"),
    (25, "18 à 24 ans"),
    (55, "25 à 54 ans"),
    (65, "55 à 64 ans"),
    (999, "65 ans et plus"),
)
_CALLS = {
    0: "N’a jamais appelé",
    1: "A appelé il y a plus d’un mois",
    2: "A appelé au cours du dernier mois",
    3: "A appelé au cours du dernier mois",
}
_COMPOSITIONS = {
    10: "Personne seule",
    20: "Personne seule",
    30: "Couple sans enfant",
    70: "Groupe (5 personnes ou plus)",
}


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
    empty = area.filter(~pl.col("secteur_id").is_in(seen["secteur_id"].implode())).select(
        "secteur_id", type_lieu=pl.lit("RUE"), rang_lieu=pl.lit(1, pl.Int8)
    )
    counted = (
        decoys.filter(pl.col("resultat") == "COMPTE")
        .group_by("secteur_id", "type_lieu")
        .agg(nb_temoins_deduits=pl.len())
    )
    rows = pl.concat([seen, empty], how="diagonal").join(area, on="secteur_id", maintain_order="left")
    rows = rows.join(counted, on=["secteur_id", "type_lieu"], how="left", maintain_order="left")
    walked = pl.col("couverture") != "NON_COUVERT"
    rows = rows.with_columns(pl.when(walked).then(pl.col("^nb_.*$").fill_null(0)))
    return rows.sort("secteur_id", "type_lieu").select(
        edition_id=pl.lit(edition.key), statut_resultat=pl.lit("DEFINITIF"), secteur_id="secteur_id", type_lieu="type_lieu",
        compteur=pl.col("type_lieu").replace_strict(COUNTERS, default="EQUIPE_CITOYENNE", return_dtype=pl.String),
        commune_code="commune_code", couverture="couverture", strate="strate",
        est_hors_perimetre=pl.when(pl.col("rang_lieu") > PERIMETERS[edition.perimeter]).then(pl.lit("O")).otherwise(pl.lit("N")),
        **{name: name for name in rows.columns if name.startswith("nb_")},
    )  # fmt: skip


def in_words(sheet: pl.DataFrame) -> pl.DataFrame:
    """The sheet with its largest count written in words, as a team does that could not count."""
    import polars as pl

    largest = pl.int_range(pl.len()) == pl.col("nb_personnes").arg_max()
    return sheet.with_columns(
        nb_personnes=pl.when(largest).then(pl.lit(IN_WORDS)).otherwise(pl.col("nb_personnes").cast(pl.String))
    )


def questionnaires(world: World, edition: Edition, there: pl.DataFrame) -> pl.DataFrame:
    """One row per respondent, labels in full; each answer may be missing, in one of four writings."""
    import numpy as np
    import polars as pl

    night = day(edition.night)
    mine = there.filter("est_vue", pl.col("reponse") == "REPONDANT", ~pl.col("est_enfant"))
    who = mine["personne_id"].to_numpy().astype(np.int64)
    order = np.argsort(world.setting.noise("ordre", who, night))
    mine, who = mine[order], who[order]
    age = (night - pl.col("jour_naissance")) // 365
    answers = {
        "Sexe": pl.col("sexe").replace({"H": "Homme", "F": "Femme"}),
        "Âge": _class(age, _AGES),
        "Avec qui êtes-vous ?": pl.col("composition_code").replace_strict(
            _COMPOSITIONS, default="Famille avec enfant(s)", return_dtype=pl.String
        ),
        "Depuis quand sans logement personnel ?": _class(night - pl.col("jour_parcours"), _DURATIONS),
        "Appelez-vous le 115 ?": pl.col("recours_115").replace_strict(_CALLS, return_dtype=pl.String),
    }
    sheet = mine.select(
        edition_id=pl.lit(edition.key), repondant_id=pl.format("r-{}", pl.Series(below(world.setting.noise("repondant", who, night), 2**31))),
        secteur_id="secteur_id", type_lieu="type_lieu", **answers,
    )  # fmt: skip
    for rank, question in enumerate(answers):
        silent = uniform(world.setting.noise("silence", who, night, rank)) < NOT_SAID
        writing = pl.Series(MISSING_WRITINGS).gather(
            pl.Series(pick(world.setting.noise("ecriture", who, night, rank), (4, 3, 2, 1)))
        )
        sheet = sheet.with_columns(pl.when(pl.Series(silent)).then(writing).otherwise(question).alias(question))
    return sheet


def _class(value: pl.Expr, limits: tuple) -> pl.Expr:
    """The label of the first limit that the value stays under."""
    import polars as pl

    label = pl.lit(limits[-1][1])
    for limit, text in reversed(limits[:-1]):
        label = pl.when(value < limit).then(pl.lit(text)).otherwise(label)
    return label


def published(edition: Edition, counts: pl.DataFrame, wrong_by: int, years: tuple[int, int]) -> pl.DataFrame:
    """The figures that the city publishes: total and parts. The last edition is provisional; the one before was
    published twice, first without the partners whose sheets came late."""
    import polars as pl

    parts = (
        counts.filter(pl.col("est_hors_perimetre") == "N")
        .group_by("type_lieu")
        .agg(valeur=pl.col("nb_personnes").sum())
    )
    parts = parts.filter(pl.col("valeur") > 0).sort("type_lieu")
    first = parts.filter(~pl.col("type_lieu").is_in(_HELD_BACK))
    if edition.night.year == years[1]:
        return _figures(edition, parts, "PROVISOIRE", "PREMIERS_RESULTATS", 0)
    final = _figures(edition, parts, "DEFINITIF", "SOURCE", wrong_by)
    revised = edition.night.year == years[1] - 1
    return pl.concat([_figures(edition, first, "PROVISOIRE", "PREMIERS_RESULTATS", 0), final]) if revised else final


def _figures(edition: Edition, parts: pl.DataFrame, status: str, why: str, wrong_by: int) -> pl.DataFrame:
    import polars as pl

    total = pl.DataFrame({"type_lieu": ["TOTAL"], "valeur": [parts["valeur"].sum() + wrong_by]}, schema=parts.schema)
    names = {"Z2101": "Clairsonge-Ville (fictive)", "Z1101": "Ombrevelle-Ville (fictive)"}
    return pl.concat([total, parts]).select(
        edition_id=pl.lit(edition.key), territoire_code_type=pl.lit("COM"), territoire_code=pl.lit(edition.city),
        territoire_libelle=pl.lit(names[edition.city]), date_nuit=pl.lit(edition.night), date_nuit_precision=pl.lit("JOUR"),
        indicateur=pl.lit("personnes_decomptees"), type_lieu="type_lieu", valeur="valeur", unite=pl.lit("PERSONNE"),
        statut_resultat=pl.lit(status), statut_motif=pl.lit(why), perimetre_code=pl.lit(edition.perimeter),
        source_titre=pl.lit("Données fictives"), source_url=pl.lit(f"https://exemple.invalid/{edition.night}"), note=pl.lit(""),
    )  # fmt: skip
