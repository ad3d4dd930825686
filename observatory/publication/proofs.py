"""The evidence of a figure: the rows it is made of and how to find them again, their sources, their checks, their protection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from observatory.charts.figure import Figure
from observatory.publication.inputs import made_of, queries
from observatory.publication.overview import checks_by_object, sources_by_contract
from observatory.publication.tables import Tables

if TYPE_CHECKING:
    import polars as pl

    from observatory.publication.composition import Composition


@dataclass(frozen=True)
class Proof:
    """What stands behind a figure: `queries` (table, SQL), lines of `sources`, `checks`, `protections` as tables of the page."""

    indicator: str
    queries: tuple[tuple[str, str], ...]
    sources: tuple[dict[str, Any], ...]
    checks: tuple[dict[str, Any], ...]
    protections: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Evidence:
    """The tables of a release that tell the evidence of its figures, each read once."""

    tables: Tables

    @cached_property
    def _origins(self) -> dict[str, list[str]]:
        rows = sorted((row["table_nom"], row["contrat"]) for row in self.tables.rows("origines"))
        return {name: [contract for _, contract in group] for name, group in groupby(rows, key=lambda row: row[0])}

    @cached_property
    def _sources(self) -> dict[str, dict[str, Any]]:
        return {source["contrat"]: source for source in sources_by_contract(self.tables)}

    @cached_property
    def _checks(self) -> dict[str, list[dict[str, Any]]]:
        return dict(checks_by_object(self.tables))

    def of(self, figure: Figure) -> Proof:
        """The evidence of one figure of this release."""
        asked = queries(figure, self.tables.given)
        names = [name for name, _ in asked]
        contracts = sorted({contract for name in names for contract in self._origins.get(name, ())})
        return Proof(
            made_of(figure).indicator,
            asked,
            tuple(self._sources[contract] for contract in contracts if contract in self._sources),
            tuple(self._checked([*(f"marts.{name}" for name in names), *contracts])),
            tuple(row for row in self.tables.rows("confidentialite") if row["table_nom"].split(".")[0] in names),
        )

    def _checked(self, objects: Sequence[str]) -> list[dict[str, Any]]:
        """For each table: how many checks passed, and those that found something."""
        return [
            {
                "objet": name,
                "nb_passes": sum(line["est_reussi"] for line in self._checks[name]),
                "trouves": [line for line in self._checks[name] if not line["est_reussi"]],
            }
            for name in objects
            if name in self._checks
        ]


def figure_tables(made: Composition) -> dict[str, pl.DataFrame]:
    """The tables of `meta` about figures: `figures`, a line for each, and `requetes`, a line for each table that it reads."""
    import polars as pl

    published = [(figure, page) for page, figures in made.shown.items() for figure in figures]
    told = [
        {
            "figure_id": figure.id,
            "figure_titre": figure.title,
            "figure_mesure": figure.subtitle,
            "indicateur_numero": made_of(figure).indicator or None,
            "figure_niveau": figure.place.niveau if figure.place else None,
            "figure_territoire_code": figure.place.code if figure.place else None,
            "figure_page": page,
            "figure_source": figure.source,
            "figure_arret": figure.date,
            "figure_note": figure.note or None,
            "figure_avertissements": figure.caution or None,
        }
        for figure, page in published
    ]
    asked = [
        {"figure_id": figure.id, "table_nom": name, "requete": query}
        for figure, _ in published
        for name, query in queries(figure, made.tables.given)
    ]
    return {"figures": pl.DataFrame(told, infer_schema_length=None), "requetes": pl.DataFrame(asked)}
