"""The guard of speed: what the door, the gate, the models and a task with nothing to do take, as ratios, held to those on record.

`make bench-quick` (under two minutes) measures each beside the plainest DuckDB script that does the same job, in the same run and
turn by turn, and fails when a ratio is more than `MARGIN` times the one of docs/mesures/bench.json. It is no test: a machine that
does something else at the same time may fail it.
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
from tests.benchmarks import record
from tests.demo.one_siao import keep_one_siao

ROUNDS, ROWS = 3, 200_000
SCALE, YEARS = 0.1, (2023, 2025)
MARGIN = 2.0
COLUMNS = (
    "edition_id,territoire_code_type,territoire_code,territoire_libelle,date_nuit,date_nuit_precision,indicateur,"
    "type_lieu,valeur,unite,statut_resultat,statut_motif,perimetre_code,source_titre,source_url,note"
)


def main() -> None:
    """Measure, print, and exit with 1 when something has become much slower than what is on record."""
    known, found, late = record.read().get("rapide", {}), measure(), []
    for label, ratio in found.items():
        before = known.get(label)
        told = f"en mémoire {before:5.2f}" if before else "rien en mémoire"
        print(f"{label:28} rapport {ratio:5.2f}   {told}")
        if before and ratio > MARGIN * before:
            late.append(label)
    if late:
        print(f"\nPlus de {MARGIN:g} fois le rapport en mémoire : {', '.join(late)}.")
        sys.exit(1)


def measure() -> dict[str, float]:
    """What is measured → median of the ratios of its turns, ours to the plain script."""
    logging.getLogger("observatory").addHandler(logging.NullHandler())
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / "nuits.csv"
        _write_file(path, ROWS)
        found = {"lire et typer": _ratio(lambda: _our_reading(path, catalogue), lambda: _plain_reading(path, folder))}
        reading = _our_reading(path, catalogue)
        _our_checks(reading, catalogue)  # Great Expectations is imported once, outside the measure
        found["contrôler"] = _ratio(lambda: _our_checks(reading, catalogue), lambda: _plain_checks(folder))
        home = Home(folder / "maison").create()
        found["construire les modèles"] = _ratio(_our_models(home, catalogue), _plain_models(home))
        return found


def _ratio(ours: Callable[[], object], plain: Callable[[], object]) -> float:
    """Both in turn, so that a slow moment of the machine weighs on both."""
    return statistics.median(_seconds(ours) / _seconds(plain) for _ in range(ROUNDS))


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

    write_demo(home, scale=SCALE, years=YEARS)
    keep_one_siao(home)
    receive_incoming(home, catalogue)
    for contract in catalogue.sources:
        refresh(home, catalogue, contract, "mesure")

    def build() -> None:
        with open_for_build(home, catalogue) as con:
            con.execute("DELETE FROM meta.modeles")  # or nothing would be built
            list(build_models(con, home, catalogue))

    return build


def _plain_models(home: Home) -> Callable[[], None]:
    """The same SQL, in the same order, without graph, contract nor lineage."""
    import duckdb

    from observatory.pipeline import sql_models
    from observatory.warehouse.functions import register_functions

    def build() -> None:
        with duckdb.connect(str(home.warehouse)) as con:
            register_functions(con)
            for model in sql_models().values():
                kind = "VIEW" if model.layer == "staging" else "TABLE"
                con.execute(f"CREATE OR REPLACE {kind} {model.layer}.essai_{model.name.split('.')[1]} AS {model.sql}")

    return build


if __name__ == "__main__":
    main()
