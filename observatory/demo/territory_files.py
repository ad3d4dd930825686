"""The fictional territories of the demonstration, as the official files would give them.

Two vintages of the lists, the movements between them, the outlines of the last one, and the accelerated territories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.country import MERGER, VINTAGE, fictional_country
from observatory.demo.outlines import outlines_geojson
from observatory.demo.programme import accelerated_list

if TYPE_CHECKING:
    import polars as pl

VINTAGES = (2023, VINTAGE)
TITLE = "Données fictives de démonstration\n"
_OUTLINES = {"departements": "departement_code", "epci": "epci_code", "communes": "commune_code"}
_NEW_COMMUNE = "32"  # « création de commune nouvelle » in the movements of Insee


def territory_files(departements: pl.DataFrame, scale: float = 1.0) -> dict[str, bytes]:
    """Name of the file → content: communes, EPCI, movements, outlines, accelerated territories.

    `departements`: `code, libelle, region_code`, the fictional ones, in the order of their codes. `scale` multiplies
    the inhabitants.
    """
    countries = {vintage: fictional_country(departements, scale, vintage) for vintage in VINTAGES}
    before, last = countries[min(VINTAGES)], countries[VINTAGE]
    lists = {f"fictif-communes-{vintage}.csv": _communes(country) for vintage, country in countries.items()}
    lists |= {f"fictif-epci-{vintage}.csv": _epci(country, vintage) for vintage, country in countries.items()}
    lists[f"fictif-mouvements-communes-{VINTAGE}.csv"] = _movements(before)
    outlines = {
        f"fictif-contours-{name}-{VINTAGE}.geojson": outlines_geojson(last, code) for name, code in _OUTLINES.items()
    }
    territories = {f"territoires/{name}": content for name, content in (lists | outlines).items()}
    programme = accelerated_list(last, departements, VINTAGE)
    return territories | {"logement_dabord/fictif-territoires-acceleres.csv": _written(programme)}


def _communes(country: pl.DataFrame) -> bytes:
    """The list of communes, in the columns of the official one."""
    import polars as pl

    return _written(
        country.select(
            TYPECOM=pl.lit("COM"),
            COM="commune_code",
            REG="region_code",
            DEP="departement_code",
            CTCD=pl.lit(""),
            LIBELLE="commune_libelle",
            COMPARENT=pl.lit(""),
        )
    )


def _epci(country: pl.DataFrame, vintage: int) -> bytes:
    """The members of each EPCI, in the columns of the official list."""
    import polars as pl

    urban = pl.col("epci_libelle").str.starts_with("Agglomération")
    members = country.select(
        dept="departement_code",
        siren="epci_code",
        raison_sociale="epci_libelle",
        nature_juridique=pl.when(urban).then(pl.lit("CA")).otherwise(pl.lit("CC")),
        insee="commune_code",
        nom_membre="commune_libelle",
        **{f"pmun_{vintage}": "pop_municipale"},
    )
    return _written(members, ";")


def _movements(before: pl.DataFrame) -> bytes:
    """The merger, in the columns of the official file: what each of its two communes becomes."""
    import polars as pl

    parts = before.filter(pl.col("commune_code").is_in([MERGER.absorbed, MERGER.into]))
    into = parts.filter(pl.col("commune_code") == MERGER.into)["commune_libelle"]
    rows = parts.with_columns(type=pl.lit("COM"), code_apres=pl.lit(MERGER.into), libelle_apres=pl.lit(into.item()))
    return _written(
        rows.select(
            pl.lit(_NEW_COMMUNE).alias("MOD"),
            pl.lit(MERGER.day).alias("DATE_EFF"),
            *_side("AV", "commune_code", "commune_libelle"),
            *_side("AP", "code_apres", "libelle_apres"),
        )
    )


def _side(suffix: str, code: str, name: str) -> list[pl.Expr]:
    """Type, code and names (in capitals without accents, bare, in full) of a commune on one side of a movement."""
    import polars as pl

    capitals = pl.col(name).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_uppercase()
    columns = {
        "TYPECOM": pl.lit("COM"),
        "COM": pl.col(code),
        "TNCC": pl.lit("0"),
        "NCC": capitals.str.replace_all("[^A-Z]+", " ").str.strip_chars(),
        "NCCENR": pl.col(name),
        "LIBELLE": pl.col(name),
    }
    return [value.alias(f"{column}_{suffix}") for column, value in columns.items()]


def _written(rows: pl.DataFrame, separator: str = ",") -> bytes:
    return (TITLE + rows.write_csv(separator=separator)).encode()
