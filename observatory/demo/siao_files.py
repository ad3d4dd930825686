"""All the exports of the SIAO, one département after the other, straight to files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from observatory.demo.setting import day
from observatory.demo.siao_people import people_files
from observatory.demo.siao_requests import request_files
from observatory.demo.siao_stays import insertion_file, sheltered, stay_file
from observatory.demo.social_demand import numbers

WORKERS = 2

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from observatory.demo.simulation import World


def write_siao_files(world: World, write: Callable[[str, bytes], None]) -> tuple[list[dict], dict[str, pl.DataFrame]]:
    """Write every file through `write(path, content)`; return the defects and the truth: `identites`,
    `demandes_verite` (requests by SIAO and month before any defect), `numeros_verite` (the numéro unique of each insertion
    request)."""
    from concurrent.futures import ThreadPoolExecutor

    import polars as pl

    with ThreadPoolExecutor(WORKERS) as pool:  # numpy and polars let two départements advance together
        every, known = range(len(world.setting.departements)), numbers(world)
        found = list(pool.map(lambda place: _one_siao(world, place, known, write), every))
    identities = pl.concat(people for _, people, *_ in found).sort("siao_dep", "fiche_id", "date_extraction")
    known = identities.unique(["siao_dep", "fiche_id"], keep="first", maintain_order=True)
    counted = pl.concat(requests for _, _, requests, _ in found)
    counted = counted.group_by("siao_dep", "mois").agg(pl.all().sum()).sort("siao_dep", "mois")
    true = {"identites": known, "demandes_verite": counted, "numeros_verite": pl.concat(told for *_, told in found)}
    return [one for defects, *_ in found for one in defects], true


def _one_siao(world: World, place: int, known: pl.DataFrame, write) -> tuple[list[dict], *tuple[pl.DataFrame, ...]]:
    """The files of one SIAO: their defects, the identities behind its files, its requests by month, their numéros uniques."""
    import polars as pl

    defects, identities, counted, contacts, told = [], [], [], [], []
    for path, content, found_defects, found in request_files(world, place):
        write(path, content)
        defects += found_defects
        contacts.append(_contacts(found, "date_nuit", "date_nuit"))
        counted.append(_counted(world.setting.departements[place], found))
    for year in range(world.setting.years[0] + 1, world.setting.years[1] + 2):
        found_defects, people, numbered = _extraction(world, place, contacts, known, day(date(year, 1, 1)), write)
        defects += found_defects
        identities.append(people)
        told.append(numbered)
    return defects, pl.concat(identities), pl.concat(counted), pl.concat(told)


def _extraction(
    world: World, place: int, contacts: list[pl.DataFrame], numbered: pl.DataFrame, when: int, write
) -> tuple[list[dict], pl.DataFrame, pl.DataFrame]:
    import polars as pl

    stays = _contacts(
        sheltered(world, place, when).with_columns(pl.col("jour_fin").clip(upper_bound=when)), "jour_debut", "jour_fin"
    )
    known = pl.concat([*contacts, stays]).filter(pl.col("premier") < when)
    known = known.with_columns(pl.col("dernier").clip(upper_bound=when)).group_by("menage_id", "dossier").agg(
        pl.col("premier").min(), pl.col("dernier").max()
    )  # fmt: skip
    defects = []
    for path, content, found, *people in people_files(world, place, known, when):
        write(path, content)
        defects += found
        identities = people[0]
    *requests, told = insertion_file(world, place, when, numbered)
    for path, content, found in (stay_file(world, place, when), requests):
        write(path, content)
        defects += found
    return defects, identities, told


def _contacts(found: pl.DataFrame, first: str, last: str) -> pl.DataFrame:
    import polars as pl

    return found.group_by("menage_id", "dossier").agg(premier=pl.col(first).min(), dernier=pl.col(last).max())


def _counted(code: str, found: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return found.group_by(mois=pl.col("date_nuit").cast(pl.Date).dt.truncate("1mo")).agg(
        nb_demandes=pl.len(), nb_non_pourvues=(pl.col("reponse") == 1).sum(), nb_renouvellements=pl.col("est_renouvellement").sum()
    ).select(pl.lit(code).alias("siao_dep"), "mois", "nb_demandes", "nb_non_pourvues", "nb_renouvellements")  # fmt: skip
