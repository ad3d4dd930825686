-- Territoires du millésime sans contour, et contours sans territoire, pour chaque niveau dont des contours sont reçus.
WITH niveaux AS (
  SELECT niveau, max(millesime_cog) AS millesime_cog FROM {batch} WHERE NOT est_fictif GROUP BY niveau
),
-- les collectivités d’outre-mer n’ont ni région ni contour
communes AS (
  SELECT * FROM core.communes WHERE region_code IS NOT NULL AND NOT starts_with(commune_code, 'Z')
),
territoires AS (
  SELECT type_commune AS niveau, millesime_cog, commune_code AS territoire_code FROM communes
  UNION
  SELECT 'SIREN_EPCI', millesime_cog, epci_code FROM communes WHERE epci_code IS NOT NULL
  UNION
  SELECT 'SIREN_EPT', millesime_cog, ept_code FROM communes WHERE ept_code IS NOT NULL
  UNION
  SELECT 'DEP', millesime_cog, departement_code FROM communes
  UNION
  SELECT 'REG', millesime_cog, region_code FROM communes
),
attendus AS (
  SELECT niveau, territoire_code FROM territoires SEMI JOIN niveaux USING (niveau, millesime_cog)
),
dessines AS (
  SELECT niveau, territoire_code FROM {batch} WHERE niveau IN (SELECT niveau FROM attendus)
)
SELECT
  coalesce(attendus.niveau, dessines.niveau) AS niveau,
  coalesce(attendus.territoire_code, dessines.territoire_code) AS territoire_code
FROM attendus
FULL JOIN dessines ON dessines.niveau = attendus.niveau AND dessines.territoire_code = attendus.territoire_code
WHERE attendus.territoire_code IS NULL OR dessines.territoire_code IS NULL
