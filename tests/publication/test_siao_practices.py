"""What SIAO declare: said on their page, and the only reason why two of them may stand side by side."""

from __future__ import annotations

import json

import polars as pl
import pytest

from observatory.charts.figure import Place
from observatory.publication.atlas import Atlas
from observatory.publication.comparison import comparison_script
from observatory.publication.comparison_siao import siao_pairs, siao_years
from observatory.publication.siao_practices import siao_practices
from observatory.publication.tables import Tables
from tests.publication import siao_tables, small

Z12, Z13, Z23 = (Place("DEP", code, code, True) for code in ("Z12", "Z13", "Z23"))


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables(siao_tables.protected())


def test_a_page_says_what_its_siao_counts_and_since_when(tables: Tables):
    told = siao_practices(tables, Z12)
    renewals = [(one.words, one.when) for one in told.declared if one.what == "Renouvellements"]
    assert renewals == [
        (
            "Renouvellements enregistrés, à part des demandes nouvelles",
            "du 1er\u00a0janvier 2019 au 31\u00a0janvier 2024",
        ),
        ("Renouvellements non enregistrés", "depuis le 1er\u00a0février 2024"),
    ]
    assert told.questions == () and told.year == "2024" and told.comparable == ()


def test_a_siao_that_says_nothing_is_asked_every_question(tables: Tables):
    told = siao_practices(tables, Z23)
    assert told.declared == () and len(told.questions) == 5 and all(one.endswith(" ?") for one in told.questions)


def test_pairs_compare_only_with_the_same_practices_all_year(tables: Tables):
    found = siao_pairs(tables)
    said = {
        year: {ids: found["raisons"][rank] for ids, rank in pairs.items()} for year, pairs in found["paires"].items()
    }
    assert said["2023"]["DEP-Z12 DEP-Z13"] == ""
    assert said["2024"]["DEP-Z12 DEP-Z13"] == "Pratique changée dans l’année\u00a0: renouvellements."
    assert said["2023"]["DEP-Z12 DEP-Z23"] == "Pratiques non déclarées par l’un des deux SIAO."


def test_yearly_rates_come_from_the_protected_counts_and_stop_at_a_change(tables: Tables):
    years = siao_years(tables, Z12, 20_000)
    assert [(one["an"], one["coupe"]) for one in years] == [(2023, False), (2024, True)]
    shown = tables.get("siao_menages_annuels").frame
    counts = dict(shown.filter(pl.col("periode") == "2023").select("acces_place", "nb_menages").rows())
    never, whole, share, state = years[0]["menages"]
    assert (never, whole, state) == (counts["TOTAL"] - counts["DEJA"], counts["TOTAL"], "P")
    assert share == (round(100 * never / whole) if never >= 5 else None)
    assert years[0]["demandes"][2] == pytest.approx(40, abs=2) and years[0]["stock"][2] == pytest.approx(156, abs=3)


def test_new_requests_that_are_not_told_from_renewals_give_no_yearly_rate(tables: Tables):
    assert siao_years(tables, Z12, None)[1]["demandes"] == [None, None, None, "N"]
    assert siao_years(tables, Z12, None)[1]["stock"][2] is None
    assert siao_years(tables, Place("REG", "Z12", "Région"), 1) == []


def test_the_script_of_the_page_holds_the_years_and_the_verdicts():
    given = Tables(small.protected(small.frames()) | siao_tables.protected())
    script = comparison_script(given, Atlas({}), [_Portrait(place) for place in given.places])
    data = json.loads(script[script.index("{") : script.rindex("}") + 1])
    assert data["siao"]["raisons"][0] == "" and data["credits"]["siao"]
    assert not any("siao" in one for one in data["territoires"]), "aucun SIAO parmi ces territoires"


class _Siao:
    figures = ()


class _Portrait:
    """A page without figures."""

    monthly = annual = nights = None
    siao = _Siao()

    def __init__(self, place: Place) -> None:
        self.place = place
