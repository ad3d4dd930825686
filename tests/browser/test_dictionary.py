"""The dictionary in a real browser: narrowed by words, schema and table; by its addresses; without a script; on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
SHOWN = "[data-colonne]:not([hidden])"


def shown(page: Any) -> list[str]:
    """The columns and codes that are left, by their names."""
    return [place.split()[0] for place in page.locator(SHOWN).evaluate_all("(all) => all.map((one) => one.checkVisibility() ? one.innerText : '')") if place]  # fmt: skip


def test_words_leave_the_columns_that_hold_them_and_open_their_table(watched: Open, base: str) -> None:
    page = watched(base, "dictionnaire.html")
    assert shown(page) == [], "tout est fermé"
    page.fill("#dico-mots", "Populations municipale")
    assert shown(page) == ["pop_municipale"], "sans accents, capitales ni pluriels"
    assert page.inner_text("#dico-etat") == "1 colonne ou code dans 1 table ou liste."
    assert page.url.endswith("?q=Populations%20municipale")
    page.fill("#dico-mots", "introuvable")
    assert page.inner_text("#dico-etat") == "Rien ne contient ces mots." and shown(page) == []
    page.fill("#dico-mots", "")
    assert page.inner_text("#dico-etat") == "" and page.locator("[data-table]:visible").count() == 4


def test_a_schema_and_a_table_narrow_too(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "dictionnaire.html")
    page.select_option("#dico-schema", "listes")
    assert page.locator("[data-table]:visible").count() == 3
    page.select_option("#dico-schema", "")
    page.select_option("#dico-table", "territoires")
    assert shown(page) == ["niveau", "territoire_code", "pop_municipale"]


def test_an_address_opens_its_column_whatever_was_typed(watched: Open, base: str) -> None:
    page = watched(base, "dictionnaire.html?q=region#territoires.pop_municipale")
    assert "pop_municipale" in shown(page) and page.input_value("#dico-mots") == ""
    page.fill("#dico-mots", "niveau")
    page.click("#territoires\\.niveau a[href='#liste.territoire_code_type']")
    assert "DEP" in shown(page) and page.input_value("#dico-mots") == ""


def test_the_list_can_be_read_without_a_script_and_walked_by_keyboard(chromium: Any, release: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{release[0].as_uri()}/site/dictionnaire.html")
    assert not page.locator("#dico-filtrer").is_visible()
    page.locator("#territoires > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#territoires\\.niveau").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#territoires.niveau")
    context.close()


@pytest.mark.parametrize(("typed", "printed"), [("", True), ("region", False)])
def test_it_is_printed_open_as_it_is_narrowed(watched: Open, release: Any, typed: str, printed: bool) -> None:
    page = watched(release[0].as_uri(), "dictionnaire.html")
    page.fill("#dico-mots", typed)
    page.emulate_media(media="print")
    assert page.locator("#territoires\\.pop_municipale dd p").first.is_visible() == printed
    assert page.locator("tr[data-colonne]", has_text="REG").is_visible()
    assert not page.locator("#dico-filtrer").is_visible()
