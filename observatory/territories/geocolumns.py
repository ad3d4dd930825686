"""Which level a layer of outlines is of, and which of its columns hold codes and names, whoever produced it.

IGN ADMIN EXPRESS (INSEE_DEP, CODE_SIREN, NOM; since 2025 code_insee, nom_officiel, code_siren), Insee (dep_insee,
dep_nom), Opendatasoft (dep_code, dep_name), Etalab (code, nom), Paris (c_arinsee).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import geopandas as gpd
    import polars as pl

# the columns of one level, the finest level first: a layer of communes also holds the codes of their départements
_CODES = {
    "ARM": ("insee_arm", "c_arinsee", "arm_insee"),
    "COM": ("insee_com", "com_insee", "code_commune", "com_code", "codgeo", "depcom"),
    None: ("code_insee", "code"),  # any level: the form of the codes tells
    "SIREN_EPT": ("ept_siren", "ept_code", "code_ept"),
    "SIREN_EPCI": ("epci_siren", "code_siren", "code_epci", "siren_epci", "epci_code", "siren"),
    "DEP": ("insee_dep", "dep_insee", "code_dep", "code_departement", "dep_code", "dep"),
    "REG": ("insee_reg", "reg_insee", "code_reg", "code_region", "reg_code", "reg"),
}
_NAMES = (
    *("nom_officiel", "nom_off", "l_aroff", "com_nom", "epci_nom", "ept_nom", "dep_nom", "reg_nom", "nom", "libelle"),
    *(
        "nom_com",
        "nom_arm",
        "nom_epci",
        "nom_dep",
        "nom_reg",
        "com_name",
        "epci_name",
        "dep_name",
        "reg_name",
        "libgeo",
    ),
)
_LAYERS = {
    "arrondissement_municipal": "ARM",
    "commune": "COM",
    "epci": "SIREN_EPCI",
    "departement": "DEP",
    "region": "REG",
}
_UNMAPPED = re.compile(
    "chflieu|chef_lieu|canton|collectivite|commune_ass|arrondissement(?!_mun)|iris|quartier|bassin|circonscription"
)
_FINER_THAN_COMMUNES = {"code_iris", "insee_cad", "c_quinsee"}
_BETWEEN = {"insee_can", "insee_arr"}
ARRONDISSEMENTS = r"^(?:751(?:0[1-9]|1\d|20)|6938[1-9]|132(?:0[1-9]|1[0-6]))$"
_REGIONS = {
    *("01", "02", "03", "04", "06", "11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94")
}


@dataclass(frozen=True)
class Columns:
    """The level of a layer (None: told by the form of each code), and the columns of its codes and names."""

    niveau: str | None
    code: str
    label: str | None


def recognise_columns(layer: str | None, columns: list[str]) -> Columns | None:
    """The level and columns of a layer, by its name when it has one; None when it is of no level of the observatory."""
    lower = {column.lower(): column for column in columns}
    named = (layer or "").lower()
    if _UNMAPPED.match(named) or _FINER_THAN_COMMUNES & lower.keys():
        return None
    level = next((level for key, level in _LAYERS.items() if re.match(rf"{key}s?(_|$|-)", named)), None)
    candidates = {level: (*_CODES[level], *_CODES[None])} if level else _CODES
    for found, names in candidates.items():
        code = next((lower[name] for name in names if name in lower), None)
        if code and not (found in ("DEP", "REG") and level is None and _BETWEEN & lower.keys()):
            return Columns(found, code, next((lower[name] for name in _NAMES if name in lower), None))
    return None


def codes_and_names(rows: gpd.GeoDataFrame, columns: Columns, name: str) -> pl.DataFrame:
    """`niveau, territoire_code, territoire_libelle` of each row, codes in their official spelling where they have one.

    Raises ObservatoryError when codes may as well be those of régions as of départements.
    """
    import polars as pl

    from observatory.territories.codes import normalise_code

    nature = next((column for column in rows.columns if column.lower() == "nature"), None)
    frame = pl.DataFrame(
        {
            "code": _text(rows, columns.code),
            "libelle": _text(rows, columns.label),
            "nature": _text(rows, nature),
        },
        schema={"code": pl.String, "libelle": pl.String, "nature": pl.String},
    )
    frame = frame.with_columns(niveau=_level(frame["code"], columns, name))
    code = pl.col("code")
    ept = (pl.col("niveau") == "SIREN_EPCI") & pl.col("nature").fill_null("").str.contains("(?i)territorial")
    arm = (pl.col("niveau") == "COM") & code.fill_null("").str.contains(ARRONDISSEMENTS)
    return frame.with_columns(
        niveau=pl.when(ept).then(pl.lit("SIREN_EPT")).when(arm).then(pl.lit("ARM")).otherwise("niveau")
    ).select(
        "niveau",
        # a code that is not one stays as it was read: the door sends its row to quarantine, nothing is lost
        territoire_code=pl.coalesce(normalise_code(pl.col("niveau"), code), code),
        territoire_libelle="libelle",
    )


def _text(rows: gpd.GeoDataFrame, column: str | None) -> list[str | None]:
    """A column as texts; some producers wrap one code in a list: « ['01'] »."""
    if column is None:
        return [None] * len(rows)
    text = rows[column].astype("string").str.strip("[]'\" \n")
    return text.astype(object).where(text.notna() & (text != ""), None).tolist()


def _level(codes: pl.Series, columns: Columns, name: str) -> pl.Series:
    """The level of each code: that of the layer, else told by its length and by the name of the file."""
    import polars as pl

    if columns.niveau:
        return pl.repeat(columns.niveau, codes.len(), dtype=pl.String, eager=True)
    short = codes.str.replace(r"\.0$", "").str.to_uppercase()
    siren = "SIREN_EPT" if re.search(r"(?i)(?<![a-z])ept(?![a-z])", name) else "SIREN_EPCI"
    brief = short.str.contains(r"^\w{1,3}$").fill_null(False)
    level = pl.select(
        pl.when(short.str.contains(r"^(\d{9}|Z\d{8})$"))
        .then(pl.lit(siren))
        .when(short.str.contains(r"^(\d[\dAB]?\d{3}|Z\d{4})$"))
        .then(pl.lit("COM"))
        .when(brief)
        .then(pl.lit(_short_level(short.filter(brief), name), pl.String))
    ).to_series()
    # a cell that is no code is judged at the level of the others
    return level.fill_null(level.drop_nulls().mode().sort().first()) if level.null_count() < len(level) else level


def _short_level(codes: pl.Series, name: str) -> str | None:
    """DEP or REG: 11 is the Aude as well as Île-de-France; the other codes or the name of the file tell."""
    base = name.rpartition("/")[2].lower()
    said = [level for level, mark in (("DEP", "dep"), ("DEP", "dép"), ("REG", "reg"), ("REG", "rég")) if mark in base]
    padded = codes.str.zfill(2)
    if codes.is_empty():
        return None
    if len(set(said)) == 1:
        return said[0]
    if not padded.str.contains(r"^Z\d$").all() and not padded.is_in(list(_REGIONS)).all():
        return "DEP"
    if padded.str.contains(r"^Z\d$").all():
        return "REG"
    raise ObservatoryError(
        f"{name} : ses codes sont aussi bien ceux de régions que de départements.",
        "Mettez « regions » ou « departements » dans le nom du fichier.",
    )
