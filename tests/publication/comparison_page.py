"""The comparison page alone, with the files it reads: what a release writes of it, without its other pages."""

from __future__ import annotations

from pathlib import Path

from observatory.publication.atlas import read_atlas
from observatory.publication.bundle import copy_assets
from observatory.publication.comparison import comparison_script
from observatory.publication.comparison_annual import annual_files, annual_measures
from observatory.publication.comparison_fair import fair_files
from observatory.publication.maps import basemaps
from observatory.publication.pages import environment, write_page
from observatory.publication.tables import Tables


def write_comparison(site: Path, tables: Tables) -> None:
    """`site/comparer.html` and its assets, from protected tables."""
    measured, bases = annual_measures(tables), basemaps(tables)
    copy_assets(site / "assets")
    (site / "assets" / "comparaison").mkdir()
    script = comparison_script(tables, read_atlas(tables), [], measured, bases)
    (site / "assets" / "comparison-data.js").write_text(script, encoding="utf-8")
    for name, text in (*annual_files(tables, measured), *fair_files(tables, bases)):
        (site / "assets" / "comparaison" / f"{name}.js").write_text(text, encoding="utf-8")
    pages = environment(
        version=tables.version,
        fictif=bool(tables.version["est_fictif"]),
        a_images=False,
        absents=[],
        fichiers={},
        documents={},
        a_pdf=False,
    )
    about = [one.about for one in measured]
    write_page(pages, "comparer.html.j2", site / "comparer.html", page="comparer.html", annuels=about)
