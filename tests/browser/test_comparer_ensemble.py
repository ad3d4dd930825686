"""Allocations on the comparison page: intervals, refusals, peers, and funnel, map and table of the level in step."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import shapely

from observatory.publication.tables import Tables
from tests.publication import fair_tables, small
from tests.publication.comparison_page import write_comparison

THREE = "DEP-01,DEP-02,DEP-04"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Twenty départements that have an outline, and their EPCI, which have none."""
    folder = tmp_path_factory.mktemp("ensemble")
    boxes = [
        shapely.to_wkb(shapely.box(x, 6.5e6, x + 4e4, 6.6e6))
        for x in (3e5 + 4e4 * k for k in range(len(fair_tables.CODES)))
    ]
    outlines = pl.DataFrame(
        [("DEP", code, f"Lieu-{code}", 2025, 2154, box, False) for code, box in zip(fair_tables.CODES, boxes, strict=True)],
        schema=small.contours().schema,
        orient="row",
    )  # fmt: skip
    found = small.protected({**small._meta(False), "contours": outlines})
    write_comparison(
        folder / "site", Tables({**found, **fair_tables.protected(), "comparaisons": fair_tables.compared()})
    )
    return folder.as_uri()


@pytest.fixture
def opened(watched: Callable[..., Any], site: str) -> Callable[..., Any]:
    """Opens the page on a choice, once everything is drawn."""

    def opener(asked: str, width: int = 1280) -> Any:
        page = watched(site, f"comparer.html#{asked}", width)
        page.wait_for_selector("#ensemble[data-ready]")
        return page

    return opener


def chosen(page: Any) -> list[str]:
    return page.evaluate("new URLSearchParams(location.hash.slice(1)).get('territoires').split(',')")


def test_three_territories_have_their_intervals_on_the_drawing_four_in_the_table_only(opened: Callable[..., Any]):
    page = opened(f"indicateur=part_nette&territoires={THREE}")
    drawn = "document.getElementById('trace').data.map((line) => line.error_y ? line.error_y.array.filter((one) => one > 0).length : 0)"
    assert page.evaluate(drawn) == [2, 2, 2]
    page.fill("#ajouter", "Lieu-05")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('trace').data.length === 4")
    assert page.evaluate(drawn) == [0, 0, 0, 0]
    assert all("[" in cell for cell in page.locator("#tableau tbody td").all_inner_texts())


def test_a_net_share_is_refused_below_the_departement_with_the_reason(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01,SIREN_EPCI-E02")
    told = page.locator("#alertes").inner_text()
    assert "Lieu-E02\u00a0: la part nette n’existe pas sous le département" in told and "part brute" in told
    assert page.evaluate("document.getElementById('trace').data.length") == 1
    assert page.locator("#tableau tbody tr").first.locator("td").nth(1).inner_text() == "n.d."


def test_a_choice_of_which_nothing_can_be_told_is_refused_and_draws_nothing(watched: Callable[..., Any], site: str):
    page = watched(site, "comparer.html#indicateur=part_nette&territoires=SIREN_EPCI-E02,SIREN_EPCI-E03")
    page.get_by_role("heading", name="Comparaison refusée").wait_for()
    assert not page.locator("#figure").is_visible()


def test_peers_are_added_with_the_published_rule(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01")
    rule = page.locator("#pairs-etat").inner_text()
    assert rule.startswith("Pairs de Lieu-01 en 2024\u00a0: même niveau, de ") and "habitants" in rule
    page.get_by_role("button", name="Ajouter ses pairs").click()
    assert len(chosen(page)) == 6 and chosen(page)[0] == "DEP-01"
    assert all(one.startswith("DEP-") for one in chosen(page))


def test_a_mark_of_the_funnel_joins_the_choice_and_shows_everywhere(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01")
    assert page.locator("#entonnoir-trace .rings circle").count() == 1
    where = """
        (() => {
          const plot = document.getElementById("entonnoir-trace");
          plot.scrollIntoView({block: "center", behavior: "instant"});
          const trace = plot.data.find((one) => one.customdata?.includes("03")), at = trace.customdata.indexOf("03");
          const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.d2p(trace.x[at]), box.top + yaxis._offset + yaxis.d2p(trace.y[at])];
        })()
    """
    x, y = page.evaluate(where)
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.locator("#ensemble-lignes tr.near").wait_for()
    assert page.locator("#ensemble-lignes tr.near th").inner_text() == "Lieu-03"
    assert page.locator("#carte-brute-trace .hovertext").count() == 1, "la carte le montre aussi"
    page.mouse.move(*page.evaluate(where))  # the page may have moved since
    page.wait_for_function("document.getElementById('entonnoir-trace')._hoverdata?.[0].customdata === '03'")
    page.mouse.down()
    page.mouse.up()
    page.locator("#ensemble[data-ready$='DEP-01,DEP-03']").wait_for()
    assert chosen(page) == ["DEP-01", "DEP-03"]
    for view in ("entonnoir", "carte-brute", "carte-lissee"):
        assert page.locator(f"#{view}-trace .rings circle").count() == 2
    assert page.locator("#ensemble-choisis th").all_inner_texts() == ["Lieu-01", "Lieu-03"]
    assert "Lieu-03" in page.locator("#entonnoir-trace").get_attribute("aria-label").split("Choisis")[1]


def test_the_table_is_read_and_used_by_keyboard_alone(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01")
    page.locator("#ensemble-choisis button").focus()
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert len(chosen(page)) == 2 and page.evaluate("document.activeElement.textContent") == name
    assert page.evaluate("document.activeElement.ariaPressed") == "true"
    page.keyboard.press("Enter")
    assert chosen(page) == ["DEP-01"]


def test_no_rank_and_no_ratio_is_shown_without_its_interval(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01")
    rows = [row.split("\t") for row in page.locator("#ensemble-lignes tr:not(.chosen)").all_inner_texts()]
    names = [row[0] for row in rows]
    assert names == sorted(names), "par nom, jamais par rang"
    told = [row for row in rows if not row[5].startswith("non comparé")]
    assert len(told) > 15 and all(
        "[" in row[2] and "[" in row[3] and re.fullmatch(r"\S+ à \S+|1er", row[4]) for row in told
    )


def test_the_year_of_the_level_is_kept_in_the_address(opened: Callable[..., Any]):
    page = opened(f"indicateur=part_brute&territoires={THREE}")
    assert "en 2024" in page.locator("#entonnoir-titre").inner_text()
    page.select_option("#ensemble-annee", "2023")
    page.locator("#ensemble[data-ready*='2023']").wait_for()
    assert "en 2023" in page.locator("#entonnoir-titre").inner_text() and "annee=2023" in page.url
    page.select_option("#ensemble-niveau", "SIREN_EPCI")
    page.locator("#ensemble[data-ready*='SIREN_EPCI']").wait_for()
    assert "niveau=SIREN_EPCI" in page.url and not page.locator("#carte-brute").is_visible()


def test_the_file_has_a_state_and_the_limits_beside_each_value(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01")
    with page.expect_download() as download:
        page.click("#enregistrer")
    header, first, *_ = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith(
        "annee;territoire_code;territoire;valeur;statut_valeur;borne_basse;borne_haute;numerateur;denominateur"
    )
    year, code, name, value, state, low, high, *_ = first.split(";")
    assert (year, code, name, state) == ("2023", "01", "Lieu-01", "PUBLIE")
    assert float(low.replace(",", ".")) < float(value.replace(",", ".")) < float(high.replace(",", "."))
    with page.expect_download() as download:
        page.click("#ensemble-fichier")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 21 and "rang_bas;rang_haut" in lines[0]


def test_the_page_fits_a_phone_and_keeps_everything_on_paper(opened: Callable[..., Any]):
    page = opened(f"indicateur=part_nette&territoires={THREE}", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    assert page.locator("#entonnoir").is_visible() and page.locator("#ensemble-tableau").is_visible()
    assert not page.locator("#choix").is_visible() and not page.locator("#ensemble-annee").is_visible()


def test_no_line_joins_years_that_do_not_follow(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01")
    years = "[[2019, 10, true, 'P'], [2021, 20, true, 'P'], [2022, 50, true, 'P'], [2023, 55, true, 'P']]"
    drawn = page.evaluate(f"""
        comparisonSeries.an([{{place: {{nom: "A", ans: {years}, ruptures: [2022]}}, at: 0}}], () => true)
          .series[0].points.map(({{x, y}}) => [x, y])
    """)
    assert drawn == [[2019, 10], [2020.5, None], [2021, 20], [2021.5, None], [2022, 50], [2023, 55]]


def test_vintages_that_differ_are_flagged(opened: Callable[..., Any]):
    page = opened("indicateur=part_nette&territoires=DEP-01")
    places = (
        "[{nom: 'A', cog: 2024, pop: 2023, dans: []}, {nom: 'B', cog: 2025, pop: 2025, dans: []}, {nom: 'C', dans: []}]"
    )
    told = page.evaluate(f"['part_nette', 'taux'].map((one) => comparisonRules.cautions({places}, one))")
    assert [len(one) for one in told] == [1, 2]
    assert told[0][0].startswith("Millésimes différents du code géographique\u00a0: 2024 (A), 2025 (B).")
