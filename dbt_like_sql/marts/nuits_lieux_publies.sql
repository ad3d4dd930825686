-- Lieux publiés par les villes.
-- Grain : une édition, un lieu publié.
-- Source : core.nuits_lieux_publies.
SELECT
  edition_id,
  type_lieu,
  niveau,
  territoire_code,
  date_nuit,
  type_lieu_libelle,
  valeur_publiee,
  CASE WHEN valeur_publiee IS NULL THEN 'NON_COLLECTE' WHEN valeur_publiee = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  source_url
FROM core.nuits_lieux_publies
