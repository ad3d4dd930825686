"""The kit of each figure: the files that leave with it, their addresses and sizes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from observatory.charts.figure import Figure
from observatory.charts.french import size

NARROW = 90  # characters: a line of the small text of a figure, in a column of text of 700 pixels


@dataclass(frozen=True)
class KitFile:
    """A file that a reader may take: what it is, what it is good for, its address from the site, its size in words."""

    kind: str
    use: str
    address: str
    size: str


def kit_files(figures: Iterable[Figure], site: Path, has_images: bool) -> dict[str, tuple[KitFile, ...]]:
    """Figure → its files, once they are written."""
    kinds = [
        *((("PNG", "image à 300 points par pouce", "../figures/{}.png"), ("SVG", "image pour la maquette", "../figures/{}.svg"))
          if has_images else ()),
        ("XLSX", "données pour un tableur", "donnees/{}.xlsx"),
        ("CSV", "données seules", "donnees/{}.csv"),
    ]  # fmt: skip
    return {
        figure.id: tuple(
            KitFile(kind, use, at, size((site / at).stat().st_size))
            for kind, use, address in kinds
            for at in (address.format(figure.id),)
        )
        for figure in figures
    }


def embedded_height(figure: Figure) -> int:
    """The height, in pixels, that its page to embed needs in a column of text of 700 pixels."""
    small = (figure.title, figure.subtitle, figure.caution, f"{figure.note} {figure.source} {figure.date}")
    lines = sum(-(-len(text) // NARROW) for text in small)
    return max(figure.height, 300) + 22 * lines + 90 + 45 * figure.est_fictif
