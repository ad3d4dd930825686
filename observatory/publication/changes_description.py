"""What two releases say of themselves: definitions, files received, corrections, policy, software."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.publication.opendata.paths import reading

if TYPE_CHECKING:
    import duckdb
    import polars as pl

# What two dictionaries, `avant` and `apres`, say otherwise of a column: a line for each thing that changed.
DEFINITIONS = """
    WITH paires AS (
        SELECT table_nom, colonne_nom, a, b
        FROM (SELECT * FROM avant) a FULL JOIN (SELECT * FROM apres) b USING (table_nom, colonne_nom)
    ),
    dits AS (
        SELECT table_nom, colonne_nom, a.definition IS NULL AS est_ajoutee, b.definition IS NULL AS est_retiree,
               unnest([
                   {'nature': 'DEFINITION', 'avant': a.definition, 'apres': b.definition},
                   {'nature': 'UNITE', 'avant': a.unite_colonne, 'apres': b.unite_colonne},
                   {'nature': 'NOMENCLATURE', 'avant': a.nomenclature, 'apres': b.nomenclature},
                   {'nature': 'TYPE', 'avant': a.type_donnee, 'apres': b.type_donnee}
               ], recursive := true)
        FROM paires
    )
    SELECT table_nom, colonne_nom,
           CASE WHEN est_ajoutee THEN 'AJOUTEE' WHEN est_retiree THEN 'RETIREE' ELSE nature END AS nature_definition, avant, apres
    FROM dits
    WHERE avant IS DISTINCT FROM apres AND (nature = 'DEFINITION' OR NOT (est_ajoutee OR est_retiree))
"""
_QUERIES = {
    "dictionnaire": f"""
        SELECT table_nom, NULL, colonne_nom,
               CASE WHEN bool_or(nature_definition = 'AJOUTEE') THEN 'COLONNE_AJOUTEE'
                    WHEN bool_or(nature_definition = 'RETIREE') THEN 'COLONNE_RETIREE' ELSE 'DEFINITION' END,
               string_agg(nom || avant, ' ; ' ORDER BY nature_definition), string_agg(nom || apres, ' ; ' ORDER BY nature_definition)
        FROM (
            SELECT *, CASE nature_definition WHEN 'UNITE' THEN 'unité ' WHEN 'NOMENCLATURE' THEN 'liste ' ELSE '' END AS nom
            FROM ({DEFINITIONS})
        )
        WHERE table_nom IN (SELECT unnest($both))
        GROUP BY table_nom, colonne_nom
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
