"""The image of a figure as its page shows it, until the drawing library is there: cut to the drawing, since the page has the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from observatory.charts import style
from observatory.charts.figure import Figure

_HEIGHT = re.compile(rf'viewBox="0 0 {style.IMAGE_WIDTH} (\d+)"')
_TOP = re.compile(r'<g transform="translate\(0,([\d.]+)\)">')


@dataclass(frozen=True)
class Picture:
    """Where the drawing is in its image, in the words of a style sheet: `aspect-ratio`, and the height of `object-position`."""

    ratio: str
    position: str


def pictures(figures: Iterable[Figure], folder: Path) -> dict[str, Picture]:
    """Figure → its picture, for those whose `<figure id>.svg` is in `folder`."""
    found = ((figure, folder / f"{figure.id}.svg") for figure in figures)
    return {figure.id: _picture(figure, file.read_text(encoding="utf-8")) for figure, file in found if file.is_file()}


def _picture(figure: Figure, svg: str) -> Picture:
    whole, top = (float(found[1]) for found in (_HEIGHT.search(svg), _TOP.search(svg)) if found)
    return Picture(f"{style.IMAGE_WIDTH} / {figure.height}", f"{100 * top / (whole - figure.height):.2f}%")
