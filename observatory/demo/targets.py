"""The published orders of magnitude that the demo world is held against, and what it obtains.

The limits say how far the world may stand from a figure published for other places and other years: an order of
magnitude, not an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.calls import MOTIVES, requests
from observatory.demo.setting import day
from observatory.demo.truth import sizes

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

_115 = "https://banquedesterritoires.fr/le-nombre-de-demandes-au-115-progresse-de-24-entre-2012-et-2014"
_SURVEY = "https://ash.tm.fr/hebdo/2935/cote-terrain/la-reduction-des-nuitees-hotelieres-na-pas-ete-compensee-par-dautres-reponses-409095.php"
_WINTER = "https://innovapresse.com/magazine/179-le-logement/30119-barometre-du-115-4-de-demandes-d-hebergement-entre-les-deux-hivers-2.html"
_PARIS = "https://www.apur.org/fr/nos-travaux/personnes-situation-rue-paris-nuit-15-16-fevrier-2018"
_P177 = "https://www.budget.gouv.fr/files/uploads/extract/2023/PLF/BG/PGM/177/FR_2023_PLF_BG_PGM_177_PERF.html"
_PLACES = "https://www.budget.gouv.fr/files/uploads/extract/2022/PLR/BG/PGM/177/FR_2022_PLR_BG_PGM_177_STRAT.html"
_BAROMETRE = "https://github.com/etalab/barometre-resultats"


@dataclass(frozen=True)
class Target:
    """A published figure, the limits that the world must keep within, and its source."""

    repere: str
    publie: float
    bas: float
    haut: float
    source: str


TARGETS = {
    "demandes_par_personne": Target("Demandes 115 par personne dans l’année", 8.1, 5, 12, _115),
    "demandes_par_personne_hiver": Target("Demandes 115 par personne, de novembre à mars", 7.2, 4.5, 10, _115),
    "part_jamais_heberges_hiver": Target("Personnes jamais hébergées de l’hiver, en %", 48, 35, 60, _WINTER),
    "part_jamais_heberges_mois": Target("Personnes jamais hébergées en octobre, en %", 58, 45, 70, _SURVEY),
    "part_non_pourvues_hiver": Target("Demandes non pourvues de l’hiver, en %", 55, 42, 68, _WINTER),
    "part_absence_place": Target("Absence de place parmi les motifs de non-attribution, en %", 68, 60, 76, _WINTER),
    "part_sans_appel": Target("Personnes dehors une nuit de janvier qui n’appellent jamais le 115, en %", 65, 55, 75, _PARIS),
    "part_rue_plus_1_an": Target("Personnes dehors qui ont perdu leur logement depuis plus d’un an, en %", 46, 36, 70, _PARIS),
    "part_rue_plus_5_ans": Target("Personnes dehors qui ont perdu leur logement depuis plus de cinq ans, en %", 20, 8, 30, _PARIS),
    "places_pour_10000": Target("Personnes hébergées pour 10 000 habitants", 29.5, 18, 42, _PLACES),
    "relogements_pour_10000": Target("Ménages sans domicile relogés dans l’année pour 10 000 habitants", 4.1, 3, 6, _BAROMETRE),
    "part_attributions": Target("Part des attributions aux ménages sans domicile, en %", 6.3, 4, 8, _P177),
}  # fmt: skip


def measured(world: World) -> pl.DataFrame:
    """What the world obtains: `repere`, `publie`, `obtenu`, `bas`, `haut`, `source`, one row per target.

    The year is the last but one; the night is the 22 January that follows; the winter goes from November to March.
    """
    import polars as pl

    from observatory.demo.housing import p177_share

    year = world.setting.years[1] - 1
    asked = _asked(world, day(date(year, 1, 1)), day(date(year + 1, 4, 1)))
    winter = asked.filter(pl.col("date_nuit") >= day(date(year, 11, 1)))
    october = asked.filter(pl.col("date_nuit").is_between(day(date(year, 10, 1)), day(date(year, 10, 31))))
    calendar = asked.filter(pl.col("date_nuit") < day(date(year + 1, 1, 1)))
    obtained = {
        "demandes_par_personne": _per_person(calendar),
        "demandes_par_personne_hiver": _per_person(winter),
        "part_jamais_heberges_hiver": _never_met(winter),
        "part_jamais_heberges_mois": _never_met(october),
        "part_non_pourvues_hiver": 100 * (winter["reponse"] == 1).mean(),
        "part_absence_place": _no_place(winter),
        **_one_night(world, day(date(year + 1, 1, 22))),
        "relogements_pour_10000": _rehoused(world, year),
        "part_attributions": 100 * p177_share(world, year),
    }
    rows = [(t.repere, t.publie, round(obtained[key], 1), t.bas, t.haut, t.source) for key, t in TARGETS.items()]
    return pl.DataFrame(rows, schema=["repere", "publie", "obtenu", "bas", "haut", "source"], orient="row")


def _asked(world: World, first: int, last: int) -> pl.DataFrame:
    """Answered requests for a place, with the size of their household."""
    import polars as pl

    places = range(len(world.setting.departements))
    every = pl.concat([requests(world, place, first, last) for place in places])
    return every.filter(pl.col("type_demande") == 0, pl.col("reponse") < 2).join(sizes(world), on="menage_id")


def _per_person(asked: pl.DataFrame) -> float:
    """Requests counted once per person, over distinct persons."""
    return asked["nb_personnes"].sum() / asked.unique("menage_id")["nb_personnes"].sum()


def _never_met(asked: pl.DataFrame) -> float:
    import polars as pl

    by_household = asked.group_by("menage_id").agg(met=(pl.col("reponse") == 0).any(), n=pl.col("nb_personnes").first())
    return 100 * by_household.filter(~pl.col("met"))["n"].sum() / by_household["n"].sum()


def _no_place(asked: pl.DataFrame) -> float:
    refused = asked.filter(asked["reponse"] == 1)["motif"]
    return 100 * (refused == list(MOTIVES).index("ABSENCE_PLACE_DISPONIBLE")).mean()


def _one_night(world: World, night: int) -> dict[str, float]:
    """What a perfect count of that night would say."""
    import polars as pl

    there = world.episodes.filter(pl.col("jour_debut") <= night, pl.col("jour_fin") > night)
    there = there.join(world.menages, on="menage_id").join(sizes(world), on="menage_id")
    outside = there.filter(pl.col("etat").is_in(list(rates.OUTSIDE)))
    inhabitants = world.setting.communes["pop_municipale"].sum()

    def share(kept: pl.Expr) -> float:
        return 100 * outside.filter(kept)["nb_personnes"].sum() / outside["nb_personnes"].sum()

    hosted = there.filter(pl.col("etat").is_in(list(rates.SHELTERED)))["nb_personnes"].sum()
    return {
        "part_sans_appel": share(pl.col("recours_115") == 0),
        "part_rue_plus_1_an": share(pl.col("jour_parcours") <= night - 365),
        "part_rue_plus_5_ans": share(pl.col("jour_parcours") <= night - 5 * 365),
        "places_pour_10000": 10_000 * hosted / inhabitants,
    }


def _rehoused(world: World, year: int) -> float:
    from observatory.demo.housing import monthly_rehoused

    found = monthly_rehoused(world)
    return (
        10_000
        * found.filter(found["mois"].dt.year() == year)["menages"].sum()
        / world.setting.communes["pop_municipale"].sum()
    )
