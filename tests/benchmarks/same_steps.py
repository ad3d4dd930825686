"""The steps of `with_pandas`, and nothing more, with the library: `python -m tests.benchmarks.same_steps INCOMING HOME`.

Receives the requests, households and persons of the SIAO and the allocations of the SNE, types and checks them, then builds
the models that the aggregates of `with_pandas` need and writes the same Parquet files in `HOME/agregats/`. One JSON line.

The official lists of territories, without which no commune is known, and their models are made before the clock starts, as
are the imports. What ours does besides on the clock: it keeps the files, their quarantine and journal, and says in which EPCI a
request is. No stay, no insertion request, no mart, no publication.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import time
from pathlib import Path

import duckdb

from observatory.contracts.load import Catalogue, load_catalogue
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import open_for_build, sql_models
from observatory.pseudonyms.key import create_key
from observatory.sources.intake import receive_incoming
from observatory.warehouse.run import build
from tests.benchmarks.line import told

FILES = ("siao/*/*-115-*.csv", "siao/*/*-menages-*.csv", "siao/*/*-personnes-*.csv", "sne/*attributions*.csv")
CONTRACTS = ("siao_demande_115", "siao_menage", "siao_personne", "sne_attribution")
# as `with_pandas.aggregates`, from the models
AGGREGATES = {
    "demandes": "SELECT siao_dep, mois, est_renouvellement, est_pourvue, motif_regroupe, sum(nb_demandes)::BIGINT AS nb FROM core.siao_demandes_comptees GROUP BY ALL",
    "menages_mensuels": "SELECT siao_dep, mois, count(DISTINCT cle_menage) AS nb FROM core.siao_demandes GROUP BY ALL",
    "menages_annuels": "SELECT territoire_code AS siao_dep, year(annee) AS annee, nb_menages AS nb FROM core.siao_menages_annuels WHERE niveau = 'DEP'",
    "nuits": "SELECT siao_dep, mois, est_abrite, count(*) AS nb, sum(nb_personnes)::BIGINT AS nb_personnes FROM core.siao_nuits GROUP BY ALL",
    "personnes": "SELECT siao_dep, count(DISTINCT cle_personne) AS stricte, count(DISTINCT cle_personne_centrale) AS centrale, count(DISTINCT cle_personne_large) AS large FROM staging.siao_personne GROUP BY ALL",
    "attributions": "SELECT departement_code, annee, etape, situation, count(*) AS nb FROM core.attributions_menages WHERE etat = 'ARRETE' GROUP BY ALL",
}
MODELS = ("core.siao_demandes_comptees", "core.siao_menages_annuels", "core.siao_nuits", "core.attributions_menages", "staging.siao_personne")  # fmt: skip


def main(incoming: Path, root: Path) -> dict:
    """A new home under `root`; what it took (`line.told`), and the rows of each aggregate."""
    logging.getLogger("observatory").addHandler(logging.NullHandler())
    os.environ["OBSERVATORY_CLES"] = str(root.with_name(f"{root.name}-cles"))
    catalogue, home = load_catalogue(), Home(root).create()
    create_key("siao", home=home)
    territories(home, catalogue, incoming)
    for pattern in FILES:
        drop(home, incoming, pattern)
    needed = _needed(*MODELS)
    times = [time.perf_counter()]
    receive_incoming(home, catalogue)
    times.append(time.perf_counter())
    for contract in CONTRACTS:
        refresh(home, catalogue, contract, "mesure")
    times.append(time.perf_counter())
    (root / "agregats").mkdir(exist_ok=True)
    with open_for_build(home, catalogue) as con:
        for _ in build(con, sql_models(), needed - _known(con)):
            pass
        rows = {name: _write(con, query, root / "agregats" / f"{name}.parquet") for name, query in AGGREGATES.items()}
    return told(["reception", "types_et_controles", "modeles_et_agregats"], [*times, time.perf_counter()], rows)


def territories(home: Home, catalogue: Catalogue, incoming: Path) -> None:
    """The official lists, checked, and the models that read nothing else."""
    drop(home, incoming, "territoires/**/*.*")
    receive_incoming(home, catalogue)
    for contract in catalogue.sources:
        refresh(home, catalogue, contract, "avant")
    with open_for_build(home, catalogue) as con:
        for _ in build(con, sql_models(), filter(_is_of_territories, _needed(*MODELS))):
            pass


def drop(home: Home, incoming: Path, pattern: str) -> None:
    for path in incoming.glob(pattern):
        if path.is_file():
            target = home.incoming / path.relative_to(incoming)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def _needed(*names: str) -> set[str]:
    """The models themselves and all those that they read."""
    models, found, waiting = sql_models(), set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in models and name not in found:
            found.add(name)
            waiting += models[name].inputs
    return found


def _is_of_territories(name: str) -> bool:
    lake = {source for model in _needed(name) for source in sql_models()[model].inputs if source.startswith("lake.")}
    return not any(source.startswith(("lake.siao_", "lake.sne_")) for source in lake)


def _known(con: duckdb.DuckDBPyConnection) -> set[str]:
    rows = con.execute("SELECT table_schema || '.' || table_name FROM information_schema.tables").fetchall()
    return {name for (name,) in rows}


def _write(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    return con.execute(f"COPY ({query}) TO '{path}'").fetchall()[0][0]


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:3]))))
