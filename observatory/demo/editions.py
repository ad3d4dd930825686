"""Which cities count, when, on which perimeter, and who is there: persons outside that night, seen or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.draws import pick, uniform
from observatory.demo.sectors import city_sectors
from observatory.demo.setting import day

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

CITIES = {"Z2101": 30, "Z1101": 24}  # sectors drawn before the night
ESTIMATES_SHOWN_BY = "Z2101"  # the city that lets estimates stand beside its counts
PARTS_SHOWN_BY = "Z2101"  # the city that publishes its places; the other one publishes its total only
LATE_CITY, LATE_YEARS = "Z1101", 3  # the second city counts in the last three years only
MARCH_EDITION = 3  # the third edition of the first city is held in March
PERIMETERS = {"EQUIPEMENTS": 2, "CAMPEMENTS": 3}  # code → rank; the second from the middle of the years on
# Places by situation, with integer weights; rank of the perimeter that holds each place; chance to be seen there.
PLACES = {
    rates.RUE: {"RUE": 520, "PARC_JARDIN": 70, "METRO_RER": 60, "GARE": 80, "PARKING": 50, "HOPITAL": 30,
                "BAILLEUR_HALL_CAVE": 30, "BOIS": 40, "TALUS_PERIPHERIQUE": 20, "CAMPEMENT": 100},
    rates.SQUAT: {"SQUAT": 700, "BIDONVILLE": 300},
    rates.VEHICULE: {"VEHICULE": 1000},
}  # fmt: skip
RANK = {"BOIS": 3, "TALUS_PERIPHERIQUE": 3, "CAMPEMENT": 3, "SQUAT": 4, "BIDONVILLE": 4,
        "METRO_RER": 2, "GARE": 2, "PARKING": 2, "HOPITAL": 2, "BAILLEUR_HALL_CAVE": 2}  # fmt: skip
SEEN, SEEN_IN_HALLS, SEEN_IN_VEHICLES = 0.82, 0.5, 0.55  # 0.82: New York 2005 (3 600 counted, 4 400 estimated)
HOT_WEIGHT = 6  # a sector where people are known before the night
NOT_COVERED, PARTLY_COVERED = 0.06, 0.05
WALKED = 0.5  # of the people of a sector covered in part, those that a team walked by
ANSWERS = {"REPONDANT": 480, "REFUS": 230, "ENDORMIE": 210, "NON_ABORDABLE": 80}  # Lyon 2022: 106 of 220 answered


@dataclass(frozen=True)
class Edition:
    """One night in one city: its rank there, its date, its perimeter, the versions of its result, first to last."""

    city: str
    rank: int
    night: date
    perimeter: str
    statuses: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.city}_{self.night:%Y-%m-%d}"


def editions(world: World) -> list[Edition]:
    """Every edition of the years, by city and date."""
    first, last = world.setting.years
    found = []
    for city in CITIES:
        start = min(last, max(first + 1, last - LATE_YEARS + 1) if city == LATE_CITY else first + 1)
        for rank, year in enumerate(range(start, last + 1), 1):
            late = city != LATE_CITY and rank == MARCH_EDITION
            perimeter = list(PERIMETERS)[year > (first + last) // 2]
            night = _thursday(year, 3 if late else 1)
            found.append(Edition(city, rank, night, perimeter, _statuses(city, last - year)))
    return found


def _statuses(city: str, age: int) -> tuple[str, ...]:
    """The last edition is provisional; the one before was published twice by the first city; older ones are final."""
    if age == 0:
        return ("PROVISOIRE",)
    return ("PROVISOIRE", "DEFINITIF") if age == 1 and city != LATE_CITY else ("DEFINITIF",)


def _thursday(year: int, month: int) -> date:
    """The fourth Thursday of a month."""
    start = date(year, month, 1)
    return start + timedelta(days=(3 - start.weekday()) % 7 + 21)


def sectors(world: World, edition: Edition) -> pl.DataFrame:
    """The sectors of the city, with `couverture` of that night: COUVERT, PARTIEL or NON_COUVERT."""
    import numpy as np
    import polars as pl

    drawn = city_sectors(world.country, edition.city, CITIES[edition.city])
    chance = uniform(
        world.setting.noise("couverture", np.arange(drawn.height), day(edition.night), ord(edition.city[1]))
    )
    cold = drawn["strate"].to_numpy() == "FROID"
    missed = cold & (chance < NOT_COVERED)
    partly = ~missed & (chance > 1 - PARTLY_COVERED)
    state = np.where(missed, "NON_COUVERT", np.where(partly, "PARTIEL", "COUVERT"))
    return drawn.with_columns(couverture=pl.Series(state))


def people(world: World, edition: Edition) -> pl.DataFrame:
    """Every person outside in the city that night, one row each.

    Columns: `menage_id`, `personne_id`, `sexe`, `est_enfant`, `jour_naissance`, `recours_115`, `jour_parcours`,
    `composition_code`, `etat`, `secteur_id`, `couverture`, `type_lieu`, `rang_lieu`, `est_vue`, `reponse`.
    """
    import numpy as np
    import polars as pl

    night, setting = day(edition.night), world.setting
    here = setting.communes["commune_code"].to_list().index(edition.city)
    there = world.episodes.filter(
        pl.col("jour_debut") <= night, pl.col("jour_fin") > night, pl.col("commune") == here,
        pl.col("etat").is_in(list(rates.OUTSIDE)),
    ).join(world.menages.select("menage_id", "recours_115", "composition_code"), on="menage_id", maintain_order="left")  # fmt: skip
    household = there["menage_id"].to_numpy().astype(np.int64)
    place = _places(world, there, household, night)
    area = sectors(world, edition)
    weights = np.where(area["strate"].to_numpy() == "CHAUD", HOT_WEIGHT, 1)
    chosen = area[pick(setting.noise("secteur", household, night), weights)]
    rank = pl.Series(place.astype(str)).replace_strict(RANK, default=1, return_dtype=pl.Int8).to_numpy()
    chance = np.where(np.isin(place, ["BAILLEUR_HALL_CAVE", "PARKING"]), SEEN_IN_HALLS, SEEN)
    chance = np.where(place == "VEHICULE", SEEN_IN_VEHICLES, chance)
    seen = uniform(setting.noise("vue", household, night)) < chance
    state, passed = chosen["couverture"].to_numpy(), uniform(setting.noise("passage", household, night)) < WALKED
    walked = (state == "COUVERT") | ((state == "PARTIEL") & passed)
    seen &= walked & (rank <= PERIMETERS[edition.perimeter])
    there = there.select("menage_id", "recours_115", "composition_code", "etat", "jour_parcours").with_columns(
        secteur_id=chosen["secteur_id"], couverture=chosen["couverture"], type_lieu=pl.Series(place.astype(str)),
        rang_lieu=pl.Series(rank), est_vue=pl.Series(seen),
    )  # fmt: skip
    every = there.join(world.personnes, on="menage_id", how="inner", maintain_order="left").sort("personne_id")
    drawn = pick(setting.noise("reponse", every["personne_id"].to_numpy(), night), list(ANSWERS.values()))
    return every.with_columns(reponse=pl.Series(list(ANSWERS)).gather(pl.Series(drawn)))


def _places(world: World, there: pl.DataFrame, household, night: int):
    import numpy as np

    bits, state = world.setting.noise("lieu", household, night), there["etat"].to_numpy()
    found = np.full(there.height, "RUE", dtype="U20")
    for which, weights in PLACES.items():
        mine = state == which
        found[mine] = np.array(list(weights))[pick(bits[mine], list(weights.values()))]
    return found
