"""Every check of the SIAO's contracts is silent on sound rows, and fires alone on the fault that it names."""

from __future__ import annotations

import duckdb
import pytest

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.quality.gx import run_checks

KEY = "lpad(n::VARCHAR, 32, '0')"
RECEIVED = {
    "fichier_sha256": "'a'",
    "ligne_source": "n",
    "date_reception": "DATE '2026-03-02'",
    "version_contrat": "'1.0.0'",
}
SOUND = {
    "siao_demande_115": {
        "siao_dep": "'Z12'", "cle_demande": f"'d-' || {KEY}", "date_heure_demande": "TIMESTAMP '2026-02-01 18:42' + INTERVAL (n) DAY",
        "nuit_demandee": "DATE '2026-02-01' + n::INTEGER", "cle_menage": f"'m-' || {KEY}", "nb_personnes_menage": "3",
        "nb_mineurs_menage": "2", "composition_code": "'40'", "situation_code": "'20'", "motif_code": "'203'", "canal": "'APPEL'",
        "type_demande": "'HEBERGEMENT'", "est_renouvellement": "false", "reponse_115": "'NON_POURVUE'", "motif_non_pourvue": "'NR'",
    },
    "siao_demande_insertion": {
        "siao_dep": "'Z12'", "cle_demande": f"'d-' || {KEY}", "date_extraction": "DATE '2026-03-01'", "cle_menage": f"'m-' || {KEY}",
        "date_transmission": "DATE '2025-09-01'", "statut": "'ADMISE'", "situation_code": "'20'", "type_etablissement_preconise": "'400'",
        "nb_numeros_illisibles": "0", "date_orientation": "DATE '2025-10-01'", "date_admission": "DATE '2025-11-01'", "date_cloture": "DATE '2025-12-01'",
    },
    "siao_menage": {
        "siao_dep": "'Z12'", "cle_menage": f"'m-' || {KEY}", "date_debut_validite": "DATE '2026-01-03'", "date_extraction": "DATE '2026-03-01'",
        "type_fiche": "'Groupe'", "composition_code": "'40'", "nb_personnes_menage": "3", "nb_adultes_menage": "1", "nb_mineurs_menage": "2",
    },
    "siao_personne": {
        "siao_dep": "'Z12'", "cle_fiche": f"'f-' || {KEY}", "date_situation": "DATE '2026-01-03'", "date_extraction": "DATE '2026-03-01'",
        "cle_menage": f"'m-' || {KEY}", "cle_personne": f"'p-' || {KEY}", "cle_personne_centrale": f"'p-' || {KEY}",
        "cle_personne_large": f"'p-' || {KEY}", "classe_age": "'25_54'", "sexe": "'F'", "situation_code": "'20'",
        "type_ressource_code": "'NR'", "date_derniere_activite": "DATE '2026-02-01'",
    },
    "siao_prise_en_charge": {
        "siao_dep": "'Z12'", "cle_sejour": f"'s-' || {KEY}", "date_extraction": "DATE '2026-03-01'", "cle_fiche": f"'f-' || {KEY}",
        "type_etablissement_code": "'400'", "type_place_code": "'30'", "est_hotel": "false", "date_entree": "DATE '2025-01-03'",
        "date_sortie": "DATE '2026-01-03'", "situation_sortie_code": "'15'",
    },
    "siao_pratique": {
        "siao_dep": "'Z12'", "pratique": "['DEMANDE', 'REPONSE', 'RENOUVELLEMENT', 'NUIT_HOTEL', 'RECUEIL'][n % 5 + 1]",
        "pratique_modalite": "['DEMANDE_MENAGE', 'REPONSE_MENAGE', 'RENOUVELLEMENT_NON', 'HOTEL_NON', 'RECUEIL_115'][n % 5 + 1]",
        "pratique_debut": "DATE '2020-01-01' + n::INTEGER", "pratique_fin": "pratique_debut + 4",
    },
}  # fmt: skip
ERASURE = "SELECT 'Z12' AS siao_dep, DATE '2024-01-01' AS horizon, DATE '2026-01-15' AS extraction, ['b'] AS fichiers"
LISTS = ("siao_pratique", "siao_pratique_modalite")  # the code lists that a check reads
FAULTS = {
    "URG-01": "UPDATE {0} SET cle_demande = (SELECT min(cle_demande) FROM {0})",
    "URG-02": "UPDATE {0} SET nb_mineurs_menage = 4 WHERE ligne_source = 1",
    "URG-03": "UPDATE {0} SET composition_code = '30' WHERE ligne_source = 1",
    "URG-04": "UPDATE {0} SET reponse_115 = 'POURVUE' WHERE ligne_source = 1",
    "URG-05": "UPDATE {0} SET cle_menage = 'm', date_heure_demande = '2026-02-01'",
    "URG-06": "UPDATE {0} SET motif_code = 'NR' WHERE ligne_source <= 5",
    "URG-10": "UPDATE {0} SET est_renouvellement = NULL WHERE ligne_source = 1",
    "URG-11": "UPDATE {0} SET cle_menage = 'm', nuit_demandee = '2026-02-01' WHERE ligne_source <= 2",
    "URG-12": "UPDATE {0} SET nuit_demandee = DATE '2023-05-01' + ligne_source WHERE ligne_source <= 2",
    "INS-01": "UPDATE {0} SET cle_demande = (SELECT min(cle_demande) FROM {0})",
    "INS-02": "UPDATE {0} SET date_orientation = '2025-08-01' WHERE ligne_source = 1",
    "INS-03": "UPDATE {0} SET date_admission = NULL WHERE ligne_source = 1",
    "INS-05": "UPDATE {0} SET nb_numeros_illisibles = 1 WHERE ligne_source = 1",
    "INS-07": "UPDATE {0} SET type_etablissement_preconise = 'NR' WHERE ligne_source <= 5",
    "INS-08": "UPDATE {0} SET date_extraction = '2026-01-10' WHERE ligne_source = 1",
    "MNG-01": "UPDATE {0} SET cle_menage = (SELECT min(cle_menage) FROM {0})",
    "MNG-03": "UPDATE {0} SET nb_adultes_menage = 2 WHERE ligne_source = 1",
    "MNG-05": "UPDATE {0} SET composition_code = '120' WHERE ligne_source = 1",
    "MNG-06": "UPDATE {0} SET date_extraction = '2026-01-10' WHERE ligne_source = 1",
    "PRS-01": "UPDATE {0} SET cle_fiche = (SELECT min(cle_fiche) FROM {0})",
    "PRS-02": "UPDATE {0} SET cle_personne = 'DUPONT Rosa' WHERE ligne_source = 1",
    "PRS-05": "UPDATE {0} SET date_derniere_activite = '2024-02-01' WHERE ligne_source = 1",
    "PRS-06": "UPDATE {0} SET situation_code = '48' WHERE ligne_source = 1",
    "PRS-07": "UPDATE {0} SET methode_cles = 'EXACTE_FAUTE_DE_MIEUX' WHERE ligne_source = 1",
    "PRS-08": "UPDATE {0} SET methode_cles = 'PROBABILISTE_1' WHERE ligne_source = 1",
    "PRS-09": "UPDATE {0} SET date_extraction = '2026-01-10' WHERE ligne_source = 1",
    "PEC-01": "UPDATE {0} SET cle_sejour = (SELECT min(cle_sejour) FROM {0})",
    "PEC-02": "UPDATE {0} SET date_sortie = '2025-01-01' WHERE ligne_source = 1",
    "PEC-04": "UPDATE {0} SET type_place_code = '10', date_entree = '2024-01-01', date_sortie = NULL WHERE ligne_source = 1",
    "PEC-05": "UPDATE {0} SET date_sortie = '2026-03-02' WHERE ligne_source = 1",
    "PRA-01": "UPDATE {0} SET pratique_debut = '2020-01-02', pratique_fin = NULL WHERE ligne_source IN (1, 6)",
    "PRA-02": "UPDATE {0} SET pratique_modalite = 'HOTEL_NON' WHERE ligne_source = 1",
    "PRA-03": "UPDATE {0} SET pratique_fin = pratique_debut + 5 WHERE ligne_source = 1",
    "PRA-04": "DELETE FROM {0} WHERE pratique = 'RECUEIL'",
    "PEC-06": "UPDATE {0} SET situation_sortie_code = 'NR' WHERE ligne_source <= 5",
    "PEC-07": "UPDATE {0} SET date_extraction = '2026-01-10' WHERE ligne_source = 1",
}


def failures(contract: str, fault: str = "") -> set[str]:
    """The checks of a contract that fail on 40 rows, sound but for a fault; none may be out of order."""
    table = load_catalogue().table(f"lake.{contract}")
    columns = SOUND[contract] | RECEIVED
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA ref")
        for name in LISTS:
            con.execute(f"CREATE TABLE ref.{name} AS FROM read_csv('{FOLDER}/nomenclatures/{name}.csv', delim = ';')")
        con.execute(f"CREATE TABLE candidat ({', '.join(f'{c.name} {c.type}' for c in table.columns)})")
        select = ", ".join(f"{value} AS {name}" for name, value in columns.items())
        con.execute(f"INSERT INTO candidat BY NAME SELECT {select} FROM range(1, 41) AS t(n)")
        con.execute(f"CREATE TABLE ref.effacements AS {ERASURE}")
        if fault:
            con.execute(fault.format("candidat"))
        results = run_checks(con, "candidat", table.checks)
    assert not [result.id for result in results if result.technical_error]
    return {result.id for result in results if not result.passed}


@pytest.mark.parametrize("contract", SOUND)
def test_sound_rows_pass_every_check(contract: str) -> None:
    assert failures(contract) == set()


def test_each_check_has_its_fault() -> None:
    ids = {check.id for contract in SOUND for check in load_catalogue().table(f"lake.{contract}").checks}
    assert ids == set(FAULTS)


@pytest.mark.parametrize("check_id", FAULTS)
def test_a_check_fires_on_its_fault_and_no_other_does(check_id: str) -> None:
    (contract,) = (one for one in SOUND if check_id in {c.id for c in load_catalogue().table(f"lake.{one}").checks})
    assert failures(contract, FAULTS[check_id]) == {check_id}
