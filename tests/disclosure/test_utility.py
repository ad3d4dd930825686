"""What a protection costs, on cells small enough to count by hand and on the published case of 168 cells."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.system import Equations
from observatory.disclosure.utility import utility

# Two lines: 16 = 13 + 3 and 20 = 12 + 8; then a cell that was not collected.
TRUE = np.array([16, 13, 3, 20, 12, 8, 0])
EQUATIONS = Equations.from_rows([(0, [1, 2]), (3, [4, 5])], 7)
PRIMARY = np.array([0, 0, 1, 0, 0, 0, 0], dtype=bool)
ROUNDED = np.array([15, 10, 5, 20, 10, 10, -1])
STATES = np.array(["PUBLIE"] * 6 + ["NON_COLLECTE"])


def measured(protected: np.ndarray = ROUNDED, states: np.ndarray = STATES, **changes: object) -> list[tuple]:
    options = {"equations": EQUATIONS, "base": 5, "primary": PRIMARY} | changes
    return utility(TRUE, protected, states, **options).rows()


def test_controlled_rounding_keeps_all_cells_and_all_sums():
    assert measured()[0] == ("protection retenue", round((1 + 3 + 2 + 0 + 2 + 2) / 6, 3), 3, 100.0, 16.7, 0, 0, 2)


def test_ordinary_rounding_breaks_sums():
    """15 = 15 + 5 and 20 = 10 + 10: the first no longer holds."""
    assert measured()[1] == ("arrondi ordinaire", round((1 + 2 + 2 + 0 + 2 + 2) / 6, 3), 2, 100.0, 16.7, 1, 0, 2)


def test_hiding_costs_cells_and_sums_that_can_no_longer_be_read():
    _, _, primary, lines = measured()
    assert primary == ("masquage des seules cellules primaires", 0.0, 0, 83.3, 83.3, 0, 1, 2)
    assert lines == ("masquage de toutes leurs lignes", 0.0, 0, 50.0, 50.0, 0, 1, 2)


def test_hidden_cells_of_the_protection_are_not_read():
    states = np.array(["PUBLIE", "MASQUE", "MASQUE", "PUBLIE", "ZERO", "PUBLIE", ""])
    assert measured(np.array([15, 999, 999, 20, 10, 5, 999]), states)[0][1:] == (1.5, 3, 66.7, 16.7, 1, 1, 2)


def test_nothing_shown_has_no_deviation():
    assert measured(states=np.array(["MASQUE"] * 7))[0][1:5] == (None, None, 0.0, 0.0)


def test_the_published_case_conventional_rounding_breaks_39_sums_of_122(shared: Path):
    """reference_tests/sdc/vignette_168: equations of v1 × v2 × v3."""
    folder = shared / "reference_tests" / "sdc"
    expected = json.loads((folder / "vignette_168.json").read_text("utf-8"))["expected"]["conventional_rounding_base_5"]
    cells = pl.read_csv(folder / "vignette_cells.csv")
    number = {row[:3]: i for i, row in enumerate(cells.select("v1", "v2", "v3").rows())}
    trees = [{"Tot": "A B C D", "B": "Ba Bb Bc"}, {"Tot": "m w"}, {"Tot": "a b c d e f"}]
    rows = [
        (cell, [number[(*key[:axis], part, *key[axis + 1 :])] for part in tree[key[axis]].split()])
        for key, cell in number.items()
        for axis, tree in enumerate(trees)
        if key[axis] in tree
    ]
    true = cells["count"].to_numpy()
    table = utility(
        true,
        true,
        np.full(168, "PUBLIE"),
        Equations.from_rows(rows, 168),
        5,
        primary=(true > 0) & (true <= 10),
    )
    assert table["sommes"].to_list() == [expected["out_of"]] * 4
    assert table["sommes_rompues"].to_list() == [0, expected["broken_sums"], 0, 0]
    assert table["part_montree_pct"][2] == round(100 * (168 - 15) / 168, 1)
    assert table["part_montree_pct"][3] < 50


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"protected": ROUNDED[:-1]}, "mêmes cellules"),
        ({"primary": PRIMARY[:-1]}, "mêmes cellules"),
        ({"equations": Equations.from_rows([], 3)}, "mêmes cellules"),
        ({"base": 0}, "effectifs entiers"),
    ],
)
def test_arrays_that_do_not_match_are_refused(changes: dict, sentence: str):
    with pytest.raises(DisclosureError, match=sentence):
        measured(**changes)


def test_the_measure_of_fractional_counts_is_refused():
    with pytest.raises(DisclosureError, match="effectifs entiers"):
        utility(TRUE + 0.5, ROUNDED, STATES, EQUATIONS, 5, primary=PRIMARY)
