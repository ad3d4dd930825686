"""Who gets a social home: households without a home, those who had one, and what acceleration changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.draws import below, draw, pick, quantiles, uniform

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import polars as pl

    from observatory.demo.setting import Setting
    from observatory.demo.simulation import World

# Home declared before the allocation [sne_modele_logement], by situation, with integer weights.
MODELS = {
    rates.RUE: {"SD": 1}, rates.VEHICULE: {"SD": 50, "CAMCAR": 50}, rates.SQUAT: {"SQUAT": 60, "SD": 40},
    rates.TIERS: {"CP": 45, "CPE": 30, "SLHT": 25}, rates.URGENCE: {"SH": 1}, rates.INSERTION: {"SH": 1},
    rates.HOTEL: {"HOT": 85, "RHVS": 15},
}  # fmt: skip
HOUSED_MODELS = {
    "HLM": 310, "LP": 300, "CPE": 120, "CP": 90, "RS": 60, "LTG": 45, "SLHT": 25, "POCC": 20, "RE": 15, "FONC": 10,
    "CDEFCM": 5,
}  # fmt: skip
# With the 5 or so of households without a home, 62 allocations a year for 10 000 inhabitants (420 000 in France).
BACKGROUND_PER_10000 = 57
HOUSED_PERSONS = (1, 1, 1, 1, 2, 2, 3, 3, 4, 5)  # each as likely
DNA_SHARE = 0.08  # of the structures d’hébergement: the asylum system, term B of P177
DEPOSIT = {0: 365, 500: 700, 800: 1200, 950: 1700, 1000: 2190}  # days from the deposit to the radiation
COUNTED = ("SH", "HOT", "RHVS", "SD")  # A and C of indicator 1.1 of programme 177 (PAP 2023)
ENTRY = 10_000  # episodes a household can have: keys of draws


@dataclass(frozen=True)
class Files:
    """`files`: path in `incoming/` → content; `truth`: name → table; `defects`: one `fichier, defaut, nombre` each."""

    files: dict[str, bytes]
    truth: dict[str, pl.DataFrame] = field(default_factory=dict)
    defects: list[dict] = field(default_factory=list)


def sne_files(world: World, write: Callable[[str, bytes], None]) -> tuple[list[dict], dict[str, pl.DataFrame]]:
    """Write the files of the register through `write`: allocations (`social_demand`), active requests
    (`social_stock`); return their defects and the truth."""
    from observatory.demo.social_demand import attribution_files
    from observatory.demo.social_stock import active_files

    dirty = attribution_files(world, write)
    active, masked = active_files(world)
    for name, content in active.items():
        write(name, content)
    return [one for one in dirty + masked if one["nombre"]], truth(world)


def allocations(world: World, margin: int = 0) -> pl.DataFrame:
    """Households whose homelessness ends with a social home in the years of the files (and `margin` days after).

    Columns: `cle` (key of the request), `menage_id`, `jour` (radiation, days since 1970), `commune` (rank, of the
    dwelling), `etat` (before), `modele_logement`, `est_dna`, `jour_depot`, `nb_personnes`.
    """
    import polars as pl

    setting = world.setting
    within = pl.col("jour_fin").is_between(setting.start, setting.end + margin, closed="left")
    size = pl.col("nb_adultes").cast(pl.Int32) + pl.col("nb_enfants")
    found = (
        world.episodes.filter(within & (pl.col("suivant") == rates.SOCIAL))
        .join(world.menages.select("menage_id", nb_personnes=size), on="menage_id", maintain_order="left")
        .with_columns(cle=key_of())
    )
    key = found["cle"].to_numpy()
    found = found.with_columns(modele_logement=declared(setting, key, found["etat"].to_numpy()))
    return found.select(
        "cle", "menage_id", "commune", "etat", "modele_logement", "nb_personnes",
        jour="jour_fin",
        est_dna=(pl.col("modele_logement") == "SH") & pl.Series(uniform(setting.noise("dna", key)) < DNA_SHARE),
        jour_depot=pl.col("jour_fin") - pl.Series(_waited(setting, key)),
    )  # fmt: skip


def background(world: World, margin: int = 0) -> pl.DataFrame:
    """The allocations to households that had a home: the columns of `allocations`, without `menage_id` nor `etat`."""
    import numpy as np
    import polars as pl

    setting = world.setting
    people = np.bincount(setting.departement_of, setting.communes["pop_municipale"].to_numpy()).astype(np.int64)
    counts = people * BACKGROUND_PER_10000 // 10_000
    years = np.arange(setting.years[0], setting.years[1] + 2)
    year = np.repeat(years, counts.sum())
    place = np.tile(np.repeat(np.arange(len(counts)), counts), len(years))
    number = np.tile(np.concatenate([np.arange(count) for count in counts]), len(years))
    key = 10**15 + (year * 100 + place) * 10**7 + number
    day = setting.first_day(year) + below(setting.noise("attribution", key), 365)
    models = pl.Series(list(HOUSED_MODELS))
    return pl.DataFrame(
        {
            "cle": key,
            "jour": day.astype(np.int32),
            "commune": setting.commune_in(place, setting.noise("logement", key)).astype(np.int16),
            "modele_logement": models.gather(pick(setting.noise("modele", key), list(HOUSED_MODELS.values()))),
            "nb_personnes": draw(setting.noise("taille", key), np.array(HOUSED_PERSONS, dtype=np.int32)),
            "est_dna": np.zeros(len(key), dtype=bool),
            "jour_depot": (day - _waited(setting, key)).astype(np.int32),
        }
    ).filter(pl.col("jour") < setting.end + margin)


def key_of() -> pl.Expr:
    """The key of the request of a household, from its episode."""
    import polars as pl

    return pl.col("menage_id").cast(pl.Int64) * ENTRY + pl.col("rang")


def located(world: World, column: str, rank: str = "commune") -> pl.Expr:
    """A column of the country (`commune_code`, `epci_code`…) for a column of ranks of communes."""
    import polars as pl

    return pl.lit(world.country[column]).gather(pl.col(rank).cast(pl.UInt32))


def declared(setting: Setting, key: np.ndarray, state: np.ndarray) -> pl.Series:
    """The home [sne_modele_logement] that a household without one declares, by situation."""
    import numpy as np
    import polars as pl

    bits, found = setting.noise("modele", key), np.full(len(key), "SD", dtype="U6")
    for before, weights in MODELS.items():
        drawn = np.array(list(weights))[pick(bits, list(weights.values()))]
        found = np.where(state == before, drawn, found)
    return pl.Series(found.tolist(), dtype=pl.String)


def _waited(setting: Setting, key: np.ndarray) -> np.ndarray:
    import numpy as np

    return draw(setting.noise("depot", key), quantiles(DEPOSIT)).astype(np.int32)


def monthly_rehoused(world: World) -> pl.DataFrame:
    """Households of A − B + C rehoused: `code` (département), `mois` (first day), `menages`; every month is there."""
    import polars as pl

    setting = world.setting
    first, last = setting.years
    months = pl.date_range(pl.date(first, 1, 1), pl.date(last, 12, 1), "1mo", eager=True).alias("mois")
    places = pl.Series("code", setting.departements)
    found = (
        allocations(world)
        .filter(pl.col("modele_logement").is_in(COUNTED) & ~pl.col("est_dna"))
        .group_by(
            code=located(world, "departement_code"),
            mois=pl.col("jour").cast(pl.Date).dt.truncate("1mo"),
        )
        .agg(menages=pl.len().cast(pl.Int64))
    )
    grid = places.to_frame().join(months.to_frame(), how="cross").join(found, on=["code", "mois"], how="left")
    return grid.with_columns(pl.col("menages").fill_null(0)).sort("code", "mois")


def p177_share(world: World, year: int) -> float:
    """Indicator 1.1 of programme 177, ((A − B) + C) / D, among the allocations of a year (0 to 1)."""
    import polars as pl

    in_year = pl.col("jour").cast(pl.Date).dt.year() == year
    every = sum(frame.filter(in_year).height for frame in (allocations(world), background(world)))
    rehoused = monthly_rehoused(world).filter(pl.col("mois").dt.year() == year)["menages"].sum()
    return rehoused / every


def truth(world: World) -> dict[str, pl.DataFrame]:
    """What happened: `attributions_verite` (`menage_id, jour` (Date)`, commune_code, modele_logement, est_acceleree`)
    and `effet_verite` (`territoire_id` or HORS, `vague, annee, nb_attributions, nb_attributions_sans_acceleration`).

    The second counts households without a home who got a social one, in this world and in the same one without
    acceleration. A commune in two territories counts in both.
    """
    import polars as pl

    _, since = world.setting.acceleration()
    found = allocations(world).sort("jour", "menage_id")
    happened = found.select(
        "menage_id",
        "modele_logement",
        jour=pl.col("jour").cast(pl.Date),
        commune_code=located(world, "commune_code"),
        est_acceleree=pl.col("jour") >= pl.Series(since[found["commune"].to_numpy()]),
    ).select("menage_id", "jour", "commune_code", "modele_logement", "est_acceleree")
    return {"attributions_verite": happened, "effet_verite": _effect(world)}


def _effect(world: World) -> pl.DataFrame:
    """The two worlds side by side; the one without acceleration starts again from every household."""
    import polars as pl

    from observatory.demo.journeys import episodes
    from observatory.demo.population import households

    without = episodes(world.setting, households(world.setting), accelerated=False)
    real = _counts(world, world.episodes).rename({"nombre": "nb_attributions"})
    other = _counts(world, without).rename({"nombre": "nb_attributions_sans_acceleration"})
    keys = ["territoire_id", "vague", "annee"]
    both = real.join(other, on=keys, how="full", coalesce=True, nulls_equal=True)
    return both.with_columns(pl.exclude(keys).fill_null(0)).sort("territoire_id", "annee")


def _counts(world: World, episodes: pl.DataFrame) -> pl.DataFrame:
    """Allocations by territory and year: `territoire_id, vague, annee, nombre`."""
    import polars as pl

    from observatory.demo.programme import accelerated

    setting = world.setting
    within = pl.col("jour_fin").is_between(setting.start, setting.end, closed="left")
    places = accelerated(world.country).select("territoire_id", "vague", "commune_code")
    return (
        episodes.filter(within & (pl.col("suivant") == rates.SOCIAL))
        .select(commune_code=located(world, "commune_code"), annee=pl.col("jour_fin").cast(pl.Date).dt.year())
        .join(places, on="commune_code", how="left")
        .group_by(pl.col("territoire_id").fill_null("HORS"), "vague", "annee")
        .agg(nombre=pl.len().cast(pl.Int64))
    )
