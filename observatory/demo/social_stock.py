"""The active requests for a social home at the end of each year, as the register publishes them: an aggregate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from observatory.demo.dialects import MENTION
from observatory.demo.draws import below, uniform
from observatory.demo.housing import HOUSED_MODELS, declared, key_of, located
from observatory.demo.setting import day
from observatory.demo.social_demand import SECOND_NUMBER

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

ASKING = 0.45  # households without a home that have an active request
BACKGROUND_PER_10000 = 400  # active requests of the others, for 10 000 inhabitants (2,7 millions in France)
FIRST_QUARTILE = {True: 75, False: 28}  # per cent, without a home or not
MASKED_BELOW = 5
COUNTS = ("nb_demandes_actives", "nb_dont_mutation", "nb_dont_premier_quartile")


def active_files(world: World) -> tuple[dict[str, bytes], list[dict]]:
    """`sne/fictif-sne-demandes-actives-<year>T4.csv`: wished EPCI × modele_logement and TOTAL on 31 December.

    A count from 1 to 4 is written `<5`; the list of defects says how many are.
    """
    import polars as pl

    files, defects = {}, []
    for year in range(world.setting.years[0], world.setting.years[1] + 1):
        found = pl.concat([_without_home(world, year), _with_home(world, year)])
        table = _table(world, found, year)
        masked = [pl.when(pl.col(c).is_between(1, MASKED_BELOW - 1)).then(pl.lit("<5")).otherwise(c) for c in COUNTS]
        written = table.with_columns(expr.alias(name) for name, expr in zip(COUNTS, masked, strict=True))
        name = f"sne/fictif-sne-demandes-actives-{year}T4.csv"
        files[name] = written.write_csv().encode()
        hidden = sum(int(written[c].eq("<5").sum()) for c in COUNTS)
        defects.append({"fichier": name, "defaut": "EFFECTIF_MASQUE", "nombre": hidden})
    return files, defects


def _without_home(world: World, year: int) -> pl.DataFrame:
    """Requests of the households without a home that day: `epci, modele, nombre`, one for each of their numbers."""
    import numpy as np
    import polars as pl

    setting, when = world.setting, day(date(year, 12, 31))
    present = world.episodes.filter((pl.col("jour_debut") <= when) & (pl.col("jour_fin") > when)).with_columns(
        cle=key_of()
    )
    home, key = present["menage_id"].to_numpy().astype(np.int64), present["cle"].to_numpy()
    here = setting.departement_of[present["commune"].to_numpy()].astype(np.int64)
    shift = 1 + below(setting.noise("autre_departement", key), len(setting.departements) - 1)
    other = setting.commune_in((here + shift) % len(setting.departements), setting.noise("autre_commune", key))
    asks = present.with_columns(
        modele=declared(setting, key, present["etat"].to_numpy()),
        second=pl.Series(uniform(setting.noise("second", key)) < SECOND_NUMBER),
        autre=pl.Series(other),
    ).filter(pl.Series(uniform(setting.noise("demande_active", home)) < ASKING))
    numbers = [asks.select("modele", epci=located(world, "epci_code"))]
    numbers.append(asks.filter("second").select("modele", epci=located(world, "epci_code", "autre")))
    return pl.concat(numbers).group_by("epci", "modele").agg(nombre=pl.len().cast(pl.Int64))


def _with_home(world: World, year: int) -> pl.DataFrame:
    """Requests of the others, from the inhabitants of each EPCI, a tenth more or less by year."""
    import polars as pl

    people = world.country.group_by("epci_code").agg(pl.col("pop_municipale").cast(pl.Int64).sum()).sort("epci_code")
    shares = pl.DataFrame({"modele": list(HOUSED_MODELS), "poids": list(HOUSED_MODELS.values())})
    grid = people.with_row_index("rang").join(shares.with_row_index("numero"), how="cross")
    keys = [grid[name].to_numpy() for name in ("rang", "numero")]
    varied = 900 + below(world.setting.noise("stock", *keys, year), 201)
    each = pl.col("pop_municipale") * BACKGROUND_PER_10000 * pl.col("poids") // (10_000 * sum(HOUSED_MODELS.values()))
    return grid.select("modele", epci="epci_code", nombre=each * pl.Series(varied) // 1000).select(
        "epci", "modele", "nombre"
    )


def _table(world: World, found: pl.DataFrame, year: int) -> pl.DataFrame:
    import polars as pl

    having = pl.col("modele").is_in(list(HOUSED_MODELS))
    poorest = pl.when(having).then(FIRST_QUARTILE[False]).otherwise(FIRST_QUARTILE[True])
    cells = found.group_by("epci", "modele").agg(pl.col("nombre").sum()).with_columns(
        mutation=pl.when(pl.col("modele") == "HLM").then("nombre").otherwise(0),
        quartile=pl.col("nombre") * poorest // 100,
    )  # fmt: skip
    total = (
        cells.group_by("epci").agg(pl.col("nombre", "mutation", "quartile").sum()).with_columns(modele=pl.lit("TOTAL"))
    )
    rows = pl.concat([cells, total.select(cells.columns)]).filter(pl.col("nombre") > 0).sort("epci", "modele")
    wait = below(world.setting.noise("anciennete", rows["epci"].str.slice(1).cast(pl.Int64).to_numpy(), year), 120)
    return rows.select(
        date_arrete=pl.lit(date(year, 12, 31)),
        territoire_souhaite_code_type=pl.lit("SIREN_EPCI"),
        territoire_souhaite_code="epci",
        millesime_cog=pl.lit(2025),
        modele_logement="modele",
        nb_demandes_actives="nombre",
        nb_dont_mutation="mutation",
        nb_dont_premier_quartile="quartile",
        anciennete_mediane_mois=pl.format("{}.{}", 18 + pl.Series(wait) // 10, pl.Series(wait) % 10),
        est_premiere_commune=pl.lit("O"),
        mention=pl.lit(MENTION),
    )
