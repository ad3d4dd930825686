"""One simulated world: its setting, its people, what happened to them. Files and truth are both made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.demo.journeys import episodes
from observatory.demo.population import households, persons
from observatory.demo.setting import Setting

if TYPE_CHECKING:
    import polars as pl

SEED = 20260122
YEARS = (2019, 2025)


@dataclass(frozen=True)
class World:
    """`country`: the communes of the last vintage, in the order of the ranks `commune`; `menages`, `personnes` (see
    `population`), `episodes` (see `journeys`), those of households with an episode in the years of the files."""

    setting: Setting
    country: pl.DataFrame
    menages: pl.DataFrame
    personnes: pl.DataFrame
    episodes: pl.DataFrame


def setting_of(seed: int = SEED, scale: float = 1.0, years: tuple[int, int] = YEARS) -> tuple[Setting, pl.DataFrame]:
    """The setting of a simulation, and the communes of its country in their last vintage."""
    from observatory.demo.country import departements, fictional_country
    from observatory.demo.programme import accelerated

    country = fictional_country(departements(), scale)
    programme = accelerated(country).select("vague", "date_annonce", "commune_code")
    return Setting(seed, years, country, programme), country


def simulate(seed: int = SEED, scale: float = 1.0, years: tuple[int, int] = YEARS) -> World:
    """The world of a seed: `scale` multiplies inhabitants and people without a home; `years` are those of the files."""
    import polars as pl

    setting, country = setting_of(seed, scale, years)
    menages = households(setting)
    found = episodes(setting, menages)
    seen = menages.filter(pl.col("menage_id").is_in(found["menage_id"].unique().implode()))
    return World(setting, country, seen, persons(setting, menages).filter(_of(seen)), found)


def _of(menages: pl.DataFrame) -> pl.Expr:
    import polars as pl

    return pl.col("menage_id").is_in(menages["menage_id"].implode())
