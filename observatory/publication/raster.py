"""A drawing (SVG) as a PNG of few colours: resvg gives the pixels, numpy the palette. Outside the browser, on another core."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from observatory.charts import style
from observatory.publication.bundle import STATIC

FONTS = STATIC / "image-fonts"
FAMILY = "Observatoire Images"  # the fixed weights of the font of the pages: tools/make_image_fonts.py
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LEVELS = (5, 4)  # bits kept of each colour: closer ones merge


def png(svg: str, width: int, height: int) -> bytes:
    """The pixels of a drawing `style.IMAGE_SCALE` times as wide and high as it says, its density written inside.

    svg: without the font, which is that of `static/image-fonts`; its root says width, height and view box in pixels.
    """
    import numpy as np
    import svg2png_py

    wide, high = (round(side * style.IMAGE_SCALE) for side in (width, height))
    head, body = svg.split(">", 1)
    head = re.sub(r' (width|height)="[^"]*"', "", head) + f' width="{wide}" height="{high}">'
    body = body.replace("Source Sans 3", FAMILY).replace('font-weight="650"', 'font-weight="600"')
    body = body.replace("font-weight: 650", "font-weight: 600")
    pixels, *_ = svg2png_py.svg_to_rgba(head + body, _fonts(), bg_color=(255, 255, 255, 255))
    flat = np.frombuffer(pixels, np.uint32)
    indexed = _indexed(flat)
    if indexed is None:  # more than a palette holds, which a flat figure does not reach
        rows, palette, kind = flat.view(np.uint8).reshape(high, wide, 4)[:, :, :3].reshape(high, -1), b"", 2
    else:
        rows, palette, kind = indexed[0].reshape(high, wide), indexed[1], 3
    lines = np.zeros((high, rows.shape[1] + 1), np.uint8)  # each begins with its filter: none
    lines[:, 1:] = rows
    density = round(style.IMAGE_DPI / 0.0254)
    return b"".join((
        SIGNATURE,
        _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, kind, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
        _chunk(b"PLTE", palette) if palette else b"",
        _chunk(b"IDAT", _packed(lines.data)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def ingredients() -> bytes:
    """All that makes the pixels of a drawing, besides the drawing: this code, the style, the fonts, the renderer."""
    files = [Path(__file__), Path(style.__file__), *sorted(FONTS.glob("*.ttf"))]
    return version("svg2png-py").encode() + b"".join(file.read_bytes() for file in files)


def _indexed(flat: Any) -> tuple[Any, bytes] | None:
    """The rank of each pixel in a palette of 256 colours, those of the figures exact and first; None beyond."""
    import numpy as np

    starts = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1])))
    runs = flat[starts]
    red, green, blue = (runs >> shift & 255 for shift in (0, 8, 16))
    exact = np.array([[int(color[at : at + 2], 16) for at in (1, 3, 5)] for color in style.FLAT_COLORS], np.uint32)
    for bits in LEVELS:
        keys, own = (_key(colors, bits) for colors in ((red, green, blue), exact.T))
        ranks = np.full(1 << 3 * bits, -1, np.int32)
        _, first = np.unique(own, return_index=True)
        palette: list[Sequence[int]] = [exact[at].tolist() for at in sorted(first)]
        ranks[_key(np.array(palette, np.uint32).T, bits)] = np.arange(len(palette))
        met = np.full(1 << 3 * bits, -1, np.int64)
        met[keys[::-1]] = np.arange(len(keys))[::-1]  # where each colour is met first
        new = np.sort(met[(met >= 0) & (ranks < 0)])
        if len(palette) + len(new) > 256:
            continue
        ranks[keys[new]] = np.arange(len(palette), len(palette) + len(new))
        palette += np.stack((red[new], green[new], blue[new]), axis=1).tolist()
        lengths = np.diff(np.append(starts, len(flat)))
        return np.repeat(ranks[keys].astype(np.uint8), lengths), np.array(palette, np.uint8).tobytes()
    return None


def _key(colors: Any, bits: int) -> Any:
    red, green, blue = (color >> 8 - bits for color in colors)
    return red << 2 * bits | green << bits | blue


def _packed(rows: memoryview) -> bytes:
    """Runs of one colour, which is what a flat figure is made of: a fifth less time than any other way, and hardly more bytes."""
    packer = zlib.compressobj(strategy=zlib.Z_RLE)
    return packer.compress(rows) + packer.flush()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(name)))


@cache
def _fonts() -> Any:
    """The font of the figures, then those of the system: a line with a sign that ours lacks is drawn with one of them."""
    import svg2png_py

    fonts = svg2png_py.FontDatabase.system()
    for file in sorted(FONTS.glob("*.ttf")):
        fonts.load_font_file(str(file))
    return fonts
