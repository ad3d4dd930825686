"""Published, hidden, not collected, known zero: told apart on every page, in every file, in the comparison."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from observatory.publication.maps import draw_maps
from observatory.publication.portrait import portrait
from observatory.publication.site import build_site
from observatory.publication.tables import Tables
from tests.publication import small


class Cells(HTMLParser):
    """The cells of numbers of a page, the titles of their marks, and the keys of the marks."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.titles: set[str] = set()
        self.keys: list[str] = []
        self._into: list[str] | None = None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "abbr":
            self.titles.add(given["title"] or "")
            return
        if tag == "span":
            return
        kind = (given.get("class") or "").split()
        self._into = self.cells if tag == "td" and "n" in kind else self.keys if "marks" in kind else None
        if self._into is not None:
            self._into.append("")

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "p"):
            self._into = None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("etats")
    build_site(folder, small.protected(small.hidden_frames()), None)
    return folder / "site"


def test_a_table_of_a_page_writes_each_state_and_explains_its_marks(site: Path) -> None:
    page = Cells(site / "territoires" / "dep-75.html")
    assert {"s", "n.d.", "1\u202f234", "260", "corrigé 240"} <= set(page.cells)
    assert page.titles == {"masqué (secret statistique)", "non collecté ou non calculable"}
    assert [key.split("\u00a0:")[0] for key in page.keys] == ["s", "s"]
    assert page.keys[0] == "s\u00a0: masqué (secret statistique)."


def test_a_page_without_a_mark_has_no_key(site: Path) -> None:
    page = Cells(site / "territoires" / "com-69123.html")
    assert page.cells == ["220"] and (page.titles, page.keys) == (set(), [])


def test_a_known_zero_is_a_zero(site: Path) -> None:
    assert "0" in Cells(site / "territoires" / "dep-07.html").cells
    lines = (site / "donnees" / "dep-07-relogement-mensuel.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[4] == "2021-03-31;0;ZERO;20;PUBLIE"


def test_a_hidden_count_is_empty_in_the_file_and_has_its_state(site: Path) -> None:
    lines = (site / "donnees" / "dep-75-relogement-annuel.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "2020;;MASQUE;2020-12-31;oui"


def test_a_key_number_that_is_hidden_says_so_and_is_set_against_nothing() -> None:
    tables = Tables(small.protected(small.hidden_frames()))
    place = {(one.niveau, one.code): one for one in tables.places}
    year, _, month = portrait(tables, place["DEP", "75"]).keys
    assert (year.value, year.more) == ("s", "Masqué (secret statistique).")
    assert month.value == "240", "le dernier mois connu n’est pas celui qui est masqué"
    (night,) = portrait(tables, place["COM", "75056"]).keys
    assert (night.value, night.more) == ("s", "Masqué (secret statistique).")


def test_the_map_of_rates_hides_the_count_and_the_population_with_the_rate(site: Path) -> None:
    figure = draw_maps(Tables(small.protected(small.hidden_frames()))).figures[0]
    assert {row[0]: row[2:] for row in figure.rows}["75"] == (None, "MASQUE", None, None)
    page = (site / "cartes.html").read_text(encoding="utf-8")
    (row,) = [row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "dep-75.html" in row]
    assert row.count(">s</abbr>") == 3 and "2\u202f130\u202f000" not in row
    assert Cells(site / "cartes.html").keys[0].startswith("s\u00a0: masqué (secret statistique)")


def test_the_comparison_knows_each_state_and_no_hidden_value(site: Path) -> None:
    text = (site / "assets" / "comparison-data.js").read_text(encoding="utf-8")
    data = json.loads(text.split(" = ", 1)[1].rstrip(";\n"))
    place = {one["id"]: one for one in data["territoires"]}
    assert place["DEP-75"]["ans"] == [[2020, None, True, "M"], [2021, 1234, False, "P"]]
    assert place["DEP-75"]["mois"][1] == [None, None, "N", "N"] and place["DEP-75"]["mois"][-1] == [
        None,
        None,
        "M",
        "M",
    ]
    assert place["DEP-07"]["mois"][3] == [20, 0, "P", "Z"]
    assert [(night["valeur"], night["etat"]) for night in place["COM-75056"]["nuits"]] == [(3035.0, "P"), (2598.0, "P"), (None, "M")]  # fmt: skip
    assert data["etats"] == {"P": "PUBLIE", "C": "CORRIGE", "M": "MASQUE", "N": "NON_COLLECTE", "Z": "ZERO"}
