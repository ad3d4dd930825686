-- Objectifs annuels, avec l’unité de ce qu’ils visent.
-- Grain : un indicateur visé, un territoire, une année.
-- Source : staging.objectif ; nomenclature objectif_indicateur.
SELECT
  o.objectif_indicateur,
  nature.libelle AS objectif_indicateur_libelle,
  nature.regroupement AS unite,
  o.niveau,
  o.territoire_code,
  o.annee,
  o.valeur_objectif,
  o.source_titre,
  o.source_url
FROM staging.objectif AS o
JOIN ref.objectif_indicateur AS nature ON nature.code = o.objectif_indicateur
