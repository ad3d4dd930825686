"""The files that every page shares: script, styles, fonts, and the figures' style written once for the browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from observatory.charts import style
from observatory.charts.figure import Figure
from observatory.charts.french import size
from observatory.publication.document import LEVELS, territory_document
from observatory.publication.document_template import read_template
from observatory.publication.labels import json_block
from observatory.publication.portrait import Portrait
from observatory.publication.workbook import figure_workbook

STATIC = Path(__file__).resolve().parent / "static"
FONT_FILE = "source-sans-3-latin-wght-normal.woff2"
_SHARED = (
    "plotly.min.js",
    "site.css",
    "site.js",
    "kit.js",
    "finder.js",
    "search.js",
    "glossary.js",
    "dictionary.js",
    "comparison-indicators.js",
    "comparison-rules.js",
    "comparison-series.js",
    "comparison-siao.js",
    "comparison-annual.js",
    "comparison-peers.js",
    "comparison-draw.js",
    "comparison-among.js",
    "comparison-file.js",
    "comparison.js",
)


def plotly_script() -> Path:
    """The plotly script, of the version that plotly.py draws for, with the traces of our figures only: tools/make_plotly.sh."""
    return STATIC / "plotly.min.js"


def copy_assets(assets: Path) -> None:
    """Write the shared files of the site in `assets`."""
    assets.mkdir(parents=True, exist_ok=True)
    for name in _SHARED:
        shutil.copyfile(STATIC / name, assets / name)
    shutil.copytree(STATIC / "fonts", assets / "fonts", dirs_exist_ok=True)
    shared = {
        "template": style.TEMPLATE,
        "series": style.SERIES,
        "ink": style.INK,
        "muted": style.MUTED,
        "band": style.BAND,
        "grid": style.GRID,
    }
    (assets / "figures.js").write_text(f"window.OBSERVATOIRE_STYLE = {json_block(shared)};\n", encoding="utf-8")


def write_data_files(figures: Iterable[Figure], folder: Path, version: Mapping[str, Any]) -> None:
    """The data of each figure: a CSV, with the mark of UTF-8 that lets a spreadsheet read its accents, and a workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    for figure in figures:
        (folder / f"{figure.id}.csv").write_text(figure.csv_text(), encoding="utf-8-sig", newline="")
        (folder / f"{figure.id}.xlsx").write_bytes(figure_workbook(figure, version))


def write_documents(
    portraits: Iterable[Portrait], version: Mapping[str, Any], template: Path | None, folder: Path
) -> tuple[dict[str, str], str]:
    """A Word document for each territory of the widest levels that has figures, with the images of `folder/figures`.

    Returns the size of each, in words, by the slug of its territory, and what is wrong with the template, in French.
    """
    model, complaint = read_template(template)
    made = folder / "site" / "documents"
    made.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for one in portraits:
        if one.place.niveau in LEVELS and one.figures:
            content = territory_document(one, version, model, folder / "figures")
            (made / f"{one.place.slug}.docx").write_bytes(content)
            sizes[one.place.slug] = size(len(content))
    return sizes, complaint
