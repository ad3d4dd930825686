"""What a backup holds of a home, and under which names: everything but what is made again from the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from observatory.errors import ObservatoryError
from observatory.home import Home

VERSION = 1  # of the layout of a home; one more each time that a folder is moved
# Version → the folders that the next one moved: old top folder → new one. A backup of version n is read through all that follow.
MOVED: Mapping[int, Mapping[str, str]] = {}
ENDING = ".tar.zst"
ROOM = "maison"  # the folder of the archive that holds the home
HEADER, MANIFEST = "sauvegarde.json", "manifeste.json"  # the first member, and the last: a cut archive has no manifest


def saved_paths(home: Home) -> Iterator[Path]:
    """Every folder, file and link to save, each folder before what it holds, in the order of their names.

    Left out: the warehouse, which is built again from the lake; the secure research files, made again for a project whose term
    a backup would outlive (their journal and the texts approved are saved); whatever is hidden (a lock, a release or a file that is being
    written). Raises ObservatoryError when a folder cannot be read.
    """
    return _walk(home.root, home)


def _walk(folder: Path, home: Home) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        raise ObservatoryError(
            f"Le dossier {folder} ne peut pas être lu : rien n’a été sauvegardé.",
            "Vérifiez ses droits (observatory doctor), puis recommencez.",
        ) from None
    for path in paths:
        if _is_made_again(path, home):
            continue
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, home)


def _is_made_again(path: Path, home: Home) -> bool:
    is_warehouse = path.parent == home.root and path.name.startswith(home.warehouse.name)
    is_extract = path.parent.parent == home.research and path.is_dir()
    is_scratch = is_history(path, home) and path.name.endswith(("-wal", "-shm", "-journal"))  # held by the copy already
    return path.name.startswith(".") or is_warehouse or is_extract or is_scratch


def is_history(path: Path, home: Home) -> bool:
    """A file of Dagster's, who may be writing it."""
    return path.is_relative_to(home.dagster)


def is_inner_link(path: Path) -> bool:
    """A link to a neighbour, as `published/current` is: the only kind that a backup keeps."""
    return path.is_symlink() and is_plain_name(str(path.readlink()))


def is_plain_name(text: str) -> bool:
    """One name, that leads nowhere else."""
    return text not in ("", ".", "..") and "/" not in text and "\0" not in text


def place_today(name: str, version: int) -> PurePosixPath:
    """Where what an archive of this version calls `maison/…` goes in a home of today."""
    top, *under = PurePosixPath(name).relative_to(ROOM).parts or ("",)
    for step in range(version, VERSION):
        top = MOVED.get(step, {}).get(top, top)
    return PurePosixPath(top, *under)
