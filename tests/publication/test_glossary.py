"""The words and indicators of the site: each whole, each tied to something that exists; and the index of the search."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from observatory.contracts.load import Catalogue
from observatory.publication.glossary import glossary, indicators, terms
from observatory.publication.pages import MENU, PAGES, environment, write_page
from observatory.publication.portrait import portrait
from observatory.publication.search import search_script
from observatory.publication.story import CHAPTERS
from observatory.publication.tables import Tables
from tests.publication import small

ASKED = """sans domicile;sans abri;ménage;personne;demande d’hébergement;demande non pourvue;nuitée;radiation pour attribution;bail;
DNA;DALO;contingent;QPV;premier quartile;SIAO;115;SNE;numéro unique;Nuit de la Solidarité;périmètre;Chao;cumul et flux;
intervalle à 95 %;entonnoir;surdispersion;secret statistique;arrondi contrôlé;« s »;« n.d. »;EPCI;COG;millésime;provisoire;définitif;
logement adapté;intermédiation locative;pension de famille;Logement d’abord;territoire accéléré;étude d’évènement"""


def test_the_words_of_the_field_are_there() -> None:
    assert {one.strip() for one in ASKED.split(";")} <= {one["terme"] for one in terms()}


def test_every_word_is_whole_and_leads_somewhere() -> None:
    names, codes = {one["terme"] for one in terms()}, {one["code"] for one in indicators()}
    assert len({one["id"] for one in (*terms(), *indicators())}) == len(terms()) + len(indicators())
    for one in terms():
        assert one["sens"].endswith(".") and len(one["sens"]) > 8, one["terme"]
        assert set(one["voir"]) <= names - {one["terme"]} and set(one["indicateurs"]) <= codes, one["terme"]
        assert set(one["pages"]) <= PAGES.keys() and bool(one["url"]) <= bool(one["source"]), one["terme"]
        assert not one["url"] or one["url"].startswith("https://"), one["terme"]
        assert not re.search(r" [;:!?%»]|« ", " ".join((one["sens"], one["confusion"], one["source"]))), one["terme"]


def test_words_are_in_the_order_of_a_dictionary() -> None:
    names = [one["terme"] for one in terms()]
    assert names[0] == "115" and names.index("édition") < names.index("effacement et gel") < names.index("entonnoir")
    assert names.index("« s »") < names.index("sans abri") < names.index("secret statistique")


@pytest.mark.parametrize("one", indicators(), ids=lambda one: one["code"])
def test_the_columns_of_an_indicator_exist_and_are_published(one: dict, catalogue: Catalogue) -> None:
    tables = catalogue.schema("marts") | catalogue.schema("published")
    for name in one["colonnes"]:
        table, _, column = name.partition(".")
        assert column in {known.name for known in tables[table].columns}, name
    assert bool(one["colonnes"]) is not bool(one["absent"]), "publié, ou la raison de ne pas l’être"
    for page in one["pages"]:
        assert page in PAGES or page.removeprefix("territoire#") in CHAPTERS, page


def test_there_are_twenty_indicators_and_each_is_used_by_a_word_or_a_page() -> None:
    assert [one["code"] for one in indicators()] == [f"I{rank}" for rank in range(1, 21)]
    assert all(one["pages"] or one["absent"] for one in indicators())


def test_the_page_says_what_this_release_holds(tmp_path: Path) -> None:
    context = glossary({"nuits_decomptes", "relogement_annuel"})
    made = environment(version=Tables({}).version, fictif=False)
    write_page(made, "glossaire.html.j2", tmp_path / "glossaire.html", page="glossaire.html", **context)
    text = (tmp_path / "glossaire.html").read_text(encoding="utf-8")
    parts = dict(re.findall(r'<dt id="(i\d+)">(.*?)</div>', text, flags=re.DOTALL))
    assert "nuits_decomptes.valeur_publiee" in parts["i1"] and "nuits_totaux" not in parts["i1"]
    assert "Absent de cette version" in parts["i14"] and "Pas encore publié" in parts["i15"]


def index_of(script: str) -> dict:
    return json.loads(script.removeprefix("window.OBSERVATOIRE_INDEX = ").rstrip(";\n"))


def test_the_index_holds_places_figures_words_and_pages() -> None:
    tables = Tables(small.protected(small.frames()))
    portraits = [portrait(tables, place) for place in tables.places]
    index = index_of(search_script(portraits, [], tables))
    paris = next(row for row in index["lieux"]["DEP"] if row[0] == "75")
    ends = [index["figures"][at] for at in index["listes"][paris[2]]]
    assert ["relogement-mensuel", "personnes sans domicile relogées dans le parc social, par mois"] in ends
    kinds = {kind for kind, *_ in index["autres"]}
    assert kinds == {"Page", "Indicateur", "Glossaire", "Table"} and index["niveaux"]["DEP"] == "Département"
    assert ["Glossaire", "Demande non pourvue", "glossaire.html#demande-non-pourvue"] in [
        row[:3] for row in index["autres"]
    ]


def test_the_index_of_1400_territories_stays_under_60_kb() -> None:
    tables = Tables(small.protected(small.frames()))
    one = portrait(tables, next(place for place in tables.places if place.code == "75"))
    many = [_elsewhere(one, rank) for rank in range(1400)]
    assert len(search_script(many, [], tables).encode()) < 60_000


def _elsewhere(one, rank: int):
    """The same portrait under another code, and a name of the length that communes have."""
    from dataclasses import replace

    place = replace(one.place, niveau="COM", code=f"{10000 + rank}", libelle=f"Saint-Lieu-{rank:04}")
    title = [figure.title.replace("Paris", place.libelle, 1) for figure in one.figures]
    ids = [figure.id.replace("dep-75", place.slug, 1) for figure in one.figures]
    figures = [replace(figure, id=i, title=t) for figure, i, t in zip(one.figures, ids, title, strict=True)]
    return type("Portrait", (), {"place": place, "figures": figures})()


def test_the_menu_is_made_of_pages_that_exist() -> None:
    assert MENU[0] == "index.html" and "glossaire.html" in MENU and set(MENU) < PAGES.keys()
