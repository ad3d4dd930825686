"""Archives that would fill the memory once open: measured before any reader opens them."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from observatory.errors import ObservatoryError

UNFOLDED = 2**30  # bytes, all files of an archive together: far above the largest file of the field
CELLS = 50_000_000  # of a sheet as its reader lays it out, from A1 to its farthest corner
DEFLATE = 1032  # a byte unfolds into at most so many
BLOCK, OVERLAP = 2**23, 256
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Za-z]{1,3})(\d{1,7})"[^>/]*>')  # one that holds something


def refuse_bomb(content: bytes, name: str) -> None:
    """ObservatoryError when an archive unfolds into more than UNFOLDED bytes, or a sheet of it spans more than CELLS cells.

    What is no archive, or a broken one, is left to its reader.
    """
    if not content.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            declared = sum(member.file_size for member in archive.infolist())
            if declared > UNFOLDED or (len(content) * DEFLATE > UNFOLDED and archive.testzip()):
                raise _too_large(name)
            for member in archive.namelist():
                if _SHEET.match(member) and _span(archive, member) > CELLS:
                    raise _too_wide(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError):
        return


def _span(archive: zipfile.ZipFile, member: str) -> int:
    """Cells from the first to the farthest row and column that hold something."""
    columns, last, kept = set(), 0, b""
    with archive.open(member) as handle:
        while block := handle.read(BLOCK):
            found = _CELL.findall(kept + block)
            columns.update(letters.upper() for letters, _ in found)
            last = max([last, *(int(row) for _, row in found)])
            kept = block[-OVERLAP:]
    return last * max(map(_rank, columns), default=0)


def _rank(letters: bytes) -> int:
    rank = 0
    for letter in letters:
        rank = rank * 26 + letter - ord("A") + 1
    return rank


def _too_large(name: str) -> ObservatoryError:
    return ObservatoryError(
        f"{name} se déplie en plus de {UNFOLDED >> 30} Go : il n’est pas ouvert.",
        "Demandez au producteur un fichier CSV, ou plusieurs fichiers plus petits.",
    )


def _too_wide(name: str) -> ObservatoryError:
    return ObservatoryError(
        f"{name} : une cellule isolée, très loin du tableau, empêche de l’ouvrir.",
        "Ouvrez-le dans un tableur, effacez les lignes et colonnes vides autour du tableau (ou enregistrez en CSV UTF-8), "
        "puis déposez-le de nouveau.",
    )
