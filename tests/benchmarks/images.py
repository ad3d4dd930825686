"""Static figures against kaleido, in the same run: `python -m tests.benchmarks.images [figures]`.

Ours writes an SVG and a PNG of 1,920 pixels with title, warnings and source; kaleido, the plotly drawing alone, as PNG of the same
width. kaleido is no dependency of the project: install it beside (`pip install kaleido`). Prints the seconds per figure of five
paired runs, their medians and the ratio; and the time of a release whose figures have not changed.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
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


def main(wanted: int) -> None:
    browser = find_browser(os.environ)
    os.environ.setdefault("BROWSER_PATH", str(browser))
    drawn, pairs = figures(wanted), []
    with tempfile.TemporaryDirectory() as name:
        for run in range(RUNS):
            pairs.append((ours(drawn, Path(name) / f"a{run}", browser), theirs(drawn, Path(name) / f"b{run}")))
            print(f"{run + 1}: {pairs[-1][0] * 1000:.0f} ms, kaleido {pairs[-1][1] * 1000:.0f} ms a figure")
        own, other = (statistics.median(side) for side in zip(*pairs, strict=True))
        first = draw_images(drawn, Path(name) / "c", browser)
        again = draw_images(drawn, Path(name) / "d", browser, Drawn(Path(name) / "c", first.prints))
    print(f"medians: {own * 1000:.0f} ms, kaleido {other * 1000:.0f} ms: {other / own:.1f} times")
    print(f"unchanged: {again.nb_taken} of {len(drawn)} taken in {again.seconds:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 48)
