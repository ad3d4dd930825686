-- Dans quel groupe est chaque territoire, pour mesurer l’effet de la mise en œuvre accélérée.
-- Grain : une source, une définition, un territoire.
-- Définition : indicateur I17 ; ACCELERE, AUTRE (jamais accéléré), EN_PARTIE (dans aucun groupe), ECARTE (motif donné), SANS_DONNEES.
-- Source : core.effet_departements, core.effet_panels, core.effet_estimations, core.territoires_publies.
WITH departements AS (
  SELECT definition_acceleration, niveau, territoire_code, premiere_annee, groupe_effet FROM core.effet_departements
),
publies AS (
  SELECT niveau, territoire_code FROM core.territoires_publies
),
mesures AS (
  SELECT source_effet, definition_acceleration, niveau, resultat.ecartes AS ecartes FROM core.effet_estimations
),
vus AS (
  SELECT source_effet, definition_acceleration, niveau, territoire_code, bool_or(est_rupture) AS est_rupture
  FROM core.effet_panels
  GROUP BY ALL
),
ecartes AS (
  SELECT source_effet, definition_acceleration, niveau, e.territoire_code AS territoire_code, e.motif AS motif
  FROM mesures
  CROSS JOIN LATERAL unnest(ecartes) AS t(e)
)
SELECT
  mesures.source_effet,
  definition_acceleration,
  niveau,
  territoire_code,
  departements.premiere_annee AS premiere_annee_acceleration,
  CASE
    WHEN groupe_effet = 'EN_PARTIE' THEN 'EN_PARTIE'
    WHEN ecartes.motif IS NOT NULL THEN 'ECARTE'
    WHEN vus.territoire_code IS NULL THEN 'SANS_DONNEES'
    ELSE groupe_effet
  END AS groupe_effet,
  coalesce(vus.est_rupture, false) AS est_rupture_enregistrement,
  ecartes.motif AS motif_effet
FROM mesures
JOIN departements USING (definition_acceleration, niveau)
JOIN publies USING (niveau, territoire_code)
LEFT JOIN vus USING (source_effet, definition_acceleration, niveau, territoire_code)
LEFT JOIN ecartes USING (source_effet, definition_acceleration, niveau, territoire_code)
