"""The territories of the demonstration through the real door: received, checked, and their two changes understood."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.contracts.load import FOLDER
from observatory.demo.country import EPCI_CHANGE, MERGER
from observatory.demo.territory_files import TITLE, VINTAGES, territory_files
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import build_models, check_table, open_for_build, sql_models
from observatory.sources.intake import receive_incoming

SOURCES = ("cog_commune", "epci_commune", "cog_mouvement", "contours", "territoire_lda")
MODELS = (
    "core.communes core.contenance core.successions core.passages core.changements_epci core.codes_perimes "
    "core.territoires_lda core.ecarts_lda marts.territoires_lda"
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    every = pl.read_csv(FOLDER / "nomenclatures" / "departement.csv", separator=";", infer_schema=False)
    fictional = every.filter(pl.col("code").str.starts_with("Z")).select("code", "libelle", "region_code").sort("code")
    return territory_files(fictional, scale=0.5)


@pytest.fixture(scope="module")
def received(files, catalogue, tmp_path_factory):
    """What the door and the checks of the lake said: the home, the receipts, the checks that failed."""
    home = Home(tmp_path_factory.mktemp("territoires")).create()
    for name, content in files.items():
        path = home.incoming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    receipts = receive_incoming(home, catalogue)
    outcomes = [outcome for name in SOURCES for outcome in refresh(home, catalogue, name, "essai")]
    return home, receipts, outcomes


@pytest.fixture(scope="module")
def warehouse(received, catalogue):
    home = received[0]
    with open_for_build(home, catalogue) as con:
        list(build_models(con, home, catalogue, [m for m in sql_models() if m.startswith("staging.")] + MODELS.split()))
        yield con, [check for check in check_table(con, home, catalogue, "marts.territoires_lda", "essai")]


def test_every_file_is_received_whole_and_kept(files, received):
    _, receipts, outcomes = received
    assert len(receipts) == len(files) == 9
    assert all(one.statut == "recu" and " 0 en quarantaine" in one.phrase for one in receipts)
    assert len(outcomes) == 9 and all(outcome.is_kept for outcome in outcomes)


def test_every_file_says_that_it_is_fictional(files):
    for name, content in files.items():
        assert "fictif" in name and "données fictives" in content.decode().lower()
        assert content.startswith(TITLE.encode()) or name.endswith((".geojson", "acceleres.csv"))


def test_the_merger_is_followed_from_one_vintage_to_the_other(warehouse):
    rows = warehouse[0].execute("FROM core.passages WHERE millesime_depart < millesime_arrivee").fetchall()
    assert rows == [(*VINTAGES, MERGER.absorbed, MERGER.into, "32", MERGER.day, 1)]
    back = warehouse[0].execute("FROM core.passages WHERE millesime_depart > millesime_arrivee").fetchall()
    assert {row[3] for row in back} == {MERGER.absorbed, MERGER.into} and {row[2] for row in back} == {MERGER.into}
    stale = warehouse[0].execute("SELECT commune_code, code_actuel, date_fin FROM core.codes_perimes").fetchall()
    assert stale == [(MERGER.absorbed, MERGER.into, date(2024, 1, 1))]


def test_the_change_of_epci_is_seen(warehouse):
    rows = warehouse[0].execute(
        "SELECT * EXCLUDE (millesime_depart, millesime_arrivee) FROM core.changements_epci ORDER BY 1"
    )
    assert rows.fetchall() == [
        (EPCI_CHANGE.commune, "CHANGE", EPCI_CHANGE.before, EPCI_CHANGE.after),
        (MERGER.absorbed, "DISPARUE", "Z00000022", None),
    ]


def test_both_vintages_have_the_same_inhabitants(warehouse):
    sums = "SELECT millesime_cog, sum(pop_municipale) FROM core.communes WHERE starts_with(commune_code, 'Z') GROUP BY 1 ORDER BY 1"
    (first, before), (last, after) = warehouse[0].execute(sums).fetchall()
    assert (first, last) == VINTAGES and before == after > 700_000


def test_the_accelerated_territories_agree_with_the_communes(warehouse):
    con, checks = warehouse
    assert {check.id for check in checks} >= {"LDA-06", "LDA-07", "LDA-08", "LDA-09"}
    assert [check.id for check in checks if not check.passed] == []
    nested = "SELECT territoire_code, inclus_dans FROM marts.territoires_lda WHERE inclus_dans IS NOT NULL"
    assert con.execute(nested).fetchall() == [("Z1101", "ZLDA1-01")]
    sums = """
        SELECT count(*) FILTER (liste.pop_municipale = membres.population) FROM marts.territoires_lda AS liste
        JOIN (
            SELECT departement_code AS code, sum(pop_municipale) AS population FROM core.communes WHERE millesime_cog = 2025 GROUP BY 1
            UNION ALL
            SELECT epci_code, sum(pop_municipale) FROM core.communes WHERE millesime_cog = 2025 GROUP BY 1
            UNION ALL
            SELECT commune_code, pop_municipale FROM core.communes WHERE millesime_cog = 2025
        ) AS membres ON membres.code = liste.territoire_code"""
    assert con.execute(sums).fetchall() == [(5,)]
