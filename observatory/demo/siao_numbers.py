"""The numéros uniques that a SIAO writes on its insertion requests: some are missing, some are wrong, some are of elsewhere.

A household that gets a social home has the number of the request that ends with it; one that waits, a number that no
file of allocations holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.dialects import CAPITALS, DIALECTS, SPREADSHEET
from observatory.demo.draws import below, scramble, uniform
from observatory.demo.social_demand import SERIAL, unique_number

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

NO_COLUMN, SELDOM = "Z32", "Z23"  # an old tool, without the column; a SIAO that hardly asks for the number
TYPED_IN = 0.72  # households with an active request whose number is on their insertion requests
TYPED_IN_SELDOM = 0.15
WAITING_ROOM = 500_000_000  # serials of the requests that no file of allocations holds begin there
CUT, SWAPPED, OTHERS, ELSEWHERE = 0.015, 0.015, 0.005, 0.03  # of the numbers written
HEADER = {"numeros_uniques": "Numéros uniques de demande de logement"}


def headers(code: str) -> dict[str, str]:
    """The column of the export of a SIAO, if it has one."""
    return {} if code == NO_COLUMN else HEADER


def written_numbers(
    world: World, place: int, rows: pl.DataFrame, numbers: pl.DataFrame, extraction: int
) -> pl.DataFrame:
    """For each row (an episode with its insertion request): `numero` (the true one, null without a request for a home),
    `jour_bail`, `ecriture` (how it is written: EXACT, ABSENT…) and `numeros_uniques` (the cell).

    `numbers`: `social_demand.numbers`. A number is known once the request is made, and until the episode ends.
    """
    import numpy as np
    import polars as pl

    from observatory.demo.social_stock import ASKING

    setting, code = world.setting, world.setting.departements[place]
    home, rank = rows["menage_id"].to_numpy().astype(np.int64), rows["rang"].to_numpy()
    chance = {
        name: uniform(setting.noise(f"numero_{name}", home, *key))
        for name, key in (("saisi", (place,)), ("faute", (rank,)), ("ailleurs", (place,)))
    }
    asks = pl.Series(uniform(setting.noise("demande_active", home)) < ASKING)
    since = pl.Series(below(setting.noise("depot_en_attente", home), 1100)).cast(pl.Int32)
    found = rows.select(
        "menage_id", "jour_debut", "jour_fin", jour_attente=pl.col("jour_parcours") - 700 + since
    ).with_row_index("ordre")
    found = (
        found.sort("jour_debut")
        .join_asof(
            numbers.sort("jour"),
            left_on="jour_debut",
            right_on="jour",
            by="menage_id",
            strategy="forward",
            check_sortedness=False,
        )
        .sort("ordre")
    )
    waiting = _waiting(setting, place, found, home, chance["ailleurs"])
    known = pl.min_horizontal(pl.col("jour_fin"), pl.lit(extraction))
    found = found.with_columns(
        attente=pl.when(asks & (pl.col("jour_attente") < known)).then(waiting),
        est_obtenue=pl.col("numero").is_not_null(),
    ).with_columns(
        numero=pl.when("est_obtenue").then(pl.when(pl.col("jour_depot") < known).then("numero")).otherwise("attente"),
        autre=pl.when("est_obtenue").then("autre"),
        jour_bail=pl.when("est_obtenue").then("jour_bail"),
    )
    number = pl.col("numero")
    swapped = pl.concat_str(number.str.head(-4), number.str.slice(-3, 1), number.str.slice(-4, 1), number.str.tail(2))
    part = TYPED_IN_SELDOM if code == SELDOM else TYPED_IN
    other = pl.col("numero").shift(1)
    fault = pl.Series(chance["faute"])
    way = (
        pl.when(pl.col("numero").is_null()).then(pl.lit("SANS_DEMANDE"))
        .when((pl.Series(chance["saisi"]) >= part) | pl.lit(code == NO_COLUMN)).then(pl.lit("ABSENT"))
        .when(fault < CUT).then(pl.lit("COUPE"))
        .when((fault < CUT + SWAPPED) & (swapped != number)).then(pl.lit("INVERSE"))
        .when((fault < CUT + SWAPPED + OTHERS) & other.is_not_null()).then(pl.lit("D_UN_AUTRE"))
        .when(pl.col("autre").is_not_null()).then(pl.lit("MULTIPLE"))
        .when(~pl.col("est_obtenue") & (pl.Series(chance["ailleurs"]) < ELSEWHERE)).then(pl.lit("D_AILLEURS"))
        .otherwise(pl.lit("EXACT"))
    )  # fmt: skip
    both = pl.concat_str(number, pl.lit(_between(code)), "autre")
    cell = (
        pl.when(pl.col("ecriture") == "COUPE").then(number.str.head(-1))
        .when(pl.col("ecriture") == "INVERSE").then(swapped)
        .when(pl.col("ecriture") == "D_UN_AUTRE").then(other)
        .when(pl.col("ecriture") == "MULTIPLE").then(both)
        .when(pl.col("ecriture").is_in(["EXACT", "D_AILLEURS"])).then(_spaced(number, code))
    )  # fmt: skip
    return found.with_columns(ecriture=way).select("numero", "jour_bail", "ecriture", numeros_uniques=cell)


def _waiting(setting, place: int, found: pl.DataFrame, home, chance) -> pl.Expr:
    """The number of a request that waits: of this département, or of another for a few."""
    import numpy as np
    import polars as pl

    other = (place + 1 + below(setting.noise("numero_autre", home), len(setting.departements) - 1)) % len(
        setting.departements
    )
    zone = pl.Series(setting.departements).gather(pl.Series(np.where(chance < ELSEWHERE, other, place)))
    serial = pl.Series(scramble(WAITING_ROOM + home, SERIAL))
    return unique_number(zone, pl.col("jour_attente").cast(pl.Date), serial)


def _between(code: str) -> str:
    return {SPREADSHEET.name: " / ", CAPITALS.name: ", "}.get(DIALECTS[code].name, ";")


def _spaced(number: pl.Expr, code: str) -> pl.Expr:
    """One tool writes the number in blocks."""
    import polars as pl

    if DIALECTS[code] is not CAPITALS:
        return number
    ends = ((0, 3), (3, 4), (7, 9), (16, 2))
    return pl.concat_str(*(number.str.slice(at, size) for at, size in ends), separator=" ")


def faults(told: pl.DataFrame) -> dict[str, int]:
    """How many cells of a file are wrong, by defect of the manifest. `told`: the rows that the file holds."""
    import polars as pl

    names = {"COUPE": "NUMERO_COUPE", "INVERSE": "NUMERO_MAL_SAISI", "D_UN_AUTRE": "NUMERO_D_UN_AUTRE",
             "MULTIPLE": "NUMEROS_MULTIPLES", "D_AILLEURS": "NUMERO_D_AILLEURS"}  # fmt: skip
    return {name: told.filter(pl.col("ecriture") == way).height for way, name in names.items()}


def truth(world: World, place: int, told: pl.DataFrame, extraction: int) -> pl.DataFrame:
    """What each insertion request of a file truly is: `siao_dep, groupe_id, menage_id, demande_id, numero, ecriture, date_bail`."""
    import polars as pl

    return told.select(
        pl.lit(world.setting.departements[place]).alias("siao_dep"),
        "groupe_id", "menage_id", "demande_id", "numero", "ecriture",
        date_bail=pl.col("jour_bail").cast(pl.Date), date_extraction=pl.lit(extraction).cast(pl.Date),
    )  # fmt: skip
