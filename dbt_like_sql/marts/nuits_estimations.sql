-- Estimations de ce que le décompte manque.
-- Grain : une édition, une méthode.
-- Définition : les bornes sont élargies au multiple de 5, pour que l’arrondi ne les resserre pas.
-- Source : core.nuits_estimations.
WITH arrondies AS (
  SELECT
    *,
    (5 * floor(borne_basse / 5))::INTEGER AS basse,
    (5 * ceil(borne_haute / 5))::INTEGER AS haute,
    round(estimation)::INTEGER AS valeur
  FROM core.nuits_estimations
)
SELECT
  arrondies.edition_id || ':' || arrondies.methode_estimation AS ligne_estimation,
  arrondies.edition_id,
  arrondies.niveau,
  arrondies.territoire_code,
  arrondies.date_nuit,
  arrondies.methode_estimation,
  arrondies.methode_estimation_libelle,
  arrondies.motif_estimation,
  arrondies.nb_observe,
  CASE WHEN arrondies.nb_observe IS NULL THEN 'NON_COLLECTE' WHEN arrondies.nb_observe = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  arrondies.valeur AS estimation,
  CASE WHEN arrondies.valeur IS NULL THEN 'NON_COLLECTE' WHEN arrondies.valeur = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_estimation,
  arrondies.basse AS borne_basse,
  CASE WHEN arrondies.basse IS NULL THEN 'NON_COLLECTE' WHEN arrondies.basse = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_borne_basse,
  arrondies.haute AS borne_haute,
  CASE WHEN arrondies.haute IS NULL THEN 'NON_COLLECTE' WHEN arrondies.haute = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_borne_haute
FROM arrondies
