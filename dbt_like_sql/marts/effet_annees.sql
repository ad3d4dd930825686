-- L’effet de la mise en œuvre accélérée, par année depuis l’annonce.
-- Grain : une source, une définition, un nombre d’années depuis l’annonce.
-- Définition : indicateur I17, étape 3 ; rapport de l’observé à l’attendu, l’année d’avant l’annonce valant 1.
-- Source : core.effet_estimations.
SELECT
  source_effet,
  definition_acceleration,
  niveau,
  a.annees_depuis AS annees_depuis_annonce,
  a.annees_depuis < 0 AS est_avant_annonce,
  a.annees_depuis = -1 AS est_annee_de_reference,
  a.valeur AS valeur_effet,
  a.bas AS effet_bas,
  a.haut AS effet_haut,
  a.p AS p_effet,
  a.nb_territoires AS nb_territoires_effet,
  a.motif AS motif_effet
FROM core.effet_estimations
CROSS JOIN LATERAL unnest(resultat.annees) AS t(a)
