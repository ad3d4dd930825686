"""Every door to the outside takes a protected table: the doors are listed here, and a new one fails until it is."""

from __future__ import annotations

import ast
from inspect import signature
from pathlib import Path

import polars as pl
import pytest

from observatory.charts import carte, caveats, nuits, relogement
from observatory.charts.figure import Credit, Place
from observatory.publication.database import write_database
from observatory.publication.opendata import write_open_data
from observatory.publication.opendata.parquet import write_parquet
from observatory.publication.opendata.texts import write_csv
from observatory.publication.site import build_site
from observatory.publication.tables import Tables

ROOT = Path(__file__).resolve().parents[2]
BARE = pl.DataFrame({"niveau": ["DEP"], "territoire_code": ["Z11"], "nb": [3]})
PLACE, CREDIT = Place("DEP", "Z11", "Ombrevelle", True), Credit("producteur", "licence", "2026")
WRITERS = {
    "write_parquet",
    "write_csv",
    "write_ipc",
    "write_json",
    "write_excel",
    "to_parquet",
    "to_csv",
    "to_file",
    "to_json",
}
DOORS = {
    "observatory/publication/dictionary_page.py": {"write_csv"},  # of `Tables`, which checks the type
    "observatory/publication/opendata/__init__.py": {"write_parquet", "write_csv"},  # the two below, the type checked before
    "observatory/publication/opendata/parquet.py": {"write_parquet"},  # checks the type
    "observatory/publication/opendata/texts.py": {"write_csv"},  # checks the type
    "observatory/publication/memory.py": {"write_parquet", "write_csv"},  # the private memory
    "observatory/territories/geobundle.py": {"to_parquet"},  # outlines, from the frame of a protected table
}  # fmt: skip


def calls(tree: ast.AST) -> set[str]:
    names = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "") for name in names}


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / "observatory" / room).rglob("*.py"))


def test_the_doors_by_which_a_table_leaves_are_known() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): written
        for path in modules("charts", "publication", "territories")
        if (written := calls(ast.parse(path.read_text("utf-8"))) & WRITERS)
    }
    assert found == DOORS


def test_a_table_is_sealed_by_the_disclosure_control_or_taken_back_from_its_memory() -> None:
    """`_sealed` stays in its room, and only the private memory hands back tables that an audit let out before."""
    callers = {
        path.relative_to(ROOT / "observatory").as_posix(): doors
        for path in sorted((ROOT / "observatory").rglob("*.py"))
        if (doors := calls(ast.parse(path.read_text("utf-8"))) & {"_sealed", "taken_back"})
    }
    assert callers == {"disclosure/protection.py": {"_sealed"}, "publication/memory.py": {"taken_back"}}


@pytest.mark.parametrize("path", modules("charts"), ids=lambda path: path.name)
def test_a_module_that_makes_figures_asks_for_protected_tables(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if "Figure" in calls(tree):
        assert "require_protected" in calls(tree)
    annotations = {ast.unparse(arg.annotation) for arg in ast.walk(tree) if isinstance(arg, ast.arg) and arg.annotation}
    assert not {text for text in annotations if "DataFrame" in text}, "un graphique ne prend jamais une table ouverte"


def test_no_door_takes_a_bare_table(tmp_path: Path, catalogue) -> None:
    tables = {"territoires": BARE}
    for door in (
        lambda: Tables(tables),
        lambda: build_site(tmp_path, tables, None),
        lambda: write_database(tmp_path / "o.duckdb", tables, catalogue),
        lambda: write_open_data(tmp_path / "p", tables, catalogue, "o.duckdb"),
        lambda: write_parquet(tmp_path / "p", tables, {"territoires": catalogue.table("marts.territoires")}, None),
        lambda: write_csv(tmp_path / "p", tables, {"territoires": catalogue.table("marts.territoires")}, None),
        lambda: relogement.monthly_flow(BARE, None, PLACE, CREDIT),
        lambda: relogement.annual_totals(BARE, None, PLACE, CREDIT),
        lambda: nuits.night_counts(BARE, None, PLACE, CREDIT),
        lambda: caveats.caveats_of(BARE, PLACE, "relogement_annuel"),
        lambda: carte.choropleth(**dict.fromkeys(signature(carte.choropleth).parameters) | {"table": BARE}),
        lambda: carte.accelerated_map(**dict.fromkeys(signature(carte.accelerated_map).parameters) | {"table": BARE}),
    ):
        with pytest.raises(TypeError):
            door()


@pytest.mark.parametrize("path", sorted((ROOT / "assets").glob("*.py")), ids=lambda path: path.name)
def test_the_screen_of_staff_shows_no_table_of_data(path: Path) -> None:
    """Metadata are counts of rows, names of files and sentences: never a preview, never a frame."""
    tree = ast.parse(path.read_text("utf-8"))
    assert not calls(tree) & (WRITERS | {"to_dicts", "head", "glimpse", "fetchall", "pl"})
    assert not {"MetadataValue.table", "MetadataValue.json"} & {
        ast.unparse(node).removeprefix("dg.") for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    assert not imported & {"polars", "duckdb", "pandas"}
