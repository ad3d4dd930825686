"""Totals that count nobody twice: the largest disjoint part of a list of territories, and the union of their communes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.territories.composition import LEVELS, composition
from observatory.territories.packing import overlaps, pack

if TYPE_CHECKING:
    import polars as pl

    from observatory.territories.composition import Territories

_FEMININE = ["REG", "SIREN_EPCI", "COM"]


@dataclass(frozen=True)
class Union:
    """The communes of a list of territories, each once.

    `communes`: `commune_code, type_commune, commune_libelle, pop_municipale` (inhabitants), a city whole when all its
    arrondissements are there; `nb_communes` counts a city once, even in part; `pop_municipale` is None when the
    population of one of them is not known.
    """

    communes: pl.DataFrame
    nb_communes: int
    pop_municipale: int | None


@dataclass(frozen=True)
class DisjointSet:
    """`retenus`: `niveau, territoire_code, territoire_libelle`, no commune in two of them; `ecartes`: the others, with
    `raison`, in French; `union`: the communes of those kept."""

    retenus: pl.DataFrame
    ecartes: pl.DataFrame
    union: Union


def union_population(territories: Territories, communes: pl.DataFrame) -> Union:
    """The union of the territories (niveau, territoire_code) on `communes`, core.communes of one vintage.

    Raises ObservatoryError for a level or a code that the vintage does not know.
    """
    import polars as pl

    parts = composition(territories, communes).select("commune_code", "ville_code").unique()
    arrondissements = communes.filter(pl.col("type_commune") == "ARM")
    missing = arrondissements.join(parts, on="commune_code", how="anti")["commune_parente"]
    whole = ~pl.col("ville_code").is_in(missing.implode())
    codes = parts.select(pl.when(whole).then("ville_code").otherwise("commune_code").alias("commune_code")).unique()
    rows = communes.join(codes, on="commune_code", how="semi").sort("commune_code")
    rows = rows.select("commune_code", "type_commune", "commune_libelle", "pop_municipale")
    is_known = rows["pop_municipale"].null_count() == 0
    return Union(rows, parts["ville_code"].n_unique(), int(rows["pop_municipale"].sum()) if is_known else None)


def largest_disjoint(territories: Territories, communes: pl.DataFrame) -> DisjointSet:
    """The territories that cover most inhabitants without counting a commune twice.

    At equal population (or where it is not known) most communes, then fewest territories; of two with the same
    communes, the wider level. Exact, and the order of the list does not matter. `territories`: (niveau,
    territoire_code) and, if it can, territoire_libelle; `communes`: core.communes of one vintage. Raises
    ObservatoryError for a level or a code that the vintage does not know.
    """
    import polars as pl

    key = ["niveau", "territoire_code"]
    members = composition(territories, communes)
    listed = members.select(*key, "territoire_libelle").unique(maintain_order=True).with_row_index("i")
    if listed.is_empty():
        nothing = listed.drop("i")
        return DisjointSet(nothing, nothing.with_columns(raison=pl.lit("")), union_population(nothing, communes))
    members = members.join(listed.select("i", *key), on=key)
    pairs = overlaps(members)
    chosen = pl.col("i").is_in(pack(members, pairs).implode())
    kept, others = listed.filter(chosen), listed.filter(~chosen)
    named = pairs.join(_named(listed), on="i").join(_named(listed).select(j="i", nom_j="nom"), on="j")
    against = named.join(others, on="i", how="semi").join(kept, left_on="j", right_on="i", how="semi")
    aside = others.join(_reasons(against), on="i", how="left").sort("i").drop("i")
    return DisjointSet(kept.drop("i"), aside, union_population(kept, communes))


def _reasons(pairs: pl.DataFrame) -> pl.DataFrame:
    """Why each territory `i` is set aside, from what it shares with those kept: `i, raison`."""
    import polars as pl

    agreed = pl.when(pl.col("niveau").is_in(_FEMININE)).then(pl.lit("comprise")).otherwise(pl.lit("compris"))
    verb = (
        pl.when(pl.col("dans") & pl.col("autour")).then(pl.lit("a les mêmes communes que"))
        .when("dans").then(pl.format("est {} dans", agreed))
        .when("autour").then(pl.lit("contient"))
        .otherwise(pl.lit("chevauche"))
    )  # fmt: skip
    more = pl.when(pl.len() > 3).then(pl.format(" et {} de plus", pl.len() - 3)).otherwise(pl.lit(""))
    places = pl.format("{}{}", pl.col("nom_j").head(3).str.join(", "), more)
    clauses = pairs.sort("i", "j").with_columns(verbe=verb).group_by("i", "nom", "verbe").agg(places.alias("noms"))
    clause = pl.format("{} {}", "verbe", "noms").sort().str.join(" et ")
    return (
        clauses.group_by("i", "nom").agg(clause.alias("suite")).select("i", raison=pl.format("{} {}", "nom", "suite"))
    )


def _named(listed: pl.DataFrame) -> pl.DataFrame:
    """`i, niveau, nom`: the label, with the words of the level when another territory of the list bears the same."""
    import polars as pl

    level = pl.col("niveau").replace_strict({key: words for key, (_, words) in LEVELS.items()})
    label = pl.col("territoire_libelle")
    name = pl.when(label.is_duplicated()).then(pl.format("{} ({})", label, level)).otherwise(label)
    return listed.select("i", "niveau", nom=name)
