"""Static figures against kaleido, in the same run: `python -m tests.benchmarks.images [figures]`.

Ours writes an SVG and a PNG of 1,920 pixels with title, warnings and source; kaleido, the plotly drawing alone, as PNG of the same
width. kaleido is no dependency of the project: install it beside (`pip install kaleido`). Prints the medians of five paired runs, in
seconds a figure, and their ratio; and the time of a release whose figures have not changed.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from importlib.util import find_spec
from math import nan
from pathlib import Path
from typing import Any

from observatory.charts import style
from observatory.charts.figure import Figure
from observatory.publication.composition import compose
from observatory.publication.images import Drawn, draw_images, find_browser
from tests.publication import siao_tables, small, sne_tables

RUNS = 5


def figures(wanted: int) -> list[Figure]:
    """As many figures as asked, of every kind that the tables of the tests draw."""
    from observatory.disclosure.protected import _sealed

    tables = {**small.protected(small.frames()), **siao_tables.protected(), **sne_tables.protected()}
    import polars as pl

    more = pl.DataFrame(
        [("DEP", code, code, None, None, False) for code in ("Z11", "Z12")],
        schema=tables["territoires"].frame.schema, orient="row",
    )  # fmt: skip
    tables["territoires"] = _sealed("territoires", pl.concat([tables["territoires"].frame, more]))
    made = [figure for some in compose(tables).shown.values() for figure in some]
    return [made[at % len(made)] for at in range(wanted)]


def ours(drawn: list[Figure], folder: Path, browser: Path) -> float:
    started = time.perf_counter()
    report = draw_images(drawn, folder, browser)
    assert report.nb_images == len(drawn), report.message
    return (time.perf_counter() - started) / len(drawn)


def theirs(drawn: list[Figure], folder: Path) -> float:
    import kaleido

    asked: list[dict[str, Any]] = [
        {
            "fig": {"data": one.plot["data"], "layout": {**one.plot["layout"], "template": style.TEMPLATE}},
            "path": folder / f"{at}.png",
            "opts": {"format": "png", "width": style.IMAGE_WIDTH, "height": one.height, "scale": style.IMAGE_SCALE},
        }
        for at, one in enumerate(drawn)
    ]
    folder.mkdir()
    started = time.perf_counter()
    asyncio.run(kaleido.write_fig_from_object(asked))
    seconds = time.perf_counter() - started
    assert len(list(folder.iterdir())) == len(drawn)
    return seconds / len(drawn)


def measure(wanted: int = 48, runs: int = RUNS) -> dict[str, float]:
    """Median seconds a figure of paired runs: « figure », and « figure, kaleido » and « rapport à kaleido » (no unit) where kaleido
    is installed; « figures inchangées », the seconds of a whole release in which nothing changed."""
    browser = find_browser(os.environ)
    os.environ.setdefault("BROWSER_PATH", str(browser))
    drawn, pairs = figures(wanted), []
    is_paired = find_spec("kaleido") is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for run in range(runs):
            own = ours(drawn, folder / f"a{run}", browser)
            pairs.append((own, theirs(drawn, folder / f"b{run}") if is_paired else nan))
        first = draw_images(drawn, folder / "c", browser)
        again = draw_images(drawn, folder / "d", browser, Drawn(folder / "c", first.prints))
    assert again.nb_taken == len(drawn)
    own, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    paired = {"figure, kaleido": other, "rapport à kaleido": other / own} if is_paired else {}
    return {"figure": own, **paired, "figures inchangées": again.seconds}


if __name__ == "__main__":
    for what, found in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 48).items():
        print(f"{found:8.3f}  {what}")
