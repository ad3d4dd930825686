"""The search of every page in a real browser, from a disk as from a server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
LIST = "#rechercher-liste li"


def typed(page: Any, text: str) -> list[str]:
    """What the list of the header shows for a text, each « name, kind »."""
    page.locator("#rechercher").press_sequentially(text)
    page.wait_for_selector(LIST)
    return [", ".join(line.split("\n")) for line in page.locator(LIST).all_inner_texts()]


def test_a_word_is_found_by_keyboard_from_any_page_without_accents_nor_plural(watched: Open, base: str) -> None:
    page = watched(base, "territoires/dep-75.html")
    assert page.evaluate("window.OBSERVATOIRE_INDEX === undefined"), "l’index ne se charge que si l’on s’en sert"
    found = typed(page, "demande non pourvues")
    assert found[:2] == ["Demandes non pourvues, Indicateur", "Demande non pourvue, Glossaire"]
    assert page.locator("#rechercher").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.locator("#rechercher").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossaire.html#demande-non-pourvue")


def test_a_territory_comes_before_its_figures_and_its_code_is_enough(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "methodes.html")
    found = typed(page, "paris")
    assert found[:3] == [
        "Paris, Département",
        "Métropole du Grand Paris, Intercommunalité",
        "Ville de Paris, Commune",
    ]
    assert any(line.startswith("Paris\u00a0: personnes sans domicile relogées") for line in found)
    page.locator("#rechercher").fill("")
    assert typed(page, "93070") == ["Saint-Ouen-sur-Seine, Commune"]


def test_a_figure_is_reached_where_it_stands(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "qualite.html")
    assert typed(page, "paris relogees par mois") == [
        "Paris\u00a0: personnes sans domicile relogées dans le parc social, par mois, Figure"
    ]
    page.keyboard.press("Enter")
    page.wait_for_url("**/territoires/dep-75.html#dep-75-relogement-mensuel")
    assert page.locator("#dep-75-relogement-mensuel").count() == 1


def test_nothing_found_is_said_and_escape_closes(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "methodes.html")
    typed(page, "paris")
    page.keyboard.press("Escape")
    assert not page.locator("#rechercher-liste").is_visible() and page.input_value("#rechercher") == ""
    page.locator("#rechercher").press_sequentially("introuvable")
    assert page.locator(".site-search [role=status]").inner_text() == "Aucun résultat."


def test_too_many_results_lead_to_the_page_that_has_them_all(watched: Open, base: str) -> None:
    page = watched(base, "methodes.html")
    found = typed(page, "per")
    assert found[-1].startswith("Tous les résultats pour «\u00a0per\u00a0»") and len(found) == 10
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("#resultats li")
    assert page.url.endswith("rechercher.html?q=per")
    count = int(page.locator("#resultats-etat").inner_text().split()[0])
    assert count == page.locator("#resultats li").count() > 9
    page.fill("#question", "introuvable")
    assert page.locator("#resultats-etat").inner_text().startswith("Aucun résultat")
    assert page.locator("#resultats li").count() == 0


def test_a_hostile_name_is_text_in_every_list(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "rechercher.html?q=ardeche")
    page.wait_for_selector("#resultats li")
    assert "<img src=x" in page.locator("#resultats").inner_text() and page.locator("img").count() == 0


@pytest.mark.parametrize("width", [390, 768])
def test_the_search_is_within_reach_on_every_width(watched: Open, release: Any, width: int) -> None:
    page = watched(release[0].as_uri(), "methodes.html", width=width)
    assert page.locator("#rechercher").is_visible() is (width > 640)
    assert page.locator(".search-link").is_visible() is (width <= 640)


def test_an_address_opens_the_closed_part_that_it_points_at(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "qualite.html#baisse")
    assert page.evaluate("document.getElementById('baisse').open")
    page.evaluate("location.hash = 'producteur-barometre-relogement'")
    page.wait_for_function("document.getElementById('producteur-barometre-relogement').open")


def test_the_glossary_narrows_to_what_is_typed(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "glossaire.html")
    page.fill("#filtre", "dnp")
    assert page.locator("[data-entry]:visible dt").all_inner_texts() == ["Demande non pourvue"]
    assert page.locator("#filtre-etat").inner_text() == "1 entrée."
    page.fill("#filtre", "introuvable")
    assert page.locator("#filtre-etat").inner_text() == "Aucune entrée ne contient ces mots."
