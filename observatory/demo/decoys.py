"""Decoys of a night: posts held by volunteers, seen by the teams as often as anyone else in the street."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.draws import pick, uniform
from observatory.demo.editions import CITIES, SEEN, Edition
from observatory.demo.setting import day

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

POSTS = 32
NOT_HELD = {"TENU": 900, "POSTE_NON_TENU": 60, "EQUIPE_NON_PASSEE": 40}
SEEN_NOT_COUNTED = 0.2  # of the decoys that no team counted


def decoy_sheet(world: World, edition: Edition, area: pl.DataFrame) -> pl.DataFrame:
    """One row per post (columns of `ndls_temoins`); the first edition of a city has none."""
    import numpy as np
    import polars as pl

    count = POSTS if edition.rank > 1 else 0
    posts, night = np.arange(count), day(edition.night)
    key = list(CITIES).index(edition.city)

    def noise(name: str):
        return world.setting.noise(name, posts, night, key)

    walked = area.filter(pl.col("couverture") == "COUVERT")
    chosen = walked[(noise("poste") >> np.uint64(40)).astype(np.int64) % walked.height]
    held = np.array(list(NOT_HELD))[pick(noise("tenu"), list(NOT_HELD.values()))]
    missed = np.where(uniform(noise("non_compte")) < SEEN_NOT_COUNTED, "VU_NON_COMPTE", "NON_VU")
    result = np.where(held != "TENU", held, np.where(uniform(noise("temoin")) < SEEN, "COMPTE", missed))
    minute = pl.Series(pick(noise("rencontre"), [1] * 60)).cast(pl.String).str.zfill(2)
    return pl.select(
        edition_id=pl.lit(edition.key), temoin_id=pl.format("T-{}", pl.Series(posts + 1).cast(pl.String).str.zfill(2)),
        secteur_id=chosen["secteur_id"], type_lieu=pl.lit("RUE"), strate=chosen["strate"], heure_debut_poste=pl.lit("22:30"),
        heure_fin_poste=pl.lit("00:30"), resultat=pl.Series(result.astype(str), dtype=pl.String),
    ).with_columns(heure_rencontre=pl.when(pl.col("resultat") == "COMPTE").then(pl.format("23:{}", minute)))  # fmt: skip
