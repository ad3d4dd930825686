"""Draw where the time of a run goes: `python tools/draw_flames.py SAMPLES.raw PICTURE.png "title" "what was run, when, on what"`.

SAMPLES.raw comes from py-spy (`py-spy record --subprocesses --rate 20 --format raw --output SAMPLES.raw -- observatory build`). Only the frames of
the project are kept; the widest part of each level first, calls below their caller; what lasts under half a percent is left out.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = re.compile(r"^(?P<what>[^ ]+) \((?:.*/)?(?P<where>(?:observatory|assets)/[^:)]+)")
ABOVE = re.compile(r"^(observatory/cli/|assets/run\.py)")  # the command itself: it has everything below it
LEAST, LETTERS = 0.005, 150  # letters that the whole width holds
SHADES = ("#2f5d8a", "#5b84ad", "#87a7c7", "#b3c8dd")


def main(samples: Path, picture: Path, title: str, told: str) -> None:
    sys.path.insert(0, str(ROOT))
    from observatory.charts.figure import Figure
    from observatory.publication.images import draw_images, find_browser

    widths, total = read(samples)
    bars = list(lay(widths, total))
    depth = 1 + max(level for level, *_ in bars)
    data = [
        {
            "type": "bar", "orientation": "h", "y": [-level], "x": [100 * width], "base": [100 * start], "width": 0.94,
            "marker": {"color": SHADES[level % len(SHADES)], "line": {"color": "white", "width": 1}},
            "text": [fitting(label, width)], "textposition": "inside", "insidetextanchor": "start",
            "textfont": {"color": "white" if level % len(SHADES) < 2 else "#1d2733", "size": 11}, "hoverinfo": "skip",
        }
        for level, start, width, label in bars
    ]  # fmt: skip
    layout = {
        "barmode": "overlay", "showlegend": False, "margin": {"t": 10},
        "xaxis": {"range": [0, 100], "ticksuffix": "\u202f%"}, "yaxis": {"visible": False, "range": [-depth + 0.4, 0.6]},
    }  # fmt: skip
    rows = tuple((label, round(100 * width, 1)) for _, _, width, label in bars)
    figure = Figure(
        picture.stem, title, "Part du temps passé dans chaque fonction et ce qu’elle appelle", f"Source\u00a0: {told}", "",
        "Les fonctions de chaque niveau, de la plus longue à la plus courte.", {"data": data, "layout": layout}, ("fonction", "part_pct"), rows,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        report = draw_images([figure], Path(folder), find_browser())
        if not report.nb_images:
            sys.exit(report.message)
        (Path(folder) / f"{figure.id}.png").replace(picture)


def fitting(label: str, width: float) -> str:
    """The call and its module, the call alone, or nothing: what the bar holds."""
    return next((one for one in (label, label.partition(" (")[0]) if width * LETTERS > len(one)), "")


def read(samples: Path) -> tuple[dict[tuple[str, ...], int], int]:
    """Calls of the project from the outermost → samples, and all the samples."""
    widths: dict[tuple[str, ...], int] = defaultdict(int)
    total = 0
    for line in samples.read_text(encoding="utf-8").splitlines():
        frames, _, nb = line.rpartition(" ")
        found = (OURS.match(frame) for frame in frames.split(";"))
        calls = [
            f"{one['what']} ({Path(one['where']).stem})"
            for one in found
            if one and "<" not in one["what"] and not ABOVE.match(one["where"])
        ]
        calls = [one for rank, one in enumerate(calls) if not rank or calls[rank - 1] != one]
        for end in range(1, len(calls) + 1):
            widths[tuple(calls[:end])] += int(nb)
        total += int(nb)
    return widths, total


def lay(widths: dict[tuple[str, ...], int], total: int, caller: tuple[str, ...] = (), start: float = 0.0):
    """Level, start and width (parts of the whole), and label of each call, callers first."""
    below = [(path, nb) for path, nb in widths.items() if path[:-1] == caller and nb >= LEAST * total]
    for path, nb in sorted(below, key=lambda one: -one[1]):
        yield len(caller), start, nb / total, path[-1]
        yield from lay(widths, total, path, start)
        start += nb / total


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5])
