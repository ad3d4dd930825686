"""What two releases say of themselves: definitions, files received, corrections, policy, software."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.publication.opendata.paths import reading

if TYPE_CHECKING:
    import duckdb
    import polars as pl

_TEXT = "concat_ws(' ; ', definition, 'unité ' || unite_colonne, 'liste ' || nomenclature, type_donnee)"
_QUERIES = {
    "dictionnaire": f"""
        SELECT coalesce(b.table_nom, a.table_nom), NULL, coalesce(b.colonne_nom, a.colonne_nom),
               CASE WHEN a.texte IS NULL THEN 'COLONNE_AJOUTEE' WHEN b.texte IS NULL THEN 'COLONNE_RETIREE' ELSE 'DEFINITION' END,
               a.texte, b.texte
        FROM (SELECT *, {_TEXT} AS texte FROM avant) a FULL JOIN (SELECT *, {_TEXT} AS texte FROM apres) b
        USING (table_nom, colonne_nom)
        WHERE a.texte IS DISTINCT FROM b.texte
          AND coalesce(b.table_nom, a.table_nom) IN (SELECT unnest($both))
    """,
    "sources": """
        SELECT 'meta.sources', concat_ws(', ', contrat, partition), NULL,
               CASE WHEN a.fichier_nom IS NULL THEN 'SOURCE_RECUE' WHEN b.fichier_nom IS NULL THEN 'SOURCE_RETIREE' ELSE 'SOURCE_REMPLACEE' END,
               a.fichier_nom, b.fichier_nom
        FROM avant a FULL JOIN apres b USING (contrat, partition)
        WHERE a.fichier_sha256 IS DISTINCT FROM b.fichier_sha256
    """,
    "corrections": """
        SELECT 'meta.corrections', correction_id, NULL,
               CASE WHEN a.motif_correction IS NULL THEN 'CORRECTION_AJOUTEE' ELSE 'CORRECTION_RETIREE' END,
               a.motif_correction, b.motif_correction
        FROM avant a FULL JOIN apres b USING (correction_id) WHERE a.motif_correction IS NULL OR b.motif_correction IS NULL
    """,
    "version": """
        SELECT 'meta.version', NULL, nom, nature, avant, apres FROM (
            SELECT 'politique_version' AS nom, 'POLITIQUE' AS nature, a.politique_version AS avant, b.politique_version AS apres
            FROM avant a, apres b
            UNION ALL
            SELECT 'version_logiciel', 'LOGICIEL', a.version_logiciel, b.version_logiciel FROM avant a, apres b
        ) WHERE avant IS DISTINCT FROM apres
    """,
}


def compare_description(
    con: duckdb.DuckDBPyConnection,
    told: Mapping[str, Sequence[Path]],
    now: Mapping[str, pl.DataFrame],
    both: Collection[str],
) -> None:
    """Write in `meta.changements` what differs between the tables of `meta`; the columns of the tables that `both` have."""
    for name in _QUERIES.keys() & told.keys() & now.keys():
        con.execute(f"CREATE OR REPLACE VIEW avant AS FROM {reading(told[name])}")
        con.register("apres", now[name])
        given = {"both": list(both)} if "$both" in _QUERIES[name] else {}
        con.execute(
            "INSERT INTO meta.changements (table_nom, cle_ligne, colonne_nom, nature_changement, valeur_avant, valeur_apres)"
            + _QUERIES[name],
            given,
        )
