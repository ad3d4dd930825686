"""The files that every page shares: script, styles, fonts, and the figures' style written once for the browser."""

from __future__ import annotations

import shutil
from pathlib import Path

from observatory.charts import style
from observatory.publication.labels import json_block

STATIC = Path(__file__).resolve().parent / "static"
FONT_FILE = "source-sans-3-latin-wght-normal.woff2"
_SHARED = ("site.css", "site.js", "finder.js", "comparison.js", "comparison-rules.js")


def plotly_script() -> Path:
    """The plotly script that comes with the plotly package: no network, one copy in the bundle."""
    from importlib.util import find_spec

    return Path(find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"


def copy_assets(assets: Path) -> None:
    """Write the shared files of the site in `assets`."""
    assets.mkdir(parents=True, exist_ok=True)
    for name in _SHARED:
        shutil.copyfile(STATIC / name, assets / name)
    shutil.copytree(STATIC / "fonts", assets / "fonts", dirs_exist_ok=True)
    shutil.copyfile(plotly_script(), assets / "plotly.min.js")
    shared = {"template": style.TEMPLATE, "series": style.SERIES, "ink": style.INK, "muted": style.MUTED}
    (assets / "figures.js").write_text(f"window.OBSERVATOIRE_STYLE = {json_block(shared)};\n", encoding="utf-8")
