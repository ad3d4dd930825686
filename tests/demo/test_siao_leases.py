"""From a SIAO to a lease, held against the truth of the demo world: which links are true, and what the curve says."""

from __future__ import annotations

import duckdb
import pytest

from tests.demo import lease_truth


@pytest.fixture(scope="module")
def linked(con: duckdb.DuckDBPyConnection, demo_home) -> duckdb.DuckDBPyConnection:
    lease_truth.compare(con, demo_home)
    return con


def test_the_share_of_households_with_a_number_is_that_of_the_world(linked):
    said = dict(
        linked.execute("SELECT etat_numero, sum(nb_menages) FROM core.siao_numeros_annuels GROUP BY ALL").fetchall()
    )
    assert 0.3 < (said["RELIE"] + said["SANS_ETAPE"]) / sum(said.values()) < 0.5
    assert 0 < said["ILLISIBLE"] < 0.02 * sum(said.values())


def test_hardly_any_link_is_false(linked):
    ((links, false),) = linked.execute(lease_truth.LINKS).fetchall()
    assert links > 100 and false <= 0.02 * links


def test_most_leases_that_can_be_linked_are(linked):
    ((leases, found, known),) = linked.execute(lease_truth.LEASES).fetchall()
    assert found > 100 and found <= leases and 0.6 < found / known < 0.85


def test_the_band_of_the_curve_holds_the_truth_of_the_households_that_have_a_number(linked):
    told = lease_truth.curves(linked)
    assert set(told["delai_jours"]) >= {90, 180, 365}
    assert (told["bas"] <= told["vrai"]).all() and (told["vrai"] <= told["haut"]).all()
    later = told.filter(told["delai_jours"] >= 180)
    assert (later["publie"] - later["vrai"]).abs().max() < 0.03
