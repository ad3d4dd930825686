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
    minute = pick(noise("rencontre"), [1] * 60)
    met = [f"23:{m:02}" if r == "COMPTE" else None for r, m in zip(result, minute, strict=True)]
    return pl.DataFrame({
        "edition_id": pl.Series([edition.key] * count, dtype=pl.String), "temoin_id": pl.Series([f"T-{p + 1:02}" for p in posts], dtype=pl.String),
        "secteur_id": chosen["secteur_id"], "type_lieu": pl.Series(["RUE"] * count, dtype=pl.String), "strate": chosen["strate"],
        "heure_debut_poste": pl.Series(["22:30"] * count, dtype=pl.String), "heure_fin_poste": pl.Series(["00:30"] * count, dtype=pl.String),
        "resultat": pl.Series(result.astype(str), dtype=pl.String), "heure_rencontre": pl.Series(met, dtype=pl.String),
    })  # fmt: skip
