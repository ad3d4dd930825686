"""Files of a night as cities have them, built for the tests: workbooks of several sheets, and the template filled in."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from observatory.contracts.load import Catalogue
from observatory.forms.night_workbook import night_workbook
from observatory.sources.cells import LINE, cell_columns, read_sheets

CITY, NIGHT = "Z2101", "2025-01-23"
EDITION = f"{CITY}_{NIGHT}"
PLACES = ("RUE", "GARE")


def book(sheets: dict[str, list[list]]) -> bytes:
    """A workbook from rows of cells, by sheet."""
    buffer = BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for line, row in enumerate(rows):
            for rank, cell in enumerate(row):
                if cell not in (None, ""):
                    sheet.write(line, rank, cell)
    made.close()
    return buffer.getvalue()


def template(catalogue: Catalogue) -> dict[str, list[list]]:
    """The rows of each sheet of the template, as a city finds them."""
    sheets = read_sheets(night_workbook(catalogue), "modele.xlsx")
    return {
        name: [list(row) for row in cells.sort(LINE).select(cell_columns(cells)).rows()]
        for name, cells in sheets.items()
    }


def under(rows: list[list], header: str, values: list[dict[str, object]]) -> list[list]:
    """The rows of a sheet with records below the line that holds a header."""
    at = next(line for line, row in enumerate(rows) if header in row)
    return rows[: at + 1] + [[record.get(name, "") for name in rows[at]] for record in values]


def filled(catalogue: Catalogue) -> dict[str, list[list]]:
    """The template as a small city fills it in: two sectors walked, one not."""
    sheets = template(catalogue)
    said = {
        "Édition": EDITION, "Résultat": "Définitif", "Nature du territoire": "COM", "Code du territoire": CITY,
        "Année du code officiel géographique": 2025, "Périmètre": f"PER-{EDITION}",
        "Étendue du périmètre": "Espace public et équipements (métro, gares, hôpitaux, parkings, halls)",
        "Date de la nuit": "23/01/2025", "Heure de début": "22h", "Heure de fin": "01:00", "Secteurs prévus": 3,
        "Secteurs parcourus en entier": 2, "Unité du total": "Personne", "Total décompté": 12,
        "Température minimale (°C)": "-1,5", "Temps pendant le décompte": "Sec",
        "Estimations publiables à côté du décompte": "Oui",
    }  # fmt: skip
    sheets["Édition"] = [[row[0], said.get(row[0], ""), *row[2:]] for row in sheets["Édition"]]
    for name in ("Décompte", "Périmètre"):
        for row in sheets[name][:3]:
            row[1] = {"Résultat": "Définitif"}.get(row[0], said.get(row[0], row[1]))
    counts = [("S1", "Rue", "Oui", 7), ("S1", "Gare", "Oui", 3), ("S2", "Rue", "Oui", 2), ("S3", "Rue", "Non", "")]
    sheets["Décompte"] = under(
        sheets["Décompte"],
        "Type de lieu",
        [
            {"Secteur": s, "Type de lieu": p, "Compté par": "Bénévoles", "Secteur parcouru": c, "Personnes comptées": n}
            for s, p, c, n in counts
        ],
    )
    elements = [("Commune", CITY, "", "Oui")] + [
        ("Secteur", s, 1000, "Oui" if s != "S3" else "Non") for s in ("S1", "S2", "S3")
    ]
    sheets["Périmètre"] = under(
        sheets["Périmètre"],
        "Code de l’élément",
        [
            {
                "Nature de l’élément": k,
                "Code de l’élément": c,
                "Commune": CITY,
                "Population": p,
                "Couvert cette nuit-là": o,
            }
            for k, c, p, o in elements
        ]
        + [
            {"Nature de l’élément": "Type de lieu", "Code de l’élément": p, "Couvert cette nuit-là": "Oui"}
            for p in PLACES
        ],
    )
    return sheets
