"""A perimeter: a named set of places in one vintage, made from communes, IRIS or local sectors, and its population.

Whether two editions compare, and what they have in common, is in `editions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.territories.elements import GROUPS, KEY, counted, members, situate, some

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, eq=False)
class Perimeter:
    """`elements`: `element_type, element_code` (key), `element_libelle, commune_code, ville_code` (the city of an
    arrondissement, else the commune), `pop_reference` (inhabitants, null when not known), `est_couvert, geometrie_id`.

    `date`: the night or the day described. `perimetre_code`: its rank, a code of the list ndls_perimetre.
    """

    id: str
    libelle: str
    date: Date | None
    millesime_cog: int
    elements: pl.DataFrame
    perimetre_code: str | None = None

    @property
    def covered(self) -> pl.DataFrame:
        """The elements covered."""
        return self.elements.filter("est_couvert")

    @property
    def population(self) -> int | None:
        """Inhabitants of the places covered, each once; None when one of them is not known (check PM-05)."""
        inhabitants = counted(self.elements)["pop_reference"]
        return None if inhabitants.null_count() else int(inhabitants.sum())


def from_communes(
    id: str,
    libelle: str,
    date: Date | None,
    codes: Iterable[str],
    communes: pl.DataFrame,
    perimetre_code: str | None = None,
) -> Perimeter:
    """A perimeter of whole communes or arrondissements; `communes` is core.communes of one vintage.

    Raises ObservatoryError for a code that the vintage does not know.
    """
    import polars as pl

    listed = pl.DataFrame({"element_code": sorted(set(codes))}, schema={"element_code": pl.String})
    types = communes.select(element_code="commune_code", element_type="type_commune")
    rows = listed.join(types, on="element_code", how="left").with_columns(commune_code="element_code")
    elements = situate(rows, communes, libelle)
    return Perimeter(id, libelle, date, int(communes["millesime_cog"][0]), elements, perimetre_code)


def from_iris(
    id: str,
    libelle: str,
    date: Date | None,
    codes: Iterable[str],
    communes: pl.DataFrame,
    populations: pl.DataFrame | None = None,
    perimetre_code: str | None = None,
) -> Perimeter:
    """A perimeter of IRIS: nine characters, the code of the commune or arrondissement then four digits.

    `populations`: `element_code, pop_reference` (inhabitants), where it is known. Raises ObservatoryError for a code of
    another shape, or of a commune that the vintage does not know.
    """
    import polars as pl

    rows = pl.DataFrame({"element_code": sorted(set(codes))}, schema={"element_code": pl.String})
    strange = rows.filter(~pl.col("element_code").str.contains(r"^[0-9Z][0-9AB]\d{7}$"))
    if strange.height:
        raise ObservatoryError(
            f"Ces codes ne sont pas ceux d’IRIS\u202f: {some(strange['element_code'])}.",
            "Un code d’IRIS a neuf caractères\u202f: cinq pour la commune ou l’arrondissement, puis quatre chiffres.",
        )
    if populations is not None:
        rows = rows.join(populations.select("element_code", "pop_reference"), on="element_code", how="left")
    rows = rows.with_columns(element_type=pl.lit("IRIS"), commune_code=pl.col("element_code").str.slice(0, 5))
    elements = situate(rows, communes, libelle)
    return Perimeter(id, libelle, date, int(communes["millesime_cog"][0]), elements, perimetre_code)


def from_contract(
    rows: pl.DataFrame,
    communes: pl.DataFrame,
    libelle: str | None = None,
    date: Date | None = None,
    perimetre_code: str | None = None,
) -> Perimeter:
    """The perimeter that the rows of contract `perimetre` describe (those of one `perimetre_id`).

    A département or an EPCI is replaced by its communes of the vintage; what the perimeter itself says of one of them
    wins. Raises ObservatoryError when the rows mix perimeters or vintages, or name a commune that it does not know.
    """
    import polars as pl

    if rows["perimetre_id"].n_unique() != 1 or rows["millesime_cog"].n_unique() != 1:
        raise ObservatoryError(
            f"Ces lignes décrivent {rows['perimetre_id'].n_unique()} périmètres et {rows['millesime_cog'].n_unique()} millésimes.",
            "Gardez les lignes d’un seul périmètre, dans un seul millésime.",
        )
    name, vintage = rows.select("perimetre_id", "millesime_cog").row(0)
    if set(communes["millesime_cog"]) != {vintage}:
        raise ObservatoryError(
            f"Le périmètre «\u202f{name}\u202f» est décrit au millésime {vintage}, que la liste des communes ne porte pas.",
            "Donnez les communes de ce millésime.",
        )
    place = pl.when(pl.col("element_type").is_in(["COM", "ARM"])).then("element_code").otherwise("commune_code")
    own = rows.filter(~pl.col("element_type").is_in(GROUPS)).with_columns(commune_code=place)
    groups = rows.filter(pl.col("element_type").is_in(GROUPS))
    if groups.height:
        own = pl.concat([own, members(groups, communes).join(own, on=KEY, how="anti")], how="diagonal_relaxed")
    libelle = libelle or name
    return Perimeter(name, libelle, date, vintage, situate(own, communes, libelle), perimetre_code)
