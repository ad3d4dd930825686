"""The SIAO at the size of a country: requests written, received, typed, checked, then made persons, flows and delays.

`python -m tests.benchmarks.siao [requests]` prints the seconds of each step and the largest memory of the process. The
files are those of 96 départements, one for each year, in a folder that goes away; the key too. Six requests in seven have a
commune, and households move in the middle of the year. Nothing is published.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from observatory.contracts.load import load_catalogue
from observatory.home import Home
from observatory.lake.partitions import manifests, refresh
from observatory.pipeline import open_for_build, sql_models
from observatory.pseudonyms.key import create_key
from observatory.sources.intake import receive_incoming
from observatory.warehouse.run import build

PER_HOUSEHOLD = 8
REQUESTS = """
SELECT '{dep}' AS "Département", '{dep}-' || n AS "Numéro demande",
  strftime(TIMESTAMP '2025-01-01' + INTERVAL (n * 525600 // {n}) MINUTE, '%d/%m/%Y %H:%M') AS "Date et heure de la demande",
  strftime(DATE '2025-01-01' + (n * 365 // {n})::INTEGER, '%d/%m/%Y') AS "Nuit demandée", 'G{dep}' || hash(n % ({n} // {each})) % 100000000 AS "Identifiant du groupe",
  1 + n % 4 AS "Nb de personnes", n % 2 AS "Nb de mineurs", CASE WHEN n % 4 = 0 THEN '10' WHEN n % 2 = 1 THEN '40' ELSE '20' END AS "Composition",
  '20' AS "Situation", '203' AS "Motif", 'APPEL' AS "Canal", 'HEBERGEMENT' AS "Type de demande", CASE n % 3 WHEN 0 THEN 'oui' ELSE 'non' END AS "Renouvellement",
  CASE WHEN n % 5 > 1 THEN 'POURVUE' ELSE 'NON_POURVUE' END AS "Réponse", CASE WHEN n % 5 < 2 THEN 'ABSENCE_PLACE_DISPONIBLE' END AS "Motif de refus",
  CASE WHEN n % 5 > 1 THEN '10' END AS "Type de place", CASE WHEN n % 5 > 1 THEN 1 END AS "Nuits attribuées",
  CASE WHEN n % 7 > 0 THEN {communes}[1 + (hash(n % ({n} // {each})) % 1000 + 7 * (n * 2 // {n}))::BIGINT % len({communes})] END AS "Commune de la demande"
FROM range({n}) AS t(n)"""
COMMUNES = """
SELECT list(commune_code ORDER BY pop_municipale DESC)[:40] FROM read_parquet(?) WHERE departement_code = ? AND type_commune = 'COM'"""
PERSONS = """
SELECT '{dep}' AS "Département", 'F{dep}' || n AS "Numéro fiche", 'G{dep}' || hash(n) % 100000000 AS "Identifiant du groupe", '03/01/2025' AS "Date de la situation",
  'Nom' || chr(65 + (n % 26)::INTEGER) || chr(65 + (n // 26 % 26)::INTEGER) || chr(65 + (n // 676 % 26)::INTEGER) AS "Nom", 'Prenom' || chr(65 + (n % 17)::INTEGER) AS "Prénom",
  strftime(DATE '1960-01-02' + (n % 15000)::INTEGER, '%d/%m/%Y') AS "Date de naissance", 'F' AS "Sexe", '20' AS "Situation"
FROM range({n} // {each}) AS t(n)"""


def main(requests: int = 10_000_000) -> None:
    """One run, step after step."""
    import duckdb

    logging.getLogger("observatory").addHandler(logging.NullHandler())
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OBSERVATORY_CLES"] = f"{folder}/cles"
        create_key("siao")
        home = Home(Path(folder) / "maison").create()
        with duckdb.connect() as con:
            codes = [
                row[0]
                for row in con.execute(
                    f"SELECT code FROM read_csv('{catalogue.folder}/nomenclatures/departement.csv', delim=';', all_varchar=true) WHERE length(code) = 2 ORDER BY 1"
                ).fetchall()
            ][:96]
            for dep in codes:
                communes = con.execute(
                    COMMUNES, [f"{catalogue.folder}/nomenclatures/communes.parquet", dep]
                ).fetchone()[0]
                for name, query in (("demandes-115-2025", REQUESTS), ("personnes-2026-01-01", PERSONS)):
                    path = home.incoming / "siao" / dep / f"{name}-{dep}.csv"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    text = query.format(dep=dep, n=requests // len(codes), each=PER_HOUSEHOLD, communes=communes)
                    con.execute(f"COPY ({text}) TO '{path}' (DELIMITER ';')").fetchall()
        size = sum(path.stat().st_size for path in home.incoming.rglob("*.csv"))
        print(f"{requests} demandes, {len(codes)} départements, {size / 1e6:.0f} Mo")
        with step("recevoir (lire, changer en clés, ranger)"):
            receipts = receive_incoming(home, catalogue)
        refused = [receipt.phrase for receipt in receipts if receipt.statut != "recu"]
        print(f"  {len(receipts)} fichiers, {len(refused)} refusés", *refused[:3], sep="\n  ")
        for contract in ("siao_demande_115", "siao_personne"):
            with step(f"typer et contrôler {contract}"):
                refresh(home, catalogue, contract, "mesure")
            kept = manifests(home, contract)
            print(
                f"  {sum(one['nb_lignes_typees'] for one in kept)} lignes typées sur {sum(one['nb_lignes_lues'] for one in kept)} lues"
            )
        models = needed()
        with step("entrepôt du SIAO"), open_for_build(home, catalogue) as con:
            con.execute("SET memory_limit = '3GB'")
            con.execute(
                "CREATE OR REPLACE TABLE core.evenements AS SELECT 'DEP' AS niveau, '01' AS territoire_code, DATE '2025-01-01' AS evenement_debut, 'AUTRE' AS evenement_type"
            )
            for run in build(con, sql_models(), models):
                if run.seconds > 1:
                    print(f"  {run.name} : {run.nb_rows} lignes en {run.seconds:.1f} s")


def needed() -> set[str]:
    """The SIAO models and all that they read, but for the events, which are given."""
    models, found = sql_models(), set()
    waiting = [name for name in models if "siao" in name and not name.startswith("marts.")]
    while waiting:
        name = waiting.pop()
        if name in models and name not in found and name != "core.evenements":
            found.add(name)
            waiting += models[name].inputs
    return found


class step:
    """Print how long a step took, and the largest memory of the process so far."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __enter__(self) -> None:
        self.started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"{self.label} : {time.perf_counter() - self.started:.0f} s, mémoire au plus {peak:.2f} Go", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
