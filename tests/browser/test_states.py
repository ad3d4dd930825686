"""Hidden counts in a browser: the comparison draws a gap, writes « s », and its file leaves the value empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from observatory.publication.site import build_site
from tests.publication import small


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Any:
    folder = tmp_path_factory.mktemp("masquee")
    build_site(folder, small.protected(small.hidden_frames()), None)
    page = chromium.new_page()
    page.goto(f"{folder.as_uri()}/site/comparer.html#indicateur=mois&territoires=DEP-75,REG-11")
    page.wait_for_selector("#trace[data-drawn]")
    yield page
    page.close()


def test_a_hidden_month_is_an_s_on_the_drawing_in_the_table_and_aloud(opened: Any) -> None:
    drawn = opened.evaluate("document.getElementById('trace').data.map(trace => [trace.mode, trace.y.at(-1), trace.text.at(-1)])")  # fmt: skip
    assert drawn[0][1] is None and drawn[1] == ["text", 0, "s"]
    assert opened.locator("#tableau tbody tr").first.locator("td").all_inner_texts() == ["s", "1\u202f200"]
    assert opened.locator("#marques").inner_text().startswith("s\u00a0: masqué (secret statistique)")
    assert "Masqué pour Paris\u00a0: juin 2021." in opened.locator("#trace").get_attribute("aria-label")


def test_the_file_of_a_comparison_has_the_state_beside_an_empty_value(opened: Any) -> None:
    with opened.expect_download() as download:
        opened.click("#enregistrer")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[:2] == ["Mois;Paris;statut_valeur;Île-de-France;statut_valeur", "juin 2021;;MASQUE;1200;PUBLIE"]
