"""One world for the room: the default one, at half its size, written once in a home of its own; one SIAO of it, in tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import FOLDER, Catalogue
from observatory.demo import write_demo
from observatory.demo.simulation import World, simulate
from observatory.home import Home
from observatory.lake.frozen import erasures
from observatory.pipeline import sql_models
from observatory.sources.reading import read_file
from observatory.warehouse.functions import register_functions
from observatory.warehouse.run import attach_nomenclatures

SCALE = 0.5
LAKE = (
    "siao_demande_115",
    "siao_demande_insertion",
    "siao_menage",
    "siao_personne",
    "siao_prise_en_charge",
    "sne_attribution",
)
CODE = "Z13"  # writes a row for each person: the household and its size must come from elsewhere
MODELS = (
    "parametres",
    "siao_mois_portes",
    "siao_demandes_115",
    "siao_sources",
    "siao_territoires",
    "siao_observations",
    "siao_demandes",
    "siao_demandes_comptees",
    "siao_localisations",
    "siao_periodes",
    "siao_nuits",
    "siao_acces",
    "siao_groupes",
    "siao_contacts",
    "siao_episodes",
    "siao_lieux",
    "siao_flux",
    "siao_suivis",
    "siao_sorties_logement",
    "siao_retours",
    "sne_extractions",
    "sne_etapes",
    "attributions_menages",
    "siao_numeros",
    "siao_numeros_annuels",
    "siao_baux",
    "siao_durees",
    "siao_delais",
    "siao_parcours",
    "siao_primo_arrivants",
)


@pytest.fixture(scope="session")
def world() -> World:
    return simulate(scale=SCALE)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("monde"))
    write_demo(home, scale=SCALE)
    return home


@pytest.fixture(scope="session")
def con(demo_home: Home, catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """The staging and core tables of one SIAO, all its years, beside the truth of its requests, households and nights."""
    con = duckdb.connect()
    register_functions(con)
    for schema in ("lake", "ref", "staging", "core"):
        con.execute(f"CREATE SCHEMA {schema}")
    attach_nomenclatures(con, FOLDER / "nomenclatures")
    frames: dict[str, list[pl.DataFrame]] = {name: [] for name in LAKE}
    sne = demo_home.incoming.glob(f"sne/fictif-sne-attributions-{CODE}-*.csv")
    for path in sorted([*(demo_home.incoming / "siao" / CODE).glob("*.csv"), *sne]):
        reading = read_file(path.read_bytes(), path.name, catalogue, date(2026, 11, 24), None, demo_home)
        typed = reading.typed
        assert typed.nb_read == typed.rows.height + typed.quarantine.height
        received = {"fichier_sha256": pl.lit(reading.sha256), "date_reception": pl.lit(date(2026, 11, 24))}
        frames.setdefault(reading.table.short_name, []).append(typed.rows.with_columns(**received))
    for name, parts in frames.items():
        con.register("entree", pl.concat(parts))
        con.execute(f"CREATE TABLE lake.{name} AS FROM entree")
    con.execute(  # one SIAO alone feeds its département and nothing else
        f"CREATE TABLE core.communes AS SELECT 2025 AS millesime_cog, 'COM' AS type_commune, '{CODE}01' AS commune_code, "
        f"'{CODE}' AS departement_code, NULL::VARCHAR AS region_code, NULL::VARCHAR AS epci_code"
    )
    con.execute(
        "CREATE TABLE core.communes_actuelles AS SELECT commune_code AS code, commune_code, departement_code FROM core.communes WHERE false"
    )
    con.execute("CREATE TABLE core.siao_communes AS SELECT commune_code, epci_code FROM core.communes WHERE false")
    con.register("entree", erasures(None))
    con.execute("CREATE TABLE ref.effacements AS FROM entree")
    models = sql_models()
    for name in (*(f"staging.{one}" for one in LAKE), *(f"core.{one}" for one in MODELS)):
        con.execute(f"CREATE TABLE {name} AS {models[name].sql}")
    truth = pl.read_parquet(demo_home.truth / "demandes_verite.parquet").filter(pl.col("siao_dep") == CODE)
    con.register("verite", truth)
    con.register("menages", pl.read_parquet(demo_home.truth / "menages.parquet"))
    con.register("nuits", pl.read_parquet(demo_home.truth / "nuits.parquet").filter(pl.col("departement_code") == CODE))
    yield con
    con.close()
