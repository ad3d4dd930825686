"""The attack itself: on published cases, on the input (which must give way) and on the protected pattern (which must not)."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from observatory.disclosure.attack import Attacker
from observatory.disclosure.audit import audit
from observatory.disclosure.audit_system import rebuild
from observatory.disclosure.structure import Dimension
from tests.disclosure.cases import case, linked, two_way, vignette

NOBODY = pl.DataFrame(schema={"effectif": pl.Int64})


def seen(frame: pl.DataFrame, dimensions, hidden: set[str]) -> pl.DataFrame:
    """What a reader sees of exact counts: the value, or nothing where hidden."""
    names = [dimension.name for dimension in dimensions]
    mask = pl.concat_str(names, separator="|").is_in(list(hidden))
    value = pl.col("nombre").cast(pl.Float64)
    return frame.select(
        *names,
        pl.when(mask).then(0.0).otherwise(value).alias("bas"),
        pl.when(mask).then(float("inf")).otherwise(value).alias("haut"),
        pl.when(mask).then(None).otherwise(value).alias("centre"),
    )


def rounded(frame: pl.DataFrame, dimensions, base: int = 5) -> pl.DataFrame:
    value = pl.col("arrondi").cast(pl.Float64)
    return frame.select(
        *(d.name for d in dimensions),
        (value - base + 1).clip(0).alias("bas"),
        (value + base - 1).alias("haut"),
        value.alias("centre"),
    )


def intervals(shown: pl.DataFrame, dimensions, cells: list[str], whole: bool = False) -> dict[str, list[float]]:
    system = rebuild(shown, dimensions)
    names = [dimension.name for dimension in dimensions]
    ranks = dict(system.cells.select(pl.concat_str(names, separator="|"), "rang").iter_rows())
    attacker = Attacker(system.knowledge)
    return {cell: list(attacker.interval(ranks[cell], whole=whole)) for cell in cells}


def close(found: dict, expected: dict) -> None:
    assert found.keys() == expected.keys()
    for cell, bounds in expected.items():
        assert found[cell] == pytest.approx(bounds, abs=1e-6), cell


def test_a_single_hidden_cell_is_computed_and_the_published_pattern_hides_it(shared: Path):
    text = case(shared, "region_gender")
    dimensions, frame = two_way(text["input"])
    close(intervals(seen(frame, dimensions, {"A|female"}), dimensions, ["A|female"]), {"A|female": [2, 2]})
    pattern = {"A|female", *text["expected"]["secondary"]}
    close(intervals(seen(frame, dimensions, pattern), dimensions, ["A|female"]), {"A|female": [0, 12]})


def test_two_hidden_cells_on_every_line_do_not_hide(shared: Path):
    text = case(shared, "hidden_combination")
    dimensions, frame = two_way(text["input"])
    hidden = set(text["input"]["primary"])
    close(intervals(seen(frame, dimensions, hidden), dimensions, sorted(hidden)), text["expected"]["before"])
    for axis in ("ligne", "colonne"):
        at = 0 if axis == "ligne" else 1
        lines = [cell.split("|")[at] for cell in hidden]
        assert all(lines.count(line) >= 2 for line in set(lines))
    hidden |= set(text["expected"]["secondary"])
    close(intervals(seen(frame, dimensions, hidden), dimensions, sorted(hidden)), text["expected"]["after"])


def test_three_geographies_expose_together_what_each_pair_hides(shared: Path):
    text = case(shared, "linked_geographies")
    sets = {"EPCI": ["EPCI1", "EPCI2"], "zone": ["Z1", "Z2"], "perimetre": ["P1", "P2"]}
    for label, expected in text["expected"]["attacker_by_set_of_tables"].items():
        zones = [zone for name in label.split(" + ") for zone in sets[name]]
        dimensions, frame = linked(text["input"], zones)
        close(intervals(seen(frame, dimensions, set("abcd")), dimensions, list("abcd")), expected)


def test_whole_numbers_are_narrower_than_linear_bounds(shared: Path):
    text = case(shared, "linked_geographies")
    dimensions, frame = linked(text["input"], list(text["input"]["geographies"]))
    for width in ("5", "6"):
        expected = text["expected"][f"suppression_width_{width}"]
        hidden = {*"abcd", *expected["secondary"]}
        shown = seen(frame, dimensions, hidden)
        if width == "5":
            close(intervals(shown, dimensions, sorted(hidden)), expected["attacker"])
        else:
            close(intervals(shown, dimensions, sorted(hidden)), expected["attacker_linear"])
            close(intervals(shown, dimensions, sorted(hidden), whole=True), expected["attacker_integer"])


def test_a_contributor_unmasks_the_other(shared: Path):
    text = case(shared, "singletons")
    counts = text["input"]["cells"]
    frame = pl.DataFrame({"poste": list(counts), "nombre": list(counts.values())})
    dimensions = (Dimension.flat("poste", "total", ["a", "b", "c", "d"]),)
    known = pl.DataFrame({"poste": ["a"], "cellule": ["a"], "effectif": [1]})
    targets = pl.DataFrame({"poste": ["c"], "cellule": ["c"], "largeur": [2], "reste": [""]})
    alone = audit(seen(frame, dimensions, {"a", "c"}), dimensions, targets, known.clear())
    assert alone.passed and alone.intervals.select("bas", "haut").row(0) == (0.0, 2.0)
    informed = audit(seen(frame, dimensions, {"a", "c"}), dimensions, targets, known)
    assert not informed.passed
    assert informed.failures.select("variante", "bas", "haut").rows() == [("contributeur", 1.0, 1.0)]
    hidden = audit(seen(frame, dimensions, {"a", "b", "c"}), dimensions, targets, known)
    assert hidden.passed and hidden.intervals.select("bas", "haut").row(1) == (0.0, 3.0)


def test_a_growth_that_cannot_be_negative_narrows_the_attack(shared: Path):
    text = case(shared, "successive_releases")
    first, second = text["input"]["release_1"], text["input"]["release_2"]
    postes = Dimension.flat("poste", "total", ["a", "b", "c"])
    rows = [
        (poste, when, values[poste])
        for when, values in (("1", first), ("2", second))
        for poste in ("a", "b", "c", "total")
    ]
    frame = pl.DataFrame(rows, schema=["poste", "cumul", "nombre"], orient="row")
    hidden, cells = {"a|2", "c|2"}, ["a|2", "c|2"]
    expected = text["expected"]["if_a_and_c_are_hidden_in_release_2"]
    for cumul, key in ((Dimension.plain("cumul"), "without"), (Dimension.cumulative("cumul", ["1", "2"]), "with")):
        dimensions = (postes, cumul)
        found = intervals(seen(frame, dimensions, hidden), dimensions, cells)
        close(found, {f"{cell}|2": bounds for cell, bounds in expected[f"attacker_{key}_monotone"].items()})


def test_rounding_leaves_the_interval_that_was_published(shared: Path):
    text = case(shared, "controlled_rounding")
    dimensions, frame = two_way(text["input"])
    cell = pl.concat_str("ligne", "colonne", separator="|")
    frame = frame.with_columns(arrondi=cell.replace_strict(text["expected"]["solution_found"], return_dtype=pl.Int64))
    close(intervals(rounded(frame, dimensions), dimensions, ["A|female"]), {"A|female": [0, 4]})
    targets = frame.select(
        "ligne", "colonne", cell.alias("cellule"), pl.lit(4).alias("largeur"), pl.lit("").alias("reste")
    )
    found = audit(
        rounded(frame, dimensions), dimensions, targets, NOBODY.with_columns(ligne=pl.lit(""), colonne=pl.lit(""))
    )
    assert found.passed and found.nb_cells == 15 and set(found.intervals["preuve"]) == {"témoin"}


def test_the_expected_pattern_of_168_cells_holds_and_the_input_gives_way(shared: Path):
    text = case(shared, "vignette_168")
    dimensions, frame = vignette(shared)
    name = pl.concat_str("v1", "v2", "v3", separator="|")
    primary = frame.filter(pl.col("nombre").is_between(1, 10)).select(name).to_series().to_list()
    assert len(primary) == 15
    before = intervals(seen(frame, dimensions, set(primary)), dimensions, primary)
    assert all(high - low < 1e-6 for low, high in before.values())
    hidden = {*primary, *text["expected"]["suppression"]["secondary_found"]}
    after = intervals(seen(frame, dimensions, hidden), dimensions, primary)
    assert min(high - low for low, high in after.values()) == pytest.approx(16)
