"""The change between two nights: the same sectors, the same places, and how much it owes to a few sectors."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.indicators import change as room
from observatory.indicators.change import change


def night(counts: dict[str, list[int | None]], place: str = "RUE") -> pl.DataFrame:
    """A night from {stratum: persons by sector}; None: a sector not walked."""
    rows = [
        (f"{strate}-{rank}", strate, "NON_COUVERT" if persons is None else "COUVERT", place, persons)
        for strate, list_ in counts.items()
        for rank, persons in enumerate(list_)
    ]
    schema = {"secteur_id": str, "strate": str, "couverture": str, "type_lieu": str, "nb_personnes": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


FIRST = night({"CHAUD": [9, 4, 6, 7, 12], "FROID": [0, 1, 0, 3, 2, 0]})
SECOND = night({"CHAUD": [8, 9, 6, 11, 14], "FROID": [1, 1, 0, 2, 2, 1]})


def test_the_change_of_two_nights_walked_entirely():
    found = change(FIRST, SECOND)
    assert (found.before, found.after, found.difference, found.nb_sectors) == (44, 55, 11, 11)
    assert found.percent == pytest.approx(25) and found.shares == (1.0, 1.0)
    assert found.low < 11 < found.high and found.reason is None


def test_a_sector_counts_only_when_walked_on_both_nights():
    partly = SECOND.with_columns(
        couverture=pl.when(pl.col("secteur_id") == "CHAUD-4").then(pl.lit("PARTIEL")).otherwise("couverture")
    )
    found = change(FIRST, partly)
    assert (found.before, found.after, found.nb_sectors) == (32, 41, 10)
    assert found.shares == pytest.approx((32 / 44, 41 / 55))
    assert found.low is None and found.reason == room.TOO_FEW, "quatre secteurs chauds restent"
    assert change(FIRST, night({"CHAUD": [None] * 5, "FROID": [None] * 6})).reason == room.NO_COMMON_SECTOR


def test_a_place_counts_only_when_it_is_in_both_perimeters():
    camps = night({"CHAUD": [0, 30]}, "CAMPEMENT")
    with_camp = pl.concat([SECOND, camps])
    assert change(FIRST, with_camp).difference == 11
    assert change(FIRST, with_camp, places=["RUE", "CAMPEMENT"]).difference == 41, (
        "au périmètre, mais vide la première nuit"
    )


def test_no_percentage_under_twenty_persons():
    small = night({"FROID": [3, 4, 2, 5, 5]})
    found = change(small, night({"FROID": [9, 4, 8, 5, 5]}))
    assert (found.before, found.after, found.percent) == (19, 31, None) and found.low is not None


def test_a_camp_moves_the_change_but_not_its_uncertainty():
    empty, camp = night({"CHAUD": [0, 0]}, "CAMPEMENT"), night({"CHAUD": [0, 254]}, "CAMPEMENT")
    by_persons = {"certainty_share": 2}
    without = change(pl.concat([FIRST, empty]), pl.concat([SECOND, empty]), **by_persons)
    with_camp = change(pl.concat([FIRST, empty]), pl.concat([SECOND, camp]), **by_persons)
    assert with_camp.difference - without.difference == 254
    assert with_camp.high - with_camp.low == without.high - without.low
    resampled = change(
        pl.concat([FIRST, empty]), pl.concat([SECOND, camp]), certainty_persons=10_000, certainty_share=2
    )
    assert resampled.high - resampled.low > 10 * (with_camp.high - with_camp.low)


def test_sectors_that_all_change_alike_leave_nothing_to_chance():
    more = FIRST.with_columns(pl.col("nb_personnes") + 1)
    found = change(FIRST, more, certainty_share=2)
    assert (found.difference, found.low, found.high) == (11, 11.0, 11.0)


def test_the_order_of_the_lines_does_not_matter():
    assert change(FIRST.reverse(), SECOND.sample(fraction=1, shuffle=True, seed=1)) == change(FIRST, SECOND)
