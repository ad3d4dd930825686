"""A probable break of the yearly series: said wherever the two years can be read together, never a percentage."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest

from observatory.publication.atlas import read_atlas
from observatory.publication.comparison import comparison_script
from observatory.publication.portrait import Portrait, portrait
from observatory.publication.tables import Tables
from tests.publication import small


def tables(is_break: bool) -> Tables:
    """Paris at 339 then 825, with or without the warning."""
    frames = small.frames()
    years = frames["relogement_annuel"]
    paris = [
        ("DEP", "75", year, total, "PUBLIE", date(year, 12, 31), True, None, None, None)
        for year, total in ((2018, 339), (2019, 825))
    ]
    warning = ("REL-05", "relogement_annuel", "DEP", "75", date(2019, 12, 31), "RUPTURE", 486, "Le total double.")
    warnings = frames["avertissements"].clear()
    added = pl.DataFrame([warning] if is_break else [], schema=warnings.schema, orient="row")
    changed = {
        "relogement_annuel": pl.DataFrame(paris, schema=years.schema, orient="row"),
        "avertissements": pl.concat([warnings, added]),
    }
    return Tables(small.protected(frames | changed))


def paris(of: Tables) -> Portrait:
    return portrait(of, next(place for place in of.places if place.code == "75"))


@pytest.mark.parametrize(
    ("is_break", "said"), [(True, "339 en 2018\u00a0: rupture probable, à ne pas comparer"), (False, "+143,4")]
)
def test_the_key_number_has_no_percentage_across_a_break(is_break: bool, said: str) -> None:
    key = paris(tables(is_break)).keys[0]
    assert said in key.more and ("%" in key.more) is not is_break


def test_the_comparison_by_year_carries_the_break_and_the_one_by_month_does_not() -> None:
    given = tables(is_break=True)
    portraits = [portrait(given, place) for place in given.places]
    script = comparison_script(given, read_atlas(given), portraits)
    data = json.loads(script[script.index("{") : script.rindex("}") + 1])
    place = next(one for one in data["territoires"] if one["id"] == "DEP-75")
    assert ["Rupture probable" in phrase for phrase in place["avis"]["ans"]] == [True]
    assert not [phrase for phrase in place["avis"].get("mois", []) if "Rupture" in phrase]
