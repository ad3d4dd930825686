-- Combien de personnes ont été comptées une nuit donnée, et ce nombre se compare-t-il à celui de la nuit d’avant ?
-- Grain : une édition d’une Nuit de la solidarité.
-- Définition : décompte publié, son périmètre et son statut ; la comparaison est celle de la règle, avec l’édition connue qui précède.
-- Source : recherche.nuits_decomptes, comparaison.nuits_comparaisons, reference.territoires.
SELECT
  d.edition_id,
  d.niveau,
  d.territoire_code,
  t.territoire_libelle,
  d.date_nuit,
  d.valeur_publiee,
  d.unite,
  d.statut_valeur,
  d.statut_resultat,
  d.perimetre_libelle,
  d.motif_isolement_libelle,
  c.edition_avant,
  c.est_comparable,
  c.motif_comparaison_libelle,
  d.source_titre,
  d.source_url
FROM recherche.nuits_decomptes AS d
JOIN reference.territoires AS t ON t.niveau = d.niveau AND t.territoire_code = d.territoire_code
LEFT JOIN comparaison.nuits_comparaisons AS c ON c.edition_apres = d.edition_id AND c.est_precedente
