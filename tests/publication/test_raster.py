"""The images that go into a report: a palette of 256 colours, where those that a figure is drawn with are the very ones."""

from __future__ import annotations

import struct
import zlib

import numpy as np

from observatory.charts.style import FLAT_COLORS, IMAGE_SCALE
from observatory.publication.raster import COLOURS, png

BAND = "#d8e2ec"  # a band half transparent, which is no colour of the style
CROSSED = "".join(
    f'<rect x="{at % 36}" y="{20 + at // 36}" width="1" height="1" fill="#{at * 40503 % 0xFFFFFF:06x}"/>'
    for at in range(360)
)


def colours(data: bytes) -> np.ndarray:
    """The colour of each pixel, from the bytes of an image: rows, columns, three channels; and no more than a palette holds."""
    chunks, at = {}, 8
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        chunks[name] = data[at + 8 : at + 8 + size]
        at += 12 + size
    wide, high = struct.unpack(">II", chunks[b"IHDR"][:8])
    palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    assert len(palette) <= COLOURS
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(high, wide + 1)
    return palette[lines[:, 1:]]


def drawn(body: str) -> np.ndarray:
    return colours(
        png(f'<svg xmlns="http://www.w3.org/2000/svg" width="36" height="30" viewBox="0 0 36 30">{body}</svg>', 36, 30)
    )


def written(color: str) -> list[int]:
    return [int(color[at : at + 2], 16) for at in (1, 3, 5)]


def test_the_colours_of_the_figures_are_exact():
    for color in FLAT_COLORS:
        image = drawn(f'<rect width="36" height="30" fill="{color}"/>')
        assert image.shape == (round(30 * IMAGE_SCALE), round(36 * IMAGE_SCALE), 3) and (image == written(color)).all()


def test_where_more_colours_cross_than_a_palette_holds_those_that_cover_most_stay_as_they_are():
    flat = f'<rect width="18" height="20" fill="{BAND}"/><rect x="18" width="18" height="20" fill="{FLAT_COLORS[0]}"/>'
    image = drawn(flat + CROSSED)
    middle, end = round(18 * IMAGE_SCALE), round(19 * IMAGE_SCALE)
    assert (image[:end, :middle] == written(BAND)).all()
    assert (image[:end, middle:] == written(FLAT_COLORS[0])).all()
