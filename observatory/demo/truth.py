"""What really happened in the demo world, to hold every estimator against. The pipeline never reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo import rates

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World


def truth_tables(world: World) -> dict[str, pl.DataFrame]:
    """Name → table: `menages`, `personnes` (without names), `episodes`, `parcours` (one row per loss of a home, with its
    duration and issue), `nuits` (people by night, département and situation), `flux` (entries and exits by month)."""
    import polars as pl

    episodes = _dated(world)
    journeys = _journeys(episodes)
    return {
        "menages": world.menages.select(
            pl.exclude("commune", "jour_entree"), date_entree=pl.col("jour_entree").cast(pl.Date)
        ),
        "personnes": world.personnes.select(
            "personne_id",
            "menage_id",
            "rang",
            "est_enfant",
            "sexe",
            date_naissance=pl.col("jour_naissance").cast(pl.Date),
        ),
        "episodes": episodes,
        "parcours": journeys,
        "nuits": _nights(world),
        "flux": _flows(world, journeys),
    }


def _dated(world: World) -> pl.DataFrame:
    """Episodes with names and dates; `date_fin` and `suivant` are empty when the episode outlives the simulation."""
    import polars as pl

    names, communes = pl.Series(list(rates.STATES)), world.setting.communes
    over = pl.col("jour_fin") < world.setting.end
    return world.episodes.select(
        "menage_id",
        "rang",
        etat=names.gather(world.episodes["etat"].cast(pl.UInt32)),
        commune_code=communes["commune_code"].gather(world.episodes["commune"].cast(pl.UInt32)),
        departement_code=communes["departement_code"].gather(world.episodes["commune"].cast(pl.UInt32)),
        date_parcours=pl.col("jour_parcours").cast(pl.Date),
        date_debut=pl.col("jour_debut").cast(pl.Date),
        date_fin=pl.when(over).then(pl.col("jour_fin").cast(pl.Date)),
        suivant=pl.when(over).then(names.gather(world.episodes["suivant"].cast(pl.UInt32))),
        est_saisonnier="est_saisonnier",
    )


def _journeys(episodes: pl.DataFrame) -> pl.DataFrame:
    """One row per time that a household was without a home: dates, issue and duration in days."""
    import polars as pl

    ends = episodes.group_by("menage_id", "date_parcours", maintain_order=True).agg(
        pl.col("departement_code").last(), pl.col("date_fin").last(), pl.col("suivant").last()
    )
    return ends.select(
        "menage_id",
        "departement_code",
        date_debut="date_parcours",
        date_fin="date_fin",
        issue="suivant",
        duree_jours=(pl.col("date_fin") - pl.col("date_parcours")).dt.total_days(),
    )


def _nights(world: World) -> pl.DataFrame:
    """Households and persons by night, département and situation: those whose episode holds that night."""
    import numpy as np
    import polars as pl

    setting, found = world.setting, world.episodes
    days, states, places = setting.end - setting.start, rates.INSERTION + 1, len(setting.departements)
    start = np.clip(found["jour_debut"].to_numpy() - setting.start, 0, days)
    stop = np.clip(found["jour_fin"].to_numpy() - setting.start, 0, days)
    cell = setting.departement_of[found["commune"].to_numpy()].astype(np.int64) * states + found["etat"].to_numpy()
    size = found.join(sizes(world), on="menage_id", how="left", maintain_order="left")["nb_personnes"].to_numpy()

    def running(weight: np.ndarray) -> np.ndarray:
        change = np.zeros((places * states, days + 1), np.int64)
        np.add.at(change, (cell, start), weight)
        np.add.at(change, (cell, stop), -weight)
        return change.cumsum(axis=1)[:, :days].T.ravel()

    grid = np.arange(days * places * states)
    return pl.DataFrame(
        {
            "date_nuit": pl.Series((grid // (places * states) + setting.start).astype(np.int32)).cast(pl.Date),
            "departement_code": pl.Series(setting.departements).gather(pl.Series(grid // states % places)),
            "etat": pl.Series(list(rates.STATES)).gather(pl.Series(grid % states)),
            "nb_menages": running(np.ones(found.height, np.int64)),
            "nb_personnes": running(size.astype(np.int64)),
        }
    )


def sizes(world: World) -> pl.DataFrame:
    """`menage_id, nb_personnes`: persons of each household."""
    import polars as pl

    return world.menages.select("menage_id", nb_personnes=pl.col("nb_adultes").cast(pl.Int64) + pl.col("nb_enfants"))


def _flows(world: World, journeys: pl.DataFrame) -> pl.DataFrame:
    """Households that lose their home and that leave it, by month, département and issue (empty for an entry)."""
    import polars as pl

    def by_month(column: str, issue: pl.Expr) -> pl.DataFrame:
        seen = journeys.filter(pl.col(column).cast(pl.Int32).is_between(world.setting.start, world.setting.end - 1))
        keys = [pl.col(column).dt.truncate("1mo").alias("mois"), "departement_code", issue.alias("issue")]
        return seen.group_by(keys).agg(nb_menages=pl.len())

    entries = by_month("date_debut", pl.lit(None, pl.String)).with_columns(sens=pl.lit("ENTREE"))
    exits = by_month("date_fin", pl.col("issue")).with_columns(sens=pl.lit("SORTIE"))
    return pl.concat([entries, exits]).sort("mois", "departement_code", "sens", "issue")
