"""Sectors that were not walked: the worked case, what is refused, what is never lost."""

from __future__ import annotations

import json

import polars as pl
import pytest

from observatory.indicators import coverage
from observatory.indicators.coverage import coverage_estimate

SCHEMA = {"secteur_id": str, "strate": str, "couverture": str, "type_lieu": str, "nb_personnes": pl.Int64}


def lines(*rows: tuple) -> pl.DataFrame:
    """Lines from (secteur, strate, couverture, personnes) or (…, personnes, type_lieu)."""
    full = [(r[0], r[1], r[2], r[4] if len(r) > 4 else "RUE", r[3]) for r in rows]
    return pl.DataFrame(full, schema=SCHEMA, orient="row")


def stratum(name: str, counts: list[int], not_walked: int = 0) -> list[tuple]:
    walked = [(f"{name}-{rank}", name, "COUVERT", count) for rank, count in enumerate(counts)]
    return walked + [(f"{name}-vide-{rank}", name, "NON_COUVERT", None) for rank in range(not_walked)]


COLD = [0, 1, 0, 0, 2, 0, 1, 0, 0, 1]
HOT = [9, 4, 0, 7, 12, 3, 5, 8, 2, 6, 1, 10]
CAMPS = [("CHAUD-0", "CHAUD", "COUVERT", 66, "CAMPEMENT"), ("CHAUD-1", "CHAUD", "COUVERT", 254, "CAMPEMENT")]
WORKED = lines(*stratum("CHAUD", HOT), *CAMPS, *stratum("FROID", COLD, 20))


def test_the_worked_case_with_its_two_camps(shared):
    case = json.loads((shared / "reference_tests" / "ndls" / "coverage_stratified.json").read_text())
    given, expected = case["input"]["strata"], case["expected"]
    assert [s["y"] for s in given] == [[66, 254], HOT, COLD] and given[2]["N"] == 30, "le cas écrit ci-dessus"
    found = coverage_estimate(WORKED)
    assert found.value == pytest.approx(expected["estimate"]) and found.variance == pytest.approx(expected["variance"])
    assert found.observed == expected["observed"] and found.low >= expected["observed"]
    by_stratum = found.strata.select("estimation", "variance").rows()
    assert by_stratum == [(s["estimate"], s["variance"]) for s in expected["by_stratum"]]
    assert found.strata.select("nb_secteurs", "nb_parcourus").rows() == [(s["N"], s["n"]) for s in given]


def test_the_interval_holds_the_estimate_and_does_not_move():
    found = coverage_estimate(WORKED)
    assert found.low <= found.value <= found.high <= found.value + 4 * found.variance**0.5
    assert coverage_estimate(WORKED.sample(fraction=1, shuffle=True, seed=3)).high == found.high
    assert coverage_estimate(WORKED, confidence=0.8).high < found.high


def test_a_camp_is_the_same_whatever_its_size():
    larger = WORKED.with_columns(
        pl.when(pl.col("nb_personnes") == 254).then(2_540).otherwise("nb_personnes").alias("nb_personnes")
    )
    one, ten = coverage_estimate(WORKED), coverage_estimate(larger)
    assert (ten.value - one.value, ten.low - one.low, ten.high - one.high) == (2_286, 2_286, 2_286)


def test_a_line_is_certain_by_its_persons_or_by_its_share_of_the_night():
    cold = stratum("FROID", [0, 1, 0, 0, 2, 0, 19, 1], 2)
    by_share = coverage_estimate(lines(*cold))
    assert by_share.strata.row(0) == ("CERTITUDE", 1, 1, 19.0, 0.0), "19 des 23 personnes de la nuit"
    neither = coverage_estimate(lines(*cold), certainty_share=1.1)
    assert neither.strata.row(0)[1] == 0 and neither.value > by_share.value + 4
    assert coverage_estimate(lines(*cold), certainty_persons=19, certainty_share=1.1).value == by_share.value


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (stratum("CHAUD", HOT, 1) + stratum("FROID", COLD, 20), coverage.HOT_NOT_WALKED),
        (stratum("CHAUD", HOT) + [("h", "CHAUD", "PARTIEL", 3)] + stratum("FROID", COLD), coverage.HOT_NOT_WALKED),
        (stratum("CHAUD", HOT) + stratum("FROID", COLD), coverage.NOTHING_TO_CORRECT),
        (stratum("FROID", COLD, 1) + [("x", None, "COUVERT", 3)], coverage.UNKNOWN_STRATUM),
        (stratum("FROID", COLD, 1) + [("x", "NR", "COUVERT", 3)], coverage.UNKNOWN_STRATUM),
        (stratum("FROID", COLD, 1) + [("x", s, "COUVERT", 3) for s in ("FROID", "CHAUD")], coverage.UNKNOWN_STRATUM),
        (stratum("CHAUD", HOT) + stratum("FROID", COLD[:4], 1), coverage.TOO_FEW),
    ],
)
def test_where_nothing_can_be_estimated_the_reason_is_given(rows, reason):
    found = coverage_estimate(lines(*rows))
    assert (found.value, found.low, found.high, found.variance, found.strata) == (None,) * 5
    assert found.reason == reason and found.observed == sum(r[3] or 0 for r in rows)


def test_a_sector_walked_in_part_is_estimated_and_what_was_seen_there_is_kept():
    little = coverage_estimate(lines(*stratum("FROID", COLD, 1), ("p", "FROID", "PARTIEL", 0)), certainty_share=1.1)
    much = coverage_estimate(lines(*stratum("FROID", COLD, 1), ("p", "FROID", "PARTIEL", 12)), certainty_share=1.1)
    assert little.value == pytest.approx(sum(COLD) * 12 / 10), "un secteur moyen, hors de l’échantillon"
    assert much.observed == sum(COLD) + 12 and much.low >= much.observed
    assert much.value == pytest.approx(sum(COLD) * 11 / 10 + 12)


def test_a_sector_is_walked_when_all_its_lines_are_and_have_a_count():
    half = stratum("FROID", COLD, 1) + [("d", "FROID", "COUVERT", 3), ("d", "FROID", "NON_COUVERT", None, "GARE")]
    words = stratum("FROID", COLD, 1) + [("d", "FROID", "COUVERT", 3), ("d", "FROID", "COUVERT", None, "GARE")]
    for rows in (half, words):
        found = coverage_estimate(lines(*rows), certainty_share=1.1)
        assert (found.nb_walked, found.nb_sectors) == (10, 12)
        assert found.value == pytest.approx(sum(COLD) * 11 / 10 + 3)


def test_sectors_where_nobody_was_seen_do_not_prove_that_there_is_nobody():
    found = coverage_estimate(lines(*stratum("FROID", [0] * 8, 8)))
    assert (found.observed, found.value, found.low) == (0, 0.0, 0.0) and 1 <= found.high <= 8


def test_the_more_sectors_are_walked_the_narrower_the_interval():
    widths = []
    for missed in (4, 10, 40):
        found = coverage_estimate(lines(*stratum("CHAUD", HOT), *stratum("FROID", COLD, missed)))
        widths.append(found.high - found.low)
    assert widths == sorted(set(widths))
