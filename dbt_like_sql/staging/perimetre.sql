-- Éléments des périmètres.
-- Grain : un périmètre et un élément.
-- Définition : le dernier fichier reçu pour un périmètre l’emporte.
-- Source : contrat lake.perimetre.
SELECT
  perimetre_id,
  element_type,
  element_code,
  element_libelle,
  edition_id,
  CASE WHEN element_type IN ('COM', 'ARM') THEN element_code ELSE commune_code END AS commune_code,
  millesime_cog,
  surface_km2,
  pop_reference,
  est_couvert,
  geometrie_id
FROM lake.perimetre
QUALIFY dense_rank() OVER (PARTITION BY perimetre_id ORDER BY date_reception DESC, fichier_sha256) = 1
