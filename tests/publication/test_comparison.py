"""What the comparison page is given: yearly rates behind their gates, states, funnels with all their territories, peers with their rule."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl
import pytest

from observatory.charts.attributions_rows import interval, share
from observatory.publication.comparison_annual import annual_files, annual_measures, breaks, with_shares
from observatory.publication.comparison_fair import fair_files, fair_years, peers
from observatory.publication.tables import Tables
from tests.publication import fair_tables, small, sne_tables


def read(text: str) -> Any:
    return json.loads(text.split(" = ", 1)[1].rstrip(";\n"))


@pytest.fixture(scope="module")
def allocations() -> Tables:
    places = small.frames()["territoires"].clear()
    rows = [("FR", "ZZ", "Pays", None, None, True), ("DEP", "Z11", "A", None, None, True), ("DEP", "Z12", "B", None, None, True), ("SIREN_EPCI", "Z00000011", "C", None, None, True)]  # fmt: skip
    found = small.protected(
        {"territoires": pl.DataFrame(rows, schema=places.schema, orient="row"), **small._meta(True)}
    )
    return Tables(sne_tables.protected() | found)


@pytest.fixture(scope="module")
def files(allocations: Tables) -> dict[str, Any]:
    return {name: read(text) for name, text in annual_files(allocations, annual_measures(allocations))}


@pytest.fixture(scope="module")
def fair() -> Tables:
    meta = small.protected(small._meta(False))
    return Tables({**meta, **fair_tables.protected(), "comparaisons": fair_tables.compared()})


def test_the_net_share_exists_where_the_asylum_deduction_does_and_the_gross_one_everywhere(files: dict[str, Any]):
    levels = {
        kind: {name.split("-")[1] for name in files if name.startswith(kind)} for kind in ("part_nette", "part_brute")
    }
    assert levels == {"part_nette": {"FR", "DEP"}, "part_brute": {"FR", "DEP", "SIREN_EPCI"}}


def test_each_value_and_each_interval_is_that_of_the_figures(files: dict[str, Any]):
    checked = 0
    for name, one in files.items():
        if name.startswith(("part_", "premier_quartile")):
            for n, d, v, b, h, state in zip(*(one[key] for key in "ndvbhe"), strict=True):
                expected = share(n, d)
                assert (v is None) == (expected is None) == (state != "P")
                if expected is not None:
                    assert (v, b, h) == (round(expected, 1), *(round(one, 1) for one in interval(n, d)))
                    checked += 1
    assert checked > 20


def test_a_year_that_was_not_received_is_a_null_and_not_a_zero(files: dict[str, Any]):
    one = files["part_brute-DEP"]
    at = one["codes"].index("Z12") * len(one["annees"]) + one["annees"].index(2025)
    assert one["e"][at] == "N" and one["n"][at] is None and one["v"][at] is None
    assert len(one["e"]) == len(one["v"]) == len(one["codes"]) * len(one["annees"])


def test_a_share_has_its_gate_and_nothing_beyond_all_of_them_has_an_interval():
    frame = pl.DataFrame({"n": [4, 5, 5, None, 110, 100], "d": [100, 19, 20, 50, 100, 100]})
    found = with_shares(frame, "n", "d")
    assert found["v"].to_list() == [None, None, 25.0, None, 110.0, 100.0]
    assert found["b"].is_null().to_list() == [True, True, False, True, True, False]
    assert found["b"][2] == pytest.approx(interval(5, 20)[0]) and found["h"][5] == pytest.approx(100)


def test_a_hidden_count_leaves_a_state_and_nothing_else(allocations: Tables):
    shown = allocations.get("attributions").frame
    hidden = small.with_state(
        shown,
        "nb_sans_domicile",
        pl.col("territoire_code") == "Z11",
        pl.col("annee") == 2024,
        beside="statut_nb_sans_domicile",
    )
    given = Tables(dict(allocations.given) | {"attributions": _sealed("attributions", hidden)})
    one = next(read(text) for name, text in annual_files(given, annual_measures(given)) if name == "part_brute-DEP")
    at = one["codes"].index("Z11") * len(one["annees"]) + one["annees"].index(2024)
    assert one["e"][at] == "M" and [one[key][at] for key in "nvbh"] == [None] * 4


def test_leases_without_a_quartile_hide_the_share_beyond_half_of_them(allocations: Tables):
    frame = allocations.get("attributions_premier_quartile").frame
    half = pl.when(pl.col("annee") == 2024).then(pl.col("nb_baux_hors_qpv")).otherwise("nb_baux_quartile_inconnu")
    given = Tables(
        {
            "attributions_premier_quartile": _sealed(
                "attributions_premier_quartile", frame.with_columns(nb_baux_quartile_inconnu=half)
            )
        }
    )
    (one,) = annual_measures(given)
    assert set(one.rows.filter(pl.col("annee") == 2024)["e"]) == {"S"} and "P" in set(one.rows["e"])


def test_satisfaction_and_pressure_stand_between_the_two_bounds_of_the_requests(
    files: dict[str, Any], allocations: Tables
):
    row = next(
        row
        for row in allocations.get("demandes_actives").frame.to_dicts()
        if row["territoire_code"] == "Z11" and row["annee"] == 2024
    )
    low, high, served = (
        row[name] for name in ("nb_demandes_sans_domicile", "nb_demandes_sans_domicile_haut", "nb_sans_domicile")
    )
    for name, bounds in (
        ("pression-DEP", (low / served, high / served)),
        ("satisfaction-DEP", (100 * served / high, 100 * served / low)),
    ):
        one = files[name]
        at = one["codes"].index("Z11") * len(one["annees"]) + one["annees"].index(2024)
        assert (one["b"][at], one["h"][at]) == tuple(round(bound, 1) for bound in bounds)
        assert one["b"][at] <= one["v"][at] <= one["h"][at]


def test_occupancy_is_that_of_one_type_on_the_last_night_of_the_year_without_an_interval(files: dict[str, Any]):
    one = files["occupation_hebergement-DEP"]
    assert one["annees"] == [2023, 2024] and "b" not in one and all(90 < value < 100 for value in one["v"])


def test_a_revised_year_and_a_break_are_marked(allocations: Tables):
    extractions = allocations.get("attributions_extractions").frame.with_columns(
        date_revision=pl.when((pl.col("territoire_code") == "Z11") & (pl.col("annee") == 2023)).then(
            pl.lit(date(2025, 1, 20))
        )
    )
    warning = ("REL-05", "relogement_annuel", "DEP", "Z11", date(2024, 12, 31), "RUPTURE", 486, "Le total double.")
    found = small.protected({
        "attributions_extractions": extractions,
        "avertissements": pl.DataFrame([warning], schema=small._WARNING_COLUMNS, orient="row"),
    })  # fmt: skip
    given = Tables(dict(allocations.given) | found)
    one = next(read(text) for name, text in annual_files(given, annual_measures(given)) if name == "part_nette-DEP")
    assert one["revisees"] == {"Z11": [2023]} and one["coupures"] == {}
    assert breaks(given, "relogement_annuel") == {("DEP", "Z11"): [2024]}


def test_a_funnel_holds_the_same_territories_as_its_table_and_tells_the_others(fair: Tables):
    found = {name: read(text) for name, text in fair_files(fair, {})}
    assert {name.split("-", 1)[0] for name in found} == {"entonnoir"}, "sans contours, pas de carte"
    table = fair.get("comparaisons").frame
    for measure, levels in fair_years(fair).items():
        for level, years in levels.items():
            one = found[f"entonnoir-{measure}-{level}-{years[-1]}"]
            lines = one["lignes"]
            compared = {code for code, ratio in zip(lines["codes"], lines["rapport"], strict=True) if ratio is not None}
            drawn = {code for trace in one["trace"]["data"] for code in trace.get("customdata", [])}
            assert drawn == compared and len(compared) >= 5
            for code, motif, letter in zip(lines["codes"], lines["motifs"], lines["lectures"], strict=True):
                assert (letter == "-") == (code not in compared) and (motif is None) == (code in compared)
            rows = table.filter(
                pl.col("mesure_comparee") == measure, pl.col("niveau") == level, pl.col("annee") == years[-1]
            )
            assert lines["rang_bas"] == rows.sort("territoire_code")["rang_bas"].to_list()


def test_no_number_of_the_table_goes_without_its_interval(fair: Tables):
    _, text = next(fair_files(fair, {}))
    lines = read(text)["lignes"]
    assert (
        "rang" not in lines
        and {"rang_bas", "rang_haut", "rapport_bas", "rapport_haut", "rapport_lisse_bas"} <= lines.keys()
    )


def test_peers_carry_the_published_rule_and_those_without_any_the_reason(fair: Tables):
    for measure, groups in peers(fair).items():
        for one in groups:
            rows = fair.get("comparaisons").frame.filter(
                pl.col("mesure_comparee") == measure, pl.col("niveau") == one["niveau"], pl.col("annee") == one["annee"]
            )
            mine = rows.filter(pl.col("territoire_code").is_in(one["codes"]))
            assert set(mine["regle_pairs" if one["groupe"] else "motif_pairs"]) == {one["dit"]}
            assert set(mine["groupe_pairs"].fill_null("")) == {one["groupe"]}


def _sealed(name: str, frame: pl.DataFrame) -> Any:
    """A table of a release with some rows changed, as if it had been protected so."""
    from dataclasses import replace

    from observatory.disclosure.protected import already_public

    public = next(family for family in sne_tables.POLICY.families if family.nom == "siao_pratiques")
    return already_public(name, frame, replace(sne_tables.POLICY, families=(replace(public, tables={name: {}}),)))
