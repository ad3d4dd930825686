"""A hand-written DuckDB script of the same transformations, as one would write it without the library.

`python -m tests.benchmarks.plain_duckdb INCOMING LAKE_OF_SMALL OUT.duckdb [--memory 4GB] [--threads 2]` reads the exports of the
SIAO and of the SNE of a demo world as they were received, types them, turns labels into codes and identities into keys
(`plain_siao`, `plain_sne`), then runs the same SQL models, which are written by hand too, and prints one JSON line.

Not done here: no check, no quarantine (a row that does not fit goes away, unsaid), no contract, key, comment, lineage, nor
publication. Small sources (territories, nights, barometer, places…) are the tables of a lake already built: LAKE_OF_SMALL is
`<home>/lake`. Those that no file fed are empty tables, made before the clock starts, as are the corrections. The estimators are those of the library.
"""

from __future__ import annotations

import argparse
import codecs
import json
import re
import shutil
import tempfile
import time
import unicodedata
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from observatory.warehouse.functions import register_functions
from tests.benchmarks.line import told
from tests.benchmarks.plain_siao import SIAO
from tests.benchmarks.plain_sne import SNE
from tests.benchmarks.plain_sql import MACROS, WORDS

PROJECT = Path(__file__).resolve().parents[2]
LISTS = PROJECT / "data_contracts"
SOURCES = SIAO | SNE  # contract → files, and the query on their cells
MODELS = PROJECT / "dbt_like_sql"
SCHEMAS = ("lake", "ref", "staging", "core", "marts")


def main(incoming: Path, small: Path, out: Path, memory: str, threads: int | None) -> dict:
    """Build the database `out`, made anew; what it took (`line.told`), and the rows of lake, core and marts."""
    out.unlink(missing_ok=True)
    with duckdb.connect(str(out)) as con:
        con.execute(f"SET memory_limit = '{memory}'; SET preserve_insertion_order = false")
        con.execute(f"SET threads = {threads}" if threads else "RESET threads")
        for schema in SCHEMAS:
            con.execute(f"CREATE SCHEMA {schema}")
        given_tables(con, small)
        times = [time.perf_counter()]
        register_functions(con)
        read_lists(con)
        for folder in small.iterdir():
            if folder.name not in SOURCES and any(folder.glob("*.parquet")):
                con.execute(
                    f"CREATE VIEW lake.{folder.name} AS FROM read_parquet('{folder}/*.parquet', union_by_name = true)"
                )
        with tempfile.TemporaryDirectory(dir=out.parent) as aside:
            read_sources(con, incoming, Path(aside))
        times.append(time.perf_counter())
        run_models(con)
        times.append(time.perf_counter())
        rows = con.execute(
            "SELECT schema_name || '.' || table_name, estimated_size FROM duckdb_tables() "
            "WHERE schema_name IN ('lake', 'core', 'marts') ORDER BY 1"
        ).fetchall()
    return told(["lire_et_typer", "modeles"], times, dict(rows))


def given_tables(con: duckdb.DuckDBPyConnection, small: Path) -> None:
    """What a script would have as tables: the small sources of which no file came, whose columns are in the contracts, and the
    declared corrections."""
    from observatory.contracts.load import load_catalogue
    from observatory.contracts.reference import corrections

    for name, table in load_catalogue().sources.items():
        if name not in SOURCES and not any((small / name).glob("*.parquet")):
            columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
            con.execute(f"CREATE TABLE lake.{name} ({columns})")
    con.register("entree", corrections())
    con.execute("CREATE TABLE ref.corrections AS FROM entree")
    con.unregister("entree")


def read_lists(con: duckdb.DuckDBPyConnection) -> None:
    """Code lists, then every word that may stand for a code."""
    options = "delim = ';', header = true, all_varchar = true, quote = '\"'"
    for path in sorted((LISTS / "nomenclatures").glob("*.csv")):
        con.execute(f"CREATE TABLE ref.{path.stem} AS FROM read_csv('{path}', {options})")
    con.execute(f"CREATE TABLE ref.communes AS FROM '{LISTS}/nomenclatures/communes.parquet'")
    # nobody was erased yet
    con.execute("CREATE TABLE ref.effacements (siao_dep VARCHAR, horizon DATE, extraction DATE, fichiers VARCHAR[])")
    con.execute(MACROS)
    con.execute(WORDS.format(lists=LISTS, options=options))


def read_sources(con: duckdb.DuckDBPyConnection, incoming: Path, aside: Path) -> None:
    """`lake.<contract>` for each of the big sources; files written alike are read together. `aside`: a folder for copies."""
    for name, (pattern, query) in SOURCES.items():
        paths = sorted(incoming.glob(pattern))
        replaced = {path.with_name(path.name.replace("-v2", "")) for path in paths if "-v2" in path.name}
        alike = defaultdict(list)
        for rank, path in enumerate(path for path in paths if path not in replaced):
            encoding, *way = way_of_writing(path)
            read = path if encoding == "utf-8" else in_utf8(path, aside / f"{rank}-{path.name}", encoding)
            alike[tuple(way)].append(str(read))
        parts = [read_csv(files, *way) for way, files in alike.items()]
        con.execute(f"CREATE TEMP VIEW brut_{name} AS {' UNION ALL BY NAME '.join(parts)}")
        con.execute(f"CREATE TABLE lake.{name} AS {query}")


def way_of_writing(path: Path) -> tuple[str, str, int, tuple[str, ...]]:
    """Encoding, separator, lines above the header, and the headers in plain words: `Nb. de mineurs` → `nb_de_mineurs`."""
    with path.open("rb") as handle:
        head = handle.read(8192)
    try:
        text, encoding = codecs.getincrementaldecoder("utf-8-sig")().decode(head), "utf-8"
    except UnicodeDecodeError:
        text, encoding = head.decode("cp1252"), "cp1252"
    lines = text.splitlines()
    above = next(number for number, line in enumerate(lines) if line.count(";") + line.count(",") > 4)
    separator = max(";,", key=lines[above].count)
    return encoding, separator, above, tuple(map(plain, lines[above].split(separator)))


def in_utf8(path: Path, copy: Path, encoding: str) -> Path:
    """DuckDB reads UTF-8, and latin-1 without the signs that Windows adds."""
    with path.open(encoding=encoding, newline="") as source, copy.open("w", encoding="utf-8", newline="") as target:
        shutil.copyfileobj(source, target, 1 << 20)
    return copy


def plain(header: str) -> str:
    words = unicodedata.normalize("NFKD", header.lower().replace("n°", "numero ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", words).strip("_")


def read_csv(files: list[str], separator: str, above: int, columns: tuple[str, ...]) -> str:
    """All cells as text; a row that is cut short is left out."""
    kinds = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    return (
        f"SELECT * FROM read_csv({files}, auto_detect = false, header = true, skip = {above}, delim = '{separator}', quote = '\"', "
        f"escape = '\"', columns = {{{kinds}}}, filename = true, ignore_errors = true)"
    )


def run_models(con: duckdb.DuckDBPyConnection) -> None:
    """Staging as views, core and marts as tables, each after those that it reads."""
    queries = {
        f"{layer}.{path.stem}": path.read_text() for layer in SCHEMAS[2:] for path in (MODELS / layer).glob("*.sql")
    }
    read = {
        name: set(re.findall(r"\b(?:staging|core|marts)\.\w+", re.sub(r"--.*", "", sql))) & queries.keys()
        for name, sql in queries.items()
    }
    for name in TopologicalSorter(read).static_order():
        kind = "VIEW" if name.startswith("staging.") else "TABLE"
        con.execute(f"CREATE {kind} {name} AS {queries[name]}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.plain_duckdb")
    for name in ("incoming", "small", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--threads", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    print(json.dumps(main(**vars(arguments()))))
