-- L’effet de la mise en œuvre accélérée quand un choix change, et là où il ne doit pas y en avoir.
-- Grain : une source, une définition, une variante.
-- Définition : indicateur I17, étapes 6 et 7 ; rapport de l’observé à l’attendu, 1 : aucun effet.
-- Source : core.effet_estimations.
SELECT
  source_effet,
  definition_acceleration,
  niveau,
  v.rang AS rang_variante,
  v.nature AS nature_variante,
  v.libelle AS variante_libelle,
  v.territoire_code AS territoire_en_cause,
  v.valeur AS valeur_effet,
  v.bas AS effet_bas,
  v.haut AS effet_haut,
  v.p AS p_effet,
  v.motif AS motif_effet
FROM core.effet_estimations
CROSS JOIN LATERAL unnest(resultat.variantes) AS t(v)
