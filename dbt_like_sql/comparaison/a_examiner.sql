-- Quels territoires s’écartent des autres de leur niveau plus que leur taille ne l’explique ?
-- Grain : une mesure, un niveau, un territoire, une année.
-- Définition : territoires hors des limites de l’entonnoir (au-dessus ou au-dessous), avec l’incertitude de leur rang ; « à examiner » n’est pas
-- un jugement.
-- Source : comparaison.comparaisons, reference.territoires.
SELECT
  c.mesure_comparee,
  c.niveau,
  c.territoire_code,
  t.territoire_libelle,
  c.annee,
  c.taux,
  c.taux_pour,
  c.taux_ensemble,
  c.rapport,
  c.rapport_bas,
  c.rapport_haut,
  c.position_entonnoir,
  c.rang,
  c.rang_bas,
  c.rang_haut,
  c.nb_territoires_compares
FROM comparaison.comparaisons AS c
JOIN reference.territoires AS t ON t.niveau = c.niveau AND t.territoire_code = c.territoire_code
WHERE c.motif_non_compare IS NULL AND c.position_entonnoir IN ('AU_DESSUS', 'AU_DESSOUS')
