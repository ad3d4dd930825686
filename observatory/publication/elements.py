"""What each territory holds, in elements that no territory of the last vintage cuts: what sums between them rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import polars as pl

ELEMENTS = """
WITH derniere AS (
  SELECT * FROM core.contenance WHERE millesime_cog = (SELECT max(millesime_cog) FROM core.contenance)
),
divisees AS (
  SELECT DISTINCT contenant_code FROM derniere WHERE contenant_niveau = 'COM' AND contenu_niveau = 'ARM'
),
contenus AS (
  SELECT * FROM derniere
  WHERE contenu_niveau = 'ARM' OR (contenu_niveau = 'COM' AND contenu_code NOT IN (FROM divisees))
)
SELECT contenant_niveau || ':' || contenant_code AS territoire, contenu_code AS element FROM contenus
UNION
SELECT contenu_niveau || ':' || contenu_code, contenu_code FROM contenus
UNION
SELECT 'GROUPE_COMMUNES:' || g.groupe_code, coalesce(d.contenu_code, g.commune_code)
FROM core.groupes_acceleres AS g
LEFT JOIN derniere AS d ON d.contenant_niveau = 'COM' AND d.contenant_code = g.commune_code AND d.contenu_niveau = 'ARM'
UNION
SELECT niveau || ':' || territoire_code, departement_code || ' sans commune' FROM core.territoires_membres WHERE commune_code IS NULL
"""


def elements(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """`territoire` (niveau:code) and `element`: a commune, or an arrondissement of those that have some, or what a département
    counts without knowing the commune, which makes it more than the sum of its parts.

    con: the warehouse, with `core.contenance`, `core.groupes_acceleres` and `core.territoires_membres`.
    """
    return con.sql(ELEMENTS).pl()
