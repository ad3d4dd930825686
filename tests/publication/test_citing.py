"""How a release is cited, and the notes that say what it changes: made of its tables, marked when they are invented."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
import yaml

from observatory.publication.atlas import read_atlas
from observatory.publication.citing import CITATION, NOTES, write_citing
from observatory.publication.tables import Tables
from tests.publication import small
from tests.publication.test_changes import before, compared, year


def citing(folder: Path, frames: dict[str, pl.DataFrame]) -> tuple[dict, str]:
    tables = Tables(small.protected(frames))
    folder.mkdir(exist_ok=True)
    write_citing(folder, SimpleNamespace(tables=tables, atlas=read_atlas(tables)))
    citation = yaml.safe_load((folder / CITATION).read_text(encoding="utf-8"))
    return citation, (folder / NOTES).read_text(encoding="utf-8")


def test_a_citation_names_the_version_its_day_its_licence_and_its_content(tmp_path: Path) -> None:
    version = before()["version"].row(0, named=True)
    citation, notes = citing(tmp_path, before())
    assert {"cff-version", "message", "title", "authors"} <= citation.keys(), (
        "obligatoires (Citation File Format 1.2.0)"
    )
    assert citation["version"] == version["version_publication"] and citation["license"] == "etalab-2.0"
    assert citation["date-released"] == version["publie_le"].date()
    assert citation["identifiers"][0]["value"] == f"sha256:{version['empreinte_contenu']}"
    assert (
        version["empreinte_contenu"][:12] in notes and "Première version" in notes and "23\u00a0novembre 2026" in notes
    )


@pytest.mark.parametrize("is_fictional", [False, True])
def test_invented_data_say_so_in_both(tmp_path: Path, is_fictional: bool) -> None:
    frames = {name: frame for name, frame in small.frames(is_fictional).items() if name != "contours"}
    citation, notes = citing(tmp_path, frames)
    assert ("fictives" in citation["title"]) == ("fictives" in citation["message"]) == is_fictional
    assert ("à ne pas citer" in notes) == is_fictional


def test_the_notes_of_a_version_say_what_it_changes(catalogue, tmp_path: Path) -> None:
    now, count = before(), "nb_personnes_annee"
    table = now["relogement_annuel"]
    now["relogement_annuel"] = table.with_columns(
        pl.when(year(table, "75", 2020)).then(2200).otherwise(count).alias(count)
    )
    now["changements"] = compared(tmp_path / "avant", before(), now, catalogue)
    now["version"] = now["version"].with_columns(version_precedente=pl.lit("2026.10.2"))
    _, notes = citing(tmp_path / "la", now)
    assert "Comparée à la version 2026.10.2" in notes and "| `relogement_annuel` | 2020 | 1 | 0 | 0 | 0 |" in notes
    assert "Aucun fichier nouveau" in notes and "Ni correction" in notes and "mêmes définitions" in notes
