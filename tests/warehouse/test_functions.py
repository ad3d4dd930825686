"""The estimators as SQL functions: what a model calls is what the room of indicators computes."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from observatory.indicators.change import change
from observatory.indicators.coverage import NOTHING_TO_CORRECT, coverage_estimate
from observatory.indicators.detection import TOO_FEW_POSTS, plant_capture
from observatory.warehouse.functions import register_functions

COLD = [0, 1, 0, 0, 2, 0, 1, 0, 0, 1]


@pytest.fixture
def con():
    with duckdb.connect() as con:
        register_functions(con)
        register_functions(con)
        yield con


def night(missed: int) -> pl.DataFrame:
    """Ten cold sectors walked, one hot, and others that were not walked."""
    names = [f"F{rank:02d}" for rank in range(10 + missed)]
    cold = pl.DataFrame({"secteur_id": names, "strate": "FROID", "nb_personnes": [*COLD, *[None] * missed]})
    hot = pl.DataFrame({"secteur_id": ["C01"], "strate": ["CHAUD"], "nb_personnes": [12]})
    state = pl.when(pl.col("nb_personnes").is_null()).then(pl.lit("NON_COUVERT")).otherwise(pl.lit("COUVERT"))
    return pl.concat([cold, hot]).with_columns(couverture=state, type_lieu=pl.lit("RUE"))


def estimated(con, lines: pl.DataFrame) -> tuple:
    con.register("lignes", lines)
    (row,) = con.execute(
        "SELECT e.valeur, e.bas, e.haut, e.motif FROM (SELECT estimer_couverture(list({'secteur': secteur_id, "
        "'strate': strate, 'couverture': couverture, 'nb': nb_personnes::INTEGER})) AS e FROM lignes)"
    ).fetchall()
    return row


def test_the_coverage_of_a_night(con):
    lines = night(missed=20)
    expected = coverage_estimate(lines)
    assert estimated(con, lines) == pytest.approx((expected.value, expected.low, expected.high, None))
    assert expected.value == pytest.approx(17 + 20 * sum(COLD) / 10)


def test_a_night_that_was_entirely_walked_has_nothing_to_correct(con):
    assert estimated(con, night(missed=0)) == (None, None, None, NOTHING_TO_CORRECT)


def test_the_detection_of_a_night_with_its_groups(con):
    found = con.execute("SELECT unnest(estimer_detection(30, 24, [10, 6, 4], [8, 6, 2]))").fetchall()[0]
    expected = plant_capture(30, 24, [10, 6, 4], [8, 6, 2])
    assert found == pytest.approx((expected.value, expected.low, expected.high, None))


def test_lines_without_groups_are_taken_one_by_one(con):
    found = con.execute("SELECT unnest(estimer_detection(30, 24, [10, 6, 4], [8, NULL, 2]))").fetchall()[0]
    expected = plant_capture(30, 24, [10, 6, 4])
    assert found == pytest.approx((expected.value, expected.low, expected.high, None))


def test_too_few_decoys_say_so(con):
    assert con.execute("SELECT unnest(estimer_detection(9, 9, [10], [8]))").fetchall() == [
        (None, None, None, TOO_FEW_POSTS)
    ]


def test_the_change_between_two_nights(con):
    before, after = night(0), night(0).with_columns(pl.col("nb_personnes") + 1)
    pairs = before.select(
        secteur="secteur_id", strate="strate", lieu="type_lieu", avant=pl.col("nb_personnes").cast(pl.Int32)
    ).with_columns(apres=pl.col("avant") + 1, strate=pl.lit("FROID"))
    con.register("paires", pairs)
    found = con.execute("SELECT unnest(intervalle_evolution(list(paires))) FROM paires").fetchall()[0]
    expected = change(*(one.with_columns(strate=pl.lit("FROID")) for one in (before, after)))
    assert found == pytest.approx((expected.low, expected.high))


def test_two_sectors_are_too_few_for_an_interval(con):
    pair = "{'secteur': s, 'strate': 'FROID', 'lieu': 'RUE', 'avant': 30, 'apres': 40}"
    assert con.execute(f"SELECT intervalle_evolution(list({pair})) FROM (VALUES ('a'), ('b')) AS t(s)").fetchall() == [
        (None,)
    ]


def test_the_interval_of_a_count(con):
    low, high = con.execute("SELECT unnest(intervalle_poisson(65))").fetchall()[0]
    assert (low, high) == pytest.approx((50.2, 82.8), abs=0.06)
    assert con.execute("SELECT intervalle_poisson(NULL)").fetchall() == [(None,)]
