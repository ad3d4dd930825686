"""What two editions have in common, by the outlines of their sectors, and on published nights."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.territories.editions import (
    comparable,
    constant_perimeter,
)
from observatory.territories.perimeters import Perimeter, from_communes, from_contract
from tests.territories.perimeter_rows import PARIS, reasons, rows, shipped_communes


@pytest.fixture(scope="module")
def communes() -> pl.DataFrame:
    return shipped_communes()


@pytest.fixture(scope="module")
def quartiers(shared: Path):
    """code → polygon in Lambert-93, in the order of codes."""
    import geopandas as gpd

    frame = gpd.read_file(shared / "reference" / "geo" / "paris" / "quartier_paris.geojson").to_crs(2154)
    return frame.set_index("c_quinsee").geometry.sort_index()


def drawn(name: str, shapes, communes: pl.DataFrame) -> tuple[Perimeter, pl.DataFrame]:
    """An edition whose sectors are these shapes (code → polygon), and the frame of its polygons."""
    elements = [("SECTEUR", code, code[:5], 10, True) for code in shapes.index]
    polygons = pl.DataFrame(
        {"geometrie_id": [f"g-{code}" for code in shapes.index], "geometrie": list(shapes.to_wkb())}
    )
    return from_contract(rows(*elements, name=name), communes, perimetre_code="CAMPEMENTS"), polygons


def test_outlines_decide_and_not_codes(quartiers, communes):
    """The same streets under other codes, one border moved by a little, one by a lot, one sector gone."""
    after = quartiers.rename(lambda code: code[:5] + "9" + code[5:])
    near, far, gone = after.index[0], after.index[40], after.index[79]
    side = after.loc[near].area ** 0.5
    after.loc[near] = after.loc[near].buffer(-side / 100)
    after.loc[far] = after.loc[far].buffer(-side / 10)
    first, before = drawn("2024", quartiers, communes)
    second, moved = drawn("2025", after.drop(gone), communes)
    found = constant_perimeter([first, second], {"2024": before, "2025": moved})
    kept = found.perimeter.elements["element_code"]
    assert set(quartiers.index) - set(kept) == {quartiers.index[40], quartiers.index[79]}
    assert found.pairs.height == 78 and found.pairs["part_commune"].min() >= 0.9
    exact = found.pairs.filter(pl.col("part_commune") > 0.9999999)
    assert exact.height == 77 and (exact["autre_code"].str.slice(6) == exact["element_code"].str.slice(5)).all()
    assert reasons(found, "2024")[quartiers.index[40]].startswith("n’a pas les mêmes limites dans «\u202f2025\u202f» (")
    assert far in reasons(found, "2024")[quartiers.index[40]] and "90\u202f% exigés" in reasons(found, "2025")[far]
    assert set(reasons(found, "2025")) == {far} and not comparable(first, second).est_comparable


def test_the_overlap_must_be_of_both_surfaces(quartiers, communes):
    """Two quartiers merged: the small one is wholly inside the new sector, and is still not the same sector."""
    merged = quartiers.iloc[:2].copy()
    merged.iloc[0] = merged.union_all()
    first, before = drawn("2024", quartiers.iloc[:2], communes)
    second, after = drawn("2025", merged.iloc[:1], communes)
    found = constant_perimeter([first, second], {"2024": before, "2025": after})
    assert found.perimeter.elements.is_empty() and found.pairs.is_empty() and found.left_out.height == 3


def test_an_outline_on_one_side_only_leaves_the_code_to_decide(quartiers, communes):
    first, before = drawn("2024", quartiers, communes)
    second, _ = drawn("2025", quartiers.iloc[:50], communes)
    found = constant_perimeter([first, second], {"2024": before})
    assert found.perimeter.elements.height == 50 and found.pairs["part_commune"].null_count() == 50


def test_an_invalid_outline_is_refused_by_its_name(quartiers, communes):
    from shapely import Polygon

    broken = quartiers.iloc[:2].copy()
    broken.iloc[1] = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    edition, outlines = drawn("2024", broken, communes)
    with pytest.raises(ObservatoryError, match=broken.index[1]):
        constant_perimeter([edition, edition], {"2024": outlines})


# --- published cases


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict]:
    text = (shared / "reference_tests" / "ndls" / "accounting.json").read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text)["expected"]["perimeter_and_revision"]}


def test_no_two_editions_around_paris_compare(published, communes):
    """Case mgp-hors-paris: 9, 27, 32 then 30 communes, whose names are not published: fictional ones stand for them."""
    codes = pl.Series([f"Z{1100 + rank}" for rank in range(1, 41)])
    fictional = pl.DataFrame({"commune_code": codes, "commune_libelle": codes, "type_commune": "COM"})
    known = pl.concat([communes.head(1), fictional.with_columns(millesime_cog=2025)], how="diagonal_relaxed")
    editions = [
        from_communes(str(e["year"]), str(e["year"]), None, codes.head(e["communes"]), known, "CAMPEMENTS")
        for e in published["mgp-hors-paris"]["editions"]
    ]
    assert len(editions) == 4 and not any(comparable(a, b).est_comparable for a, b in combinations(editions, 2))
    assert constant_perimeter(editions).perimeter.elements.height == 9


def test_categories_that_only_the_second_edition_covers_are_left_out(published, communes):
    """Case brussels-2020-2022: 7 134 against 5 313 is not +34 %; on the same categories it is 6 317, +18,9 %."""
    case = published["brussels-2020-2022"]
    old, new = (("TYPE_LIEU", code, None, None, True) for code in ("RUE", "SQUAT"))
    city = ("COM", PARIS, None, None, True)
    first, second = (
        from_contract(rows(*e, name=n), communes) for n, e in (("2020", (city, old)), ("2022", (city, old, new)))
    )
    found = constant_perimeter([first, second])
    assert reasons(found, "2022") == {"SQUAT": "n’existe pas dans «\u202f2020\u202f»"}
    counts = {"RUE": case["value_1_comparable"], "SQUAT": case["new_categories"]}
    assert sum(counts.values()) == case["value_1"]
    same = sum(n for place, n in counts.items() if place in found.perimeter.elements["element_code"].to_list())
    assert same / case["value_0"] - 1 == pytest.approx(case["change_comparable"], abs=1e-8)
