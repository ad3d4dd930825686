"""What a release verifies by itself before it is built: nothing is published on someone else's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.partitions import checked_as, manifests, parquet_path, sha256_of
from observatory.pipeline import WHOLE, checked_tables, late_models, state_fingerprint
from observatory.quality import journal

if TYPE_CHECKING:
    import duckdb


def recheck(home: Home, catalogue: Catalogue, con: duckdb.DuckDBPyConnection) -> None:
    """Refuse, with a sentence, a release whose inputs or tables are not what the checks saw.

    Holds the lake against its manifests and the quality journal, the warehouse against the lake, the tables' checks
    against the journal, and keeps fictional and real data apart.
    """
    for contract in catalogue.sources:
        for manifest in manifests(home, contract):
            _recheck_partition(home, contract, manifest)
    fingerprint = state_fingerprint(home, catalogue)
    if late := late_models(con, fingerprint):
        raise ObservatoryError(
            f"L’entrepôt ne correspond plus aux fichiers reçus ou aux règles ({len(late)} modèles à refaire, "
            f"dont {late[0]}) : rien n’est publié.",
            "Lancez « observatory build » (ou « preparer_la_publication » dans Dagster), puis publiez.",
        )
    for name in checked_tables(catalogue):
        _refuse_unless_passed(home, name, WHOLE, fingerprint)
    _refuse_mixture(con)


def _recheck_partition(home: Home, contract: str, manifest: dict) -> None:
    path = parquet_path(home, contract, manifest["partition"])
    if not path.exists() or sha256_of(path) != manifest["parquet_sha256"]:
        raise ObservatoryError(
            f"Le fichier {path.name} du lac ({contract}) a été modifié depuis ses contrôles : rien n’est publié.",
            "Relancez « observatory build » pour le relire et le contrôler.",
        )
    fingerprint = checked_as(manifest["fichier_sha256"], manifest["regles"])
    _refuse_unless_passed(home, f"lake.{contract}", manifest["partition"], fingerprint)


def _refuse_unless_passed(home: Home, name: str, partition: str, fingerprint: str) -> None:
    failures = journal.blocking_failures(home.journal, name, partition, fingerprint)
    if failures:
        raise ObservatoryError(
            f"{name} ({partition}) : des contrôles bloquants ont échoué ({', '.join(failures)}) : rien n’est publié.",
            "Lisez le contrôle dans Dagster ou avec « observatory check », corrigez, puis relancez « observatory build ».",
        )
    if not journal.has_passed(home.journal, name, partition, fingerprint):
        raise ObservatoryError(
            f"{name} ({partition}) : le journal qualité ne garde aucun contrôle de ces données : rien n’est publié.",
            "Lancez « observatory build », puis publiez.",
        )


def _refuse_mixture(con: duckdb.DuckDBPyConnection) -> None:
    kinds = {kind for (kind,) in con.execute("SELECT DISTINCT est_fictif FROM marts.territoires").fetchall()}
    if not kinds:
        raise ObservatoryError(
            "Aucune donnée à publier : l’entrepôt est vide.",
            "Déposez un fichier dans incoming/ (ou « observatory ingest »), puis « observatory build ».",
        )
    if len(kinds) > 1:
        raise ObservatoryError(
            "Cette maison des données mêle des données fictives et des données réelles : rien n’est publié.",
            "Gardez la démonstration et les vraies données dans deux dossiers (OBSERVATORY_HOME).",
        )
