"""The official communes as the warehouse knows them, built once from the real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from observatory.pipeline import sql_models

if TYPE_CHECKING:
    import duckdb
    import polars as pl

VINTAGES = range(2019, 2027)
POPULATION_VINTAGES = (2019, 2021, 2023, 2024, 2025)
BUILT = ("core.successions", "core.passages", "core.codes_perimes")


def load_official(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """staging.cog_mouvement, staging.cog_historique and the columns of core.communes that the passages read."""
    for schema in ("staging", "core"):
        con.execute(f"CREATE SCHEMA {schema}")
    con.execute(
        f"""CREATE TABLE staging.cog_mouvement AS
        SELECT MOD AS type_evenement, DATE_EFF::DATE AS date_evenement, TYPECOM_AV AS type_avant, COM_AV AS code_avant,
          LIBELLE_AV AS libelle_avant, TYPECOM_AP AS type_apres, COM_AP AS code_apres, LIBELLE_AP AS libelle_apres
        FROM read_csv('{folder / "mouvements-communes.csv"}', all_varchar = true)"""
    )
    con.execute(
        f"""CREATE TABLE staging.cog_historique AS
        SELECT TYPECOM AS type_commune, com_insee AS commune_code, com_nom AS commune_libelle,
          date_debut::DATE AS date_debut, date_fin::DATE AS date_fin
        FROM '{folder / "table_com_historique.parquet"}'"""
    )
    con.execute(
        f"""CREATE TABLE core.communes AS
        SELECT millesime_cog::INTEGER AS millesime_cog, commune_code, coalesce(type_commune, 'COM') AS type_commune
        FROM staging.cog_historique
        JOIN range({VINTAGES.start}, {VINTAGES.stop}) AS t(millesime_cog)
          ON date_debut <= make_date(millesime_cog, 1, 1)
          AND (date_fin IS NULL OR date_fin > make_date(millesime_cog, 1, 1))"""
    )


@pytest.fixture(scope="session")
def official(shared: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection with the official files and the models of this room."""
    import duckdb

    models = sql_models()
    with duckdb.connect() as con:
        load_official(con, shared / "reference" / "cog")
        for name in BUILT:
            con.execute(f"CREATE TABLE {name} AS {models[name].sql}")
        yield con


@pytest.fixture(scope="session")
def communes(official: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """millesime_cog, commune_code, type_commune."""
    return official.sql("FROM core.communes").pl()


@pytest.fixture(scope="session")
def passages(official: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return official.sql("FROM core.passages").pl()


@pytest.fixture(scope="session")
def codes_perimes(official: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return official.sql("FROM core.codes_perimes").pl()


@pytest.fixture(scope="session")
def populations(shared: Path) -> dict[int, pl.DataFrame]:
    """commune_code, pop_municipale (inhabitants) by vintage, from the lists of EPCI; a commune of an EPT is there twice."""
    import polars as pl

    return {
        year: pl.read_excel(shared / "reference" / "cog" / f"epcicom{year}.xlsx", columns=["insee", f"pmun_{year}"])
        .rename({"insee": "commune_code", f"pmun_{year}": "pop_municipale"})
        .unique("commune_code")
        for year in POPULATION_VINTAGES
    }


@pytest.fixture
def population(communes: pl.DataFrame):
    """The inhabitants of the communes given, by the list of the test."""
    known = dict(communes.select("commune_code", "pop_municipale").rows())
    return lambda *codes: sum(known[code] for code in codes)
