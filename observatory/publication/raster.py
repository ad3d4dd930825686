"""A drawing (SVG) as a PNG of few colours: resvg gives the pixels, numpy the palette. Outside the browser, on another core."""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from observatory.charts import style
from observatory.publication.bundle import STATIC

FONTS = STATIC / "image-fonts"
FAMILY = "Observatoire Images"  # the fixed weights of the font of the pages: tools/make_image_fonts.py
SIGNATURE = b"\x89PNG\r\n\x1a\n"
BITS, COLOURS = 5, 256  # bits kept of each colour, closer ones merge; what a palette holds


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
    ranks, palette = _indexed(np.frombuffer(pixels, np.uint32))
    lines = np.zeros((high, wide + 1), np.uint8)  # each begins with its filter: none
    lines[:, 1:] = ranks.reshape(high, wide)
    density = round(style.IMAGE_DPI / 0.0254)
    return b"".join((
        SIGNATURE,
        _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
        _chunk(b"PLTE", palette),
        _chunk(b"IDAT", _packed(lines.data)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def ingredients() -> bytes:
    """All that makes the pixels of a drawing, besides the drawing: this code, the style, the fonts, the renderer."""
    files = [Path(__file__), Path(style.__file__), *sorted(FONTS.glob("*.ttf"))]
    return version("svg2png-py").encode() + b"".join(file.read_bytes() for file in files)


def _indexed(flat: Any) -> tuple[Any, bytes]:
    """The rank of each pixel in a palette of 256 colours, those of the figures exact and first."""
    import numpy as np

    starts = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1])))
    lengths = np.diff(np.append(starts, len(flat)))
    exact = np.array([[int(color[at : at + 2], 16) for at in (1, 3, 5)] for color in style.FLAT_COLORS], np.uint32)
    ranks, palette = _merged(flat[starts], exact) or _nearest(flat[starts], lengths, exact)
    return np.repeat(ranks.astype(np.uint8), lengths), palette.astype(np.uint8).tobytes()


def _merged(runs: Any, exact: Any) -> tuple[Any, Any] | None:
    """Colours that differ little are one, the first that is met; None when a palette does not hold them all."""
    import numpy as np

    colors = _channels(runs)
    keys, own = (_key(some.T) for some in (colors, exact))
    ranks = np.full(1 << 3 * BITS, -1, np.int32)
    _, first = np.unique(own, return_index=True)
    palette = exact[np.sort(first)]
    ranks[_key(palette.T)] = np.arange(len(palette))
    met = np.full(1 << 3 * BITS, -1, np.int64)
    met[keys[::-1]] = np.arange(len(keys))[::-1]  # where each colour is met first
    new = np.sort(met[(met >= 0) & (ranks < 0)])
    if len(palette) + len(new) > COLOURS:
        return None
    ranks[keys[new]] = np.arange(len(palette), len(palette) + len(new))
    return ranks[keys], np.concatenate((palette, colors[new]))


def _nearest(runs: Any, lengths: Any, exact: Any) -> tuple[Any, Any]:
    """The colours that cover most as they are; any other, of an edge, is the nearest of them. For bands that cross."""
    import numpy as np

    seen, where = np.unique(runs, return_inverse=True)
    colors = _channels(seen)
    is_exact = (colors[:, None, :] == exact[None, :, :]).all(axis=2).any(axis=1)
    cover = np.where(is_exact, 0, np.bincount(where, lengths))
    most = np.argsort(-cover, kind="stable")[: COLOURS - len(exact)]
    palette = np.concatenate((exact, colors[most]))
    one, other = (some.astype(np.float32) for some in (colors, palette))
    apart = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :] - 2 * one @ other.T
    return apart.argmin(axis=1)[where], palette


def _channels(colors: Any) -> Any:
    """Red, green and blue, in columns."""
    import numpy as np

    return np.stack([colors >> shift & 255 for shift in (0, 8, 16)], axis=1)


def _key(colors: Any) -> Any:
    red, green, blue = (color >> 8 - BITS for color in colors)
    return red << 2 * BITS | green << BITS | blue


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
