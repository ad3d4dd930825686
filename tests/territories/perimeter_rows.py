"""Perimeters written in a line: rows of their contract, sectors of one arrondissement, what was left out."""

from __future__ import annotations

from datetime import date

import polars as pl

from observatory.contracts.load import FOLDER
from observatory.territories.perimeters import Perimeter, from_contract

PARIS, NIGHT = "75056", date(2025, 1, 23)
CONTRACT = ["element_type", "element_code", "commune_code", "pop_reference", "est_couvert"]


def shipped_communes() -> pl.DataFrame:
    """The communes that ship with the project, as core.communes gives them."""
    frame = pl.read_parquet(FOLDER / "nomenclatures" / "communes.parquet")
    return frame.filter(pl.col("type_commune").is_in(["COM", "ARM"]))


def rows(*elements: tuple, name: str = "PER-1", vintage: int = 2025) -> pl.DataFrame:
    """Rows of the contract `perimetre`."""
    kinds = [pl.String, pl.String, pl.String, pl.Int32, pl.Boolean]
    frame = pl.DataFrame(list(elements), schema=dict(zip(CONTRACT, kinds, strict=True)), orient="row")
    return frame.with_columns(
        perimetre_id=pl.lit(name),
        edition_id=pl.lit("E"),
        millesime_cog=pl.lit(vintage, pl.Int32),
        element_libelle=pl.lit(None, pl.String),
        geometrie_id="g-" + pl.col("element_code"),
    )


def sectors(name: str, communes: pl.DataFrame, **covered: bool) -> Perimeter:
    """An edition of sectors of the 19th arrondissement: the code's end → covered or not."""
    elements = [("SECTEUR", f"75119-{code[1:]}", "75119", 100, done) for code, done in covered.items()]
    vintage = communes["millesime_cog"][0]
    return from_contract(rows(*elements, name=name, vintage=vintage), communes, perimetre_code="CAMPEMENTS")


def reasons(found, edition: str) -> dict[str, str]:
    return dict(found.left_out.filter(perimetre_id=edition).select("element_code", "raison").rows())
