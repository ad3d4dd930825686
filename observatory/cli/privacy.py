"""Who else may open the data home: what is found, and what mends it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.sources.intake import REFUSED

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_ours(home: Home) -> bool:
    """The home belongs to the account that runs; so does a home that is not there yet."""
    return not home.root.exists() or home.root.stat().st_uid == os.geteuid()


def wide_paths(home: Home) -> Iterator[Path]:
    """The folders and files of a home that other accounts may open.

    Not looked at: the releases, public by definition (the home, closed, does not let them be reached); the files that wait in
    `incoming/`, with the rights of whoever dropped them: their folder is closed.
    """
    if home.root.exists():
        yield from _wide(home.root, home)


def narrow(home: Home) -> int:
    """Take from other accounts what they could open; gives how many folders and files. ObservatoryError when this account
    does not hold them."""
    found = list(wide_paths(home))
    try:
        for path in found:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
    except OSError:
        raise ObservatoryError(
            f"Les droits de {home.root} ne peuvent pas être changés par ce compte.",
            "Faites-les rendre par l’administrateur de la machine : chown -R du compte de l’observatoire, chmod -R go=.",
        ) from None
    return len(found)


def _wide(folder: Path, home: Home) -> Iterator[Path]:
    if folder.stat().st_mode & OTHERS:
        yield folder
    if folder == home.published:
        return
    waiting = folder.is_relative_to(home.incoming) and not folder.is_relative_to(home.incoming / REFUSED)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _wide(Path(entry.path), home)
            elif not waiting and not entry.is_symlink() and entry.stat().st_mode & OTHERS:
                yield Path(entry.path)
