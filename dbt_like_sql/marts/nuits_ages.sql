-- Personnes décomptées selon la majorité.
-- Grain : une édition, une majorité.
-- Source : core.nuits_repartitions.
SELECT
  repartition.edition_id,
  repartition.niveau,
  repartition.territoire_code,
  repartition.date_nuit,
  repartition.modalite AS majorite,
  repartition.modalite_libelle AS majorite_libelle,
  repartition.nb_personnes,
  CASE WHEN repartition.nb_personnes IS NULL THEN 'NON_COLLECTE' WHEN repartition.nb_personnes = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.nuits_repartitions AS repartition
WHERE repartition.axe = 'AGE'
