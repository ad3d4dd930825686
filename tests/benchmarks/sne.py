"""Allocations at the size of a country: extractions of the SNE written, received, typed, checked, then made tables.

`python -m tests.benchmarks.sne [allocations]` prints the seconds of each step and the largest memory of the process. Each
allocation has its three steps; the files are those of 96 départements, and of one of them a second extraction. The folder and
the key go away. Nothing is published.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path

from observatory.contracts.load import load_catalogue
from observatory.home import Home
from observatory.lake.partitions import manifests, refresh
from observatory.pipeline import open_for_build
from observatory.pseudonyms.key import create_key
from observatory.sources.intake import receive_incoming
from observatory.warehouse.run import build
from tests.benchmarks.siao import step
from tests.scenarios.attributions import models_of

STEPS = """
SELECT lpad('{dep}', 3, '0') || '0125' || lpad(n::VARCHAR, 9, '0') || '07' AS "Numéro unique", e.etape AS "Étape",
  strftime(DATE '2025-01-01' + (n * 300 // {n} + e.retard)::INTEGER, '%d/%m/%Y') AS "Date de l'événement", '{extraction}' AS "Date d'extraction",
  '{dep}' AS "Département du logement", strftime(DATE '2023-01-01' + (n % 700)::INTEGER, '%d/%m/%Y') AS "Date de dépôt",
  CASE e.etape WHEN 'RADIATION' THEN 'RADATT' END AS "Motif de radiation", c.code AS "Commune du logement",
  CASE n % 4 WHEN 0 THEN 'ZUSOUI' ELSE 'ZUSNON' END AS "QPV", '00000012' || n % 6 AS "Bailleur", 'PPRIOR' AS "Contingent", 'NON' AS "DALO",
  ['SH', 'SD', 'HLM', 'LP', 'CP', 'HLM', 'LP', 'CPE'][n % 8 + 1] AS "Logement actuel", (n % 4 + 1)::VARCHAR AS "Quartile", 'N' AS est_dna
FROM range({kept}) AS t(n), (VALUES ('ATTRIBUTION_CALEOL', 0), ('BAIL_SIGNE', 20), ('RADIATION', 40)) AS e(etape, retard),
  (SELECT list(commune_code ORDER BY commune_code) AS codes FROM '{communes}' WHERE departement_code = '{dep}' AND type_commune = 'COM') AS l,
  LATERAL (SELECT l.codes[1 + n % len(l.codes)] AS code) AS c"""


def main(allocations: int = 1_000_000) -> None:
    """One run, step after step."""
    import duckdb

    logging.getLogger("observatory").addHandler(logging.NullHandler())
    catalogue = load_catalogue()
    communes = catalogue.folder / "nomenclatures" / "communes.parquet"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OBSERVATORY_CLES"] = f"{folder}/cles"
        create_key("siao")
        home = Home(Path(folder) / "maison").create()
        with duckdb.connect() as con:
            found = con.execute(
                f"SELECT DISTINCT departement_code FROM '{communes}' WHERE length(departement_code) = 2 ORDER BY 1"
            ).fetchall()
            codes = [code for (code,) in found][:96]
            each = allocations // len(codes)
            extractions = [(code, "2026-01-20", each) for code in codes] + [
                (codes[0], "2026-07-01", each - each // 100)
            ]
            for dep, extraction, kept in extractions:
                path = home.incoming / "sne" / f"attributions-{dep}-{extraction}.csv"
                path.parent.mkdir(parents=True, exist_ok=True)
                text = STEPS.format(dep=dep, extraction=extraction, n=each, kept=kept, communes=communes)
                con.execute(f"COPY ({text}) TO '{path}' (DELIMITER ';')").fetchall()
        size = sum(path.stat().st_size for path in home.incoming.rglob("*.csv"))
        print(
            f"{allocations} attributions, trois étapes chacune, {len(codes)} départements, {size / 1e6:.0f} Mo",
            flush=True,
        )
        with step("recevoir (lire, changer en clés, ranger)"):
            receipts = receive_incoming(home, catalogue)
        refused = [receipt.phrase for receipt in receipts if receipt.statut != "recu"]
        print(f"  {len(receipts)} fichiers, {len(refused)} refusés", *refused[:3], sep="\n  ")
        with step("typer et contrôler sne_attribution"):
            refresh(home, catalogue, "sne_attribution", "mesure")
        kept = manifests(home, "sne_attribution")
        print(
            f"  {sum(one['nb_lignes_typees'] for one in kept)} lignes typées sur {sum(one['nb_lignes_lues'] for one in kept)} lues"
        )
        with step("entrepôt des attributions"), open_for_build(home, catalogue) as con:
            con.execute("SET memory_limit = '3GB'")
            for run in build(con, models_of("core.attributions", "core.attributions_ventilees")):
                if run.seconds > 1:
                    print(f"  {run.name} : {run.nb_rows} lignes en {run.seconds:.1f} s")
            print(
                "  ",
                con.execute(
                    "SELECT count(*), sum(nb_radiations) FROM core.attributions WHERE niveau = 'DEP'"
                ).fetchone(),
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
