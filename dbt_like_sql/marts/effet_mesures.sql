-- L’effet de la mise en œuvre accélérée, mesure par mesure.
-- Grain : une source, une définition, une mesure.
-- Définition : indicateur I17 ; un effet est un rapport, 1 : aucun effet.
-- Source : core.effet_estimations.
SELECT
  source_effet,
  definition_acceleration,
  niveau,
  m.rang AS rang_mesure,
  m.etape AS etape_effet,
  m.mesure AS mesure_effet,
  m.libelle AS mesure_effet_libelle,
  m.unite AS unite,
  m.valeur AS valeur_effet,
  m.bas AS effet_bas,
  m.haut AS effet_haut,
  m.p AS p_effet,
  m.nb_territoires AS nb_territoires_effet,
  m.territoire_code AS territoire_en_cause,
  m.motif AS motif_effet
FROM core.effet_estimations
CROSS JOIN LATERAL unnest(resultat.mesures) AS t(m)
