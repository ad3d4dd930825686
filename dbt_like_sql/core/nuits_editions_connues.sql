-- Le total retenu de chaque édition connue : reçue de l’organisateur, sinon relevée dans une publication.
-- Grain : une édition.
-- Définition : l’édition reçue l’emporte sur le chiffre publié ; le définitif l’emporte sur le provisoire.
-- Source : core.ndls_editions, core.nuits_solidarite.
WITH recues AS (
  SELECT
    edition_id, niveau, territoire_code, date_nuit, 'JOUR' AS date_nuit_precision, nb_total::DOUBLE AS total, unite,
    statut_resultat, perimetre_code, elements_couverts, statut_detail IN ('VENTILE', 'RESTE') AS est_detaille, true AS est_recue
  FROM core.ndls_editions
  WHERE est_retenu
),
relevees AS (
  SELECT
    edition_id, niveau, territoire_code, date_nuit, date_nuit_precision, valeur_publiee AS total, unite,
    statut_resultat, perimetre_code, NULL::VARCHAR AS elements_couverts, false AS est_detaille, false AS est_recue
  FROM core.nuits_solidarite
  WHERE est_retenu AND type_lieu = 'TOTAL' AND indicateur IN ('personnes_decomptees', 'total_publie')
  QUALIFY row_number() OVER (PARTITION BY edition_id ORDER BY indicateur) = 1
)
SELECT edition_id, niveau, territoire_code, date_nuit, date_nuit_precision, total, unite, statut_resultat, perimetre_code, elements_couverts, est_detaille, est_recue
FROM recues
UNION ALL
SELECT edition_id, niveau, territoire_code, date_nuit, date_nuit_precision, total, unite, statut_resultat, perimetre_code, elements_couverts, est_detaille, est_recue
FROM relevees
WHERE edition_id NOT IN (SELECT edition_id FROM recues)
