"""The events of the demo world, as staff write them by hand: what explains a break in a series."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from observatory.demo.setting import EPOCH, day

if TYPE_CHECKING:
    from observatory.demo.simulation import World

# Partnership of an accelerated territory: type, days after the announcement, words.
PARTNERSHIP = (
    ("PARTENARIAT_COORDINATION", 120, "coordinateur en poste"),
    ("PARTENARIAT_CONVENTION", 240, "accord d’attribution signé avec les bailleurs"),
    ("PARTENARIAT_PLATEFORME", 400, "plateforme d’accompagnement ouverte"),
)
Event = tuple[str, int, int | None, str, str, int | None, str]  # type, days, territory (type, code), places, words


def event_files(world: World, siao_change: tuple[str, int]) -> dict[str, bytes]:
    """`evenements/fictif-evenements.csv`, one row per event, by date: path in `incoming/` → content.

    `siao_change`: the département whose SIAO changes its instructions, and the day (days since 1970).
    """
    import polars as pl

    place, when = siao_change
    found: list[Event] = [*_seasons(world), *_lockdown(world), *_openings(world), *_partnerships(world)]
    found.append(("CHANGEMENT_CONSIGNE", when, None, "DEP", place, None, "nouvelle consigne de saisie au SIAO"))
    names = ["type_evenement", "debut", "fin", "territoire_code_type", "territoire_code", "nb_places", "mots"]
    schema = dict(zip(names, [pl.String, pl.Int32, pl.Int32, pl.String, pl.String, pl.Int64, pl.String], strict=True))
    start = pl.col("debut").cast(pl.Date)
    key = pl.format("{}-{}-{}", start.cast(pl.String), "type_evenement", "territoire_code")
    table = pl.DataFrame(found, schema=schema, orient="row").select(
        evenement_id=key,
        type_evenement="type_evenement",
        date_debut=start,
        date_fin=pl.col("fin").cast(pl.Date),
        territoire_code_type="territoire_code_type",
        territoire_code="territoire_code",
        nb_personnes=pl.lit(None, pl.Int64),
        nb_places="nb_places",
        niveau_plan_grand_froid=pl.when(pl.col("type_evenement") == "PLAN_GRAND_FROID").then(pl.lit("1")),
        description=pl.format("Données fictives : {}", "mots"),
        source_url=pl.format("https://exemple.invalid/evenements/{}", key),
        est_public=pl.lit("O"),
    )
    return {"evenements/fictif-evenements.csv": table.sort("date_debut", "evenement_id").write_csv().encode()}


def _regions(world: World) -> list[str]:
    return world.country["region_code"].unique().sort().to_list()


def _seasons(world: World) -> list[Event]:
    """The winter plan of each département and the truce of each région, from November to March."""
    found: list[Event] = []
    for year in range(world.setting.years[0], world.setting.years[1] + 1):
        first, last = day(date(year, 11, 1)), day(date(year + 1, 3, 31))
        plan = "plan hivernal, places ouvertes du 1er novembre au 31 mars"
        found += [("PLAN_GRAND_FROID", first, last, "DEP", place, None, plan) for place in world.setting.departements]
        found += [("TREVE_HIVERNALE", first, last, "REG", place, None, "trêve hivernale") for place in _regions(world)]
    return found


def _lockdown(world: World) -> list[Event]:
    first, after = world.setting.lockdown
    words = "confinement, mises à l’abri et attributions ralenties"
    return [("CRISE_SANITAIRE", first, after - 1, "REG", place, None, words) for place in _regions(world)]


def _openings(world: World) -> list[Event]:
    places = world.setting.departements
    words = "ouverture de places d’hébergement d’urgence"
    opened = world.setting.openings()
    return [("OUVERTURE_PLACES", when, None, "DEP", places[rank], count, words) for when, rank, count in opened]


def _partnerships(world: World) -> list[Event]:
    """What is set up in each accelerated territory after its announcement, until the end of the files."""
    from observatory.demo.programme import TERRITORIES, WAVES

    last = EPOCH + timedelta(days=world.setting.end)
    return [
        (kind, day(WAVES[one.vague] + timedelta(days=delay)), None, one.niveau, one.code, None, words)
        for one in TERRITORIES
        for kind, delay, words in PARTNERSHIP
        if WAVES[one.vague] + timedelta(days=delay) < last
    ]
