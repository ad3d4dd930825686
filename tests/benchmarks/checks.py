"""The checks of lake.siao_demande_115 by Great Expectations inside DuckDB, beside one hand-written query of the same conditions.

`python -m tests.benchmarks.checks [rows] [rounds]`: rows are made in DuckDB, typed as the contract says, written to Parquet and
read as the gate reads a candidate. Both sides answer on the same connection, in turn; medians. Both say for each condition
whether it holds. Not compared: the count of offending rows that ours adds for what fails (the rows made here satisfy every
check but URG-10, a few rows). The engine is imported before the clock starts.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

FEW = 300  # rows of a small table: what is paid whatever the size
ROWS = """
SELECT 'Z' || 11 + i % 8 AS siao_dep, 'd-' || md5(i::VARCHAR) AS cle_demande,
  TIMESTAMP '2025-01-01' + INTERVAL (i * 31536000 // {rows}) SECOND AS date_heure_demande, date_heure_demande::DATE AS nuit_demandee,
  'm-' || md5((i % ({rows} // 8 + 1))::VARCHAR) AS cle_menage, (1 + i % 3 // 2)::INTEGER AS nb_personnes_menage, (i % 3 // 2)::INTEGER AS nb_mineurs_menage,
  CASE WHEN nb_personnes_menage > 1 THEN '40' ELSE '10' END AS composition_code, '20' AS situation_code, '203' AS motif_code,
  'Z1101' AS commune_sollicitation_code, 'APPEL' AS canal, 'HEBERGEMENT' AS type_demande, CASE WHEN i % 100000 > 0 THEN i % 4 = 0 END AS est_renouvellement,
  CASE WHEN i % 5 = 0 THEN 'NON_POURVUE' ELSE 'POURVUE' END AS reponse_115, CASE WHEN i % 5 = 0 THEN 'ABSENCE_PLACE_DISPONIBLE' END AS motif_non_pourvue,
  '10' AS type_place_code, 1::INTEGER AS nb_nuits_attribuees, 'abcdef01' AS empreinte_cle, repeat('0', 64) AS fichier_sha256,
  i::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, DATE '2026-01-01' AS date_reception, '1.0.0' AS version_contrat
FROM range({rows}) AS t(i)"""
# one scan for what is said of a row or of the whole, then what needs groups
BY_HAND = """
SELECT
  (SELECT count(*) FROM (SELECT 1 FROM candidat GROUP BY siao_dep, cle_demande HAVING count(*) > 1)) = 0 AS "URG-01",
  nb_mineurs = 0 OR personnes <= 1 AS "URG-02",
  nb_composition = 0 AS "URG-03",
  nb_motif = 0 AS "URG-04",
  nb_menage <= 20 * (SELECT count(DISTINCT (cle_menage, date_trunc('month', date_heure_demande))) FROM candidat WHERE cle_menage IS NOT NULL) AS "URG-05",
  greatest(nr_composition, nr_situation, nr_motif, nb - nb_menage) <= 0.1 * nb AS "URG-06",
  nb_renouvellement = 0 AS "URG-10",
  (SELECT count(*) FROM (SELECT 1 FROM candidat WHERE cle_menage IS NOT NULL AND type_demande = 'HEBERGEMENT' GROUP BY siao_dep, cle_menage, nuit_demandee HAVING count(*) > 1)) = 0 AS "URG-11",
  (SELECT count(*) FROM candidat AS c JOIN ref.effacements AS e USING (siao_dep) WHERE NOT list_contains(e.fichiers, c.fichier_sha256) AND coalesce(nuit_demandee, date_heure_demande::DATE) < e.horizon) <= 0.03 * nb AS "URG-12"
FROM (
  SELECT
    count(*) AS nb,
    count(cle_menage) AS nb_menage,
    avg(nb_personnes_menage) AS personnes,
    count_if(nb_mineurs_menage > nb_personnes_menage) AS nb_mineurs,
    count_if((composition_code IN ('10', '20') AND nb_personnes_menage <> 1) OR (composition_code = '30' AND nb_personnes_menage <> 2)) AS nb_composition,
    count_if((reponse_115 = 'NON_POURVUE' AND motif_non_pourvue IS NULL) OR (reponse_115 = 'POURVUE' AND motif_non_pourvue IS NOT NULL)) AS nb_motif,
    count_if(composition_code = 'NR') AS nr_composition,
    count_if(situation_code = 'NR') AS nr_situation,
    count_if(motif_code = 'NR') AS nr_motif,
    count_if(type_demande = 'HEBERGEMENT' AND est_renouvellement IS NULL) AS nb_renouvellement
  FROM candidat
)"""


def measure(rows: int = 10_000_000, rounds: int = 5) -> dict:
    """Median seconds of each side on `rows` rows and their ratio; the processor and wall time of a table of a few rows.

    AssertionError when the two sides do not answer the same.
    """
    from observatory.contracts.load import load_catalogue
    from observatory.quality.gx import run_checks

    checks = load_catalogue().sources["siao_demande_115"].checks
    with tempfile.TemporaryDirectory() as folder:
        few = _candidate(Path(folder), FEW)
        run_checks(few, "candidat", checks)
        fixed = [_seconds(lambda: run_checks(few, "candidat", checks)) for _ in range(max(rounds, 5))]
        con, times = _candidate(Path(folder), rows), []
        for _ in range(rounds):
            ours, (our_time, _) = _timed(lambda: {one.id: one.passed for one in run_checks(con, "candidat", checks)})
            theirs, (their_time, _) = _timed(lambda: _by_hand(con))
            assert ours == theirs, (ours, theirs)
            times.append((our_time, their_time))
    ours, theirs = (statistics.median(side) for side in zip(*times, strict=True))
    wall, cpu = (statistics.median(side) for side in zip(*fixed, strict=True))
    return {
        "lignes": rows, "tours": rounds, "controles": len(checks), "great_expectations_s": round(ours, 3), "a_la_main_s": round(theirs, 3),
        "rapport": round(statistics.median(a / b for a, b in times), 2), "fixe_s": round(wall, 3), "fixe_processeur_s": round(cpu, 3),
    }  # fmt: skip


def _candidate(folder: Path, rows: int) -> duckdb.DuckDBPyConnection:
    """A database in memory with the candidate and the erasures, as `lake.gate` makes it."""
    import duckdb
    import polars as pl

    from observatory.lake.frozen import erasures

    path = folder / f"{rows}.parquet"
    with duckdb.connect() as con:
        con.execute(f"COPY ({ROWS.format(rows=rows)}) TO '{path}'")
    con = duckdb.connect()
    con.execute("CREATE SCHEMA ref")
    for name, frame in (("candidat", pl.read_parquet(path)), ("ref.effacements", erasures(None))):
        con.register("entree", frame)
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM entree")
        con.unregister("entree")
    return con


def _by_hand(con: duckdb.DuckDBPyConnection) -> dict[str, bool]:
    found = con.execute(BY_HAND)
    return dict(zip([column[0] for column in found.description], found.fetchall()[0], strict=True))


def _timed(task) -> tuple[dict[str, bool], tuple[float, float]]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = task()
    return found, (time.perf_counter() - wall, time.process_time() - cpu)


def _seconds(task) -> tuple[float, float]:
    return _timed(task)[1]


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:3]))))
