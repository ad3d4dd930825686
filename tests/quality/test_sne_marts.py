"""Every check of the published tables of allocations and places is silent on what the models give, and fires alone, in its table, on its fault."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from observatory.contracts.load import load_catalogue
from observatory.quality.gx import run_checks
from tests.publication.sne_tables import TABLES, build

FAULTS = {
    "ATR-01": "UPDATE marts.attributions SET nb_sans_abri = nb_sans_abri + 1 WHERE niveau = 'DEP' AND annee = 2024",
    "ATR-02": "UPDATE marts.attributions SET statut_nb_dna = 'ZERO' WHERE niveau = 'DEP' AND annee = 2024",
    "ATR-03": "UPDATE marts.attributions SET part_nette_pct = 5 WHERE niveau = 'SIREN_EPCI'",
    "ATR-04": "UPDATE marts.attributions SET nb_heberges = 4, nb_dna = 1, nb_sans_domicile = 7, nb_sans_domicile_hors_dna = 6, nb_sans_abri = 3 WHERE territoire_code = 'Z11' AND annee = 2024",
    "ATR-05": "INSERT INTO core.attributions_menages SELECT * FROM core.attributions_menages LIMIT 1",
    "ATX-01": "UPDATE marts.attributions_extractions SET date_extraction = make_date(annee + 1, 1, 19) WHERE niveau = 'FR'",
    "ATX-02": "UPDATE marts.attributions_extractions SET date_revision = DATE '2025-07-01' WHERE niveau = 'DEP'",
    "ATE-01": "UPDATE marts.attributions_elargies SET nb_baux_sans_domicile = 99999 WHERE niveau = 'FR' AND annee = 2024",
    "ATE-02": "UPDATE marts.attributions_elargies SET statut_nb_baux = 'MASQUE' WHERE niveau = 'FR'",
    "APQ-01": "UPDATE marts.attributions_premier_quartile SET nb_baux_premier_quartile = 99999 WHERE niveau = 'FR' AND annee = 2024",
    "APQ-02": "UPDATE marts.attributions_premier_quartile SET statut_valeur = 'ZERO' WHERE niveau = 'FR'",
    "ARL-01": "UPDATE marts.attributions_reliees SET nb_baux_relies = 99999 WHERE annee = 2024",
    "ARL-02": "UPDATE marts.attributions_reliees SET statut_nb_baux_relies = 'ZERO' WHERE annee = 2024",
    "ATV-01": "UPDATE marts.attributions_ventilees SET nb_radiations = nb_radiations + 1 WHERE ventilation = 'DALO:RECONNU' AND niveau = 'FR'",
    "ATV-02": "UPDATE marts.attributions_ventilees SET statut_valeur = 'ZERO' WHERE ventilation = 'TOTAL'",
    "ATB-01": "UPDATE marts.attributions_bailleurs SET nb_radiations = nb_radiations + 1 WHERE ventilation = 'BAILLEUR:ESH' AND niveau = 'FR'",
    "ATB-02": "UPDATE marts.attributions_bailleurs SET statut_valeur = 'ZERO' WHERE ventilation = 'BAILLEUR:OPH'",
    "ATB-03": "UPDATE core.attributions_menages SET bailleur_siren = '000000109'",
    "DEA-01": "UPDATE marts.demandes_actives SET nb_demandes_sans_domicile_haut = 1",
    "DEA-02": "UPDATE marts.demandes_actives SET statut_valeur = 'NON_COLLECTE'",
    "DEA-03": "UPDATE marts.demandes_actives SET niveau = 'REG' WHERE niveau = 'DEP'",
    "PLA-01": "UPDATE marts.places SET nb_acces_direct = 9999 WHERE niveau = 'FR' AND type_offre = 'CAPTATION_PARC_PRIVE'",
    "PLA-02": "UPDATE marts.places SET statut_nb_cibles = 'ZERO' WHERE niveau = 'FR'",
    "PLA-03": "UPDATE marts.places SET unite_offre = 'LOGEMENT' WHERE niveau = 'FR' AND type_offre = 'HEBERGEMENT'",
}  # fmt: skip


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        build(con)
        yield con


def failures(con: duckdb.DuckDBPyConnection, *names: str) -> set[str]:
    results = [result for name in names for result in run_checks(con, name, load_catalogue().table(name).checks)]
    assert not [result.id for result in results if result.technical_error]
    return {result.id for result in results if not result.passed}


def test_what_the_models_give_passes_every_check(con) -> None:
    assert all(con.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES)
    assert failures(con, *TABLES) == set()


def test_each_check_has_its_fault() -> None:
    assert {check.id for name in TABLES for check in load_catalogue().table(name).checks} == set(FAULTS)


@pytest.mark.parametrize("check_id", FAULTS)
def test_a_check_fires_on_its_fault_and_no_other_of_its_table_does(con, check_id: str) -> None:
    (name,) = (one for one in TABLES if check_id in {check.id for check in load_catalogue().table(one).checks})
    con.execute(FAULTS[check_id])
    assert failures(con, name) == {check_id}
