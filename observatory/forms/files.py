"""The forms as files: the workbook of a night, the Table Schema of its counts, the workbook of the practices of a SIAO."""

from __future__ import annotations

import json
from pathlib import Path

from observatory.contracts.export import producer_schema
from observatory.contracts.load import Catalogue
from observatory.contracts.reference import nomenclature_codes
from observatory.errors import ObservatoryError
from observatory.forms.night_workbook import NAME, night_workbook
from observatory.forms.practice_workbook import PRACTICES, practice_workbook

SCHEMA = "decompte-nuit-solidarite"


def write_forms(catalogue: Catalogue, folder: Path) -> list[Path]:
    """Write the workbooks and the schema in a folder; ObservatoryError when it cannot be written."""
    schema = producer_schema(catalogue.sources["ndls_comptage_secteur"], SCHEMA, nomenclature_codes(catalogue.folder))
    files = {
        NAME: night_workbook(catalogue),
        PRACTICES: practice_workbook(catalogue),
        f"{SCHEMA}.schema.json": (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError:
        raise ObservatoryError(
            f"Impossible d’écrire dans le dossier {folder}.", "Vérifiez ses droits, ou donnez-en un autre."
        ) from None
    return [folder / name for name in files]
