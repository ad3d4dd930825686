"""The workbook in which a SIAO says once what it counts: one line for each practice, one choice for each line."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

from observatory.contracts.load import Catalogue, known_headers
from observatory.forms.night_workbook import MADE_ON

PRACTICES = "pratiques-siao.xlsx"
SHEET, WIDTHS = "Pratiques", (22, 34, 62, 14, 14)
INTRODUCTION = (
    "Ce classeur dit ce que votre SIAO enregistre. Deux SIAO ne se comparent que s’ils comptent la même chose.",
    "1. Écrivez le code de votre département sur chaque ligne, choisissez votre pratique, et depuis quand elle s’applique.",
    "   Vous ne savez plus depuis quand : écrivez le premier jour de vos exports.",
    "2. Une pratique a changé : ajoutez une ligne, avec la nouvelle pratique et son premier jour. La précédente finit la veille.",
    "3. Une pratique inconnue : effacez sa ligne. Ne devinez pas.",
    "Aucun nom, aucun texte libre. Déposez le classeur dans incoming/siao ; le dernier reçu remplace le précédent.",
)


def practice_workbook(catalogue: Catalogue) -> bytes:
    """The workbook as XLSX: « Lisez-moi », « Pratiques » (a line for each practice), « Listes » (its choices)."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "Pratiques d’un SIAO", "created": MADE_ON})
    head = book.add_format({"bold": True, "bg_color": "#a85a0c", "font_color": "#ffffff", "text_wrap": True})
    text, day, wrap = (
        book.add_format(one) for one in ({"num_format": "@"}, {"num_format": "dd/mm/yyyy"}, {"text_wrap": True})
    )
    about, sheet, lists = (book.add_worksheet(name) for name in ("Lisez-moi", SHEET, "Listes"))
    about.set_column(0, 0, 110, wrap)
    about.write_column(0, 0, INTRODUCTION)
    for rank, (header, width) in enumerate(zip(_headers(catalogue), WIDTHS, strict=True)):
        sheet.write(0, rank, header, head)
        sheet.set_column(rank, rank, width, (text, text, text, day, day)[rank])
    choices = _rows(catalogue.folder, "siao_pratique_modalite")
    for line, practice in enumerate(_rows(catalogue.folder, "siao_pratique"), start=1):
        offered = [one["libelle"] for one in choices if one["regroupement"] == practice["code"]]
        lists.write_row(line - 1, 0, [practice["libelle"], *offered])
        source = f"=Listes!$B${line}:${chr(ord('A') + len(offered))}${line}"
        sheet.write(line, 1, practice["libelle"])
        sheet.write_comment(line, 1, practice["note"], {"x_scale": 2})
        sheet.data_validation(line, 2, line, 2, {"validate": "list", "source": source, "error_type": "warning"})
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def _headers(catalogue: Catalogue) -> list[str]:
    return [names[0] for (contract, _), names in known_headers(catalogue.folder).items() if contract == "siao_pratique"]


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "nomenclatures" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))
