"""What a release says of itself to a catalogue of data: title, publisher, licence, dates, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.contracts.strict_yaml import read_yaml
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.citing import cited

if TYPE_CHECKING:
    import polars as pl

DESCRIBED = "diffusion/jeu_de_donnees.yaml"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
FICTIONAL = "Données fictives : territoires et chiffres inventés pour la démonstration, à ne pas citer."
_DATED = ("annee", "date_mois", "date_nuit", "periode_debut")


@dataclass(frozen=True)
class About:
    """A release in words. `told` is `diffusion/jeu_de_donnees.yaml`; `sources`: producer, licence and address of what it is made of;
    `first` and `last`: the days between which its figures are (None without figures)."""

    told: Mapping[str, Any]
    version: str
    published: datetime
    citation: str
    licence: str
    is_fictional: bool
    sources: tuple[tuple[str, str, str], ...]
    first: date | None
    last: date | None

    @property
    def title(self) -> str:
        return f"Données fictives – {self.told['titre']}" if self.is_fictional else self.told["titre"]

    @property
    def description(self) -> str:
        return " ".join(filter(None, (FICTIONAL if self.is_fictional else "", self.told["description"])))

    @property
    def moment(self) -> str:
        """When it was published, in UTC, as ISO 8601 writes it."""
        return self.published.strftime("%Y-%m-%dT%H:%M:%SZ")


def read_about(tables: Mapping[str, ProtectedTable], contracts: Mapping[str, Table], catalogue: Catalogue) -> About:
    """What `meta.version`, `meta.sources` and `diffusion/jeu_de_donnees.yaml` say of the release."""
    version = tables["version"].frame.row(0, named=True)
    name = version["version_publication"]
    first, last = _period(tables, contracts)
    return About(
        told=read_yaml(catalogue.folder / DESCRIBED),
        version=name,
        published=version["publie_le"],
        citation=cited(version),
        licence=version["licence"],
        is_fictional=bool(version["est_fictif"]),
        sources=_sources(tables["sources"].frame if "sources" in tables else None),
        first=first,
        last=last,
    )


def _sources(frame: pl.DataFrame | None) -> tuple[tuple[str, str, str], ...]:
    if frame is None:
        return ()
    columns = ("producteur", "licence_source", "source_url")
    return tuple(frame.select(columns).unique().sort(columns).rows())


def _period(tables: Mapping[str, ProtectedTable], contracts: Mapping[str, Table]) -> tuple[date | None, date | None]:
    """The first and the last day that the figures for research are about."""
    import polars as pl

    days = []
    for name, table in contracts.items():
        if table.published_schema == "recherche":
            frame = tables[name].frame
            for column in set(_DATED) & set(frame.columns):
                said = frame[column].drop_nulls()
                if said.dtype.is_integer():
                    days += [date(year, *day) for year, day in ((said.min(), (1, 1)), (said.max(), (12, 31))) if year]
                elif said.dtype == pl.Date and len(said):
                    days += [said.min(), said.max()]
    return min(days, default=None), max(days, default=None)
