"""The questionnaires of a night: what the people who answered said, as a survey tool exports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.draws import below, pick, uniform
from observatory.demo.editions import Edition
from observatory.demo.setting import day

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

MISSING_WRITINGS = ["NR", "Ne sait pas", "-", ""]
NOT_SAID = 0.12  # of the answers to each question
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
_DRAWN = {
    "Êtes-vous suivi par un travailleur social ?": {"Oui": 45, "Non": 55},
    "Avez-vous demandé un logement social ?": {"Oui": 30, "Non": 70},
    "Êtes-vous allé en accueil de jour cette semaine ?": {"Oui": 40, "Non": 60},
    "Avez-vous une couverture maladie ?": {"Oui": 65, "Non": 35},
    "Ressource principale": {"Aucune": 40, "RSA": 30, "Mendicité": 12, "Travail": 10, "AAH": 5, "Retraite": 3},
    "Êtes-vous accompagné d’un animal ?": {"Oui": 8, "Non": 92},
}


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
    for rank, (question, choices) in enumerate(_DRAWN.items()):
        drawn = pick(world.setting.noise("question", who, night, rank), list(choices.values()))
        answers[question] = pl.Series(list(choices)).gather(pl.Series(drawn))
    sheet = mine.select(
        edition_id=pl.lit(edition.key), repondant_id=pl.format("r-{}", pl.Series(below(world.setting.noise("repondant", who, night), 2**31))),
        secteur_id="secteur_id", type_lieu="type_lieu", a_consenti=pl.lit("Oui"), **answers,
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
