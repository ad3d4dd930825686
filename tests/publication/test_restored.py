"""A home that comes back from a backup is the home that published."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from observatory.backup.restore import restore
from observatory.backup.save import save
from observatory.contracts.load import Catalogue
from observatory.home import Home
from observatory.publication.memory import read_memory
from observatory.publication.recheck import recheck
from observatory.publication.release import Release
from observatory.publication.versions import current_release


def test_a_restored_home_shows_the_same_release_and_may_publish_the_next(
    whole: tuple[Home, Release, str], catalogue: Catalogue, tmp_path: Path
) -> None:
    home, release, _ = whole
    now = datetime(2026, 11, 29, tzinfo=UTC)
    restored = restore(save(home, tmp_path / "copie", now).path, Home(tmp_path / "maison"), now).home
    assert not restored.warehouse.exists()
    again = current_release(restored)
    files = sorted(path.relative_to(release.folder) for path in release.folder.rglob("*") if path.is_file())
    assert again.name == release.version and len(files) > 100
    assert not [path for path in files if (release.folder / path).read_bytes() != (again / path).read_bytes()]
    assert read_memory(restored, again).last == release.version
    shutil.copyfile(home.warehouse, restored.warehouse)
    with duckdb.connect(str(restored.warehouse), read_only=True) as con:
        recheck(restored, catalogue, con)
