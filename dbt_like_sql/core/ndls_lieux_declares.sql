-- Types de lieu que chaque édition a regardés, qu’on y ait vu quelqu’un ou non.
-- Grain : une édition, un type de lieu.
-- Définition : ceux du périmètre ; un périmètre qui n’en nomme aucun a ceux du décompte.
-- Source : core.ndls_editions, core.ndls_lignes, staging.perimetre.
WITH declares AS (
  SELECT editions.edition_id, perimetre.element_code AS type_lieu
  FROM core.ndls_editions AS editions
  JOIN staging.perimetre AS perimetre USING (perimetre_id)
  WHERE editions.est_detaille AND perimetre.element_type = 'TYPE_LIEU' AND perimetre.est_couvert
)
SELECT DISTINCT edition_id, type_lieu FROM declares
UNION
SELECT DISTINCT edition_id, type_lieu FROM core.ndls_lignes WHERE edition_id NOT IN (SELECT edition_id FROM declares)
