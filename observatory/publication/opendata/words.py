"""What a reader opens first: `LISEZMOI.md`, `LICENCE`, and the fingerprints of the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from observatory.charts.french import typographic
from observatory.publication.opendata.about import LICENCE_URL, About
from observatory.publication.opendata.inventory import File, fingerprint

READ_ME, LICENCE, SUMS = "LISEZMOI.md", "LICENCE", "SHA256SUMS"
_BESIDE = ("site", "figures")


def write_words(folder: Path, files: Sequence[File], about: About) -> None:
    """Write LISEZMOI.md and LICENCE, in French."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["typo"] = typographic
    tables = [file.table for file in files if file.kind.code == "CSV"]
    given = {
        "about": about,
        "url": LICENCE_URL,
        "tables": tables,
        "coupees": [table for table in tables if table.published_partition],
        "presents": {path.name for path in folder.iterdir()},
        "contours": [file for file in files if file.table is None],
    }
    for name in (READ_ME, LICENCE):
        (folder / name).write_text(templates.get_template(f"{name}.j2").render(given), encoding="utf-8")


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS, as `sha256sum -c` reads it: every file of the release but those of the site and of the figures."""
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    kept = [path for path in paths if path.parts[0] not in (*_BESIDE, SUMS)]
    lines = [f"{fingerprint(folder / path)}  {path.as_posix()}\n" for path in kept]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
