"""The elements of a perimeter: places situated in the communes of one vintage, and those that count once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.territories.composition import composition

if TYPE_CHECKING:
    import polars as pl

KEY = ["element_type", "element_code"]
GROUPS = ("DEP", "SIREN_EPCI")
_PARTS = ("IRIS", "SECTEUR")  # of a commune or an arrondissement; an arrondissement is itself a part of its city
_OPTIONAL = {"element_libelle": "String", "pop_reference": "Int64", "est_couvert": "Boolean", "geometrie_id": "String"}


def situate(rows: pl.DataFrame, communes: pl.DataFrame, libelle: str) -> pl.DataFrame:
    """The elements of the perimeter named `libelle`, with what core.communes of one vintage says of their communes.

    `rows`: `element_type, element_code, commune_code`, and if they can `element_libelle, pop_reference, est_couvert`
    (true by default), `geometrie_id`. Adds `ville_code`, and the name and population of communes that have none.
    Raises ObservatoryError when there is no element, or one whose commune the vintage does not know.
    """
    import polars as pl

    official = communes.select("commune_code", "commune_parente", "commune_libelle", "pop_municipale")
    kinds = {name: getattr(pl, kind) for name, kind in _OPTIONAL.items()}
    absent = [pl.lit(None, kind).alias(name) for name, kind in kinds.items() if name not in rows.columns]
    full = rows.with_columns(absent).cast(kinds).join(official, on="commune_code", how="left")
    unknown = full.filter(pl.col("element_type").ne_missing("TYPE_LIEU") & pl.col("commune_libelle").is_null())
    if communes["millesime_cog"].n_unique() != 1 or unknown.height or rows.is_empty():
        raise _refusal(libelle, unknown, communes)
    is_commune = pl.col("element_type").is_in(["COM", "ARM"])
    return full.select(
        *KEY,
        pl.coalesce("element_libelle", pl.when(is_commune).then("commune_libelle")),
        "commune_code",
        pl.coalesce("commune_parente", "commune_code").alias("ville_code"),
        pl.coalesce("pop_reference", pl.when(is_commune).then("pop_municipale")),
        pl.col("est_couvert").fill_null(True),
        "geometrie_id",
    ).sort(KEY)


def counted(elements: pl.DataFrame) -> pl.DataFrame:
    """The covered places, each once: what a population adds up.

    A whole element (covered, with no part left uncovered) counts and its parts do not; a commune with an uncovered
    part counts only through its covered parts. The same definition as core.perimetres.est_compte.
    """
    import polars as pl

    elements = elements.filter(pl.col("element_type") != "TYPE_LIEU")
    part, level = pl.col("element_type").is_in(_PARTS), pl.col("element_type")
    uncovered = elements.filter(~pl.col("est_couvert"))
    opened = uncovered.filter(level != "COM")["ville_code"].append(uncovered.filter(part)["commune_code"])
    whole = elements.filter(pl.col("est_couvert") & (part | ~pl.col("element_code").is_in(opened.implode())))
    cities = whole.filter(level == "COM")["element_code"].implode()
    arrondissements = whole.filter(level == "ARM")["element_code"].implode()
    held = (level != "COM") & pl.col("ville_code").is_in(cities)
    return whole.filter(~held & ~(part & pl.col("commune_code").is_in(arrondissements)))


def members(groups: pl.DataFrame, communes: pl.DataFrame) -> pl.DataFrame:
    """The communes of départements and EPCI as elements, covered when one of those that hold them is."""
    import polars as pl

    listed = groups.select(niveau="element_type", territoire_code="element_code")
    names = communes.select("commune_code", element_libelle="commune_libelle")
    members = composition(listed, communes).join(
        groups.select("est_couvert", niveau="element_type", territoire_code="element_code"),
        on=["niveau", "territoire_code"],
    )
    covered = members.group_by("commune_code").agg(pl.col("est_couvert").any())
    element = {"element_type": pl.lit("COM"), "element_code": pl.col("commune_code")}
    return covered.join(names, on="commune_code").with_columns(**element)


def _refusal(libelle: str, unknown: pl.DataFrame, communes: pl.DataFrame) -> ObservatoryError:
    vintages = communes["millesime_cog"].unique().sort()
    if vintages.len() != 1:
        return ObservatoryError(
            "La liste des communes ne porte pas un millésime et un seul.", "Gardez les communes d’un seul millésime."
        )
    if unknown.is_empty():
        return ObservatoryError(f"Le périmètre «\u202f{libelle}\u202f» est vide.", "Nommez au moins un lieu.")
    return ObservatoryError(
        f"Le périmètre «\u202f{libelle}\u202f» nomme des lieux dont la commune est inconnue au millésime {vintages[0]}\u202f: "
        f"{some(unknown['element_code'])}.",
        "Vérifiez ces codes et leur millésime\u202f; un code périmé se convertit d’abord avec la table de passage.",
    )


def some(codes: pl.Series) -> str:
    more = f" et {codes.len() - 5} autres" if codes.len() > 5 else ""
    return ", ".join(code or "(vide)" for code in codes.head(5)) + more
