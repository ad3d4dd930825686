"""What must hold of a home at any moment, and what makes two homes the same: read from the disk, with no help of the run."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from observatory.home import Home
from observatory.publication.memory import read_memory
from observatory.publication.opendata.paths import stored_tables
from observatory.publication.release import DATABASE
from observatory.publication.versions import current_release, releases

VERSION = re.compile(rb"20\d\d\.\d\d\.\d+")
MOMENTS = (
    "version",
    "changements",
    "revisions",
    "tables",  # how many lines the two above have
    "nb_lignes_table",  # and how full they are, in the dictionary
    "part_renseignee",
    "premiere_date",
    "derniere_date",
    "publie_le",
    "date_execution",
    "version_publication",
    "version_precedente",
    "premiere_publication",
)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def dropped(home: Home) -> dict[str, str]:
    """The files that wait in `incoming/`: name → fingerprint."""
    return {p.name: digest(p.read_bytes()) for p in home.incoming.rglob("*") if p.is_file() and p.suffix != ".txt"}


def damage(home: Home, received: dict[str, str]) -> list[str]:
    """What is broken or lost in a home, one sentence each; `received`: what was ever dropped in it."""
    return [*_broken_releases(home), *_lost(home, received), *_broken_stores(home)]


def _broken_releases(home: Home) -> list[str]:
    current = current_release(home)
    if current is None:
        return ["no current release"]
    folders = releases(home.published)
    found = [] if current in folders else [f"current points at {current.name}, which is no release"]
    return found + [f"{folder.name} : {what}" for folder in folders for what in _broken_release(folder)]


def _broken_release(folder: Path) -> list[str]:
    """Every file that a release lists, opened: database, Parquet of its data package, pages, figures' data, evidence."""
    import duckdb
    import polars as pl

    found = []
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        sizes = {one["path"]: one.get("bytes") for one in package["resources"]}
        found += [
            f"{path} is cut" for path, size in sizes.items() if size not in (None, (folder / path).stat().st_size)
        ]
        stored = stored_tables(folder)
        heights = {name: pl.read_parquet(files, hive_partitioning=False).height for name, files in stored.items()}
        evidence = json.loads((folder / "confidentialite.json").read_text(encoding="utf-8"))
        found += [] if evidence["version"] == folder.name else ["the evidence is of another version"]
        with duckdb.connect(str(folder / DATABASE), read_only=True) as con:
            for schema, name in con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall():
                (count,) = con.execute(f'SELECT count(*) FROM "{schema}"."{name}"').fetchone()
                found += (
                    [] if heights.get(name) == count else [f"{name} : {count} rows, {heights.get(name)} in Parquet"]
                )
        pages = list((folder / "site").rglob("*.html"))
        linked = {name for page in pages for name in re.findall(r'href="(donnees/[^"]+)"', page.read_text("utf-8"))}
        found += [f"{name} is missing" for name in linked if not (folder / "site" / name).is_file()]
        cut = [p.name for p in pages if not p.read_text("utf-8").rstrip().endswith("</html>")]
        found += [f"{name} is cut" for name in cut] + ([] if pages or not (folder / "site").exists() else ["no page"])
    except Exception as error:  # noqa: BLE001 whatever does not open is what the trial looks for
        found.append(f"{type(error).__name__} {error}"[:200])
    return found


def _lost(home: Home, received: dict[str, str]) -> list[str]:
    waiting = set(dropped(home).values())
    origins = [json.loads(path.read_text(encoding="utf-8")) for path in home.raw.glob("*/*.json")]
    stored = {one["fichier_nom"].rpartition("/")[2] for one in origins}
    missing = [
        f"{one['fichier_nom']} : its bytes are not in raw/"
        for one in origins
        if not (home.raw / one["contrat"] / f"{one['fichier_sha256']}{one['extension']}").is_file()
    ]
    return missing + [f"{name} is lost" for name, sha in received.items() if sha not in waiting and name not in stored]


def _broken_stores(home: Home) -> list[str]:
    import duckdb
    import polars as pl

    found = []
    try:
        for path in [*home.lake.glob("*/*.parquet"), *home.journal.glob("*.parquet")]:
            pl.read_parquet(path, glob=False)
        memory = read_memory(home, current_release(home))
        for family in {family for manifest in memory.manifests for family in manifest["familles"]}:
            memory.past(family)
        if home.warehouse.exists():
            duckdb.connect(str(home.warehouse), read_only=True).close()
    except Exception as error:  # noqa: BLE001 as above
        found.append(f"{type(error).__name__} {error}"[:200])
    return found


def leftovers(home: Home) -> list[str]:
    """What a run cut short left aside and no later run took away, by name."""
    aside = [p for p in home.root.rglob("*") if p.suffix in (".nouveau", ".tmp") or p.name.startswith(".20")]
    aside += [p for p in home.raw.rglob(".*")]
    return sorted(p.relative_to(home.root).as_posix() for p in aside if "dagster" not in p.parts)


def content(home: Home) -> dict[str, str]:
    """What a home says, by part, as fingerprints: neither moments nor version names count."""
    return {
        "raw": _of_lines(sorted(path.name for path in home.raw.glob("*/*") if path.suffix != ".json")),
        "refused": _of_lines(sorted(path.name for path in (home.incoming / "refuses").rglob("*"))),
        "waiting": _of_lines(sorted(p.name for p in home.incoming.rglob("*") if p.is_file() and "refuses" not in p.parts)),
        "quarantine": _of_lines(f"{p.name} {digest(p.read_bytes())}" for p in sorted(home.quarantine.rglob("*.csv"))),
        "lake": _of_lines(f"{p.parent.name}/{p.name} {digest(p.read_bytes())}" for p in sorted(home.lake.rglob("*.parquet"))),
        "warehouse": tables(home.warehouse),
        **published(current_release(home)),
        "memory": _of_lines(_remembered(path) for path in sorted(_last(home).glob("*.parquet")) if path.suffixes[0] != ".audit"),
    }  # fmt: skip


def published(folder: Path) -> dict[str, str]:
    """The parts of a release: rows of the database, data of the figures, pages."""
    data = sorted((folder / "site" / "donnees").glob("*.csv"))
    pages = sorted((folder / "site").rglob("*.html"))
    return {
        "published": tables(folder / DATABASE),
        "figures": _of_lines(f"{p.name} {digest(VERSION.sub(b'', p.read_bytes()))}" for p in data),
        "pages": _of_lines(p.relative_to(folder).as_posix() for p in pages),
    }


def tables(path: Path) -> str:
    """Fingerprint of the rows of every table of a database, whatever their order."""
    import duckdb

    lines = []
    with duckdb.connect(str(path), read_only=True) as con:
        names = con.execute(
            "SELECT schema_name, table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE NOT internal AND database_name = current_database() "
            "AND table_name IN (SELECT table_name FROM duckdb_tables()) GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        for schema, name, columns in names:
            if name in MOMENTS:
                continue
            kept = ", ".join(f'"{column}"' for column in columns if column not in MOMENTS)
            (rows, total) = con.execute(f'SELECT count(*), sum(hash({kept})) FROM "{schema}"."{name}"').fetchone()
            lines.append(f"{schema}.{name} {rows} {total}")
    return _of_lines(lines)


def _remembered(path: Path) -> str:
    """What a release keeps of a family: each table as it was shown, and of each cell its count and what was shown of it.

    Not why: a cell may be held to what a release that nobody saw had said of it, and be the same. Nor the audit, which stops as soon as
    it has met enough.
    """
    import polars as pl

    is_table = path.name.endswith(".table.parquet")
    cells = pl.read_parquet(path, columns=None if is_table else ["cellule", "effectif", "arrondi", "statut"])
    return f"{path.name} {cells.height} {cells.hash_rows(seed=0).sort().to_list()}"


def _last(home: Home) -> Path:
    return releases(home.confidentiality)[-1]


def _of_lines(lines) -> str:
    return digest("\n".join(lines).encode())[:16]
