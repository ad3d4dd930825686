"""Every check of the published SIAO tables is silent on what the models give, and fires alone on its fault."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.pipeline import sql_models
from observatory.quality.gx import run_checks
from observatory.warehouse.run import attach_nomenclatures

TABLES = sorted(name for name in load_catalogue().tables if name.startswith("marts.siao_"))
INPUTS = {
    "core.siao_observations": "SELECT 'Z12' AS siao_dep, DATE '2024-01-01' AS observe_depuis, DATE '2025-01-01' AS observe_jusqu_au",
    "core.siao_demandes": """
        SELECT 'Z12' AS siao_dep, DATE '2024-01-01' + INTERVAL (n % 12) MONTH AS mois, (mois + INTERVAL (n % 28) DAY)::DATE AS nuit_demandee,
          'm-' || n % 90 AS cle_menage, 1 + n % 4 AS nb_personnes_menage, n % 2 AS nb_mineurs_menage, n % 3 = 0 AS est_renouvellement,
          n % 5 > 1 AS est_pourvue, CASE WHEN n % 5 = 0 THEN 'OFFRE' END AS motif_regroupe FROM range(2000) AS t(n)""",
    "core.siao_flux": """
        SELECT 'Z12' AS siao_dep, DATE '2024-01-01' + INTERVAL (n) MONTH AS mois, 100 + n AS stock_debut, 10 AS nouveaux, 2 AS retours_logement,
          3 AS retours_inactif, 1 AS retours_autres, 4 AS vers_logement, 6 AS vers_inactif, 5 AS autres_sorties, 101 + n AS stock_fin
        FROM range(12) AS t(n)""",
    "core.siao_suivis": """
        SELECT 'Z12' AS siao_dep, strftime(DATE '2024-01-01' + INTERVAL (n) MONTH, '%Y-%m') AS periode, (DATE '2024-01-01' + INTERVAL (n) MONTH)::DATE
          AS periode_debut, unnest(['STRICT', 'CENTRAL', 'LARGE']) AS rapprochement, unnest([118, 116, 110]) + n AS nb_suivies,
          unnest([102, 101, 98]) + n AS nb_stock FROM range(12) AS t(n)""",
    "core.siao_retours": "SELECT 'Z12' AS siao_dep, DATE '2025-01-01' AS observe_jusqu_au, 90 AS nb_sortis, 3 AS nb_retours_180, 5 AS nb_retours_365, 9 AS nb_retours_730",
    "core.siao_primo_arrivants": "SELECT 'Z12' AS siao_dep, 2024 AS annee, 120 AS nb_entrants, 80 AS nb_primo_arrivants",
}  # fmt: skip
FAULTS = {
    "DEM-01": "UPDATE marts.siao_demandes SET nb_demandes = nb_demandes + 1 WHERE periode = '2024-03' AND perimetre_demandes = 'FLUX'",
    "MOT-01": "UPDATE marts.siao_motifs SET nb_demandes = nb_demandes + 1 WHERE periode = '2024-03' AND reponse_demande = 'REGLE'",
    "ACC-01": "UPDATE marts.siao_menages SET nb_menages = nb_menages - 1 WHERE periode = '2024-03' AND acces_place = 'JAMAIS'",
    "ACC-02": "UPDATE marts.siao_menages_annuels SET nb_menages = 3",
    "PDE-01": "UPDATE marts.siao_personnes SET nb_personnes_demandeuses = 999 WHERE periode = '2024-03' AND tranche_age = 'MINEUR'",
    "NTS-01": "UPDATE marts.siao_nuitees SET nb_nuitees = nb_nuitees + 1 WHERE periode = '2024-03' AND issue_nuit = 'POURVUE'",
    "FLX-01": "UPDATE marts.siao_flux SET nb_personnes_suivies = 7 WHERE periode = '2024-03' AND mouvement = 'VERS_LOGEMENT'",
    "BOR-01": "UPDATE marts.siao_bornes SET nb_personnes_suivies = 999 WHERE periode = '2024-03' AND rapprochement = 'LARGE'",
    "RET-01": "UPDATE marts.siao_retours SET nb_personnes_sorties = 8 WHERE retour = 'RETOUR_180'",
    "PRI-01": "UPDATE marts.siao_primo_arrivants SET nb_personnes_entrees = 8 WHERE anciennete = 'CONNU'",
}  # fmt: skip


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        for schema in ("ref", "core", "marts"):
            con.execute(f"CREATE SCHEMA {schema}")
        attach_nomenclatures(con, FOLDER / "nomenclatures")
        for name, query in INPUTS.items():
            con.execute(f"CREATE TABLE {name} AS {query}")
        models = sql_models()
        for name in ("core.siao_libelles", "core.siao_nuits", "core.siao_acces", *TABLES):
            con.execute(f"CREATE TABLE {name} AS {models[name].sql}")
        yield con


def failures(con: duckdb.DuckDBPyConnection) -> set[str]:
    results = [result for name in TABLES for result in run_checks(con, name, load_catalogue().table(name).checks)]
    assert not [result.id for result in results if result.technical_error]
    return {result.id for result in results if not result.passed}


def test_what_the_models_give_passes_every_check(con) -> None:
    assert all(con.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES)
    assert failures(con) == set()


def test_each_check_has_its_fault() -> None:
    assert {check.id for name in TABLES for check in load_catalogue().table(name).checks} == set(FAULTS)


@pytest.mark.parametrize("check_id", FAULTS)
def test_a_check_fires_on_its_fault_and_no_other_does(con, check_id: str) -> None:
    con.execute(FAULTS[check_id])
    assert failures(con) == {check_id}
