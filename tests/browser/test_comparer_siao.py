"""The comparison of SIAO in a real browser: those whose practices agree are drawn, the others are refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from observatory.disclosure.protected import already_public
from observatory.publication.site import build_site
from tests.publication import siao_tables, small

ASKED = "comparer.html#indicateur=siao_menages&territoires="


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A release with three départements: Z12 has the figures, and changes a practice in 2024; Z23 declares nothing."""
    folder, frames = tmp_path_factory.mktemp("siao"), small.frames()
    added = pl.DataFrame(
        [("DEP", code, code, code, None, False) for code in ("Z12", "Z13", "Z23")],
        schema=frames["territoires"].schema,
        orient="row",
    )
    tables = siao_tables.protected()
    places = {"territoires": pl.concat([frames["territoires"], added])}
    build_site(folder, small.protected(frames | places) | _for_all(tables), None)
    return folder.as_uri()


def _for_all(tables: dict) -> dict:
    """The yearly households of Z12, already rounded, given to the three SIAO."""
    frame = tables["siao_menages_annuels"].frame
    copies = pl.concat([frame.with_columns(territoire_code=pl.lit(code)) for code in ("Z12", "Z13", "Z23")])
    public = next(family for family in siao_tables.POLICY.families if family.nom == "siao_pratiques")
    policy = replace(siao_tables.POLICY, families=(replace(public, tables={"siao_menages_annuels": {}}),))
    return tables | {"siao_menages_annuels": already_public("siao_menages_annuels", copies, policy)}


def alerts(page: Any) -> str:
    return page.locator("#alertes").inner_text().replace("\u00a0", " ")


def test_two_siao_are_drawn_together_only_in_the_years_when_their_practices_agree(
    watched: Callable[..., Any], site: str
):
    page = watched(site, f"{ASKED}DEP-Z12,DEP-Z13", width=390)
    page.wait_for_selector("#tableau tbody tr")
    assert "Z12 ne se compare pas à Z13 : pratique changée dans l’année : renouvellements (2024)." in alerts(page)
    rows = [row.split("\t")[-1] for row in page.locator("#tableau tbody tr").all_inner_texts()]
    assert rows[-2:] == ["oui", "oui"] and all(row.startswith("non") for row in rows[:2])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_siao_that_declares_nothing_is_refused_and_nothing_is_drawn(watched: Callable[..., Any], site: str):
    page = watched(site, f"{ASKED}DEP-Z12,DEP-Z23")
    page.wait_for_selector("#tableau tbody tr")
    assert "Comparaison refusée" in alerts(page) and "pratiques non déclarées par l’un des deux SIAO" in alerts(page)
    assert not page.locator("#figure").is_visible()
    assert all("n.d." in row for row in page.locator("#tableau tbody tr").all_inner_texts())


def test_the_page_of_a_siao_says_what_it_counts(watched: Callable[..., Any], site: str):
    page = watched(site, "territoires/dep-z12.html")
    page.wait_for_selector(".columns.drawn")  # what is not on the screen is laid out then
    assert "Renouvellements non enregistrés" in page.locator("[aria-label='Ce que ce SIAO compte']").inner_text()
