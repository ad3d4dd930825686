"""The codes of communes, EPCI and EPT that exist or have existed: the list that ships, and the official files received."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import FOLDER
from observatory.home import Home

if TYPE_CHECKING:
    import polars as pl


# the Seine before 1968 and Corsica before 1976: today these are postal codes, never codes of communes
POSTAL = r"^(20\d{3}|750\d{2})$"


LISTS = ("cog_commune", "cog_historique", "cog_outremer", "epci_commune")


@dataclass(frozen=True)
class KnownCodes:
    """`communes`: every code that is or was one (arrondissements too); `actuelles`: those of the latest list.

    `groupements`: SIREN of the EPCI and EPT of every vintage known.
    """

    communes: frozenset[str]
    actuelles: frozenset[str]
    groupements: frozenset[str]


def known_codes(home: Home | None, folder: Path = FOLDER) -> KnownCodes:
    """What the home's reference files and the shipped list know; the shipped list alone without a home."""
    paths = [(name, path) for name in LISTS for path in _paths(home, name)]
    return _known(folder, tuple((name, path, path.stat().st_mtime_ns) for name, path in paths))


@lru_cache(maxsize=4)
def _known(folder: Path, lists_received: tuple[tuple[str, Path, int], ...]) -> KnownCodes:
    import polars as pl

    shipped = pl.read_parquet(folder / "nomenclatures" / "communes.parquet")
    lists = [
        shipped.select("commune_code", "type_commune", "millesime_cog"),
        _column(lists_received, "cog_commune", "commune_code", "type_commune", "millesime_cog"),
    ]
    every = pl.concat([frame for frame in lists if frame is not None])
    lasting = pl.col("type_commune").is_in(["COM", "ARM"])
    latest = every.filter(lasting & (pl.col("millesime_cog") == pl.col("millesime_cog").max()))
    more = [_column(lists_received, contract, "commune_code") for contract in LISTS if contract != "cog_commune"]
    groups = [shipped["epci_code"], shipped["ept_code"]]
    groups += [
        frame["epci_code"] for frame in [_column(lists_received, "epci_commune", "epci_code")] if frame is not None
    ]
    former = pl.concat([every.select("commune_code"), *(frame for frame in more if frame is not None)]).unique()
    current = frozenset(latest["commune_code"])
    return KnownCodes(
        current.union(former.filter(~pl.col("commune_code").str.contains(POSTAL))["commune_code"]),
        current,
        frozenset(pl.concat(groups).drop_nulls()),
    )


def _paths(home: Home | None, contract: str) -> list[Path]:
    return sorted((home.lake / contract).glob("*.parquet")) if home else []


def _column(lists_received: tuple, contract: str, *columns: str) -> pl.DataFrame | None:
    """Columns of a reference contract's partitions; None when none was received."""
    import polars as pl

    paths = [path for name, path, _ in lists_received if name == contract]
    return pl.concat([pl.read_parquet(path, columns=list(columns)) for path in paths]) if paths else None
