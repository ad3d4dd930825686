"""What cities are given to fill in: the files that ship are those of the contracts, and say what the door accepts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl

from observatory.contracts.load import Catalogue
from observatory.forms.files import SCHEMA, write_forms
from observatory.forms.night_workbook import night_workbook
from observatory.forms.practice_workbook import PRACTICES, SHEET, practice_workbook
from observatory.home import PROJECT
from observatory.sources.cells import cell_columns, read_sheets
from observatory.sources.reading import read_file
from tests.scenarios.nights import template
from tests.sources.conftest import xlsx


def test_the_forms_that_ship_are_those_of_the_contracts(catalogue: Catalogue, tmp_path: Path):
    for path in write_forms(catalogue, tmp_path):
        assert (PROJECT / "docs" / "modeles" / path.name).read_bytes() == path.read_bytes(), (
            "relancez « observatory template docs/modeles »"
        )


def test_the_schema_says_what_the_door_accepts(catalogue: Catalogue, tmp_path: Path):
    write_forms(catalogue, tmp_path)
    schema = json.loads((tmp_path / f"{SCHEMA}.schema.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["edition_id", "statut_resultat", "secteur_id", "type_lieu", "compteur"]
    assert "RUE" in fields["type_lieu"]["constraints"]["enum"] and fields["nb_personnes"]["constraints"]["minimum"] == 0
    assert fields["secteur_id"]["constraints"]["required"] and fields["nb_personnes"]["type"] == "integer"


def test_the_workbook_offers_no_total_and_no_aggregate(catalogue: Catalogue):
    offered = {cell for row in template(catalogue)["Listes"] for cell in row}
    assert "Gare" in offered and not any(str(cell).startswith("Agrégat publié") for cell in offered)
    assert "Total de l’édition" not in offered
    assert night_workbook(catalogue) == night_workbook(catalogue)


def test_a_siao_that_fills_in_the_workbook_is_read(catalogue: Catalogue):
    sheets = {name: cells_of(cells) for name, cells in read_sheets(practice_workbook(catalogue), PRACTICES).items()}
    choices = {row[0]: [cell for cell in row[1:] if cell] for row in sheets["Listes"]}
    head, *lines = sheets[SHEET]
    assert [row[1] for row in lines] == list(choices) and all(len(offered) > 1 for offered in choices.values())
    assert not any("Non déclarée" in offered for offered in choices.values())
    answers = [["Z12", row[1], choices[row[1]][-1], "01/01/2019", None] for row in lines]
    reading = read_file(xlsx([head, *answers]), PRACTICES, catalogue, date(2026, 11, 24))
    assert (reading.table.short_name, reading.partition) == ("siao_pratique", "Z12")
    assert reading.typed.rows.height == 5 and reading.typed.quarantine.is_empty()


def cells_of(cells: pl.DataFrame) -> list[tuple[str, ...]]:
    return cells.select(cell_columns(cells)).rows()
