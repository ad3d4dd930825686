"""The way back: an archive unpacked aside, every file held against its fingerprint, then given its place in one step."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from observatory.backup import layout
from observatory.backup.layout import HEADER, MANIFEST, ROOM, is_plain_name, place_today
from observatory.errors import ObservatoryError
from observatory.home import Home

logger = logging.getLogger("observatory.sauvegarde")
CHUNK = 1 << 20
LONGEST_TEXT = 1 << 28  # bytes of the manifest
UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)


@dataclass(frozen=True)
class Restored:
    """What came back: the home, the day of the backup, files and bytes, and where the home that it replaced is."""

    home: Home
    day: str
    nb_files: int
    nb_bytes: int
    before: Path | None


@dataclass
class _Unpacked:
    header: dict = field(default_factory=dict)
    manifest: dict | None = None
    prints: dict[str, dict[str, str | int]] = field(default_factory=dict)


class _Damaged(Exception):
    """The archive is not what `save` wrote."""


def restore(archive: Path, home: Home, now: datetime, replace: bool = False) -> Restored:
    """Give a home what an archive holds. A home that holds files is refused, unless `replace`: it is then moved beside.

    Raises ObservatoryError, with the home as it was, when the archive is damaged, cut short, or comes from a later version of
    the software; when a file is not what its fingerprint says; when the home holds files, or is held by another run.
    """
    aside = home.root.with_name(f".{home.root.name}.restauration")
    with _in_french(archive, home), home.lock():
        if not replace and _holds_files(home):
            raise ObservatoryError(
                f"La maison des données {home.root} n’est pas vide : rien n’a été restauré.",
                "Restaurez dans une autre maison, ou ajoutez --replace : celle-ci sera gardée à côté, sous sa date.",
            )
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        try:
            unpacked = _unpack(archive, aside)
            _hold(unpacked)
            _link(aside, unpacked)
            Home(aside).create()
            before = _swap(aside, home, now)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    size = sum(one["octets"] for one in unpacked.prints.values())
    return Restored(home, unpacked.header["date"][:10], len(unpacked.prints), size, before)


@contextmanager
def _in_french(archive: Path, home: Home) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (OSError, tarfile.TarError, pa.ArrowException, _Damaged, ValueError, KeyError, TypeError) as error:
        if isinstance(error, OSError) and error.errno in UNWRITABLE:
            raise ObservatoryError(
                f"Impossible de lire {archive}, ou d’écrire à côté de {home.root} : rien n’a été restauré.",
                "Vérifiez les droits des deux et la place libre.",
            ) from None
        raise ObservatoryError(
            f"{archive.name} n’est pas une sauvegarde entière de l’observatoire : rien n’a été restauré.",
            "Prenez une autre sauvegarde, ou copiez celle-ci de nouveau depuis son support.",
        ) from None


def _holds_files(home: Home) -> bool:
    return any(path.is_symlink() or path.is_file() for path in home.root.rglob("*") if path.name != ".verrou")


def _unpack(archive: Path, aside: Path) -> _Unpacked:
    """Everything that the archive holds, written under `aside` by this account alone; links wait for the end, so that no file
    is ever written through one."""
    import pyarrow as pa

    found, top = _Unpacked(), ""
    with (
        archive.open("rb") as handle,
        pa.CompressedInputStream(handle, "zstd") as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        for member in tar:
            if member.name == HEADER and not found.header:
                found.header = _readable(_text(tar, member))
            elif member.name == MANIFEST:
                found.manifest = _text(tar, member)
            else:
                _unpack_one(tar, member, aside, found)
                if member.name.split("/")[1] != top:
                    top = member.name.split("/")[1]
                    logger.info(f"{top}…")
    return found


def _readable(header: dict) -> dict:
    if not isinstance(header["version"], int) or header["version"] < 1:
        raise _Damaged
    if header["version"] > layout.VERSION:
        raise ObservatoryError(
            f"Cette sauvegarde vient d’une version plus récente du logiciel ({header['logiciel']}) : rien n’a été restauré.",
            "Mettez le logiciel à jour, puis recommencez.",
        )
    return header


def _text(tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict:
    if not member.isreg() or member.size > LONGEST_TEXT:
        raise _Damaged
    return json.loads(tar.extractfile(member).read())


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, aside: Path, found: _Unpacked) -> None:
    """One folder or file: neither link, nor device, nor a way out of the home."""
    safe = tarfile.data_filter(member, str(aside))
    if not found.header or not (safe.isreg() or safe.isdir()) or not safe.name.startswith(f"{ROOM}/"):
        raise _Damaged
    if any(not is_plain_name(part) for part in safe.name.split("/")):
        raise _Damaged
    path = aside / place_today(safe.name, found.header["version"])
    if safe.isdir():
        _folder(path, aside)
        return
    _folder(path.parent, aside)
    digest, source = hashlib.sha256(), tar.extractfile(member)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        while content := source.read(CHUNK):
            digest.update(content)
            handle.write(content)
    os.utime(path, (safe.mtime, safe.mtime))
    found.prints[safe.name.removeprefix(f"{ROOM}/")] = {"sha256": digest.hexdigest(), "octets": safe.size}


def _folder(path: Path, aside: Path) -> None:
    """The folder and those above it, for this account alone."""
    for one in (*reversed(path.relative_to(aside).parents), path.relative_to(aside)):
        (aside / one).mkdir(mode=0o700, exist_ok=True)


def _hold(unpacked: _Unpacked) -> None:
    """Every file is there, no other is, and each is what its fingerprint says."""
    if unpacked.manifest is None or unpacked.manifest["version"] != unpacked.header["version"]:
        raise _Damaged
    if unpacked.manifest["fichiers"] != unpacked.prints:
        raise _Damaged


def _link(aside: Path, unpacked: _Unpacked) -> None:
    """The links of the home, each to a neighbour (`published/current`)."""
    for name, target in unpacked.manifest["liens"].items():
        parts = name.split("/")
        if not is_plain_name(target) or any(not is_plain_name(part) for part in parts):
            raise _Damaged
        path = aside / place_today(f"{ROOM}/{name}", unpacked.header["version"])
        _folder(path.parent, aside)
        path.symlink_to(target)


def _swap(aside: Path, home: Home, now: datetime) -> Path | None:
    """The home takes its place; the one that was there is kept beside when it holds files."""
    held = _holds_files(home)
    before = home.root.with_name(f"{home.root.name}.avant-{now:%Y-%m-%dT%H-%M-%SZ}")
    os.rename(home.root, before)
    try:
        os.rename(aside, home.root)
    except OSError:
        os.rename(before, home.root)
        raise
    if held:
        return before
    shutil.rmtree(before)
    return None
