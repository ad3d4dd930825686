"""What cities are given to fill in: the files that ship are those of the contracts, and say what the door accepts."""

from __future__ import annotations

import json
from pathlib import Path

from observatory.contracts.load import Catalogue
from observatory.forms.files import SCHEMA, write_forms
from observatory.forms.night_workbook import night_workbook
from observatory.home import PROJECT
from tests.scenarios.nights import template


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
