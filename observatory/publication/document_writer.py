"""How a Word file is written: paragraphs, captions, pictures and tables at the place that a template gives them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.charts.french import NBSP

if TYPE_CHECKING:
    from docx.document import Document

CONTENT = "{{ contenu }}"
WIDTH_CM = 16
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_DATE = (1980, 1, 1, 0, 0, 0)


class Writer:
    """Adds to a document, at the place that its template gives to the content."""

    def __init__(self, made: Document) -> None:
        self._made = made
        self._mark = next((one._p for one in made.paragraphs if one.text.strip() == CONTENT), None)
        self._styles = {style.name: style.style_id for style in made.styles}
        self._counts = {"Figure": 0, "Tableau": 0}

    def end(self) -> None:
        if self._mark is not None:
            self._mark.getparent().remove(self._mark)

    def text(self, text: str, style: str = "", *, bold: bool = False, small: bool = False) -> Any:
        from docx.shared import Pt

        paragraph = self._made.add_paragraph()
        paragraph._p.style = self._styles.get(style)
        run = paragraph.add_run(clean(text))
        run.bold = bold or None
        if small:
            run.font.size = Pt(9)
        self._place(paragraph._p)
        return paragraph

    def caption(self, kind: str, title: str, more: str = "", *, follows: bool) -> None:
        """« Figure 1 – … », numbered by a field: the table of figures of Word finds it. `follows`: what it names comes next."""
        self._counts[kind] += 1
        paragraph = self.text(f"{kind}{NBSP}", "Caption")
        add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        paragraph.add_run(clean(f" – {title}."))
        if more:
            paragraph.add_run(clean(f" {more}.")).bold = False
        paragraph.paragraph_format.keep_with_next = follows

    def picture(self, path: Path, title: str, alt: str) -> None:
        from docx.shared import Cm, Pt

        section = self._made.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        paragraph = self.text("")
        paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.space_before = True, Pt(10)
        drawn = paragraph.add_run().add_picture(str(path), width=min(Cm(WIDTH_CM), room))._inline.docPr
        drawn.set("descr", clean(alt))
        drawn.set("title", clean(title))

    def table(
        self, title: str, header: Sequence[str], rows: Iterable[list[tuple[str, bool]]], widths: Sequence[int] = ()
    ) -> None:
        """A native table under its caption; its first row comes back at the head of each page."""
        from docx.oxml import parse_xml

        self.caption("Tableau", title, follows=True)
        table = parse_xml(_table_xml(title, header, rows, self._styles.get("Table Grid"), widths))
        after = self.text("")
        after.paragraph_format.space_after = 0
        after._p.addprevious(table)

    def _place(self, element: Any) -> None:
        if self._mark is not None:
            self._mark.addprevious(element)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field of Word at the end of a paragraph, and what it shows until it is computed again."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for inside in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))


def _table_xml(
    title: str, header: Sequence[str], rows: Iterable[list[tuple[str, bool]]], style: str | None, widths: Sequence[int]
) -> str:
    """A table written at once: a library that adds it cell by cell takes a hundred times longer."""
    from xml.sax.saxutils import escape, quoteattr

    from docx.oxml.ns import nsdecls

    rows = list(rows)
    numbers = [bool(rows) and all(row[at][1] for row in rows) for at in range(len(header))]
    shares = [50 * width for width in widths] or [5000 // len(header)] * len(header)

    def cell(text: str, at: int, bold: bool = False) -> str:
        side = '<w:jc w:val="right"/>' if numbers[at] and at else ""
        look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="17"/></w:rPr>'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{shares[at]}" w:type="pct"/></w:tcPr><w:p><w:pPr><w:spacing w:after="0"/>{side}</w:pPr>'
            f'<w:r>{look}<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r></w:p></w:tc>'
        )

    head = "".join(cell(name, at, bold=True) for at, name in enumerate(header))
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cell(text, at) for at, (text, _) in enumerate(row))}</w:tr>"
        for row in rows
    )
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>{f'<w:tblStyle w:val={quoteattr(style)}/>' if style else ''}"
        f'<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={quoteattr(clean(title))}/></w:tblPr>"
        f"<w:tblGrid>{'<w:gridCol/>' * len(header)}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def fill_in(made: Document, words: Mapping[str, str]) -> None:
    """Replace the words of the template in its text, headers and footers, tables included."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for part in (made.element.body, *(one._element for one in _around(made))):
        for element in part.iter(qn("w:p")):
            for mark, word in words.items():
                _replace(Paragraph(element, None).runs, mark, clean(word))


def _replace(runs: list[Any], mark: str, word: str) -> None:
    """Write a word over its mark, even when Word cut the mark in several runs; other runs (fields, pictures) stay as they are."""
    for rank, run in enumerate(runs):
        last = next((end for end in range(rank, len(runs)) if mark in _text(runs[rank : end + 1])), None)
        if last is None or mark in _text(runs[rank + 1 : last + 1]):
            continue
        run.text = _text(runs[rank : last + 1]).replace(mark, word)
        for other in runs[rank + 1 : last + 1]:
            other.text = ""


def _text(runs: list[Any]) -> str:
    return "".join(run.text for run in runs)


def _around(made: Document) -> list[Any]:
    """The headers and footers that the template holds."""
    return [
        one
        for section in made.sections
        for one in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        )
        if not one.is_linked_to_previous
    ]  # fmt: skip


def head_every_page(made: Document, text: str) -> None:
    """Write a sentence at the head of every page."""
    for rank, section in enumerate(made.sections):
        kinds = [section.header]
        kinds += [section.first_page_header] if section.different_first_page_header_footer else []
        kinds += [section.even_page_header] if made.settings.odd_and_even_pages_header_footer else []
        for header in kinds:
            if rank == 0 or not header.is_linked_to_previous:
                header.is_linked_to_previous = False
                first = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
                first.insert_paragraph_before().add_run(text).bold = True


def clean(text: str) -> str:
    """The text without the characters that a Word file cannot hold."""
    return _UNWRITABLE.sub("", text)


def saved(made: Document) -> bytes:
    """The file, its parts without the time at which they were written."""
    written, same = BytesIO(), BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(same, "w") as kept:
        for part in parts.infolist():
            how = zipfile.ZIP_STORED if part.filename.endswith(".png") else zipfile.ZIP_DEFLATED
            kept.writestr(zipfile.ZipInfo(part.filename, _NO_DATE), parts.read(part), how)
    return same.getvalue()
