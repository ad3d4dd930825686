"""The kit of a figure: each file that leaves says what the page says, and is a function of it."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import docx
import polars as pl
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn

from observatory.charts.figure import Figure
from observatory.cli.main import main
from observatory.publication import labels
from observatory.publication.bundle import write_documents
from observatory.publication.document import territory_document
from observatory.publication.document_template import house_template, read_template
from observatory.publication.limits import limits
from observatory.publication.portrait import Portrait, portrait
from observatory.publication.tables import Tables
from observatory.publication.workbook import figure_workbook, numbers_of_days
from tests.publication import small


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The small release, with counts hidden."""
    return Tables(small.protected(small.hidden_frames()))


@pytest.fixture(scope="module")
def figures(tables: Tables) -> dict[str, Figure]:
    """Every figure of its territories, by identifier."""
    return {figure.id: figure for place in tables.places for figure in portrait(tables, place).figures}


def sheets(data: bytes) -> dict[str, pl.DataFrame]:
    return pl.read_excel(io.BytesIO(data), sheet_id=0, infer_schema_length=0)


# --- workbooks


def test_the_workbook_of_every_figure_tells_the_table_of_the_page(tables: Tables, figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        data = sheets(figure_workbook(figure, tables.version))["Données"]
        shown = data.select(data.columns[at] for at in figure.columns).rows()
        assert len(shown) == len(figure.rows) > 0
        for cells, row in zip(shown, figure.rows, strict=True):
            for cell, at in zip(cells, figure.columns, strict=True):
                value, told = row[at], labels.cell(row[at], figure.state_of(row, at))
                if isinstance(value, date):
                    assert cell.startswith(value.isoformat())
                else:
                    assert cell == (
                        f"{value:g}" if isinstance(value, int | float) and told not in ("s", "n.d.") else told
                    )


def test_a_number_of_a_workbook_is_a_number_and_a_mark_is_a_text(tables: Tables, figures: dict[str, Figure]) -> None:
    data = figure_workbook(figures["dep-75-relogement-mensuel"], tables.version)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<v>2136</v>" in sheet and "[$-40C]mmmm yyyy" in styles and '"#,##0"' in styles
    rows = sheets(data)["Données"].rows()
    assert rows[0][1:] == ("n.d.", "non collecté", "2136", "publié")
    assert rows[-1][1:] == ("s", "masqué", "s", "masqué")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SOMME(A1)", "{=1}", "\t=1", "https://exemple.fr"])
def test_no_text_becomes_a_formula_or_a_link(tables: Tables, figures: dict[str, Figure], text: str) -> None:
    figure = figures["com-75056-nuits-solidarite"]
    hostile = dataclasses.replace(figure, rows=((text, *figure.rows[0][1:]),), title=text, note=text)
    data = figure_workbook(hostile, tables.version)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        written = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<f>" not in written and b"<f " not in written and b"hyperlink" not in written
    assert sheets(data)["Données"][0, 0] == text


def test_the_numbers_of_the_dates_of_a_workbook_are_told(tables: Tables, figures: dict[str, Figure]) -> None:
    """A count of persons may equal one of them: what searches a release for counts must know them."""
    data = figure_workbook(figures["dep-75-relogement-mensuel"], tables.version)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    written = {int(one) for one in re.findall(r"<v>(4\d{4})</v>", sheet)}
    assert written and written <= numbers_of_days([tables.get("relogement_mensuel").frame])


def test_a_workbook_says_what_is_needed_to_quote_it(tables: Tables, figures: dict[str, Figure]) -> None:
    figure = figures["dep-75-relogement-mensuel"]
    told = dict(
        pl.read_excel(
            io.BytesIO(figure_workbook(figure, tables.version)), sheet_name="Lisez-moi", has_header=False
        ).rows()
    )
    assert (told["Titre"], told["Source"], told["Description"]) == (figure.title, figure.source, figure.alt)
    assert "Licence Ouverte 2.0" in told["Licence"] and "2026.11.1" in told["Version"]
    assert told["Signes"].startswith("s\u00a0: masqué") and "Mention" not in told


def test_invented_data_are_announced_in_both_sheets() -> None:
    made = Tables(small.protected(small.frames(is_fictional=True)))
    figure = portrait(made, made.places[0]).figures[0]
    read = sheets(figure_workbook(figure, made.version))
    assert set(read["Données"]["Mention"]) == {"Données fictives"}
    assert any("à ne pas citer" in cell for row in read["Lisez-moi"].rows() for cell in row)


def test_the_same_figure_gives_the_same_workbook(
    tables: Tables, figures: dict[str, Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figures["dep-75-relogement-annuel"]
    first = figure_workbook(figure, tables.version)
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert figure_workbook(figure, tables.version) == first


# --- documents


@pytest.fixture(scope="module")
def paris(tables: Tables) -> Portrait:
    return portrait(tables, next(place for place in tables.places if place.slug == "dep-75"))


def written(paris: Portrait, tables: Tables, pictures: Path = Path("aucune"), template: bytes | None = None) -> bytes:
    return territory_document(paris, tables.version, template or house_template(), pictures)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def png(folder: Path, name: str) -> None:
    def part(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (1920).to_bytes(4, "big") + (900).to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    content = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size) + part(b"IDAT", b"") + part(b"IEND", b"")
    (folder / f"{name}.png").write_bytes(content)


def test_a_document_holds_every_number_of_every_figure(paris: Portrait, tables: Tables) -> None:
    given = opened(written(paris, tables)).tables[-len(paris.figures) :]
    for table, figure in zip(given, paris.figures, strict=True):
        cells = [cell.text for cell in table._cells]
        width = len(figure.columns)
        lines = [cells[at : at + width] for at in range(width, len(cells), width)]
        assert len(lines) == len(figure.rows) > 0
        for line, row in zip(lines, figure.rows, strict=True):
            for told, at in zip(line, figure.columns, strict=True):
                if figure.state_of(row, at) == "MASQUE":
                    assert told == "s"
                elif isinstance(row[at], int | float):
                    assert float(re.sub(r"[\u202f]|corrigé ", "", told).replace(",", ".")) == row[at]
                else:
                    assert told == labels.cell(row[at])


def test_a_document_has_the_styles_captions_and_words_that_word_knows(paris: Portrait, tables: Tables) -> None:
    made = opened(written(paris, tables))
    styled = {paragraph.style.name for paragraph in made.paragraphs}
    assert styled >= {"Title", "Subtitle", "Heading 1", "Caption", "List Bullet"}
    fields = [field.text.split()[1] for field in made.element.body.iter(qn("w:instrText"))]
    assert fields.count("Figure") == len(paris.figures) and fields.count("Tableau") == len(made.tables)
    captions = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Caption"]
    assert any(one.startswith("Figure\u00a02 – Paris") for one in captions), captions
    assert all(table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None for table in made.tables)
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    for words in (*limits(paris), *(figure.alt for figure in paris.figures), paris.figures[0].source):
        assert words in text
    assert "Données fictives" not in text and "{{" not in text


def test_the_pictures_of_a_document_carry_their_description(paris: Portrait, tables: Tables, tmp_path: Path) -> None:
    for figure in paris.figures:
        png(tmp_path, figure.id)
    made = opened(written(paris, tables, tmp_path))
    drawn = [shape._inline for shape in made.inline_shapes]
    assert [one.docPr.get("descr") for one in drawn] == [figure.alt for figure in paris.figures]
    assert all(round(one.extent.cx.cm, 1) == 16 for one in drawn)


def test_the_same_portrait_gives_the_same_document(
    paris: Portrait, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    png(tmp_path, paris.figures[0].id)
    first = written(paris, tables, tmp_path)
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert written(paris, tables, tmp_path) == first


def test_a_document_of_invented_data_says_so_at_the_head_of_every_page() -> None:
    made = Tables(small.protected(small.frames(is_fictional=True)))
    document = opened(written(portrait(made, made.places[0]), made))
    assert "à ne pas citer" in document.sections[0].header.paragraphs[0].text
    assert any("à ne pas citer" in paragraph.text for paragraph in document.paragraphs)


def test_the_template_of_an_agency_keeps_its_words_and_receives_the_content(paris: Portrait, tables: Tables) -> None:
    own = docx.Document(io.BytesIO(house_template()))
    own.paragraphs[0].insert_paragraph_before("Agence d’essai, portrait de {{ territoire }}")
    own.add_paragraph("Contact\u00a0: agence")
    bullet = own.styles["List Bullet"].element
    bullet.getparent().remove(bullet)
    file = io.BytesIO()
    own.save(file)
    text = [one.text for one in opened(written(paris, tables, template=file.getvalue())).paragraphs]
    assert text[0] == "Agence d’essai, portrait de Paris" and text[-1] == "Contact\u00a0: agence"
    assert text[1] == "Paris" and limits(paris)[0] in text


def test_words_are_written_over_their_marks_and_fields_stay(paris: Portrait, tables: Tables) -> None:
    made = docx.Document(io.BytesIO(house_template()))
    foot = made.sections[0].footer.paragraphs[0]
    for piece in ("Avant {{ terr", "itoire", " }} après"):  # Word cuts what it spells
        foot.add_run(piece)
    template = io.BytesIO()
    made.save(template)
    foot = opened(written(paris, tables, template=template.getvalue())).sections[0].footer.paragraphs[0]
    assert (
        "Avant Paris après" in foot.text
        and tables.version["version_publication"] in foot.text
        and "{{" not in foot.text
    )
    assert [code.text.strip() for code in foot._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert [one.get(qn("w:fldCharType")) for one in foot._p.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]


def test_a_template_that_is_not_a_word_file_is_told_and_replaced(
    tables: Tables, paris: Portrait, tmp_path: Path
) -> None:
    wrong = tmp_path / "document-territoire.docx"
    wrong.write_bytes(b"PK\x03\x04 tronqu\xc3\xa9")
    sizes, complaint = write_documents([paris], tables.version, wrong, tmp_path)
    assert "document-territoire.docx" in complaint and "Word" in complaint and list(sizes) == ["dep-75"]
    assert read_template(tmp_path / "absent.docx") == (house_template(), "")


def test_the_template_of_the_house_is_written_for_an_agency_to_dress(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["template", "--document", str(tmp_path)])
    assert run.exit_code == 0 and "document-territoire.docx" in run.output
    assert read_template(tmp_path / "document-territoire.docx") == (house_template(), "")


def test_only_the_widest_levels_with_figures_have_a_document(tables: Tables, tmp_path: Path) -> None:
    portraits = [portrait(tables, place) for place in tables.places]
    write_documents(portraits, tables.version, None, tmp_path)
    names = {path.stem for path in (tmp_path / "site" / "documents").iterdir()}
    assert names == {"fr-fr", "reg-11", "dep-75", "dep-07"}, "ni Mayotte, hors de la source, ni les communes"
