"""What a release verifies by itself before it is built: nothing is published on someone else's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.partitions import checked_as, manifests, parquet_path, sha256_of
from observatory.pipeline import WHOLE, checked_states, late_models
from observatory.quality import journal

if TYPE_CHECKING:
    import duckdb

    from observatory.quality.check import CheckResult

    Told = dict[tuple[str | None, str], list[CheckResult]]  # what the journal keeps of an object


def recheck(home: Home, catalogue: Catalogue, con: duckdb.DuckDBPyConnection) -> None:
    """Refuse, with a sentence, a release whose inputs or tables are not what the checks saw.

    Holds the lake against its manifests and the quality journal, the warehouse against the lake, the tables' checks
    against the journal, and keeps fictional and real data apart.
    """
    for contract in catalogue.sources:
        told = journal.results(home.journal, f"lake.{contract}")
        for manifest in manifests(home, contract):
            _recheck_partition(home, contract, manifest, told)
    if late := late_models(con, home, catalogue):
        raise ObservatoryError(
            f"L’entrepôt ne correspond plus aux fichiers reçus ou aux règles ({len(late)} modèles à vérifier ou à "
            f"refaire, à partir de {late[0]}) : rien n’est publié.",
            "Lancez « observatory build » (ou « preparer_la_publication » dans Dagster), puis publiez.",
        )
    for name, fingerprint in checked_states(con, catalogue).items():
        _refuse_unless_passed(journal.results(home.journal, name), name, WHOLE, fingerprint)
    _refuse_mixture(con)


def _recheck_partition(home: Home, contract: str, manifest: dict, told: Told) -> None:
    path = parquet_path(home, contract, manifest["partition"])
    if not path.exists() or sha256_of(path) != manifest["parquet_sha256"]:
        raise ObservatoryError(
            f"Le fichier {path.name} du lac ({contract}) a été modifié depuis ses contrôles : rien n’est publié.",
            "Relancez « observatory build » pour le relire et le contrôler.",
        )
    fingerprint = checked_as(manifest["fichier_sha256"], manifest["regles"])
    _refuse_unless_passed(told, f"lake.{contract}", manifest["partition"], fingerprint)


def _refuse_unless_passed(told: Told, name: str, partition: str, fingerprint: str) -> None:
    results = told.get((partition, fingerprint), [])
    if failures := sorted(result.id for result in results if result.is_blocking_failure):
        raise ObservatoryError(
            f"{name} ({partition}) : des contrôles bloquants ont échoué ({', '.join(failures)}) : rien n’est publié.",
            "Lisez le contrôle dans Dagster ou avec « observatory check », corrigez, puis relancez « observatory build ».",
        )
    if not results:
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
