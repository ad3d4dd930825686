"""What is read in a text, a page, a drawing or the words of an image."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from html import unescape

from observatory.publication.leaks.numbers import Piece, integers

_DRAWING = re.compile(
    r"d|transform|points|[xy][12]?|width|height|style|class|id|href|viewbox|c[xy]|r|w:(?!val$)\w+", re.IGNORECASE
)  # w: a Word file, where only `w:val` may be words
_SCRIPT = re.compile(r"<(?i:script)[^>]*>([^<]*+(?:<(?!(?i:/script>))[^<]*+)*+)<(?i:/script>)")
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")


def plain(text: str) -> str:
    """The text with its escapes undone (a thousands separator is a character like another), without addresses."""
    if "\\u" in text:
        text = re.sub(r"\\u(?!d[89a-f])([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text, flags=re.IGNORECASE)
    text = unescape(text) if "&" in text else text
    return re.sub(r"https?://[^\s\"'<>]+", " ", text)


def markup(text: str) -> list[str]:
    """Scripts, what is read between the tags, and attributes but for those that only draw."""
    parts = _SCRIPT.split(text)
    scripts, rest = parts[1::2], " ".join(parts[::2]).replace("<!--", " ")
    attributes = _ATTRIBUTE.findall(rest)
    drawn = {name for name in {name for name, _, _ in attributes} if _DRAWING.fullmatch(name)}
    said = "\n".join(one or other for name, one, other in attributes if name not in drawn)
    return [*map(plain, scripts), plain(re.sub(r"<[^>]*>", " ", rest)), plain(said)]


def typed_arrays(name: str, text: str) -> Iterator[Piece]:
    """Arrays that plotly writes in base64: {"dtype": "i2", "bdata": "…"}."""
    import numpy as np

    if "bdata" not in text:
        return
    for block in re.findall(r"\{[^{}]*bdata[^{}]*\}", text):
        kind = re.search(r"dtype\W+([a-z]\d)\b", block)
        data = re.search(r"bdata\W+([A-Za-z0-9+/=]+)", block)
        if kind and data:
            yield Piece(name, numbers=integers(np.frombuffer(base64.b64decode(data[1]), np.dtype(f"<{kind[1]}"))))


def png_text(data: bytes) -> str:
    """Text chunks, compressed or not, EXIF, and what follows the image."""
    found, at = [], 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            found.append(chunk)
            for start in (place.start() for place in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk)):
                try:
                    found.append(zlib.decompress(chunk[start:]))
                except zlib.error:
                    continue
        at += 12 + size
        if kind == b"IEND":
            break
    return plain(b"\n".join([*found, data[at:]]).decode("utf-8", errors="replace"))
