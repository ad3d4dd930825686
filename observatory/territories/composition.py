"""Which communes make a territory, in one vintage: the only place where a list of territories becomes communes.

A city with arrondissements is one commune, unless one of its arrondissements is in the list: it then becomes its
arrondissements, so that the city and a part of it are never both counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    Territories = pl.DataFrame | Iterable[tuple[str, str]]

# from the widest to the finest; the column of core.communes that holds the code, the words for the level
LEVELS = {
    "FR": ("pays_code", "pays"),
    "REG": ("region_code", "région"),
    "DEP": ("departement_code", "département"),
    "SIREN_EPCI": ("epci_code", "intercommunalité"),
    "SIREN_EPT": ("ept_code", "établissement public territorial"),
    "COM": ("ville_code", "commune"),
    "ARM": ("commune_code", "arrondissement"),
}
_NAMES = {"SIREN_EPCI": "epci_libelle", "SIREN_EPT": "ept_libelle", "ARM": "commune_libelle"}


def composition(territories: Territories, communes: pl.DataFrame) -> pl.DataFrame:
    """One row per territory of the list and commune of it, widest levels first.

    `territories` holds (niveau, territoire_code) and, if it can, `territoire_libelle`; a territory listed twice counts
    once. `communes` is core.communes of one vintage. Columns: `niveau, territoire_code, territoire_libelle, rang` (of
    the level), `commune_code, ville_code` (its city for an arrondissement, else itself), `pop_municipale` (inhabitants).

    Raises ObservatoryError when `communes` holds several vintages, or does not know a level or a code of the list.
    """
    import polars as pl

    listed = _listed(territories)
    atoms = _atoms(communes, split=listed.filter(pl.col("niveau") == "ARM")["territoire_code"])
    names = {level: pl.col(_NAMES.get(level, "ville_libelle" if level == "COM" else "sans_nom")) for level in LEVELS}
    members = [
        atoms.select(
            "commune_code", "ville_code", "pop_municipale",
            niveau=pl.lit(level), territoire_code=pl.col(LEVELS[level][0]), nom=names[level],
        )
        for level in [level for level in LEVELS if (listed["niveau"] == level).any()] or ["COM"]
    ]  # fmt: skip
    known = pl.concat(members)
    _refuse_unknown(listed.join(known, on=["niveau", "territoire_code"], how="anti"), communes)
    label = pl.coalesce("territoire_libelle", "nom", _fallback_name())
    return (
        listed.join(known, on=["niveau", "territoire_code"])
        .with_columns(label.alias("territoire_libelle"))
        .select(
            "niveau", "territoire_code", "territoire_libelle", "rang", "commune_code", "ville_code", "pop_municipale"
        )
        .sort("rang", "territoire_code", "commune_code")
    )


def _listed(territories: Territories) -> pl.DataFrame:
    """The list as a frame `niveau, territoire_code, territoire_libelle, rang`, each territory once."""
    import polars as pl

    columns = ["niveau", "territoire_code", "territoire_libelle"]
    if not isinstance(territories, pl.DataFrame):
        territories = pl.DataFrame(list(territories), schema=dict.fromkeys(columns[:2], pl.String), orient="row")
    if "territoire_libelle" not in territories.columns:
        territories = territories.with_columns(territoire_libelle=pl.lit(None, pl.String))
    ranks = {level: rank for rank, level in enumerate(LEVELS)}
    rank = pl.col("niveau").replace_strict(ranks, default=None, return_dtype=pl.Int32).alias("rang")
    return (
        territories.select(columns).sort(columns, nulls_last=True).unique(columns[:2], keep="first").with_columns(rank)
    )


def _atoms(communes: pl.DataFrame, split: pl.Series) -> pl.DataFrame:
    """Each place once: the communes, and instead of the cities to split, their arrondissements."""
    import polars as pl

    if communes["millesime_cog"].n_unique() > 1:
        raise ObservatoryError(
            "La liste des communes mêle plusieurs millésimes.", "Gardez les communes d’un seul millésime."
        )
    cities = communes.filter(pl.col("commune_code").is_in(split.implode()))["commune_parente"].drop_nulls().unique()
    city = pl.coalesce("commune_parente", "commune_code")
    kept = (pl.col("type_commune") == "COM") != city.is_in(cities.implode())
    names = communes.select(ville_code="commune_code", ville_libelle="commune_libelle")
    in_region = pl.col("region_code").is_not_null()
    country = pl.when(pl.col("commune_code").str.starts_with("Z")).then(pl.lit("ZZ")).otherwise(pl.lit("FR"))
    return (
        communes.filter(kept)
        .with_columns(
            ville_code=city,
            pays_code=pl.when(in_region).then(country),
            departement_code=pl.when(in_region).then("departement_code"),
            sans_nom=pl.lit(None, pl.String),
        )
        .join(names, on="ville_code", how="left")
    )


def _fallback_name() -> pl.Expr:
    """« le département 63 », « la région 84 », for a level whose names are not in core.communes."""
    import polars as pl

    code = pl.col("territoire_code")
    country = pl.when(code == "FR").then(pl.lit("la France")).otherwise(pl.lit("le pays fictif"))
    by_level = {"REG": "la région ", "DEP": "le département "}
    return pl.when(pl.col("niveau") == "FR").then(country).otherwise(pl.col("niveau").replace(by_level) + code)


def _refuse_unknown(unknown: pl.DataFrame, communes: pl.DataFrame) -> None:
    """Raise the refusal that names the first territories without communes, and says why there are none."""
    if unknown.is_empty():
        return
    vintage = communes["millesime_cog"].first()
    strange = [level for level in unknown["niveau"].unique().sort() if level not in LEVELS]
    if strange:
        raise ObservatoryError(
            f"Des territoires d’un niveau sans communes sont dans la liste\u202f: {', '.join(strange)}.",
            f"Niveaux connus\u202f: {', '.join(LEVELS)}.",
        )
    if "SIREN_EPCI" in unknown["niveau"] and communes["epci_code"].null_count() == communes.height:
        raise ObservatoryError(
            f"La composition des EPCI n’est pas connue au millésime {vintage}.",
            "Choisissez un millésime dont la liste des EPCI a été reçue, ou déposez cette liste.",
        )
    names = [f"{level} {code}" for level, code in unknown.select("niveau", "territoire_code").head(5).iter_rows()]
    more = f" et {unknown.height - 5} autres" if unknown.height > 5 else ""
    raise ObservatoryError(
        f"Territoire inconnu au millésime {vintage}\u202f: {', '.join(names)}{more}.",
        "Vérifiez le code et son millésime\u202f; un code périmé se convertit d’abord.",
    )
