-- Secteurs dessinés, sans leur contour.
-- Grain : un secteur.
-- Définition : le dernier fichier reçu l’emporte ; le contour reste dans le lac.
-- Source : contrat lake.ndls_secteur.
SELECT
  secteur_id,
  commune_code,
  projection,
  est_reparee,
  part_recouverte_pct
FROM lake.ndls_secteur
QUALIFY dense_rank() OVER (PARTITION BY secteur_id ORDER BY date_reception DESC, fichier_sha256) = 1
