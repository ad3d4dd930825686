"""The document of a territory: its page as a Word file, with native tables, captions, pictures and their description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.charts.figure import Figure, Place
from observatory.charts.french import CORRECTED, NBSP, capital
from observatory.publication import labels
from observatory.publication.document_writer import Writer, clean, fill_in, head_every_page, saved
from observatory.publication.limits import limits
from observatory.publication.portrait import Portrait
from observatory.publication.story import Chapter
from observatory.publication.workbook import NOT_TO_QUOTE, made_on

if TYPE_CHECKING:
    from docx.document import Document

LEVELS = ("FR", "REG", "DEP")


def territory_document(portrait: Portrait, version: Mapping[str, Any], template: bytes, pictures: Path) -> bytes:
    """The document (DOCX) of a territory that has figures: key numbers, figures, warnings, limits, sources, data.

    The content takes the place of the paragraph « {{ contenu }} » of the template, else its end; « {{ territoire }} » and
    « {{ version }} » are replaced everywhere. A style that the template does not have is that of its text. A figure whose
    PNG is not in `pictures` is told by its description. The same portrait, version, template and pictures give the same
    bytes.
    """
    import docx

    made = docx.Document(BytesIO(template))
    told = f"version {version['version_publication']}"
    fill_in(made, {"{{ territoire }}": portrait.place.libelle, "{{ version }}": told})
    writer = Writer(made)
    _write_all(writer, portrait, version, pictures)
    writer.end()
    if portrait.place.est_fictif:
        head_every_page(made, NOT_TO_QUOTE)
    _describe(made, portrait, version)
    return saved(made)


def table_cells(figure: Figure) -> Iterator[list[tuple[str, bool]]]:
    """The table of a figure as its page tells it: for each cell, its words and whether it is a number or a mark."""
    for row in figure.rows:
        yield [_cell(figure, row, at) for at in figure.columns]


def _cell(figure: Figure, row: tuple[Any, ...], at: int) -> tuple[str, bool]:
    value, state = row[at], figure.state_of(row, at)
    is_number = value is None or (isinstance(value, int | float) and not isinstance(value, bool))
    if at == 0:
        return str(value) if isinstance(value, int) else labels.cell(value), False
    told = labels.cell(value, state if is_number else None)
    return f"corrigé {told}" if state == CORRECTED else told, is_number


def _write_all(writer: Writer, portrait: Portrait, version: Mapping[str, Any], pictures: Path) -> None:
    place = portrait.place
    writer.text(place.libelle, "Title")
    published = labels.moment(version["publie_le"])
    writer.text(f"{labels.level(place.niveau)}. {labels.PUBLISHER}, publication du {published}.", "Subtitle")
    if place.est_fictif:
        writer.text(NOT_TO_QUOTE, bold=True)
    if portrait.keys:
        writer.text("Chiffres clés", "Heading 1")
        rows = [[(key.value, True), (" ".join(filter(None, (capital(key.what), key.badge and f"({key.badge})"))), False), (key.more, False)]
                for key in portrait.keys]  # fmt: skip
        writer.table(
            f"{place.libelle}{NBSP}: chiffres clés", ("Valeur", "Ce qui est compté", "Pour lire"), rows, (18, 46, 36)
        )
    for chapter in portrait.chapters:
        _write_chapter(writer, place, chapter, pictures)
    if portrait.caveats:
        writer.text("Avertissements", "Heading 1")
        for caveat in portrait.caveats:
            writer.text(caveat.phrase, "List Bullet")
    writer.text("Ce que ces chiffres ne disent pas", "Heading 1")
    for phrase in limits(portrait):
        writer.text(phrase, "List Bullet")
    writer.text("Données des figures", "Heading 1")
    for figure in portrait.figures:
        header = [capital(figure.header[at]) for at in figure.columns]
        writer.table(figure.title, header, list(table_cells(figure)))
        if figure.marks:
            writer.text(f"{figure.marks}.", small=True)
    writer.text("Sources et version", "Heading 1")
    for source in dict.fromkeys(figure.source for figure in portrait.figures):
        writer.text(source, "List Bullet")
    writer.text(
        f"Données de l’observatoire{NBSP}: {version['licence']}. Citer{NBSP}: {labels.PUBLISHER}, version {version['version_publication']}."
    )


def _write_chapter(writer: Writer, place: Place, chapter: Chapter, pictures: Path) -> None:
    if not chapter.figures and not chapter.facts:
        return
    writer.text(chapter.title, "Heading 1")
    for figure in chapter.figures:
        _write_figure(writer, figure, pictures / f"{figure.id}.png")
    if chapter.facts:
        rows = [[(fact.what, False), (fact.value, True), (fact.more, False)] for fact in chapter.facts]
        header = ("Ce qui est mesuré", "Valeur", "Sur combien")
        writer.table(f"{place.libelle}{NBSP}: {chapter.title} Mesures", header, rows, (42, 16, 42))
    for note in chapter.notes:
        writer.text(note, small=True)


def _write_figure(writer: Writer, figure: Figure, picture: Path) -> None:
    if picture.is_file():
        writer.picture(picture, figure.title, figure.alt)
    writer.caption("Figure", figure.title, figure.subtitle, follows=True)
    if not picture.is_file():  # a picture holds its own warnings
        writer.text(figure.alt)
        if figure.caution:
            writer.text(figure.caution, small=True)
    proof = f"Preuve{NBSP}: page preuves/{figure.id}.html du site de cette version."
    writer.text(" ".join(filter(None, (figure.note, figure.source, figure.date, proof))), small=True)


def _describe(made: Document, portrait: Portrait, version: Mapping[str, Any]) -> None:
    about, when = made.core_properties, made_on(version)
    about.title, about.subject = clean(portrait.place.libelle), NOT_TO_QUOTE if portrait.place.est_fictif else ""
    about.author = about.last_modified_by = labels.PUBLISHER
    about.comments, about.keywords, about.language = "", "", "fr-FR"
    about.created = about.modified = when
    about.revision = 1
