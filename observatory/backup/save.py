"""The backup: one archive, written aside then moved, with the fingerprint of every file that it holds."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from observatory import __version__
from observatory.backup.layout import ENDING, HEADER, MANIFEST, ROOM, VERSION, is_history, is_inner_link, saved_paths
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pseudonyms.key import key_folder

logger = logging.getLogger("observatory.sauvegarde")
SQLITE = b"SQLite format 3\0"


@dataclass
class Saved:
    """What was saved: the archive, its files and links by path, their bytes, and the links that lead out of the home, left out."""

    path: Path
    files: dict[str, dict[str, str | int]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    nb_bytes: int = 0
    left_out: list[str] = field(default_factory=list)


def save(home: Home, target: Path, now: datetime) -> Saved:
    """Save a home in `target`: a new file, or a folder where it is named after `now`. Nobody else may read the archive.

    The home is held meanwhile. Raises ObservatoryError, and leaves nothing behind, when there is no home, when the target
    exists or lies in the home, when a key lies in the home, when another run holds it, when a file cannot be read or changes
    meanwhile, or when the archive cannot be written.
    """
    path = target / f"observatoire-{now:%Y-%m-%dT%H-%M-%SZ}{ENDING}" if target.is_dir() else target
    _refuse(home, path.absolute())
    saved = Saved(path)
    aside = path.with_name(f".{path.name}.en-cours")
    with home.lock(), _written_aside(path, aside) as archive:
        _add_text(archive, HEADER, {"version": VERSION, "logiciel": __version__, "date": now.isoformat()})
        _add_home(archive, home, saved)
        _add_text(archive, MANIFEST, {"version": VERSION, "fichiers": saved.files, "liens": saved.links})
    return saved


def _refuse(home: Home, path: Path) -> None:
    if not home.root.is_dir():
        raise ObservatoryError(
            f"Aucune maison des données dans {home.root}.", "Nommez-la avec --home ou OBSERVATORY_HOME."
        )
    root = home.root.resolve()
    if path.resolve().is_relative_to(root):
        raise ObservatoryError(
            "La sauvegarde irait dans la maison qu’elle sauvegarde.", "Choisissez un autre disque, ou un autre dossier."
        )
    if key_folder().is_relative_to(root):
        raise ObservatoryError(
            "La clé secrète est dans la maison des données : la sauvegarde l’emporterait avec les données.",
            "Déplacez-la ailleurs, et nommez ce dossier avec OBSERVATORY_CLES.",
        )
    if path.exists():
        raise ObservatoryError(
            f"{path} existe déjà : il n’est pas remplacé.", "Donnez un autre nom, ou un dossier : le nom dira la date."
        )


@contextmanager
def _written_aside(path: Path, aside: Path) -> Iterator[tarfile.TarFile]:
    """An archive that has its name once it is whole and on the disk."""
    import pyarrow as pa

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            packed = pa.CompressedOutputStream(handle, "zstd")
            with packed, tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive:
                yield archive
        with aside.open("rb") as handle:
            os.fsync(handle.fileno())
        os.replace(aside, path)
    except OSError:
        raise ObservatoryError(
            f"La sauvegarde {path} n’a pas pu être écrite : il n’en reste rien.",
            "Vérifiez les droits du dossier et la place libre.",
        ) from None
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _add_home(archive: tarfile.TarFile, home: Home, saved: Saved) -> None:
    """Folder after folder, told as each is done."""
    for top, paths in groupby(saved_paths(home), lambda path: path.relative_to(home.root).parts[0]):
        nb, size = len(saved.files), saved.nb_bytes
        for path in paths:
            _add(archive, home, path, saved)
        size = (saved.nb_bytes - size) / 1e6
        logger.info(f"{top} : {len(saved.files) - nb} fichier(s), {size:.1f} Mo".replace(".", ","))


def _add(archive: tarfile.TarFile, home: Home, path: Path, saved: Saved) -> None:
    name = path.relative_to(home.root).as_posix()
    if is_inner_link(path):
        saved.links[name] = str(path.readlink())
    elif path.is_symlink():
        saved.left_out.append(name)
    elif path.is_dir():
        archive.addfile(_described(f"{ROOM}/{name}", path, tarfile.DIRTYPE, 0o700))
    elif path.is_file():
        _add_file(archive, home, name, saved)


def _add_file(archive: tarfile.TarFile, home: Home, name: str, saved: Saved) -> None:
    path = home.root / name
    try:
        with _opened(path, home) as handle:
            member = _described(f"{ROOM}/{name}", path, tarfile.REGTYPE, 0o600)
            member.size = os.fstat(handle.fileno()).st_size
            read = _Hashed(handle)
            archive.addfile(member, read)
    except OSError as error:
        if not isinstance(error, (FileNotFoundError, PermissionError)) and "end of data" not in str(error):
            raise
        raise ObservatoryError(
            f"Le fichier {name} ne peut pas être lu, ou a changé pendant la sauvegarde : il n’en reste rien.",
            "Vérifiez ses droits (observatory doctor), puis recommencez.",
        ) from None
    saved.files[name] = {"sha256": read.digest.hexdigest(), "octets": member.size}
    saved.nb_bytes += member.size


@contextmanager
def _opened(path: Path, home: Home) -> Iterator[BinaryIO]:
    """The bytes of a file; of a SQLite history that Dagster may be writing, those of a copy made by SQLite."""
    with path.open("rb") as handle, tempfile.TemporaryDirectory() as folder:
        is_database = is_history(path, home) and handle.read(len(SQLITE)) == SQLITE
        handle.seek(0)
        copy = Path(folder) / "copie.db"
        if not (is_database and _copied(path, copy)):
            yield handle
            return
        with copy.open("rb") as copied:
            yield copied


def _copied(path: Path, copy: Path) -> bool:
    """Copy a SQLite file as its writer left it; False when it is damaged: it is then saved as it is."""
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error:
        return False
    return True


def _described(name: str, path: Path, kind: bytes, mode: int) -> tarfile.TarInfo:
    """A member without the account or the machine that it comes from."""
    member = tarfile.TarInfo(name)
    member.type, member.mode, member.mtime = kind, mode, path.stat().st_mtime
    return member


def _add_text(archive: tarfile.TarFile, name: str, told: dict) -> None:
    content = json.dumps(told, indent=1).encode()
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


class _Hashed:
    """A file that is fingerprinted while it is read."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle, self.digest = handle, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._handle.read(size)
        self.digest.update(content)
        return content
