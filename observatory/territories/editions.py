"""Editions of a count side by side: whether they compare, what they have in common, and what that leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from observatory.errors import ObservatoryError
from observatory.territories.elements import KEY, counted
from observatory.territories.matching import Match, match, unmatched
from observatory.territories.perimeters import Perimeter

if TYPE_CHECKING:
    import polars as pl

# rank X of the list ndls_perimetre: these compare with nothing, not even with themselves
NEVER_COMPARABLE = ("ENQUETE_STRUCTURES", "NON_PRECISE", "HORS_NDLS")
_TWO_COUNTS = "Montrez les deux effectifs, sans pourcentage d’évolution."


class Comparability(NamedTuple):
    """Whether two editions compare; if not, `raison` is the sentence to show."""

    est_comparable: bool
    raison: str | None = None


@dataclass(frozen=True, eq=False)
class ConstantPerimeter:
    """`perimeter`: what every edition covers, with the elements and codes of the first one.

    `pairs`: `perimetre_id` (the other edition), `element_type, element_code` (in the first edition), `autre_code`,
    `part_commune` (the smaller of the two shares of surface in common, 0 to 1; null when matched by code).
    `left_out`: `perimetre_id, element_type, element_code, element_libelle, raison`, what each edition loses, in French.
    """

    perimeter: Perimeter
    pairs: pl.DataFrame
    left_out: pl.DataFrame


def comparable(first: Perimeter, second: Perimeter) -> Comparability:
    """Whether two editions may be compared: same rank of perimeter, same vintage, same covered elements (NDLS-R1)."""
    names = f"Les éditions «\u202f{first.libelle}\u202f» et «\u202f{second.libelle}\u202f» ne se comparent pas\u202f: "
    ranks = [first.perimetre_code or "NON_PRECISE", second.perimetre_code or "NON_PRECISE"]
    if vague := [rank for rank in ranks if rank in NEVER_COMPARABLE]:
        return Comparability(False, f"{names}un périmètre {vague[0]} ne se compare à rien. {_TWO_COUNTS}")
    if ranks[0] != ranks[1]:
        return Comparability(False, f"{names}le périmètre est {ranks[0]}, puis {ranks[1]}. {_TWO_COUNTS}")
    if first.millesime_cog != second.millesime_cog:
        years = f"{first.millesime_cog}, puis {second.millesime_cog}"
        return Comparability(False, f"{names}leurs lieux sont décrits à deux millésimes ({years}). {_TWO_COUNTS}")
    before, after = (set(edition.covered.select(*KEY, "commune_code").rows()) for edition in (first, second))
    if before == after:
        return Comparability(True)
    counts = f"{len(before)} éléments couverts puis {len(after)}, {len(before & after)} en commun"
    return Comparability(False, f"{names}{counts}. {_TWO_COUNTS} Ou calculez l’évolution à périmètre constant.")


def intersection(first: Perimeter, second: Perimeter) -> Perimeter:
    """The places covered by both, each once, as finely as either one says: a sector in a covered commune is the sector.

    Raises ObservatoryError when the vintages differ.
    """
    import polars as pl

    hold_one_vintage([first, second])
    both = [counted(edition.elements) for edition in (first, second)]
    shared = [_within(both[0], both[1]), _within(both[1], both[0])]
    elements = pl.concat(shared).unique(KEY, keep="first").sort(KEY)
    libelle = f"{first.libelle} et {second.libelle}, partie commune"
    return Perimeter(f"{first.id}+{second.id}", libelle, None, first.millesime_cog, elements)


def constant_perimeter(
    editions: Sequence[Perimeter], polygons: Mapping[str, pl.DataFrame] | None = None
) -> ConstantPerimeter:
    """What all the editions cover, computed and never typed in (NDLS-R2, PM-04).

    An element is the same in two editions when it has the same code in the same commune; when both have a polygon,
    when 90 % of both surfaces are in common. `polygons`: perimeter id → `geometrie_id, geometrie` (WKB, all in the same
    projection in metres). Raises ObservatoryError for fewer than two editions, two vintages, or an invalid polygon.
    """
    import polars as pl

    if len(editions) < 2:
        raise ObservatoryError("Un périmètre constant demande deux éditions.", "Choisissez au moins deux éditions.")
    hold_one_vintage(editions)
    first, others = editions[0], editions[1:]
    drawn = polygons or {}
    matches = [match(first, other, drawn.get(first.id), drawn.get(other.id)) for other in others]
    kept, lost = first.covered, []
    for other, found in zip(others, matches, strict=True):
        kept = kept.join(found.pairs, on=KEY, how="semi")
        lost.append(unmatched(first, other, found.pairs, found.best))
    reasons = pl.concat(lost).unique(KEY, keep="first", maintain_order=True)
    left_out = [_named(first, reasons)]
    for other, found in zip(others, matches, strict=True):
        left_out.append(_named(other, _lost_by(other, first, found, reasons)))
    pairs = [
        found.pairs.join(kept, on=KEY, how="semi").select(pl.lit(other.id).alias("perimetre_id"), pl.all())
        for other, found in zip(others, matches, strict=True)
    ]
    libelle = f"{', '.join(edition.libelle for edition in editions)}, périmètre constant"
    constant = replace(first, id="=".join(e.id for e in editions), libelle=libelle, elements=kept.sort(KEY))
    return ConstantPerimeter(constant, pl.concat(pairs).sort("perimetre_id", *KEY), pl.concat(left_out))


def hold_one_vintage(editions: Sequence[Perimeter]) -> None:
    """Raise ObservatoryError when the perimeters are not all described in the same vintage."""
    first = editions[0]
    for other in editions[1:]:
        if other.millesime_cog != first.millesime_cog:
            raise ObservatoryError(
                f"«\u202f{first.libelle}\u202f» est décrit au millésime {first.millesime_cog}, «\u202f{other.libelle}\u202f» au "
                f"millésime {other.millesime_cog}\u202f: leurs communes ne se comparent pas.",
                "Exprimez d’abord les deux dans le même millésime, avec la table de passage.",
            )


def _lost_by(other: Perimeter, first: Perimeter, found: Match, reasons: pl.DataFrame) -> pl.DataFrame:
    """What `other` loses: what the first edition does not have, and what it has but another edition has not."""
    import polars as pl

    counterpart = ["element_type", pl.col("autre_code").alias("element_code")]
    own = unmatched(other, first, found.pairs.select(counterpart), found.best_of_other)
    carried = found.pairs.join(reasons, on=KEY).select(*counterpart, "raison")
    return pl.concat([own, carried])


def _within(inner: pl.DataFrame, outer: pl.DataFrame) -> pl.DataFrame:
    """The elements of `inner` that are elements of `outer`, or parts of one."""
    import polars as pl

    same = inner.join(outer, on=[*KEY, "commune_code"], how="semi")
    places = outer.filter(pl.col("element_type").is_in(["COM", "ARM"]))["element_code"].implode()
    held = pl.col("ville_code").is_in(places) | pl.col("commune_code").is_in(places)
    parts = inner.filter((pl.col("element_type") != "COM") & held)
    return pl.concat([same, parts]).unique(KEY, keep="first")


def _named(edition: Perimeter, lost: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    names = edition.elements.select(*KEY, "element_libelle")
    columns = [pl.lit(edition.id).alias("perimetre_id"), *KEY, "element_libelle", "raison"]
    return lost.join(names, on=KEY).sort(KEY).select(columns)
