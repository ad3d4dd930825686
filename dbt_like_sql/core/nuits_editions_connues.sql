-- Le total retenu de chaque édition connue : reçue de l’organisateur, sinon relevée dans une publication.
-- Grain : une édition.
-- Définition : l’édition reçue l’emporte sur le chiffre publié, et le définitif sur le provisoire ; le total d’une ville
-- qui a son propre périmètre (total_publie), ou qui compte des adultes, ne sert que s’il n’y a pas d’autre décompte. Une édition isolée, à aucune autre
-- comparable, dit pourquoi : périmètre propre ou non précisé (NDLS-R1), unité, mois inconnu ou autre que janvier (NDLS-R5).
-- Source : core.ndls_editions, core.nuits_solidarite ; nomenclatures ndls_perimetre, ndls_motif_comparaison.
WITH recues AS (
  SELECT
    edition_id,
    'personnes_decomptees' AS indicateur,
    niveau,
    territoire_code,
    date_nuit,
    'JOUR' AS date_nuit_precision,
    nb_total::DOUBLE AS total,
    unite,
    statut_resultat,
    perimetre_code,
    elements_couverts,
    statut_detail IN ('VENTILE', 'RESTE') AS est_detaille,
    true AS est_recue,
    coalesce(operateur, 'Organisateur du décompte') AS source_titre,
    source_url
  FROM core.ndls_editions
  WHERE est_retenu
),
relevees AS (
  SELECT
    edition_id,
    indicateur,
    niveau,
    territoire_code,
    date_nuit,
    date_nuit_precision,
    valeur_publiee AS total,
    unite,
    statut_resultat,
    perimetre_code,
    NULL::VARCHAR AS elements_couverts,
    false AS est_detaille,
    false AS est_recue,
    source_titre,
    source_url
  FROM core.nuits_solidarite
  WHERE est_retenu AND type_lieu = 'TOTAL' AND indicateur IN ('personnes_decomptees', 'adultes_decomptes', 'total_publie')
  QUALIFY row_number() OVER (PARTITION BY edition_id ORDER BY indicateur = 'personnes_decomptees' DESC, indicateur) = 1
),
reunies AS (
  SELECT * FROM recues
  UNION ALL
  SELECT * FROM relevees WHERE edition_id NOT IN (SELECT edition_id FROM recues)
),
jugees AS (
  SELECT
    reunies.*,
    perimetre.libelle AS perimetre_libelle,
    CASE
      WHEN reunies.unite <> 'PERSONNE' THEN 'UNITE'
      WHEN reunies.indicateur = 'total_publie' OR reunies.perimetre_code IS NULL OR perimetre.regroupement = 'X' THEN 'PERIMETRE'
      WHEN reunies.date_nuit_precision = 'ANNEE' OR month(reunies.date_nuit) <> 1 THEN 'SAISON'
    END AS motif_isolement
  FROM reunies
  LEFT JOIN ref.ndls_perimetre AS perimetre ON perimetre.code = reunies.perimetre_code
)
SELECT
  jugees.edition_id,
  jugees.indicateur,
  jugees.niveau,
  jugees.territoire_code,
  jugees.date_nuit,
  jugees.date_nuit_precision,
  jugees.total,
  jugees.unite,
  jugees.statut_resultat,
  jugees.perimetre_code,
  jugees.perimetre_libelle,
  jugees.elements_couverts,
  jugees.est_detaille,
  jugees.est_recue,
  jugees.motif_isolement,
  motif.note AS motif_isolement_libelle,
  jugees.source_titre,
  jugees.source_url
FROM jugees
LEFT JOIN ref.ndls_motif_comparaison AS motif ON motif.code = jugees.motif_isolement
