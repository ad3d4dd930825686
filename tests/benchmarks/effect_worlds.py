"""Does the interval hold what acceleration really did to demo worlds? Seeds of one world, with and without it.

Run: `python -m tests.benchmarks.effect_worlds [worlds] [scale]`. Only households and their episodes are simulated,
nothing is written. Truth (`effet_verite`): households without a home allocated in the accelerated territories from the
first year of each, over those of the same world without acceleration; in the last year alone for the ratio of ratios.
Ten years, so that the first wave has three before it.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # small arrays: threads only get in each other's way

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
import polars as pl

from observatory.demo import rates
from observatory.demo.journeys import episodes
from observatory.demo.population import households
from observatory.demo.setting import Setting
from observatory.demo.simulation import setting_of
from observatory.indicators.effect.panel import panel_of
from tests.benchmarks.effect import RATIO, Told, rows, shown, told
from tests.benchmarks.effect_panels import Drawn

WORLDS, SCALE, YEARS = 200, 4.0, (2015, 2024)
METHOD = "placebos"


def draw_world(seed: int, scale: float = SCALE, years: tuple[int, int] = YEARS) -> Drawn:
    """The panel of a world and the logs of its true effects.

    Territories: EPCI, each with the first year of the commune that was accelerated first; no EPCI is so in part.
    """
    setting, country = setting_of(seed, scale, years)
    people = households(setting)
    real, other = (_allocated(setting, country, people, accelerated) for accelerated in (True, False))
    after = pl.col("annee") >= pl.col("premiere_annee")
    return Drawn(
        panel_of(real), *(_truth(real, other, cells) for cells in (after, after & (pl.col("annee") == years[1])))
    )


def _allocated(setting: Setting, country: pl.DataFrame, people: pl.DataFrame, accelerated: bool) -> pl.DataFrame:
    """`territoire, annee, premiere_annee, nb_menages`: every EPCI and year is there."""
    _, since = setting.acceleration()
    places = country.select(territoire="epci_code", premiere_annee=_years(since)).with_row_index("commune")
    per_epci = places.group_by("territoire").agg(pl.col("premiere_annee").min())
    assert (places.group_by("territoire").agg(pl.col("premiere_annee").n_unique())["premiere_annee"] == 1).all()
    housed = (
        episodes(setting, people, accelerated)
        .filter(pl.col("suivant") == rates.SOCIAL, pl.col("jour_fin").is_between(setting.start, setting.end, "left"))
        .select(pl.col("commune").cast(pl.UInt32), annee=pl.col("jour_fin").cast(pl.Date).dt.year().cast(pl.Int64))
        .join(places.select("commune", "territoire"), on="commune")
        .group_by("territoire", "annee")
        .agg(nb_menages=pl.len())
    )
    grid = per_epci.join(pl.DataFrame({"annee": range(setting.years[0], setting.years[1] + 1)}), how="cross")
    return grid.join(housed, on=["territoire", "annee"], how="left").with_columns(pl.col("nb_menages").fill_null(0))


def _years(since: np.ndarray) -> pl.Series:
    """The year of each day since 1970, null for never."""
    days = pl.Series(np.where(since < 2**30, since, 0).astype(np.int32)).cast(pl.Date).dt.year()
    return pl.select(pl.when(pl.Series(since < 2**30)).then(days)).to_series()


def _truth(real: pl.DataFrame, other: pl.DataFrame, cells: pl.Expr) -> float:
    return float(np.log(real.filter(cells)["nb_menages"].sum() / other.filter(cells)["nb_menages"].sum()))


def of_world(seed: int, scale: float = SCALE, draws: int = 999) -> list[Told]:
    """What each method says of the world of a seed."""
    return told(draw_world(seed, scale), draws)


def main(worlds: int = WORLDS, scale: float = SCALE) -> None:
    """Print the table against the truth of each world, then against the mean truth of all."""
    started = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        found = [one for world in pool.map(partial(of_world, scale=scale), range(1, worlds + 1)) for one in world]
    expected = {name: float(np.mean([one.truth for one in found if one.method == name])) for name in (RATIO, METHOD)}
    label = f"{worlds} mondes, échelle {scale:g}"
    lines = rows(f"{label}, vérité de chacun", found)
    lines += rows(
        f"{label}, vérité moyenne",
        [replace(one, truth=expected[RATIO if one.method == RATIO else METHOD]) for one in found],
    )
    print(shown(lines))
    print(f"effet vrai moyen × {np.exp(expected[METHOD]):.3f}, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(*(kind(text) for kind, text in zip((int, float), sys.argv[1:], strict=False)))
