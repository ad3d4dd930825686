"""The Word template of the territory documents: the one that an agency has put in its place, else that of the house."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from observatory.home import DOCUMENT_TEMPLATE
from observatory.publication.document_writer import CONTENT, add_field, saved
from observatory.publication.labels import PUBLISHER

INK, MUTED, BLUE, RULE = "1C2733", "55616E", "1F4E79", "C9D0D8"
FONT = "Calibri"
# Style of Word: size in points, colour, bold, space before and after in points
STYLES = {
    "Normal": (10.5, INK, False, 0, 6),
    "Title": (26, INK, True, 0, 2),
    "Subtitle": (12, MUTED, False, 0, 14),
    "Heading 1": (16, BLUE, True, 18, 6),
    "Heading 2": (12.5, BLUE, True, 14, 4),
    "Caption": (10, INK, True, 4, 4),
    "List Bullet": (10.5, INK, False, 0, 3),
    "Header": (9, MUTED, False, 0, 0),
    "Footer": (9, MUTED, False, 0, 0),
}
UNREADABLE = (
    "Le modèle de document «\u00a0{name}\u00a0» n’est pas un fichier Word (.docx) lisible\u00a0: les documents ont été faits avec le modèle de la "
    "maison. Enregistrez-le de nouveau depuis Word au format .docx, puis publiez de nouveau."
)


def read_template(path: Path | None) -> tuple[bytes, str]:
    """The template at `path`, or that of the house when there is none; and what is wrong with it, in French, if it is not read."""
    import docx

    if path is None or not path.is_file():
        return house_template(), ""
    given = path.read_bytes()
    try:
        docx.Document(BytesIO(given))
    except Exception:  # noqa: BLE001 a damaged file fails in many ways; none may stop a publication
        return house_template(), UNREADABLE.format(name=path.name)
    return given, ""


@cache
def house_template() -> bytes:
    """A4, the styles that the documents use, the version and the page number at the foot of each page."""
    import docx
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, look in STYLES.items():
        _dress(made.styles[name], *look)
    _light_rules(made.styles["Table Grid"])
    _lighten(made)
    _speak_french(made)
    made.add_paragraph(CONTENT)
    foot = section.footer.paragraphs[0]
    made.styles["Footer"].paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(section.page_width - 2 * section.left_margin, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{PUBLISHER}, {{{{ version }}}}\t")
    add_field(foot, "PAGE", "1")
    return saved(made)


def write_house_template(folder: Path) -> Path:
    """The template of the house, to be dressed by an agency and put in the `modeles` folder of its data home."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DOCUMENT_TEMPLATE
    path.write_bytes(house_template())
    return path


def _dress(style: Any, size: float, colour: str, bold: bool, before: float, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = (
        FONT,
        Pt(size),
        bold,
        False,
        RGBColor.from_string(colour),
    )
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    fonts.set(qn("w:hAnsi"), FONT)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _light_rules(style: Any) -> None:
    """Thin lines between rows, none between columns."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="{RULE}"/>' for side in ("top", "bottom", "insideH"))
    properties = style.element.find(qn("w:tblPr"))
    for borders in properties.findall(qn("w:tblBorders")):
        properties.replace(borders, parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))


def _lighten(made: Any) -> None:
    """Without the styles and parts that nothing uses: nine tenths of the file."""
    kept = {*STYLES, "Table Grid", "Normal Table", "Default Paragraph Font", "No List"}
    for style in list(made.styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
    for part, used in ((made.part, ("styles", "settings", "fontTable", "theme", "numbering", "footer")),
                       (made.part.package, ("officeDocument", "core-properties"))):  # fmt: skip
        for key in [key for key, one in part.rels.items() if not one.reltype.endswith(used)]:
            del part.rels[key]


def _speak_french(made: Any) -> None:
    from docx.oxml.ns import qn

    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
