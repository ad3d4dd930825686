-- Personnes décomptées selon le lieu.
-- Grain : une édition, un type de lieu.
-- Définition : une ville qui a publié ses lieux les a rendus publics : ils sont dans « nuits_lieux_publies », tels quels.
-- Source : core.nuits_repartitions, core.nuits_lieux_publies.
SELECT
  repartition.edition_id,
  repartition.niveau,
  repartition.territoire_code,
  repartition.date_nuit,
  repartition.modalite AS type_lieu,
  repartition.modalite_libelle AS type_lieu_libelle,
  repartition.nb_personnes,
  CASE WHEN repartition.nb_personnes IS NULL THEN 'NON_COLLECTE' WHEN repartition.nb_personnes = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.nuits_repartitions AS repartition
WHERE repartition.axe = 'LIEU'
  AND repartition.edition_id NOT IN (
    SELECT edition_id FROM core.nuits_lieux_publies
  )
