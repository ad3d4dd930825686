"""What a thing is made of, in one SHA-256: values, files, the code of a room. When it changes, the thing is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from observatory import __version__

PACKAGE = Path(__file__).resolve().parent


def fingerprint(*parts: object) -> str:
    """Of values that JSON can write, in their order."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def of_files(root: Path, paths: Iterable[Path]) -> str:
    """Of the names (under `root`) and the content of files, whatever the order; read again only when one has changed."""
    states = ((path, path.stat()) for path in sorted(set(paths)))
    return _digest(root, tuple((path, state.st_mtime_ns, state.st_size) for path, state in states))


def of_code(*rooms: str) -> str:
    """Of the Python of some rooms of the library, with its version and that of DuckDB."""
    try:
        engine = version("duckdb")
    except PackageNotFoundError:
        engine = ""
    paths = (path for room in rooms for path in (PACKAGE / room).rglob("*.py"))
    return fingerprint(__version__, engine, of_files(PACKAGE, paths))


@lru_cache(maxsize=32)
def _digest(root: Path, files: tuple[tuple[Path, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for path, _, _ in files:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
