"""Every file of a bundle opened, whatever it holds inside it; what cannot be opened is refused."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from observatory.errors import ObservatoryError
from observatory.publication.leaks.formats import (
    csv_table,
    duckdb_file,
    frame_of,
    parquet,
    printable,
    printed,
    raw_bytes,
    sqlite,
    workbook,
)
from observatory.publication.leaks.numbers import Piece
from observatory.publication.leaks.texts import markup, plain, png_text, typed_arrays


def pieces_of(folder: Path) -> Iterator[Piece]:
    shared = _shared()
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            data = path.read_bytes()
            if hashlib.sha256(data).digest() in shared:
                continue
            name = path.relative_to(folder).as_posix()
            try:
                yield from _opened(name, data, path, Path(scratch))
            except ObservatoryError:
                raise
            except Exception as failure:  # noqa: BLE001 each format has its own ways to be damaged; all are refused
                raise ObservatoryError(
                    f"Le fichier « {name} » ne peut pas être ouvert ({type(failure).__name__}) : il n’a pas été vérifié, "
                    "rien n’est publié.",
                    "Relancez la publication ; si le refus revient, transmettez ce nom à l’équipe technique.",
                ) from None


def _shared() -> frozenset[bytes]:
    """Files that come with the software, recognised by all their bytes: they hold no data."""
    from observatory.publication.bundle import STATIC, plotly_script

    files = [plotly_script(), *(path for path in STATIC.rglob("*") if path.is_file())]
    return frozenset(hashlib.sha256(path.read_bytes()).digest() for path in files)


def _opened(name: str, data: bytes, path: Path | None, scratch: Path, depth: int = 0) -> Iterator[Piece]:
    """What a file holds. The first bytes say what it is, not its name; `path` is None inside another file."""
    if path is None and (data[:6] == b"SQLite" or data[8:12] == b"DUCK"):
        path = scratch / hashlib.sha256(data).hexdigest()
        path.write_bytes(data)
    if depth > 5:
        raise ObservatoryError(f"« {name} » est enfermé dans trop de fichiers.", "Publiez-le directement.")
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            for member in members.infolist():
                inner = f"{name} › {member.filename}"
                content = members.read(member)
                if re.search(
                    r"/theme/|^word/settings\.xml$", member.filename
                ):  # colours, measures, revisions of a template
                    content = re.sub(rb'="[^"]*"', b'=""', content)
                yield from _opened(inner, content, None, scratch, depth + 1)
            if "xl/workbook.xml" in members.namelist():
                yield from workbook(name, data)
    elif data[:2] == b"\x1f\x8b":
        yield from _opened(f"{name} › contenu", zlib.decompress(data, 31), None, scratch, depth + 1)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield Piece(name, text=png_text(data))
    elif data[:5] == b"%PDF-":
        yield from printed(name, data)
    elif data[:4] == b"PAR1":
        yield from parquet(name, data)
    elif data[:6] == b"SQLite":
        yield from sqlite(name, path)
        yield printable(name, data)
    elif data[8:12] == b"DUCK":
        yield from duckdb_file(name, path)
        yield from raw_bytes(name, data)
    else:
        yield from _text(name, data, scratch, depth)


def _text(name: str, data: bytes, scratch: Path, depth: int) -> Iterator[Piece]:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            yield from raw_bytes(name, data)
            return
        text = data.decode("cp1252", errors="replace")
    if "base64," in text:
        for rank, inner in enumerate(re.findall(r"base64,([A-Za-z0-9+/=]+)", text)):
            yield from _opened(f"{name} › image {rank + 1}", base64.b64decode(inner), None, scratch, depth + 1)
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
    tables, is_table = csv_table(name, text) if name.endswith((".csv", ".tsv")) else ([], False)
    blocks = markup(text) if text.lstrip()[:1] == "<" else [plain(text)]
    for block in blocks:
        yield Piece(name, text=block, spread=not is_table)  # of a table, the columns are the lists
        yield from typed_arrays(name, block)
    yield from tables
    if '"FeatureCollection"' in text[:2000]:
        yield Piece(name, frame=frame_of([feature["properties"] or {} for feature in json.loads(text)["features"]]))
