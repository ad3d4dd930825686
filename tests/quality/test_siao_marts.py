"""Every check of the published SIAO tables is silent on what the models give, and fires alone on its fault."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from observatory.contracts.load import load_catalogue
from observatory.quality.gx import run_checks
from tests.publication.siao_tables import TABLES, build

FAULTS = {
    "DEM-01": "UPDATE marts.siao_demandes SET nb_demandes = nb_demandes + 1 WHERE periode = '2024-03' AND perimetre_demandes = 'FLUX'",
    "EPC-01": "UPDATE marts.siao_demandes_epci SET nb_demandes = nb_demandes + 1 WHERE periode = '2024-03' AND lieu_demande = 'EPCI' AND reponse_demande = 'POURVUE'",
    "MOT-01": "UPDATE marts.siao_motifs SET nb_demandes = nb_demandes + 1 WHERE periode = '2024-03' AND reponse_demande = 'REGLE'",
    "ACC-01": "UPDATE marts.siao_menages SET nb_menages = nb_menages - 1 WHERE periode = '2024-03' AND acces_place = 'JAMAIS'",
    "ACC-02": "UPDATE marts.siao_menages_annuels SET nb_menages = 3 WHERE lieu_demande = 'TOTAL' AND niveau = 'DEP'",
    "PDE-01": "UPDATE marts.siao_personnes SET nb_personnes_demandeuses = 999 WHERE periode = '2024-03' AND tranche_age = 'MINEUR'",
    "NTS-01": "UPDATE marts.siao_nuitees SET nb_nuitees = nb_nuitees + 1 WHERE periode = '2024-03' AND issue_nuit = 'POURVUE'",
    "FLX-01": "UPDATE marts.siao_flux SET nb_personnes_suivies = 7 WHERE periode = '2024-03' AND mouvement = 'VERS_LOGEMENT'",
    "BOR-01": "UPDATE marts.siao_bornes SET nb_personnes_suivies = 999 WHERE periode = '2024-03' AND rapprochement = 'LARGE'",
    "BOR-02": "UPDATE staging.siao_personne SET methode_cles = 'PROBABILISTE_1' WHERE cle_fiche = 'f-2'",
    "DLO-01": "UPDATE marts.siao_delais_logement SET nb_parcours_bas = 999 WHERE issue_parcours = 'ABOUTI' AND delai_jours = '730'",
    "DBA-01": "UPDATE marts.siao_delais_bail SET nb_menages_suivis_bas = 999 WHERE issue_parcours = 'ABOUTI' AND delai_jours = '730'",
    "NUM-01": "UPDATE marts.siao_numeros SET nb_menages_insertion = nb_menages_insertion + 1 WHERE periode = '2024' AND etat_numero = 'TOTAL'",
    "NUM-02": "UPDATE marts.siao_numeros SET nb_menages_insertion = CASE WHEN etat_numero IN ('NUMEROTE', 'RELIE') THEN 10 WHEN etat_numero = 'SANS_NUMERO' THEN 71 ELSE nb_menages_insertion END WHERE territoire_code = 'Z23'",
    "DIN-01": "UPDATE marts.siao_delais_insertion SET nb_demandes_insertion = 0, nb_demandes_insertion_bas = 0 WHERE issue_parcours = 'ABOUTI' AND delai_jours = '365'",
    "INV-01": "UPDATE marts.siao_invisibles SET nb_menages_au_moins = 3",
    "LIG-01": "INSERT INTO marts.siao_lignes BY NAME SELECT * REPLACE (0 AS nb_lignes, 'Z12:2023' AS lot_lignes) FROM marts.siao_lignes",
    "CPL-01": "UPDATE marts.siao_completude SET nb_lignes_vides = 9999 WHERE champ = 'canal'",
    "PCS-01": "UPDATE marts.siao_parcours SET nb_personnes_suivies = 999 WHERE etat_debut = 'URGENCE' AND etat_fin = 'LOGEE'",
    "RET-01": "UPDATE marts.siao_retours SET nb_personnes_sorties = 2 WHERE retour = 'RETOUR_180'",
    "FIA-01": "UPDATE marts.siao_fiabilite SET nb_personnes_attendues = 200",
    "PRI-01": "UPDATE marts.siao_primo_arrivants SET nb_personnes_entrees = 8 WHERE anciennete = 'CONNU'",
    "PRT-01": "UPDATE marts.siao_pratiques SET pratique_fin = NULL WHERE pratique_modalite = 'RENOUVELLEMENT_A_PART'",
    "SCO-01": "UPDATE marts.siao_comparaisons SET est_comparable = NOT est_comparable WHERE periode = '2024'",
}  # fmt: skip


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        build(con)
        con.execute(  # what one check reads behind the core: how keys were made
            "CREATE TABLE staging.siao_personne AS SELECT 'Z12' AS siao_dep, unnest(['f-1', 'f-2']) AS cle_fiche, 'EXACTE' AS methode_cles"
        )
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
