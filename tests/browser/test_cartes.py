"""The page of maps in a real browser: drawn, told in a table, readable on a phone and without a mouse."""

from __future__ import annotations

import pytest


@pytest.fixture
def cartes(watched, release):
    """Opens the page at a width, once its maps are drawn; from a disk: that a server serves it is seen elsewhere."""

    def opened(width: int = 1280):
        page = watched(release[0].as_uri(), "cartes.html", width)
        page.wait_for_selector("[data-figure]:not([data-drawn])", state="detached")
        return page

    return opened


def test_each_map_is_drawn_with_its_legend_and_its_table(cartes):
    page = cartes()
    assert page.locator(".map").count() == 3
    for at in range(3):
        one = page.locator(".map").nth(at)
        assert one.locator(".main-svg path.js-fill").count() > 0 and one.locator(".legend .traces").count() > 0
        assert one.locator("table tbody tr").count() > 0
        assert one.locator("[role=img]").get_attribute("aria-label").startswith("Carte")


def test_what_was_not_collected_is_hatched(cartes):
    page = cartes()
    assert page.locator("#carte-relogement-dep pattern").count() > 0
    assert "non collecté" in page.locator("#carte-relogement-dep .legend").text_content()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_is_wider_than_the_window_and_the_legend_does_not_cover_the_map(cartes, width):
    page = cartes(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("""
        [...document.querySelectorAll(".map .plot")].every((plot) => {
          const map = plot.querySelector(".plot .scatterlayer, .scatterlayer").getBoundingClientRect();
          return plot.querySelector(".legend").getBoundingClientRect().top >= map.bottom - 2;
        })
    """)


def test_the_table_stands_beside_the_map_or_below_it_on_a_phone(cartes):
    script = "(() => { const at = (s) => document.querySelector(s).getBoundingClientRect(); return [at('.map .plot').right <= at('.map .beside').left + 1, at('.map .plot').bottom <= at('.map .beside').top + 1]; })()"
    assert cartes(1440).evaluate(script)[0]
    assert cartes(390).evaluate(script)[1]


def test_a_line_of_the_table_leads_to_the_portrait(cartes):
    page = cartes()
    page.locator("#carte-relogement-dep table a", has_text="75").click()
    assert page.url.endswith("territoires/dep-75.html")


def test_the_pointer_is_told_the_value(cartes):
    page = cartes()
    plot = page.locator("#carte-relogement-dep .plot")
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate("""
        (plot) => {
          const {xaxis, yaxis} = plot._fullLayout, points = plot.data.at(-1), box = plot.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.l2p(points.x[0]), box.top + yaxis._offset + yaxis.l2p(points.y[0])];
        }
    """)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.locator("#carte-relogement-dep .hovertext").first.wait_for()
    assert "pour 10" in page.locator("#carte-relogement-dep .hovertext").first.text_content()


def test_source_and_warnings_stay_with_the_map_on_a_phone_and_on_paper(cartes):
    script = "(() => { const at = (s) => document.querySelector('.map ' + s).getBoundingClientRect(); return at('.plot').bottom <= at('.figure-source').top + 1 && at('.figure-source').bottom <= at('.beside').top + 1; })()"
    assert cartes(390).evaluate(script)
    page = cartes(1100)
    page.emulate_media(media="print")
    assert page.evaluate(script)


def test_the_map_prints_with_its_whole_table(cartes):
    page = cartes()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.map thead th')).position") == "static"
    assert page.evaluate("getComputedStyle(document.querySelector('.map .beside .table')).maxHeight") == "none"
