"""Every check of the contracts of allocations, active requests and places is silent on sound rows, and fires alone on its fault."""

from __future__ import annotations

import duckdb
import pytest

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.quality.gx import run_checks
from observatory.warehouse.run import attach_nomenclatures

KEY = "'n-' || lpad((n // 3)::VARCHAR, 32, '0')"
RECEIVED = {
    "fichier_sha256": "'a'",
    "ligne_source": "n + 1",
    "date_reception": "DATE '2026-03-02'",
    "version_contrat": "'1.0.0'",
}
# 39 rows: each request goes through its three steps, a month apart; lines 1, 4… are radiations, or totals.
SOUND = {
    "sne_attribution": {
        "cle_numero_unique": KEY, "etape": "['RADIATION', 'ATTRIBUTION_CALEOL', 'BAIL_SIGNE'][n % 3 + 1]",
        "date_etape": "['2025-06-01', '2025-04-01', '2025-05-01'][n % 3 + 1]::DATE", "date_extraction": "DATE '2026-01-20'",
        "dep_logement": "'Z12'", "date_depot": "DATE '2024-01-03'", "motif_radiation": "CASE WHEN n % 3 = 0 THEN 'RADATT' END",
        "commune_logement_code": "'Z1201'", "qpv_code": "'ZUSNON'", "bailleur_siren": "'000000121'", "type_reservataire": "'PPRIOR'",
        "statut_dalo": "'NON'", "modele_logement": "'SD'", "quartile_ressources": "'1'", "est_dna_deduit": "false",
    },
    "bailleur_attribution": {
        "bailleur_declarant": "'000000121'", "cle_numero_unique": "'n-' || n", "etape": "'BAIL_SIGNE'",
        "date_etape": "DATE '2025-06-01'", "date_extraction": "DATE '2026-01-20'", "type_reservataire": "'NR'", "modele_logement": "'NR'",
    },
    "bailleur": {"bailleur_siren": "lpad(n::VARCHAR, 9, '0')", "type_bailleur": "'OPH'"},
    "sne_demande": {
        "date_arrete": "DATE '2025-12-31'", "niveau": "'SIREN_EPCI'", "territoire_code": "'Z000000' || lpad((n // 3)::VARCHAR, 2, '0')",
        "millesime_cog": "2025", "modele_demande": "['TOTAL', 'SD', 'HLM'][n % 3 + 1]", "nb_demandes_actives": "[50, 20, 30][n % 3 + 1]",
        "est_premiere_commune": "true",
    },
    "offre_places": {
        "date_reference": "DATE '2025-12-31'", "etablissement_id": "lpad(n::VARCHAR, 9, '0')", "niveau": "'COM'", "territoire_code": "'Z1201'",
        "dispositif": "'CHRS'", "nature_place": "'OUVERTE'", "unite_offre": "'PLACE'", "nb_places": "100", "nb_places_occupees": "95",
        "nb_places_indisponibles": "2", "siao_dep_prescripteur": "'Z12'", "parc": "'NR'",
    },
}  # fmt: skip
FAULTS = {
    "ATT-01": "INSERT INTO {0} SELECT * REPLACE (99 AS ligne_source) FROM {0} WHERE ligne_source = 2",
    "ATT-02": "UPDATE {0} SET date_etape = '2025-06-20' WHERE ligne_source = 3",
    "ATT-03": "UPDATE {0} SET commune_logement_code = 'Z1301' WHERE ligne_source = 1",
    "ATT-04": "UPDATE {0} SET motif_radiation = 'RADABA' WHERE ligne_source = 1",
    "ATT-05": "UPDATE {0} SET motif_radiation = NULL WHERE ligne_source = 1",
    "ATT-06": "UPDATE {0} SET quartile_ressources = 'NR' WHERE ligne_source < 12",
    "ATT-07": "UPDATE {0} SET commune_logement_code = NULL WHERE ligne_source = 3",
    "ATT-09": "UPDATE {0} SET modele_logement = 'NR' WHERE ligne_source <= 5",
    "ATT-10": "UPDATE {0} SET date_extraction = '2025-05-30' WHERE ligne_source = 1",
    "BAI-01": "UPDATE {0} SET cle_numero_unique = 'n-1' WHERE ligne_source <= 2",
    "BAI-02": "UPDATE {0} SET date_etape = '2026-02-01' WHERE ligne_source = 1",
    "BLR-01": "UPDATE {0} SET bailleur_siren = '000000001' WHERE ligne_source <= 3",
    "BLR-02": "UPDATE {0} SET type_bailleur = 'NR' WHERE ligne_source = 1",
    "DAC-01": "INSERT INTO {0} SELECT * REPLACE (0 AS nb_demandes_actives) FROM {0} WHERE ligne_source = 2",
    "DAC-02": "UPDATE {0} SET nb_demandes_actives = 31 WHERE ligne_source = 2",
    "DAC-03": "UPDATE {0} SET niveau = 'SECTEUR'",
    "DAC-04": "UPDATE {0} SET date_arrete = '2025-11-30'",
    "DAC-05": "UPDATE {0} SET nb_demandes_actives = CASE ligne_source WHEN 3 THEN 48 END, nb_demandes_actives_plafond = CASE ligne_source WHEN 2 THEN 4 END WHERE ligne_source IN (2, 3)",
    "DAC-06": "UPDATE {0} SET nb_demandes_actives = NULL WHERE ligne_source = 1",
    "OFF-01": "UPDATE {0} SET etablissement_id = '000000001' WHERE ligne_source <= 2",
    "OFF-02": "UPDATE {0} SET nb_places_occupees = 104 WHERE ligne_source = 1",
    "OFF-03": "UPDATE {0} SET nb_places_occupees = 109 WHERE ligne_source = 1",
    "OFF-04": "UPDATE {0} SET nature_place = 'CIBLE' WHERE ligne_source = 1",
    "OFF-05": "UPDATE {0} SET unite_offre = 'LOGEMENT' WHERE ligne_source = 1",
    "OFF-06": "UPDATE {0} SET territoire_code = 'Z1301', dispositif = 'HOTEL' WHERE ligne_source = 1",
    "OFF-07": "UPDATE {0} SET date_reference = '2025-06-30' WHERE ligne_source = 1",
    "OFF-08": "UPDATE {0} SET etablissement_id = '000000001', dispositif = CASE ligne_source WHEN 1 THEN 'IML_SOUS_LOCATION' ELSE 'CAPTATION_PARC_PRIVE' END, unite_offre = CASE ligne_source WHEN 1 THEN 'PLACE' ELSE 'LOGEMENT' END WHERE ligne_source <= 2",
}


def failures(contract: str, fault: str = "") -> set[str]:
    """The checks of a contract that fail on 39 rows, sound but for a fault; none may be out of order."""
    table = load_catalogue().table(f"lake.{contract}")
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA ref")
        attach_nomenclatures(con, FOLDER / "nomenclatures")
        con.execute(f"CREATE TABLE candidat ({', '.join(f'{c.name} {c.type}' for c in table.columns)})")
        select = ", ".join(f"{value} AS {name}" for name, value in (SOUND[contract] | RECEIVED).items())
        con.execute(f"INSERT INTO candidat BY NAME SELECT {select} FROM range(39) AS t(n)")
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
