"""The official lists of territories as they are published, from the drop to the warehouse."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.home import Home
from observatory.lake.partitions import Outcome, refresh
from observatory.pipeline import build_models, open_for_build, sql_models
from observatory.sources.intake import receive_incoming

YEARS = (2019, 2021, 2023, 2024, 2025)


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home where every official file was dropped, in a folder that says the year of those that do not."""
    made = Home(tmp_path_factory.mktemp("officiel")).create()
    shutil.copytree(shared / "reference" / "cog", made.incoming / "cog-2026")
    return made


@pytest.fixture(scope="module")
def outcomes(home: Home, catalogue: Catalogue) -> dict[tuple[str, str], Outcome]:
    refused = [receipt.phrase for receipt in receive_incoming(home, catalogue) if receipt.statut == "refuse"]
    assert refused == []
    return {(name, o.partition): o for name in catalogue.sources for o in refresh(home, catalogue, name, "essai")}


@pytest.fixture(scope="module")
def con(home: Home, outcomes, catalogue: Catalogue):
    wanted = {"communes", "territoires", "populations", "changements_epci", "successions", "passages", "codes_perimes"}
    models = [name for name in sql_models() if name.startswith("core.") and name.split(".")[1] in wanted]
    reference = [
        name for name in sql_models() if name.startswith(("staging.cog", "staging.epci", "staging.population"))
    ]
    with open_for_build(home, catalogue) as opened:
        list(build_models(opened, home, catalogue, [*reference, *models]))
        yield opened


@pytest.fixture(scope="module")
def lists(shared: Path) -> dict[int, dict[str, int]]:
    """Commune → SIREN of its EPCI, read from the spreadsheets and nothing else."""
    frames = {year: pl.read_excel(shared / "reference" / "cog" / f"epcicom{year}.xlsx") for year in YEARS}
    return {year: dict(frame.select("insee", "siren").rows()) for year, frame in frames.items()}


def test_every_official_file_is_read_whole(outcomes):
    assert len(outcomes) == 13
    for name, outcome in outcomes.items():
        assert outcome.is_kept and outcome.nb_quarantined == 0 and outcome.nb_typed == outcome.nb_read, name
        assert [result.id for result in outcome.results if not result.passed] == [], name


@pytest.mark.parametrize(
    ("year", "communes"),
    [(2019, 34970), (2020, 34968), (2021, 34965), (2022, 34955), (2023, 34945), (2024, 34935), (2025, 34875), (2026, 34875)],
)  # fmt: skip
def test_each_vintage_has_the_communes_that_insee_counts(con, year, communes):
    query = "SELECT count(*) FROM core.communes WHERE millesime_cog = ? AND type_commune = 'COM' AND region_code IS NOT NULL"
    assert con.execute(query, [year]).fetchall() == [(communes,)]


def test_the_shipped_list_holds_the_communes_of_the_official_one(con):
    query = """
        SELECT commune_code FROM ref.communes WHERE type_commune = 'COM' AND region_code IS NOT NULL
        EXCEPT SELECT commune_code FROM core.communes WHERE millesime_cog = 2025
    """
    assert con.execute(query).fetchall() == []


@pytest.mark.parametrize(("before", "after"), list(itertools.pairwise(YEARS)))
def test_changes_of_epci_are_those_of_the_official_files(con, lists, before, after):
    old, new = lists[before], lists[after]
    expected = {
        "CHANGE": sum(old[code] != new[code] for code in old.keys() & new.keys()),
        "DISPARUE": len(old.keys() - new.keys()),
        "APPARUE": len(new.keys() - old.keys()),
    }
    query = """
        SELECT changement, count(*) FROM core.changements_epci
        WHERE millesime_depart = ? AND millesime_arrivee = ? GROUP BY changement
    """
    assert dict(con.execute(query, [before, after]).fetchall()) == expected


def test_populations_are_those_of_the_epci_lists(con, shared):
    frame = pl.read_excel(shared / "reference" / "cog" / "epcicom2025.xlsx")
    expected = dict(
        frame.group_by("siren").agg(pl.col("pmun_2025").sum()).select(pl.col("siren").cast(str), "pmun_2025").rows()
    )
    found = "SELECT territoire_code, pop_municipale FROM core.populations WHERE niveau = 'SIREN_EPCI'"
    assert dict(con.execute(found).fetchall()) == expected


def test_paris_lyon_and_marseille_are_the_sum_of_their_arrondissements(con):
    query = """
        SELECT ville.commune_code FROM core.communes AS ville
        JOIN core.communes AS arr ON arr.commune_parente = ville.commune_code AND arr.millesime_cog = ville.millesime_cog
        WHERE ville.millesime_cog = 2026 GROUP BY ALL HAVING sum(arr.pop_municipale) = any_value(ville.pop_municipale)
    """
    assert sorted(con.execute(query).fetchall()) == [("13055",), ("69123",), ("75056",)]


def test_a_name_of_2026_follows_the_history_that_stops_in_2025(con):
    query = """
        SELECT territoire_libelle, valide_du::VARCHAR, valide_au::VARCHAR FROM core.territoires
        WHERE niveau = 'COM' AND territoire_code = '28274' ORDER BY valide_du
    """
    assert con.execute(query).fetchall()[-2:] == [
        ("Moutiers", "1943-01-01", "2026-01-01"),
        ("Moutiers-en-Beauce", "2026-01-01", None),
    ]


def test_no_two_names_of_a_territory_are_valid_the_same_day(con):
    query = """
        SELECT niveau, territoire_code FROM (
          SELECT *, lead(valide_du) OVER (PARTITION BY niveau, territoire_code ORDER BY valide_du NULLS FIRST) AS suivant
          FROM core.territoires
        ) WHERE suivant < coalesce(valide_au, DATE '9999-12-31')
    """
    assert con.execute(query).fetchall() == []
