"""Three writings of an identity: what each joins, and what it does not."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.pseudonyms.identity import CENTRAL, LARGE, STRICT, writings

ROSA = ("Lefèvre-Ménard", "Rosa", date(1987, 2, 14), "F")


def joined(other: tuple) -> dict[str, bool]:
    """Which writings hold Rosa and another person for the same one."""
    columns = [pl.Series(values) for values in zip(ROSA, other, strict=True)]
    both = writings(*columns)
    return {how: both[how][0] is not None and both[how][0] == both[how][1] for how in both.columns}


@pytest.mark.parametrize(
    ("other", "strict", "central", "large"),
    [
        (("LEFEVRE MENARD", "rosa ", date(1987, 2, 14), "F"), True, True, True),
        (("Lefèvre Ménard", "ROSA", date(1987, 2, 14), "F"), True, True, True),
        (("Rosa", "Lefèvre-Ménard", date(1987, 2, 14), "F"), False, True, True),
        (("Lefèvre-Ménard", "Rosa", date(1987, 4, 12), "F"), False, False, True),
        (("Lefère-Ménard", "Rosa", date(1987, 2, 14), "F"), False, False, True),
        (("Lefèvre-Ménard", "Rosa", date(1987, 1, 1), "F"), False, False, True),
        (("Lefèvre-Ménard", "Rosa", date(1986, 2, 14), "F"), False, False, False),
        (("Martin", "Rosa", date(1987, 2, 14), "F"), False, False, False),
        (("Lefèvre-Ménard", "Rosa", None, "F"), False, False, False),
    ],
)
def test_what_each_writing_joins(other: tuple, strict: bool, central: bool, large: bool):
    assert joined(other) == {STRICT: strict, CENTRAL: central, LARGE: large}


def test_day_and_month_may_be_swapped_for_the_central_writing():
    born = pl.Series([date(1987, 2, 10), date(1987, 10, 2)])
    twice = writings(pl.Series(["Diallo", "DIALLO"]), pl.Series(["Ana", "Ana"]), born, pl.Series(["F", "F"]))
    assert twice[CENTRAL].n_unique() == 1 and twice[STRICT].n_unique() == 2


def test_particles_do_not_split_a_person_and_little_known_ones_have_no_writing():
    names = writings(
        pl.Series(["de la Tour", "Tour", "", "Ba"]),
        pl.Series(["Jean", "Jean", "Jean", None]),
        pl.Series([date(1960, 5, 6)] * 4),
        pl.Series(["H"] * 4),
    )
    assert names[STRICT][0] == names[STRICT][1] and names[STRICT][2:].to_list() == [None, None]
    assert names[LARGE][2:].to_list() == [None, None]


def test_a_first_of_january_is_too_weak_for_the_strict_writing():
    found = writings(pl.Series(["Ba"]), pl.Series(["Awa"]), pl.Series([date(1990, 1, 1)]), pl.Series(["F"]))
    assert found[STRICT][0] is None and found[CENTRAL][0] is not None
