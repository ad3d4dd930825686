"""The real files, from reception to the marts: every row accounted for, every known anomaly found, none invented."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.home import Home
from observatory.lake.partitions import parquet_path, refresh
from observatory.pipeline import build_models, check_table, checked_tables, open_for_build
from observatory.sources.intake import receive

CONTRACT = "barometre_relogement"
FILES = {
    "DEP": "barometre/barometre-resultats-logement-ville-detail-departemental.csv",
    "REG": "barometre/barometre-resultats-logement-ville-detail-regional.csv",
    "FR": "barometre/barometre-resultats-logement-ville-detail-national.csv",
}


@pytest.fixture(scope="module")
def outcomes(shared: Path, catalogue, tmp_path_factory) -> tuple[Home, dict]:
    """The home with every real file in the lake, and the outcome of each partition."""
    home = Home(tmp_path_factory.mktemp("reel")).create()
    others = [shared / "real" / "ndls" / "chiffres_publies_ndls.csv", shared / "reference" / "territoires_lda.csv"]
    for path in [*(shared / "real" / name for name in FILES.values()), *others]:
        receive(home, path, catalogue)
    found = [(name, refresh(home, catalogue, name, "essai")) for name in catalogue.sources]
    return home, {(name, outcome.partition): outcome for name, outcomes in found for outcome in outcomes}


@pytest.fixture(scope="module")
def marts(outcomes, catalogue):
    """The warehouse built from them, checked; a function that answers a query."""
    home, _ = outcomes
    with open_for_build(home, catalogue) as con:
        list(build_models(con, home, catalogue))
        results = {
            r.id: r for name in checked_tables(catalogue) for r in check_table(con, home, catalogue, name, "essai")
        }
        assert not [r.id for r in results.values() if r.is_blocking_failure]
        yield lambda query: con.execute(query).fetchall()


def found(outcomes, level: str) -> dict[str, int | None]:
    """Checks that found something at a level of the Baromètre, with their rows at fault."""
    return {r.id: r.nb_rows for r in outcomes[1][CONTRACT, level].results if not r.passed}


@pytest.mark.parametrize(
    ("contract", "partition", "nb_rows"),
    [(CONTRACT, "DEP", 7039), (CONTRACT, "REG", 1239), (CONTRACT, "FR", 70), ("ndls_chiffres_publies", "complet", 221), ("territoire_lda", "complet", 43)],
)  # fmt: skip
def test_every_row_is_read_typed_and_none_is_refused(outcomes, contract: str, partition: str, nb_rows: int):
    outcome = outcomes[1][contract, partition]
    assert outcome.is_kept and (outcome.nb_read, outcome.nb_typed, outcome.nb_quarantined) == (nb_rows, nb_rows, 0)


def test_codes_keep_their_zeros_and_their_letters(outcomes):
    codes = pl.read_parquet(parquet_path(outcomes[0], CONTRACT, "DEP"))["territoire_code"].unique()
    assert {"01", "2A", "2B", "974", "976"} <= set(codes) and codes.len() == 101


# --- what the checks find in the files


def test_the_checks_find_by_themselves_what_the_source_got_wrong(outcomes):
    assert found(outcomes, "DEP") == {"BAR-05": 4, "BAR-06": 1, "BAR-07": 13, "BAR-08": 1}
    assert found(outcomes, "REG") == {"BAR-05": 4, "BAR-06": 1, "BAR-07": 3, "BAR-08": 1}
    assert found(outcomes, "FR") == {"BAR-05": 4}


def test_the_nights_out_of_january_are_warned_of_and_nothing_blocks(outcomes):
    assert {r.id for r in outcomes[1]["ndls_chiffres_publies", "complet"].results if not r.passed} == {"NDL-04"}
    assert not [o.partition for o in outcomes[1].values() if any(r.is_blocking_failure for r in o.results)]


def test_the_months_at_zero_are_the_first_four_of_2018(marts):
    months = "SELECT DISTINCT date_concernee FROM marts.avertissements WHERE nature = 'ABSENCE' AND niveau = '{}' ORDER BY ALL"
    expected = [(date(2018, 1, 31),), (date(2018, 2, 28),), (date(2018, 3, 31),), (date(2018, 4, 30),)]
    assert [marts(months.format(level)) for level in FILES] == [expected] * 3


def test_mayotte_is_out_of_the_source_at_both_levels(marts):
    rows = marts("SELECT niveau, territoire_code FROM marts.avertissements WHERE nature = 'HORS_SOURCE' ORDER BY ALL")
    assert rows == [("DEP", "976"), ("REG", "06")]
    assert marts(
        "SELECT count(*) FROM marts.relogement_mensuel WHERE territoire_code IN ('976') AND nb_personnes_cumul IS NOT NULL"
    ) == [(0,)]


def test_decreases_are_those_of_2021_and_have_no_flow(marts):
    rows = marts(
        "SELECT territoire_code, date_concernee::VARCHAR, ecart FROM marts.avertissements WHERE nature = 'BAISSE' AND niveau = 'DEP'"
    )
    assert {(code, day[5:7]) for code, day, _ in rows} == {
        ("07", "04"), ("43", "04"), ("09", "05"), ("43", "05"), ("52", "05"), ("48", "07"), ("04", "08"), ("32", "08"),
        ("46", "08"), ("70", "08"), ("48", "09"), ("90", "09"), ("32", "11"),
    }  # fmt: skip
    assert all(day.startswith("2021") and -4 <= gap <= -2 for _, day, gap in rows)
    regions = marts(
        "SELECT territoire_code, date_concernee::VARCHAR FROM marts.avertissements WHERE nature = 'BAISSE' AND niveau = 'REG' ORDER BY ALL"
    )
    assert regions == [("02", "2021-05-31"), ("04", "2021-04-30"), ("28", "2021-04-30")]
    flows = "SELECT count(*) FROM marts.relogement_mensuel JOIN marts.avertissements USING (niveau, territoire_code) WHERE nature = 'BAISSE' AND niveau = 'DEP' AND date_concernee = date_mois AND nb_personnes_mois IS NOT NULL"
    assert marts(flows) == [(0,)]


# --- levels that disagree


def test_exactly_six_regions_of_april_2021_are_errors(marts):
    rows = marts(
        "SELECT DISTINCT niveau, date_mois::VARCHAR, territoire_code FROM core.ecarts_niveaux WHERE nature = 'ERREUR' ORDER BY ALL"
    )
    assert rows == [("REG", "2021-04-30", code) for code in ("02", "04", "28", "75", "76", "93")]
    warned = marts("SELECT territoire_code FROM marts.avertissements WHERE nature = 'ERREUR' ORDER BY ALL")
    assert warned == [(code,) for code in ("02", "04", "28", "75", "76", "93")]


def test_the_country_differs_by_rounding_only(marts):
    rows = marts("SELECT ecart, nature FROM core.ecarts_niveaux WHERE niveau = 'FR'")
    gaps = [gap for gap, _ in rows]
    assert {nature for _, nature in rows} == {"ARRONDI"} and (min(gaps), max(gaps)) == (-7, 7)


def test_the_six_errors_are_corrected_by_their_departements_and_said(marts):
    rows = marts(
        "SELECT territoire_code, valeur_publiee, nb_personnes_cumul FROM marts.relogement_mensuel WHERE statut_valeur = 'CORRIGE' ORDER BY ALL"
    )
    assert rows == [
        ("02", 330, 13),
        ("04", 81, 330),
        ("28", 557, 896),
        ("75", 1617, 1364),
        ("76", 1630, 1580),
        ("93", 915, 943),
    ]
    assert marts("SELECT count(*) FROM marts.avertissements WHERE nature = 'CORRECTION'") == [(6,)]


# --- values


def test_december_is_the_year_as_published(marts, shared: Path):
    published = pl.read_csv(
        shared / "real" / "national" / "barometre_lda_annuel_territoires.csv",
        schema_overrides={"territoire_code": pl.String},
    )
    assert published.height == 585
    ours = {
        row[:3]: row[3]
        for row in marts(
            "SELECT niveau, territoire_code, annee, nb_personnes_annee FROM marts.relogement_annuel WHERE est_annee_complete AND niveau <> 'FR'"
        )
    }
    theirs = {
        row[:3]: row[3]
        for row in published.select("territoire_code_type", "territoire_code", "annee", "nb_personnes").rows()
    }
    assert ours == theirs


def test_the_lockdown_is_a_fact_and_not_an_anomaly(marts):
    month = "date_mois = '2020-04-30' AND niveau = 'FR'"
    assert marts(f"SELECT nb_personnes_mois, statut_valeur FROM marts.relogement_mensuel WHERE {month}") == [
        (598, "PUBLIE")
    ]
    about = f"SELECT nature FROM marts.avertissements WHERE {month.replace('date_mois', 'date_concernee')}"
    assert set(marts(about)) <= {("ARRONDI",)}


def test_the_first_known_month_after_the_gap_has_a_total_and_no_flow(marts):
    assert marts(
        "SELECT nb_personnes_cumul, nb_personnes_mois FROM marts.relogement_mensuel WHERE niveau = 'FR' AND date_mois = '2018-05-31'"
    ) == [(17600, None)]


def test_years_that_double_are_said_to_be_probable_breaks(marts):
    rows = marts(
        "SELECT niveau, territoire_code, year(date_concernee), ecart FROM marts.avertissements WHERE nature = 'RUPTURE'"
    )
    assert len(rows) == 10
    assert {("DEP", "63", 2021, 825 - 339), ("DEP", "03", 2021, 429 - 90)} <= set(rows)
    assert {niveau for niveau, *_ in rows} == {"DEP", "REG"}


def test_a_flow_is_never_negative_and_a_zero_that_is_a_count_stays(marts):
    assert marts("SELECT count(*) FROM marts.relogement_mensuel WHERE nb_personnes_mois < 0") == [(0,)]
    zeros = marts(
        "SELECT territoire_code, left(date_mois::VARCHAR, 7) FROM marts.relogement_mensuel WHERE niveau = 'DEP' AND nb_personnes_cumul = 0"
    )
    assert set(zeros) == {
        ("12", "2019-01"), ("2A", "2019-01"), ("08", "2020-01"), ("46", "2020-01"), ("65", "2020-01"),
        ("04", "2021-01"), ("2B", "2021-01"), ("90", "2021-01"), ("971", "2021-01"), ("2B", "2021-02"),
    }  # fmt: skip


def test_only_bordeaux_and_paris_2022_have_parts_that_do_not_make_the_total(marts):
    rows = marts("SELECT territoire_code, year(date_nuit), ecart FROM core.ecarts_ndls ORDER BY ALL")
    assert rows == [("33063", 2022, 10), ("75056", 2022, 1893)]


# --- a source that repairs itself


def test_a_repaired_source_stops_at_the_correction_and_leaves_the_last_good_partition(
    outcomes, catalogue, shared: Path, tmp_path: Path
):
    home = Home(tmp_path / "copie")
    shutil.copytree(outcomes[0].root, home.root)
    text = (shared / "real" / FILES["REG"]).read_text(encoding="utf-8")
    wrong = [line for line in text.splitlines() if ",02," in line and "2021-04-30,330.0" in line]
    assert len(wrong) == 1
    repaired = tmp_path / "repare.csv"
    repaired.write_text(text.replace(wrong[0], wrong[0].replace("330.0", "13.0")), encoding="utf-8")
    before = parquet_path(home, CONTRACT, "REG").read_bytes()
    receive(home, repaired, catalogue)
    (outcome,) = [o for o in refresh(home, catalogue, CONTRACT, "essai") if o.partition == "REG"]
    (guard,) = [r for r in outcome.results if r.id == "COR-01"]
    assert not outcome.is_kept and guard.is_blocking_failure and guard.nb_rows == 1
    assert "Retirez la correction" in guard.sentence
    assert parquet_path(home, CONTRACT, "REG").read_bytes() == before
