"""The story of a territory: every figure and part has its place, in order, on the page and in the document."""

from __future__ import annotations

import pytest

from observatory.charts.figure import Place
from observatory.publication.pages import TEMPLATES
from observatory.publication.portrait import portrait
from observatory.publication.story import CHAPTERS, in_order
from observatory.publication.tables import Tables
from tests.publication import siao_tables, small, sne_tables

NAMES = [name for _, parts in CHAPTERS.values() for name in parts]


@pytest.fixture(scope="module")
def told():
    tables = {**small.protected(small.frames()), **siao_tables.protected(), **sne_tables.protected()}
    return portrait(Tables(tables), Place("DEP", "Z12", "Brumelande", True))


def test_each_part_is_named_once_and_each_that_is_no_figure_has_its_template(told):
    assert len(NAMES) == len(set(NAMES))
    files = {path.name.removesuffix(".html.j2") for path in (TEMPLATES / "territoire").iterdir()}
    assert files - {"reperes", "ailleurs"} <= set(NAMES)
    parts = {part for chapter in told.chapters for part in chapter.parts if isinstance(part, str)}
    assert parts <= files and {"siao-pratiques", "offre", "attributions-termes", "sources"} <= parts


def test_chapters_follow_the_order_of_the_questions_and_lose_no_figure_nor_measure(told):
    codes = [chapter.code for chapter in told.chapters]
    assert codes == [code for code in CHAPTERS if code in codes] and len(codes) == 7
    assert [figure for chapter in told.chapters for figure in chapter.figures] == list(told.figures)
    facts = [fact for chapter in told.chapters for fact in chapter.facts]
    assert sorted(fact.what for fact in facts) == sorted(
        fact.what for fact in (*told.siao.facts, *told.attributions.facts)
    )


def test_a_figure_that_no_chapter_tells_is_refused(told):
    with pytest.raises(KeyError, match="inconnue"):
        in_order(Place("DEP", "Z12", "B"), (told.figures[0].__class__("dep-z12-inconnue", *[""] * 5, {}, (), ()),))
