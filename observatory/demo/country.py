"""The fictional country of the demonstration: communes on an island, their EPCI and départements, vintage by vintage.

Every code begins with Z, which no official code does, and no name is that of a real place: nothing here can be taken
for a real territory. Whole numbers decide everything: the same country to the byte on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from observatory.contracts.load import FOLDER
from observatory.demo.island import SEED, cells

if TYPE_CHECKING:
    import polars as pl

VINTAGE = 2025
_FIRST = "Orm Bris Lign Sauv Tourn Fond Aub Riv Gal Mér Corv Sél Vern Dour Esp Tav Nour"
_LAST = "elande ivaux esonge ancelle oubise évrelle igrève ondrelle alune ombre essande urelle olisse"


@dataclass(frozen=True)
class Merger:
    """A commune that disappears into another, which keeps its code and takes its `cell` of the island."""

    day: date
    absorbed: str
    into: str
    cell: tuple[int, int]


@dataclass(frozen=True)
class EpciChange:
    """A commune that leaves an EPCI for another of its département."""

    day: date
    commune: str
    before: str
    after: str


MERGER = Merger(date(2024, 1, 1), absorbed="Z2216", into="Z2206", cell=(10, 10))
EPCI_CHANGE = EpciChange(date(2024, 1, 1), commune="Z1315", before="Z00000213", after="Z00000113")


def departements() -> pl.DataFrame:
    """The fictional départements: `code, libelle, region_code`, by code."""
    import polars as pl

    places = pl.read_csv(FOLDER / "nomenclatures" / "departement.csv", separator=";", infer_schema=False)
    return places.filter(pl.col("code").str.starts_with("Z")).select("code", "libelle", "region_code").sort("code")


def fictional_country(departements: pl.DataFrame, scale: float = 1.0, vintage: int = VINTAGE) -> pl.DataFrame:
    """The communes on 1 January of a vintage, one row each, by code: `commune_code, commune_libelle, departement_code,
    region_code, epci_code, epci_libelle, pop_municipale, x, y` (cell of the island).

    `departements`: `code, libelle, region_code`, the fictional ones, in the order of their codes. `scale` multiplies
    the inhabitants of each commune, never fewer than one. MERGER and EPCI_CHANGE say what changes, and when.
    """
    import polars as pl

    inhabitants = (pl.col("pop_municipale") * scale).floor().cast(pl.Int64).clip(1)
    country = _first_state(departements).with_columns(pop_municipale=inhabitants)
    groupings = country.select("epci_code", "epci_libelle").unique()
    if date(vintage, 1, 1) >= MERGER.day:
        country = _merged(country)
    if date(vintage, 1, 1) >= EPCI_CHANGE.day:
        moves = pl.col("commune_code") == EPCI_CHANGE.commune
        country = country.with_columns(
            epci_code=pl.when(moves).then(pl.lit(EPCI_CHANGE.after)).otherwise("epci_code")
        ).update(groupings, on="epci_code")
    return country.sort("commune_code")


def _merged(country: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    gained = country.filter(pl.col("commune_code") == MERGER.absorbed)["pop_municipale"].sum()
    grows = pl.when(pl.col("commune_code") == MERGER.into).then(gained).otherwise(0)
    return country.filter(pl.col("commune_code") != MERGER.absorbed).with_columns(pl.col("pop_municipale") + grows)


def _first_state(departements: pl.DataFrame) -> pl.DataFrame:
    """The country before any change, in the columns of `fictional_country`, at scale 1."""
    import polars as pl

    seat = pl.col("numero") == 1
    placed = cells(departements.height).join(
        departements.with_row_index("rang").cast({"rang": pl.Int64}), on="rang", maintain_order="left"
    )
    of_seat = pl.col("libelle").str.replace("-.*", "-Ville")
    named = placed.with_columns(
        commune_libelle=pl.when(seat).then(of_seat).otherwise(_names(placed.height)),
        epci_code=pl.format("Z{}{}", pl.col("groupe").cast(pl.String).str.zfill(6), pl.col("code").str.slice(1)),
    )
    largest = pl.col("commune_libelle").sort_by("population").last().over("epci_code")
    kind = pl.when(pl.col("groupe") == 0).then(pl.lit("Agglomération")).otherwise(pl.lit("Communauté"))
    return named.select(
        commune_code=pl.col("code") + pl.col("numero").cast(pl.String).str.zfill(2),
        commune_libelle=pl.col("commune_libelle") + " (fictive)",
        departement_code="code",
        region_code="region_code",
        epci_code="epci_code",
        epci_libelle=pl.format("{} de {} (fictive)", kind, largest).str.replace(" de ([AEO])", " d’$1"),
        pop_municipale="population",
        x="x",
        y="y",
    )


def _names(count: int) -> pl.Series:
    import numpy as np
    import polars as pl

    words = pl.Series([first + last for first in _FIRST.split() for last in _LAST.split()])
    return words.gather(np.random.default_rng(SEED).permutation(len(words))[:count])
