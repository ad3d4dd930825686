"""The workbook that a city fills in after a Nuit de la Solidarité: the sheets that the contracts read, and nothing else."""

from __future__ import annotations

import csv
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.contracts.load import FOLDER, Catalogue, known_headers
from observatory.contracts.model import Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "decompte-nuit-solidarite.xlsx"
SHEETS = {
    "Décompte": "ndls_comptage_secteur",
    "Périmètre": "perimetre",
    "Questionnaires": "ndls_questionnaire",
    "Témoins": "ndls_temoins",
}
ABOVE = {"Décompte": ("Édition", "Résultat"), "Périmètre": ("Édition", "Périmètre", "Année du code officiel géographique"), "Questionnaires": ("Édition",), "Témoins": ("Édition",)}  # fmt: skip
ROWS = 400
MADE_ON = datetime(2026, 11, 24)  # fixed: the same contracts give the same bytes
INTRODUCTION = (
    "Ce classeur décrit une seule nuit, sur un seul territoire. Il se remplit après la nuit, une feuille après l’autre.",
    "1. Feuille « Édition » : une colonne par version du résultat (provisoire, puis définitif quand il est connu).",
    "   L’identifiant de l’édition est le code du territoire, un trait bas, la date : 75056_2027-01-28. Recopiez-le en haut des autres feuilles.",
    "2. Feuille « Périmètre » : la commune, chaque secteur dessiné avant la nuit (couvert ou non), chaque type de lieu regardé ou non.",
    "3. Feuille « Décompte » : une ligne par secteur et type de lieu. Tout le monde est compté, y compris les refus et les personnes endormies.",
    "   Secteur parcouru où personne n’a été vu : une ligne avec 0. Secteur non parcouru : une ligne sans effectif, jamais 0.",
    "4. Feuilles « Questionnaires » et « Témoins » : à laisser vides s’il n’y en a pas eu. Aucun nom, aucun texte libre.",
    "Les cellules à choix proposent leur liste ; une autre écriture est acceptée si elle est dans vos correspondances, sinon la ligne revient avec son motif.",
    "Ne renommez ni les feuilles ni les en-têtes ; ajoutez des lignes autant qu’il en faut. Déposez le classeur tel quel dans incoming/decomptes.",
)


def night_workbook(catalogue: Catalogue) -> bytes:
    """The workbook as XLSX: « Lisez-moi », « Édition » (a form), « Décompte », « Périmètre », « Questionnaires », « Témoins »,
    « Listes ». Columns, help and choices are those of the contracts; headers those of `correspondances/entetes.csv`."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "Décompte d’une Nuit de la Solidarité", "created": MADE_ON})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "head": book.add_format({"bold": True, "bg_color": "#1f4e79", "font_color": "#ffffff", "text_wrap": True, "valign": "top", "border": 1}),
        "must": book.add_format({"bold": True, "bg_color": "#a85a0c", "font_color": "#ffffff", "text_wrap": True, "valign": "top", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "label": book.add_format({"bold": True}),
    }  # fmt: skip
    about, form = book.add_worksheet("Lisez-moi"), book.add_worksheet("Édition")
    pages = {name: book.add_worksheet(name) for name in SHEETS}
    choices = _lists(book, styles, catalogue)
    _read_me(about, styles)
    _form(form, styles, _columns(catalogue, "ndls_edition"), choices)
    for name, sheet in pages.items():
        _table(sheet, styles, name, _columns(catalogue, SHEETS[name]), choices)
    _places(pages["Périmètre"], _columns(catalogue, "perimetre"))
    book.close()
    return buffer.getvalue()


def _columns(catalogue: Catalogue, contract: str) -> list[tuple[str, Column]]:
    """Header of the workbook and column, in the order of the list of headers; what stands above the table is left out."""
    table, headers = catalogue.sources[contract], known_headers(catalogue.folder)
    above = {name for sheet, of in SHEETS.items() if of == contract for name in ABOVE[sheet]}
    kept = [(names[0], table.column(column)) for (of, column), names in headers.items() if of == contract]
    return [("Édition", table.column("edition_id")), *kept] if contract == "ndls_edition" else [one for one in kept if one[0] not in above]  # fmt: skip


def _lists(book: Workbook, styles: dict[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """The sheet of choices: one column for each code list of the sheets. List → its range of labels."""
    sheet, ranges = book.add_worksheet("Listes"), {}
    used = {
        column.nomenclature: None
        for contract in ("ndls_edition", *SHEETS.values())
        for _, column in _columns(catalogue, contract)
        if column.nomenclature
    }
    for rank, name in enumerate(used):
        labels = _labels(catalogue.folder, name)
        sheet.write(0, rank, name, styles["label"])
        sheet.write_column(1, rank, labels)
        sheet.set_column(rank, rank, 34)
        ranges[name] = f"=Listes!${_letter(rank)}$2:${_letter(rank)}${len(labels) + 1}"
    sheet.freeze_panes(1, 0)
    return ranges


def _labels(folder: Path, name: str) -> list[str]:
    """The labels of a list that a city may choose: totals and aggregates, which are computed, are not."""
    with (folder / "nomenclatures" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    computed = ("TOTAL", "SANS_OBJET", "NON_VENTILE", "ECART")
    return [row["libelle"] for row in rows if row["code"] not in computed and not row["code"].startswith("AGR_")]


def _read_me(sheet: Worksheet, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 110, styles["wrap"])
    sheet.write(0, 0, "Décompte d’une Nuit de la Solidarité", styles["title"])
    sheet.write_column(2, 0, INTRODUCTION, styles["wrap"])
    sheet.write(len(INTRODUCTION) + 3, 0, "En-tête orange : à remplir. En-tête bleu : si vous le savez. Survolez un en-tête pour lire sa définition.")  # fmt: skip


def _form(sheet: Worksheet, styles: dict[str, Any], columns: list[tuple[str, Column]], choices: dict[str, str]) -> None:
    """Headers down the first column, one column for each version of the result."""
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 2, 30)
    for rank, (header, column) in enumerate(columns):
        sheet.write(rank, 0, header, styles["must" if column.required and not column.may_be_absent else "head"])
        sheet.write_comment(rank, 0, column.description, {"x_scale": 2})
        for place in (1, 2):
            sheet.write_blank(rank, place, None, styles["date" if column.type == "DATE" else "text"])
        _validate(sheet, (rank, 1, rank, 2), column, choices)
    sheet.freeze_panes(0, 1)


def _table(
    sheet: Worksheet, styles: dict[str, Any], name: str, columns: list[tuple[str, Column]], choices: dict[str, str]
) -> None:
    """What holds for the whole sheet first, one line each; then the table."""
    top = len(ABOVE[name]) + 1
    for line, label in enumerate(ABOVE[name]):
        sheet.write(line, 0, label, styles["must"])
        sheet.write_blank(line, 1, None, styles["text"])
    for rank, (header, column) in enumerate(columns):
        sheet.write(top, rank, header, styles["must" if column.required and not column.may_be_absent else "head"])
        sheet.write_comment(top, rank, column.description, {"x_scale": 2})
        sheet.set_column(rank, rank, max(12, min(len(header), 26)))
        _validate(sheet, (top + 1, rank, top + ROWS, rank), column, choices)
    sheet.set_row(top, 46)
    sheet.freeze_panes(top + 1, 1)


def _validate(sheet: Worksheet, place: tuple[int, int, int, int], column: Column, choices: dict[str, str]) -> None:
    """A list, yes or no, or a whole number; another writing is warned of, not forbidden: the door tells what it means."""
    if column.nomenclature in choices:
        rule = {"validate": "list", "source": choices[column.nomenclature]}
    elif column.type == "BOOLEAN":
        rule = {"validate": "list", "source": ["Oui", "Non"]}
    elif column.type == "INTEGER":
        rule = {"validate": "integer", "criteria": ">=", "value": int(column.minimum or 0)}
    else:
        return
    sheet.data_validation(*place, {**rule, "error_type": "warning", "error_title": "Valeur inattendue", "error_message": column.description[:250]})  # fmt: skip


def _places(sheet: Worksheet, columns: list[tuple[str, Column]]) -> None:
    """The kinds of place that a perimeter may cover, to be told covered or not."""
    with (FOLDER / "nomenclatures" / "ndls_type_lieu.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            row for row in csv.DictReader(lines, delimiter=";") if row["libelle"] in _labels(FOLDER, "ndls_type_lieu")
        ]
    at = {column.name: rank for rank, (_, column) in enumerate(columns)}
    top = len(ABOVE["Périmètre"]) + 2
    for line, row in enumerate(rows, start=top):
        sheet.write(line, at["element_type"], "Type de lieu")
        sheet.write(line, at["element_code"], row["code"])
        sheet.write(line, at["element_libelle"], row["libelle"])


def _letter(rank: int) -> str:
    """The letters of a column: 0 → A, 26 → AA."""
    return (chr(ord("A") + rank // 26 - 1) if rank > 25 else "") + chr(ord("A") + rank % 26)
