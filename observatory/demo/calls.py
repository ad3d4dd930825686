"""The requests that each 115 receives: calls for a place, entries that answer one, renewals of the nights given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.draws import below, draw, pick, quantiles, uniform
from observatory.demo.journeys import is_winter
from observatory.demo.registry import file_number

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from observatory.demo.simulation import World

ANSWERS = ("POURVUE", "NON_POURVUE", "ANNULEE", "EN_ATTENTE")
MOTIVES = {
    "ABSENCE_PLACE_DISPONIBLE": 680, "ABSENCE_PLACE_COMPATIBLE_COMPOSITION": 110, "ABSENCE_PLACE_ADAPTEE": 20,
    "HORS_TERRITOIRE": 20, "REFUS_115": 25, "REFUS_USAGER": 45, "RAPPEL_SANS_SUITE": 45, "NON_PRESENTATION": 20, "NR": 35,
}  # fmt: skip
CHANNELS = {"APPEL": 860, "MARAUDE": 60, "ACCUEIL_JOUR": 50, "PARTENAIRE": 25, "NR": 5}
KINDS = {"HEBERGEMENT": 920, "PRESTATION": 60, "INFORMATION": 20}
MINUTES = {0: 360, 100: 540, 300: 780, 500: 1020, 800: 1170, 950: 1380, 1000: 1799}  # from 6:00 to 5:59 the day after
CANCELLED = 0.03
ENTRY_BY_115 = 0.35  # entries of households that never call, which the 115 records all the same
RENEWED_SHARE = {rates.URGENCE: 0.07, rates.HOTEL: 0.04}  # episodes whose nights are given a few at a time
RENEWAL_DAYS = (1, 3, 3, 7, 7, 14)
OUTSIDE_OR_HOSTED = (*rates.OUTSIDE, rates.TIERS)


def requests(world: World, place: int, first: int, last: int) -> pl.DataFrame:
    """The requests of one SIAO (rank of its département) for the nights of [first, last[, in the order of the calls.

    Columns: `menage_id`, `dossier` (0, or 1 for a household registered twice), `rang` of the episode, `commune`,
    `date_nuit`, `minute` (of the day of the night; 1 440 and more after midnight), `etat`, `reponse`, `motif`, `canal`,
    `type_demande`, `est_renouvellement`, `est_saisonnier`, `nb_nuits`.
    """
    import numpy as np
    import polars as pl

    mine = pl.col("commune").is_in(np.flatnonzero(world.setting.departement_of == place).tolist())
    near = world.episodes.filter(mine, pl.col("jour_debut") < last, pl.col("jour_fin") > first)
    near = near.join(world.menages.select("menage_id", "recours_115"), on="menage_id", maintain_order="left")
    parts = [_calls(world, near, first, last), _entries(world, near, first, last), _renewals(world, near, first, last)]
    found = pl.concat(parts).with_columns(dossier=pl.Series(_files(world, pl.concat(parts), place)))
    return found.sort("date_nuit", "minute", "menage_id", "est_renouvellement", "reponse")


def _files(world: World, found: pl.DataFrame, place: int) -> np.ndarray:
    return file_number(world, found["menage_id"].to_numpy(), place, found["date_nuit"].to_numpy())


def _expand(near: pl.DataFrame, first: np.ndarray, count: np.ndarray, every: np.ndarray | int = 1):
    """One row per night: the row of the episode and the night, `count` nights from `first`, one in `every`."""
    import numpy as np

    row = np.repeat(np.arange(near.height), count)
    rank = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    step = every[row] if isinstance(every, np.ndarray) else every
    return row, first[row] + rank * step


def _calls(world: World, near: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    """Calls from outside: no place that night (else the episode would have ended), sometimes twice in the evening."""
    import numpy as np
    import polars as pl

    near = near.filter(pl.col("etat").is_in(OUTSIDE_OR_HOSTED), pl.col("recours_115") > 0)
    start = np.maximum(near["jour_debut"].to_numpy().astype(np.int64), first)
    row, night = _expand(near, start, np.minimum(near["jour_fin"].to_numpy(), last) - start)
    household = near["menage_id"].to_numpy().astype(np.int64)[row]
    by_state = np.zeros(len(rates.STATES))
    by_state[list(OUTSIDE_OR_HOSTED)] = rates.CALL_STATE
    base = np.take(rates.CALL_CHANCE, near["recours_115"].to_numpy()) * by_state[near["etat"].to_numpy()]
    chance = base[row] * np.where(is_winter(night), rates.CALL_WINTER, 1.0)
    locked = (night >= world.setting.lockdown[0]) & (night < world.setting.lockdown[1])
    called = uniform(world.setting.noise("appel", household, night)) < np.where(
        locked, rates.CALL_LOCKDOWN * chance, chance
    )
    row, night, household = row[called], night[called], household[called]
    again = uniform(world.setting.noise("rappel", household, night)) < rates.SECOND_CALL
    row, night = np.r_[row, row[again]], np.r_[night, night[again]]
    return _request(world, near, row, night, np.where(_cancelled(world, near, row, night), 2, 1), False)


def _cancelled(world: World, near: pl.DataFrame, row, night) -> np.ndarray:
    household = near["menage_id"].to_numpy().astype("int64")[row]
    return uniform(world.setting.noise("annulation", household, night, _twin(household, night))) < CANCELLED


def _entries(world: World, near: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    """One met request for each entry in emergency shelter or hotel."""
    import numpy as np
    import polars as pl

    came = pl.col("jour_debut").is_between(first, last, closed="left")
    near = near.filter(pl.col("etat").is_in(list(RENEWED_SHARE)), came)
    drawn = uniform(world.setting.noise("entree_115", near["menage_id"].to_numpy(), near["rang"].to_numpy()))
    near = near.filter((pl.col("recours_115") > 0) | pl.Series(drawn < ENTRY_BY_115))
    rows = np.arange(near.height)
    return _request(
        world, near, rows, near["jour_debut"].to_numpy().astype(np.int64), np.zeros(near.height, int), False
    )


def _renewals(world: World, near: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    """Met requests of people already sheltered, every one, three, seven or fourteen nights."""
    import numpy as np
    import polars as pl

    near = near.filter(pl.col("etat").is_in(list(RENEWED_SHARE)))
    household, rank = near["menage_id"].to_numpy().astype(np.int64), near["rang"].to_numpy()
    share = np.where(near["etat"] == rates.URGENCE, RENEWED_SHARE[rates.URGENCE], RENEWED_SHARE[rates.HOTEL])
    renewed = uniform(world.setting.noise("renouvellement", household, rank)) < share
    every = draw(world.setting.noise("pas", household, rank), np.array(RENEWAL_DAYS))
    start, stop = near["jour_debut"].to_numpy().astype(np.int64), near["jour_fin"].to_numpy()
    skipped = np.maximum(1, -(-(first - start) // every))  # renewals before the period, the entry itself among them
    begin = start + skipped * every
    count = np.where(renewed, np.maximum(0, -(-(np.minimum(stop, last) - begin) // every)), 0)
    row, night = _expand(near, begin, count, every)
    return _request(world, near, row, night, np.zeros(len(row), int), True)


def _request(world: World, near: pl.DataFrame, row, night, answer, renewal: bool) -> pl.DataFrame:
    """The columns of a request, from the row of its episode, its night and its answer."""
    import numpy as np
    import polars as pl

    near = near[row]
    household, twin = near["menage_id"].to_numpy().astype(np.int64), _twin(near["menage_id"].to_numpy(), night)

    def noise(name):
        return world.setting.noise(name, household, night, twin)

    kind = np.where(answer == 0, 0, pick(noise("type"), list(KINDS.values())))
    motives = np.where(answer == 1, pick(noise("motif"), list(MOTIVES.values())), len(MOTIVES))
    nights = 1 + below(noise("nuits"), 7)
    return pl.DataFrame({
        "menage_id": near["menage_id"], "rang": near["rang"], "commune": near["commune"], "etat": near["etat"],
        "est_saisonnier": near["est_saisonnier"], "date_nuit": night.astype(np.int32),
        "minute": draw(noise("minute"), quantiles(MINUTES)).astype(np.int16), "reponse": np.asarray(answer, np.int8),
        "motif": motives.astype(np.int8), "canal": pick(noise("canal"), list(CHANNELS.values())).astype(np.int8),
        "type_demande": kind.astype(np.int8), "est_renouvellement": np.full(len(night), renewal),
        "nb_nuits": np.where(answer == 0, nights, 0).astype(np.int16),
    })  # fmt: skip


def _twin(household, night) -> np.ndarray:
    """0 for the first request of a household in a night, 1 for the second: they do not share their chance."""
    import numpy as np
    import polars as pl

    if not len(night):
        return np.zeros(0, np.int64)
    frame = pl.DataFrame({"m": household, "n": night})
    return frame.select(pl.int_range(pl.len()).over("m", "n")).to_series().to_numpy()
