"""How long the door, the gate and the models take, beside the plainest DuckDB script that does the same job.

Run by `make bench`. Both sides read the same file, in the same run, several times; medians and ratios are printed.
"""

from __future__ import annotations

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from observatory.contracts.load import Catalogue, load_catalogue
from observatory.home import Home

ROUNDS = 3
COLUMNS = (
    "edition_id,territoire_code_type,territoire_code,territoire_libelle,date_nuit,date_nuit_precision,indicateur,"
    "type_lieu,valeur,unite,statut_resultat,statut_motif,perimetre_code,source_titre,source_url,note"
)


def main(rows: int = 500_000) -> None:
    """Print a table of medians: what is measured, ours, plain DuckDB, ratio."""
    logging.getLogger("observatory").addHandler(logging.NullHandler())
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nuits.csv"
        _write_file(path, rows)
        print(f"{rows} lignes, {path.stat().st_size / 1e6:.0f} Mo, médianes de {ROUNDS} tours\n")
        _compare("lire et typer", lambda: _our_reading(path, catalogue), lambda: _plain_reading(path, Path(folder)))
        reading = _our_reading(path, catalogue)
        _our_checks(reading, catalogue)  # Great Expectations is imported once, outside the measure
        _compare("contrôler", lambda: _our_checks(reading, catalogue), lambda: _plain_checks(Path(folder)))
        home = Home(Path(folder) / "maison").create()
        _compare("construire les modèles", _our_models(home, catalogue), _plain_models(home))


def _compare(label: str, ours: Callable[[], object], plain: Callable[[], object]) -> None:
    """Time both in turn, so that a slow moment of the machine weighs on both."""
    times: list[tuple[float, float]] = [(_seconds(ours), _seconds(plain)) for _ in range(ROUNDS)]
    our, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{label:24} {our:7.2f} s   DuckDB seul {theirs:7.2f} s   rapport {our / theirs:5.1f}")


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def _write_file(path: Path, rows: int) -> None:
    """A file of published night counts, valid and as long as asked."""
    import duckdb

    duckdb.sql(
        f"""COPY (SELECT 'Z1101_' || i AS edition_id, 'COM' AS territoire_code_type, 'Z1101' AS territoire_code,
        'Ville fictive' AS territoire_libelle, DATE '2020-01-01' + (i % 2000)::INTEGER AS date_nuit, 'JOUR' AS date_nuit_precision,
        'personnes_decomptees' AS indicateur, 'RUE' AS type_lieu, i % 300 AS valeur, 'PERSONNE' AS unite,
        'DEFINITIF' AS statut_resultat, 'SOURCE' AS statut_motif, 'EQUIPEMENTS' AS perimetre_code,
        'Données fictives' AS source_titre, 'https://exemple.invalid/' || i AS source_url, NULL AS note
        FROM range({rows}) AS t(i)) TO '{path}' (HEADER, DELIMITER ',')"""
    )


def _our_reading(path: Path, catalogue: Catalogue):
    from observatory.lake.gate import candidate_rows
    from observatory.sources.reading import read_file

    reading = read_file(path.read_bytes(), path.name, catalogue, date.today())
    candidate_rows(reading, date.today()).write_parquet(path.with_name("notre.parquet"))
    return reading


def _plain_reading(path: Path, folder: Path) -> None:
    """No header search, no code list, no quarantine: a script that trusts the file."""
    import duckdb

    duckdb.sql(
        f"COPY (SELECT * REPLACE (valeur::DOUBLE AS valeur) FROM read_csv('{path}')) TO '{folder / 'simple.parquet'}'"
    )


def _our_checks(reading, catalogue: Catalogue) -> None:
    from observatory.lake.gate import examine

    results = examine(reading, date.today(), catalogue, None)
    assert not any(result.is_blocking_failure for result in results)


def _plain_checks(folder: Path) -> None:
    import duckdb

    source = f"read_parquet('{folder / 'simple.parquet'}')"
    key = "edition_id, indicateur, type_lieu, statut_resultat"
    duckdb.sql(f"SELECT count(*) FROM (SELECT 1 FROM {source} GROUP BY {key} HAVING count(*) > 1)").fetchall()
    duckdb.sql(f"SELECT count(*) FROM {source} WHERE valeur < 0 AND indicateur NOT LIKE 'evolution%'").fetchall()
    per_edition = "count(DISTINCT territoire_code) > 1 OR count(DISTINCT date_nuit) > 1"
    duckdb.sql(f"SELECT count(*) FROM (SELECT 1 FROM {source} GROUP BY edition_id HAVING {per_edition})").fetchall()
    duckdb.sql(f"SELECT count(DISTINCT edition_id) FROM {source} WHERE month(date_nuit) <> 1").fetchall()


def _our_models(home: Home, catalogue: Catalogue) -> Callable[[], None]:
    """The SQL models on the demonstration's lake."""
    from observatory.demo import write_demo
    from observatory.lake.partitions import refresh
    from observatory.pipeline import build_models, open_for_build
    from observatory.sources.intake import receive_incoming

    write_demo(home)
    receive_incoming(home, catalogue)
    for contract in catalogue.sources:
        refresh(home, catalogue, contract, "mesure")

    def build() -> None:
        with open_for_build(home, catalogue) as con:
            list(build_models(con, home, catalogue))

    return build


def _plain_models(home: Home) -> Callable[[], None]:
    """The same SQL, in the same order, without graph, contract nor lineage."""
    import duckdb

    from observatory.pipeline import sql_models

    def build() -> None:
        with duckdb.connect(str(home.warehouse)) as con:
            for model in sql_models().values():
                kind = "VIEW" if model.layer == "staging" else "TABLE"
                con.execute(f"CREATE OR REPLACE {kind} {model.layer}.essai_{model.name.split('.')[1]} AS {model.sql}")

    return build


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
