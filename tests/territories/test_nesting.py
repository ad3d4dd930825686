"""How territories add up: wholes where they cut each other without rest, pieces where they cross."""

from __future__ import annotations

import polars as pl

from observatory.territories.nesting import nesting


def holds(**territories: str) -> pl.DataFrame:
    rows = [(code, element) for code, elements in territories.items() for element in elements]
    return pl.DataFrame(rows, schema=["territoire", "element"], orient="row")


def test_a_whole_is_the_sum_of_the_largest_territories_that_cut_it_without_rest():
    parts, links = nesting(holds(FR="abcdef", D1="abc", D2="def", E1="ab", E2="c", E3="def"))
    assert parts["FR"] == ("D1", "D2") and parts["D1"] == ("E1", "E2") and not links


def test_an_epci_across_two_departements_is_cut_in_pieces_that_are_never_shown():
    parts, links = nesting(holds(FR="abcdef", D1="abc", D2="def", E1="ab", E2="cd", E3="ef"))
    assert parts["FR"] == ("D1", "D2") and len(links) == 2
    assert set(parts["D1"]) == {"E1"} | (set(parts["E2"]) & set(parts["D1"]))
    assert set(parts["E2"]) == links and set(parts["D2"]) == {"E3"} | (links - set(parts["D1"]))


def test_territories_of_the_same_communes_are_equal():
    parts, _ = nesting(holds(FR="ab", D1="ab", COM="a", autre="b"))
    assert set(parts["D1"]) == {"COM", "autre"}
    assert parts["FR"] == ("D1",)


def test_overlapping_perimeters_share_pieces():
    parts, links = nesting(holds(Z="abc", Q="bcd"))
    shared = set(parts["Z"]) & set(parts["Q"])
    assert len(shared) == 1 and shared < links


def test_nothing_gives_nothing():
    assert nesting(holds()) == ({}, frozenset())
