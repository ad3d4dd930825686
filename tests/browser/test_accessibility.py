"""What automatic rules see of each kind of page, and a walk by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser.test_site import KINDS

Open = Callable[..., Any]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
DRAWN = "{exclude: [['.main-svg']]}"  # a drawing is one image, with its words
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EMBEDDED = "integrer/dep-75-relogement-annuel.html"
# Every closed part is opened; of what repeats (lines, entries, parts), the first ones are enough.
OPENED = """
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
    for (const many of document.querySelectorAll("tbody, ul, dl, section")) [...many.children].slice(8).forEach((one) => one.remove());
"""
KINDS_OF_PAGE = {kind: address for kind, address in KINDS.items() if kind not in ("hostile", "hors source", "accéléré")}


def violations(page: Any, prepare: str = "") -> list[str]:
    """« rule: selector » for each element that breaks a rule of WCAG 2.2, levels A and AA."""
    page.evaluate(prepare or "0")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        f"(tags) => axe.run({DRAWN}, {{runOnly: tags, resultTypes: ['violations'], preload: false}})", RULES
    )
    return [f"{rule['id']}: {' '.join(node['target'])}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("address", [*KINDS_OF_PAGE.values(), EMBEDDED], ids=[*KINDS_OF_PAGE, "à intégrer"])
def test_no_kind_of_page_breaks_a_rule_on_a_screen_or_a_phone(watched: Open, release: Any, address: str) -> None:
    page = watched(release[0].as_uri(), address)
    page.wait_for_selector("[data-figure]:not([data-drawn])", state="detached")
    assert violations(page, OPENED) == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert violations(page) == []


def test_a_fault_is_seen(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["méthodes"])
    fault = (
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<input id=x><p style=\"color:#bbb\">Pâle</p>')"
    )
    assert {one.partition(":")[0] for one in violations(page, fault)} == {"label", "color-contrast"}


def test_the_lists_of_results_break_no_rule_when_they_are_open(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["méthodes"])
    page.locator("#rechercher").press_sequentially("ile de")
    page.wait_for_selector("#rechercher-liste li")
    assert violations(page) == []


FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']"


@pytest.mark.parametrize("address", [KINDS["département"], KINDS["qualité"], "rechercher.html?q=paris"])
def test_tab_reaches_every_control_in_the_order_of_the_page_and_nothing_traps(
    watched: Open, release: Any, address: str
) -> None:
    page = watched(release[0].as_uri(), address)
    page.wait_for_selector("[data-figure]:not([data-drawn])", state="detached")
    if "rechercher" in address:
        page.wait_for_selector("#resultats a")
    expected = page.evaluate(f"""
        window.controls = [...document.querySelectorAll("{FOCUSABLE}")].filter((one) => one.checkVisibility() && !one.disabled);
        controls.length
    """)
    seen = []
    for _ in range(expected + 1):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("controls.indexOf(document.activeElement)"))
    assert seen[:expected] == list(range(expected)) and seen[-1] in (-1, 0)


def test_motion_is_reduced_when_the_reader_asks(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["qualité"])
    told = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(told) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(told) == "auto"
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every((one) => getComputedStyle(one).transitionDuration === '0s')"
    )
    page.emulate_media(reduced_motion="no-preference")
