"""Where and when the demo world takes place: its years, its communes, what is accelerated, the events that mark it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.draws import noise

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

EPOCH = date(1970, 1, 1)


def day(when: date) -> int:
    """Days since 1 January 1970."""
    return (when - EPOCH).days


@dataclass(frozen=True)
class Setting:
    """The frame of one simulation. `communes`: `commune_code, departement_code, epci_code, pop_municipale`, in order;
    `accelerated`: `vague, date_annonce, commune_code`, the territories of the Logement d’abord."""

    seed: int
    years: tuple[int, int]
    communes: pl.DataFrame
    accelerated: pl.DataFrame

    def noise(self, name: str, *keys: np.ndarray | int) -> np.ndarray:
        """64 random bits per key; see `draws.noise`."""
        return noise(self.seed, name, *keys)

    @property
    def start(self) -> int:
        """First day of the files."""
        return day(date(self.years[0], 1, 1))

    @property
    def end(self) -> int:
        """The day after the last one."""
        return day(date(self.years[1] + 1, 1, 1))

    @property
    def lockdown(self) -> tuple[int, int]:
        """First day of the lockdown and the day after its last: 17 March to 11 May of the second year."""
        year = min(self.years[0] + 1, self.years[1])
        return day(date(year, 3, 17)), day(date(year, 5, 12))

    @cached_property
    def departements(self) -> list[str]:
        """Codes of the départements, sorted."""
        return self.communes["departement_code"].unique().sort().to_list()

    @cached_property
    def departement_of(self) -> np.ndarray:
        """Rank of the département of each commune."""
        import polars as pl

        return (
            self.communes["departement_code"].cast(pl.Enum(self.departements)).to_physical().to_numpy().astype("int8")
        )

    def all_years(self) -> np.ndarray:
        """The years simulated: those of the files and the years of life before."""
        import numpy as np

        return np.arange(self.years[0] - rates.BURN_IN_YEARS, self.years[1] + 1)

    def first_day(self, years: np.ndarray) -> np.ndarray:
        """The first of January of each year, in days since 1970."""
        import numpy as np

        return (np.asarray(years) - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)

    def entries(self) -> np.ndarray:
        """Households that lose their home: years × départements, integers."""
        import numpy as np

        people = np.bincount(self.departement_of, self.communes["pop_municipale"].to_numpy()).astype(np.int64)
        growth = 1 + rates.ENTRY_GROWTH * np.maximum(0, self.all_years() - self.years[0])
        return (growth[:, None] * (people * rates.ENTRIES_PER_10000)[None, :]).astype(np.int64) // 10_000

    @cached_property
    def _weights(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Cumulative weights of the communes sorted by département, their order, and where each département starts."""
        import numpy as np

        order = np.argsort(self.departement_of, kind="stable")
        owner = self.departement_of[order]
        first = np.r_[True, owner[1:] != owner[:-1]]
        people = self.communes["pop_municipale"].to_numpy()[order].astype(np.int64)
        largest = np.array([people[owner == d].max() for d in range(len(self.departements))])
        weight = people * np.where(people == largest[owner], rates.SEAT_WEIGHT, 1)
        return np.cumsum(weight), order, np.flatnonzero(first)

    def commune_in(self, departement: np.ndarray, bits: np.ndarray) -> np.ndarray:
        """A commune (rank) of each département (rank), the main town more often than its inhabitants say."""
        import numpy as np

        limits, order, starts = self._weights
        before = np.r_[0, limits][starts]
        size = np.r_[before[1:], limits[-1]] - before
        share = (bits >> np.uint64(40)).astype(np.int64)  # 24 bits: the product stays exact
        return order[
            np.searchsorted(limits, before[departement] + share * size[departement] // (1 << 24), side="right")
        ]

    def acceleration(self) -> tuple[np.ndarray, np.ndarray]:
        """For each commune, the wave that accelerates it first (0: none) and the day of its announcement."""
        import numpy as np
        import polars as pl

        first = self.accelerated.sort("date_annonce").unique("commune_code", keep="first", maintain_order=True)
        joined = self.communes.join(first, on="commune_code", how="left", maintain_order="left")
        since = joined["date_annonce"].cast(pl.Int32).fill_null(2**30)
        return joined["vague"].fill_null(0).to_numpy(), since.to_numpy().astype(np.int64)

    def openings(self) -> list[tuple[int, int, int]]:
        """Openings of places: (day, rank of the département, places), one in each département every other year, of
        one place for 7 000 inhabitants."""
        import numpy as np

        people = np.bincount(self.departement_of, self.communes["pop_municipale"].to_numpy()).astype(np.int64)
        found = []
        for rank in range(len(self.departements)):
            for year in range(self.years[0] + rank % 2, self.years[1] + 1, 2):
                found.append((day(date(year, 10, 15)), rank, int(people[rank]) // 7_000))
        return found
