"""A count and its state agree, both ways: each disagreement is found, and nothing else."""

from __future__ import annotations

import duckdb
import pytest

from observatory.contracts.load import load_catalogue
from observatory.quality.gx import run_checks

MONTHLY = "SELECT 'DEP' AS niveau, '01' AS territoire_code, {0} AS nb_personnes_cumul, '{1}' AS statut_valeur, {2} AS nb_personnes_mois, '{3}' AS statut_nb_personnes_mois"  # fmt: skip
ANNUAL = "SELECT '01' AS territoire_code, {0}::INTEGER AS nb_personnes_annee, '{1}' AS statut_valeur"
NIGHTS = "SELECT '75056_2025' AS edition_id, {0}::DOUBLE AS valeur_publiee, '{1}' AS statut_valeur"
RIGHT = [(12, "PUBLIE"), (12, "CORRIGE"), (0, "CORRIGE"), (0, "ZERO"), ("NULL", "NON_COLLECTE"), ("NULL", "MASQUE")]
WRONG = [(12, "NON_COLLECTE"), (12, "MASQUE"), (12, "ZERO"), (0, "PUBLIE"), (0, "MASQUE"), ("NULL", "PUBLIE"), ("NULL", "ZERO")]  # fmt: skip
# what a city or a source says of a night beside its count: means, context, and the sums redone
COUNTED = ("PERSONNE", "MENAGE", "DEMANDE", "NUITEE", "LIGNE", "RADIATION", "BAIL", "ATTRIBUTION", "PLACE")
FACTS = {
    "nb_volontaires", "nb_professionnels", "nb_personnes_mises_a_l_abri", "nb_questionnaires_remplis", "pop_couverte",
    "nb_personnes_concernees", "nb_places_evenement", "nb_places_hebergement_ouvertes", "total", "somme", "ecart_somme",
}  # fmt: skip
TABLES = {
    "REL-02": ("marts.relogement_mensuel", MONTHLY),
    "REL-06": ("marts.relogement_annuel", ANNUAL),
    "NUI-03": ("marts.nuits_solidarite", NIGHTS),
}


def fires(check_id: str, *pairs: tuple[object, str]) -> bool:
    """Whether the check of the real contract fails on a table of one row."""
    name, row = TABLES[check_id]
    check = [one for one in load_catalogue().table(name).checks if one.id == check_id]
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA marts")
        con.execute(f"CREATE TABLE {name} AS {row.format(*[part for pair in pairs for part in pair])}")
        (result,) = run_checks(con, name, check)
    return not result.passed


@pytest.mark.parametrize("check_id", TABLES)
def test_a_count_that_its_state_contradicts_blocks_the_publication(check_id: str) -> None:
    beside = [(12, "PUBLIE")] if check_id == "REL-02" else []
    assert [pair for pair in WRONG if not fires(check_id, pair, *beside)] == []


@pytest.mark.parametrize("check_id", TABLES)
def test_a_count_in_agreement_with_its_state_passes(check_id: str) -> None:
    beside = [(12, "PUBLIE")] if check_id == "REL-02" else []
    assert [pair for pair in RIGHT if fires(check_id, pair, *beside)] == []


def test_the_flow_of_the_month_has_its_own_state() -> None:
    assert fires("REL-02", (12, "PUBLIE"), (0, "PUBLIE"))
    assert not fires("REL-02", (12, "PUBLIE"), ("NULL", "NON_COLLECTE"))


def test_every_count_of_persons_that_is_published_has_its_state() -> None:
    """One `statut_valeur` for the first count of a table, `statut_<count>` for each other; rates follow their count."""
    tables = [table for table in load_catalogue().tables.values() if table.schema == "marts"]
    states = {table.name: sum(column.nomenclature == "statut_valeur" for column in table.columns) for table in tables}
    counts = {
        table.name: sum(
            column.unit in COUNTED or column.name in ("valeur_publiee", "nb_total")
            for column in table.columns
            if column.name not in FACTS
        )
        for table in tables
    }
    counts["marts.relogement_mensuel"] -= 1  # valeur_publiee: the count before correction, under the same state
    assert states == counts
