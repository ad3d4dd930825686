"""The PDF of a territory: the words and numbers of its page, read by machines, marked on each sheet."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from observatory.publication.portrait import portrait
from observatory.publication.printed import FAILED, print_pages
from observatory.publication.site import SiteReport
from observatory.publication.tables import Tables
from tests.publication import small


def words(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [
            " ".join(document[rank].get_textpage().get_text_bounded().replace("\u202f", "").split())
            for rank in range(len(document))
        ]


@pytest.fixture(scope="module")
def documents(release: tuple[Path, SiteReport]) -> Path:
    return release[0] / "site" / "documents"


def test_each_territory_that_has_a_document_has_its_pdf_beside_it(documents: Path):
    assert {path.stem for path in documents.glob("*.pdf")} == {path.stem for path in documents.glob("*.docx")} != set()


def test_the_pdf_tells_what_the_page_tells(documents: Path):
    sheets = words(documents / "dep-75.pdf")
    text = " ".join(sheets)
    tables = Tables(small.protected(small.frames()))
    paris = portrait(tables, next(place for place in tables.places if place.slug == "dep-75"))
    for key in paris.keys:
        assert key.value.replace("\u202f", "") in text, key
    for chapter in paris.chapters:
        assert chapter.title.replace("\u00a0", " ") in text
    for figure in paris.figures:
        assert " ".join(figure.title.split()) in text and "Utiliser cette figure" not in text
    assert all(f"{rank} / {len(sheets)}" in sheet for rank, sheet in enumerate(sheets, start=1))


def test_a_screen_reader_finds_the_structure_of_the_pdf(documents: Path):
    data = (documents / "dep-75.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        outline = [entry.get_title() for entry in document.get_toc()]
    assert b"/StructTreeRoot" in data and b"/Lang" in data and "Paris" in outline


def test_invented_data_are_announced_on_each_sheet(tmp_path: Path, chromium_path: Path):
    (tmp_path / "page.html").write_text("<title>Essai</title>" + "<p style='height:900px'>a</p>" * 3, "utf-8")
    assert print_pages(tmp_path, [("essai", "page.html")], "v1", True, chromium_path) == ""
    sheets = words(tmp_path / "documents" / "essai.pdf")
    assert len(sheets) > 1 and all("à ne pas citer" in sheet and "version v1" in sheet for sheet in sheets)


def test_a_browser_that_fails_leaves_no_pdf_and_says_so(tmp_path: Path, chromium_path: Path):
    (tmp_path / "page.html").write_text("<title>Essai</title>", "utf-8")
    pages = [("essai", "page.html"), ("absent", "absent.html")]
    assert print_pages(tmp_path, pages, "v1", False, chromium_path) == FAILED
    assert not list((tmp_path / "documents").iterdir())
