"""Do the estimators of a one-night count hold the truth as often as they announce? 500 nights of demo worlds.

Run: `python -m tests.benchmarks.nights`. Prints a table in markdown. The truth of a night is computed from the very
draws that made its sheets: who would have been met had every sector been walked, who was there where decoys stood.
The change between two nights has no single truth in a world; it is held against sectors of known law.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from unittest.mock import patch

import numpy as np
import polars as pl

from observatory.demo import editions as editions_of_world
from observatory.demo import rates
from observatory.demo.decoys import decoy_sheet
from observatory.demo.draws import uniform
from observatory.demo.editions import CITIES, PERIMETERS, SEEN, SEEN_IN_HALLS, SEEN_IN_VEHICLES, Edition
from observatory.demo.setting import day
from observatory.demo.simulation import World, simulate
from observatory.indicators.change import change
from observatory.indicators.coverage import coverage_estimate
from observatory.indicators.detection import plant_capture
from observatory.indicators.sectors import sector_totals
from observatory.indicators.small_numbers import poisson_interval, wilson_interval

NIGHTS = 500
WORLDS = ((11, 0.5), (12, 1.0), (13, 2.0), (14, 4.0))  # seed and scale: cities of about 50 to 400 persons counted
FIRST, WEEKS = date(2019, 1, 3), 360
VALID = ("COMPTE", "VU_NON_COMPTE", "NON_VU")
LESS_SEEN = {"BAILLEUR_HALL_CAVE": SEEN_IN_HALLS, "PARKING": SEEN_IN_HALLS, "VEHICULE": SEEN_IN_VEHICLES}
PERIMETER = "CAMPEMENTS"
AS_DECOYS = (pl.col("couverture") == "COUVERT") & ~pl.col("type_lieu").is_in(list(LESS_SEEN))
SIZES = (0.78, 0.11, 0.06, 0.03, 0.02)  # groups of one to five persons
MEAN_SIZE = float(np.dot(SIZES, np.arange(1, 6)))


@dataclass(frozen=True)
class Night:
    """One night: the lines that teams hand in (in the perimeter), the decoys, and two truths, in persons.

    `had_all_been_walked`: persons that teams would have counted in every sector; `there`: persons in the sectors
    entirely walked, in the places where people are met as often as decoys.
    """

    edition: Edition
    lines: pl.DataFrame
    posts: int
    counted: int
    had_all_been_walked: int
    there: int


def nights(count: int = NIGHTS) -> list[Night]:
    """The first nights of each world and city, in equal parts, where `coverage_estimate` has something to say: a sector
    was not entirely walked, and no such sector is CHAUD."""
    found, places = [], len(WORLDS) * len(CITIES)
    with _outlines_drawn_once():
        for seed, scale in WORLDS:
            world = simulate(seed, scale)
            for city in CITIES:
                found += _of_city(_only(world, city), city, (count - len(found)) // places)
                places -= 1
    return found


@contextmanager
def _outlines_drawn_once() -> Iterator[None]:
    """A world draws the outlines of its sectors at each night; here once, they take most of the time."""
    drawn, draw = {}, editions_of_world.city_sectors

    def once(country: pl.DataFrame, city: str, count: int) -> pl.DataFrame:
        if (id(country), city) not in drawn:
            drawn[id(country), city] = (country, draw(country, city, count))
        return drawn[id(country), city][1]

    with patch.object(editions_of_world, "city_sectors", once):
        yield


def _only(world: World, city: str) -> World:
    """The world, with the people who sleep outside in that city at one time or another."""
    here = world.setting.communes["commune_code"].to_list().index(city)
    outside = world.episodes.filter(pl.col("commune") == here, pl.col("etat").is_in(list(rates.OUTSIDE)))
    of_city = pl.col("menage_id").is_in(outside["menage_id"].unique().implode())
    return replace(
        world, episodes=outside, menages=world.menages.filter(of_city), personnes=world.personnes.filter(of_city)
    )


def _of_city(world: World, city: str, count: int) -> Iterator[Night]:
    """The first nights that can be estimated; everybody's night is one frame, so that 60 nights cost one computation."""
    chosen = list(islice(_editions(world, city), count))
    there = pl.concat(
        editions_of_world.people(world, edition)
        .select("menage_id", "secteur_id", "couverture", "type_lieu", "rang_lieu", "est_vue")
        .with_columns(nuit=pl.lit(day(edition.night), pl.Int64))
        for edition, _ in chosen
    ).filter(pl.col("rang_lieu") <= PERIMETERS[PERIMETER])
    areas = pl.concat(area.with_columns(nuit=pl.lit(day(edition.night), pl.Int64)) for edition, area in chosen)
    truths = _truths(world, there)
    lines = count_lines(there.filter("est_vue"), areas).partition_by("nuit", as_dict=True)
    for edition, area in chosen:
        night, decoys = day(edition.night), decoy_sheet(world, edition, area)
        valid = decoys.filter(pl.col("resultat").is_in(VALID))["resultat"]
        yield Night(edition, lines[(night,)], len(valid), int((valid == "COMPTE").sum()), *truths[night])


def _editions(world: World, city: str) -> Iterator[tuple[Edition, pl.DataFrame]]:
    for week in range(WEEKS):
        edition = Edition(city, 2, FIRST + timedelta(weeks=week), PERIMETER, ("DEFINITIF",))
        area = editions_of_world.sectors(world, edition)
        if set(area.filter(pl.col("couverture") != "COUVERT")["strate"]) == {"FROID"}:
            yield edition, area


def _truths(world: World, there: pl.DataFrame) -> dict[int, tuple[int, int]]:
    """The two truths of each night; whether a team that walks by meets someone is the same draw as in the world."""
    chance = there["type_lieu"].replace_strict(LESS_SEEN, default=SEEN, return_dtype=pl.Float64).to_numpy()
    drawn = world.setting.noise("vue", there["menage_id"].cast(pl.Int64).to_numpy(), there["nuit"].to_numpy())
    both = there.with_columns(serait_vue=pl.Series(uniform(drawn) < chance)).group_by("nuit").agg(
        pl.col("serait_vue").sum(), la=AS_DECOYS.sum()
    )  # fmt: skip
    return {night: (met, here) for night, met, here in both.rows()}


def count_lines(seen: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """The lines that `count_sheet` makes of a night, for many nights: one per sector and place, one per empty sector."""
    counts = seen.group_by("nuit", "secteur_id", "type_lieu").agg(
        nb_personnes=pl.len().cast(pl.Int64), nb_groupes=pl.col("menage_id").n_unique().cast(pl.Int64)
    )
    every = areas.select("nuit", "secteur_id", "strate", "couverture").join(
        counts, on=["nuit", "secteur_id"], how="left"
    )
    walked = pl.col("couverture") != "NON_COUVERT"
    return every.with_columns(
        pl.col("type_lieu").fill_null("RUE"), pl.when(walked).then(pl.col("nb_personnes", "nb_groupes").fill_null(0))
    )


@dataclass(frozen=True)
class Held:
    """An interval and the truth it aims at; `naive` limits for comparison."""

    truth: float
    value: float
    low: float
    high: float
    naive: tuple[float, float]


def coverage_held(found: list[Night]) -> list[Held]:
    """Sectors not walked; naive: percentile bootstrap of the sectors that were."""
    held = []
    for rank, night in enumerate(found):
        mine = coverage_estimate(night.lines)
        held.append(
            Held(night.had_all_been_walked, mine.value, mine.low, mine.high, _bootstrap(night.lines, mine, rank))
        )
    return held


def _bootstrap(lines: pl.DataFrame, estimate, seed: int) -> tuple[float, float]:
    """The plain percentile bootstrap: cold sectors walked, deviations scaled by √(1 − n/N), never under the count."""
    sectors, _ = sector_totals(lines)
    cold = sectors.filter(pl.col("strate") == "FROID")
    sample = cold.filter(pl.col("couverture") == "COUVERT")["nb_personnes"].to_numpy()
    n, total = len(sample), cold.height
    means = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), 2_000) @ sample / n
    drawn = estimate.value + total * np.sqrt(1 - n / total) * (means - sample.mean())
    low, high = np.quantile(np.maximum(drawn, estimate.observed), [0.025, 0.975])
    return float(low), float(high)


def detection_held(found: list[Night]) -> list[Held]:
    """Persons that teams missed; naive: the count over the Wilson limits of the detection, as if it were all chance."""
    held = []
    for night in found:
        counted = night.lines.filter(AS_DECOYS)
        mine = plant_capture(night.posts, night.counted, counted["nb_personnes"], counted["nb_groupes"])
        low, high = wilson_interval(night.counted, night.posts)
        held.append(Held(night.there, mine.value, mine.low, mine.high, (mine.persons / high, mine.persons / low)))
    return held


def count_held(found: list[Night]) -> list[Held]:
    """The count shown as if it were the number of persons there, with the Poisson interval of a count."""
    held = []
    for night in found:
        counted = int(night.lines.filter(AS_DECOYS)["nb_personnes"].sum())
        low, high = map(float, poisson_interval(counted))
        held.append(Held(night.there, counted, low, high, (counted, counted)))
    return held


def change_held(count: int = NIGHTS, seed: int = 6) -> list[Held]:
    """Two nights in sectors of known law (groups by Poisson, of 1 to 5 persons); naive: Poisson's sum of two counts."""
    rng, held = np.random.default_rng(seed), []
    strata = np.repeat(
        ["CHAUD", "FROID"], (8, 16)
    )  # few sectors, and no camp: no share of a night makes a line certain
    for _ in range(count):
        level = rng.uniform(0.5, 1.5) * np.where(strata == "CHAUD", 2.0, 0.8)
        growth = rng.uniform(1.0, 1.6)
        both = [_groups(rng, level), _groups(rng, level * growth)]
        mine = change(*(_lines(strata, persons) for persons in both), certainty_share=2)
        spread = 1.96 * np.sqrt(mine.before + mine.after)
        naive = (mine.difference - spread, mine.difference + spread)
        held.append(Held(MEAN_SIZE * level.sum() * (growth - 1), mine.difference, mine.low, mine.high, naive))
    return held


def _groups(rng: np.random.Generator, level: np.ndarray) -> np.ndarray:
    """Persons of each sector: so many groups on average, of one to five."""
    groups = rng.poisson(level)
    return rng.multinomial(groups, SIZES) @ np.arange(1, len(SIZES) + 1)


def _lines(strata: np.ndarray, persons: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame({"strate": strata, "nb_personnes": persons}).with_row_index("secteur_id").with_columns(
        couverture=pl.lit("COUVERT"), type_lieu=pl.lit("RUE")
    )  # fmt: skip


def row(label: str, held: list[Held]) -> dict:
    """One line of the table: what was announced, and what was observed."""
    truth, value, low, high = (np.array([getattr(h, name) for h in held]) for name in ("truth", "value", "low", "high"))
    naive = np.array([h.naive for h in held])
    return {
        "estimateur": label, "nuits": len(held), "vérité moyenne": truth.mean(), "estimation moyenne": value.mean(),
        "biais (%)": 100 * (value.mean() / truth.mean() - 1), "couverture annoncée (%)": 95.0,
        "couverture observée (%)": 100 * share_held(truth, low, high),
        "largeur médiane": float(np.median(high - low)),
        "couverture naïve (%)": 100 * share_held(truth, naive[:, 0], naive[:, 1]),
    }  # fmt: skip


def share_held(truth: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
    """Share of the intervals that hold their truth, ends included."""
    return float(((low <= truth) & (truth <= high)).mean())


def table(count: int = NIGHTS) -> pl.DataFrame:
    """The table of the report, one row per estimator."""
    found = nights(count)
    return pl.DataFrame([
        row("secteurs non parcourus (naïf : bootstrap par percentiles)", coverage_held(found)),
        row("témoins (naïf : décompte divisé par l’intervalle de Wilson)", detection_held(found)),
        row("décompte seul, intervalle de Poisson (naïf : le décompte)", count_held(found)),
        row("évolution, loi connue (naïf : somme de deux Poisson)", change_held(count)),
    ])  # fmt: skip


def main() -> None:
    """Print the table in markdown."""
    with pl.Config(
        tbl_formatting="MARKDOWN", tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True, tbl_cols=-1,
        tbl_width_chars=400, fmt_str_lengths=80, float_precision=1,
    ):  # fmt: skip
        print(table())


if __name__ == "__main__":
    main()
